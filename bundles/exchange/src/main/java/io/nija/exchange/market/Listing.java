package io.nija.exchange.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is listed: assets with and without prefix, the two renamed coins, one whose name begins with X without being a
 * prefix, a pair with a grid coarser than its decimals, a pair without status.
 */
public final class Listing {

    private static final long USD = 1_000_000_000L;

    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, PairRule> pairs = new LinkedHashMap<>();
    private final Map<String, Asset> assetNames = new LinkedHashMap<>();
    private final Map<String, PairRule> pairNames = new LinkedHashMap<>();

    /** The listing; the same every time. */
    public Listing() {
        Asset btc = asset("XXBT", "XBT", "BTC", 10, 5, 61_000 * USD, 150_000_000, "1.5");
        Asset eth = asset("XETH", "ETH", "ETH", 10, 5, 3_000 * USD, 160_000_000, "20");
        Asset sol = asset("SOL", "SOL", "SOL", 10, 5, 150 * USD, 180_000_000, "300");
        Asset doge = asset("XXDG", "XDG", "DOGE", 8, 2, 120_000_000, 200_000_000, "100000");
        Asset xtz = asset("XTZ", "XTZ", "XTZ", 8, 5, 800_000_000, 180_000_000, "5000");
        Asset usdt = asset("USDT", "USDT", "USDT", 8, 4, USD, 3_000_000, "40000");
        Asset usd = asset("ZUSD", "USD", "USD", 4, 2, USD, 0, "50000");
        Asset eur = asset("ZEUR", "EUR", "EUR", 4, 2, 1_080_000_000, 30_000_000, "40000");

        pair("XXBTZUSD", btc, usd, 1, 5, "0.00005", "0.5", "0.1", FeeSchedule.ORDINARY, false);
        pair("XXBTZEUR", btc, eur, 1, 5, "0.00005", "0.45", "0.1", FeeSchedule.ORDINARY, false);
        pair("XBTUSDT", btc, usdt, 1, 5, "0.00005", "0.5", "0.1", FeeSchedule.ORDINARY, true);
        pair("XETHZUSD", eth, usd, 2, 5, "0.002", "0.5", "0.01", FeeSchedule.ORDINARY, false);
        pair("XETHZEUR", eth, eur, 2, 5, "0.002", "0.45", "0.01", FeeSchedule.ORDINARY, false);
        pair("XETHXXBT", eth, btc, 5, 10, "0.002", "0.00002", "0.00001", FeeSchedule.ORDINARY, false);
        pair("SOLUSD", sol, usd, 2, 5, "0.02", "0.5", "0.01", FeeSchedule.ORDINARY, false);
        pair("SOLEUR", sol, eur, 2, 5, "0.02", "0.45", "0.05", FeeSchedule.ORDINARY, false);
        pair("XDGUSD", doge, usd, 7, 5, "20", "0.5", "0.0000001", FeeSchedule.ORDINARY, false);
        pair("XTZUSD", xtz, usd, 4, 5, "5", "0.5", "0.0001", FeeSchedule.ORDINARY, false);
        pair("USDTZUSD", usdt, usd, 4, 5, "5", "0.5", "0.0001", FeeSchedule.STABLE, false);
    }

    private Asset asset(String id, String altname, String name, int decimals, int display, long anchor, long swing,
            String funding) {
        Asset asset = new Asset(id, altname, name, decimals, display, anchor, swing,
                new BigDecimal(funding).setScale(decimals));
        assets.put(id, asset);
        for (String each : List.of(id, altname, name)) {
            assetNames.putIfAbsent(each.toUpperCase(Locale.ROOT), asset);
        }
        return asset;
    }

    private void pair(String id, Asset base, Asset quote, int decimals, int costDecimals, String orderMin,
            String costMin, String tick, FeeSchedule fees, boolean sparse) {
        String altname = base.altname() + quote.altname();
        PairRule rule = new PairRule(id, altname, base.altname() + "/" + quote.altname(), base, quote, decimals,
                costDecimals, new BigDecimal(orderMin), new BigDecimal(costMin), new BigDecimal(tick), fees, sparse);
        pairs.put(id, rule);
        for (String each : List.of(id, altname, rule.wsname(), rule.symbol(), base.name() + quote.name(),
                base.id() + quote.id())) {
            pairNames.putIfAbsent(each.toUpperCase(Locale.ROOT), rule);
        }
    }

    /** All assets. */
    public List<Asset> assets() {
        return new ArrayList<>(assets.values());
    }

    /** All pairs. */
    public List<PairRule> pairs() {
        return new ArrayList<>(pairs.values());
    }

    /** The asset known by that name in any naming system and case. */
    public Optional<Asset> asset(String anyName) {
        return Optional.ofNullable(assetNames.get(anyName.trim().toUpperCase(Locale.ROOT)));
    }

    /** The pair known by that name in any naming system and case. */
    public Optional<PairRule> pair(String anyName) {
        return Optional.ofNullable(pairNames.get(anyName.trim().toUpperCase(Locale.ROOT)));
    }
}
