package io.nija.campaign;

import java.math.BigDecimal;
import java.util.List;

/**
 * An instrument as NIJA and the exchange write it.
 *
 * @param symbol NIJA's name
 * @param altname the exchange's short name
 * @param pair the exchange's long name
 * @param asset the exchange's name of the base
 * @param smallest order, in base
 */
public record Market(String symbol, String altname, String pair, String asset, BigDecimal smallest) {

    /** What the campaigns trade; every account of the simulator is funded in it. */
    public static final List<Market> ALL = List.of(
            new Market("BTC/USD", "XBTUSD", "XXBTZUSD", "XXBT", new BigDecimal("0.001")),
            new Market("ETH/USD", "ETHUSD", "XETHZUSD", "XETH", new BigDecimal("0.01")),
            new Market("SOL/USD", "SOLUSD", "SOLUSD", "SOL", new BigDecimal("0.1")));

    /** The one that the exchange calls so, by either name. */
    public static Market of(String name) {
        return ALL.stream().filter(one -> one.altname().equals(name) || one.pair().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("The exchange names a market that nobody traded: " + name));
    }

    /** NIJA's name of the base. */
    public String base() {
        return symbol.substring(0, symbol.indexOf('/'));
    }
}
