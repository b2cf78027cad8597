package io.nija.exchange.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The rules of a pair. Prices are counted in ticks and volumes in lots inside the exchange, so that a book is exact.
 *
 * @param id the canonical key, {@code XXBTZUSD}
 * @param altname {@code XBTUSD}
 * @param wsname {@code XBT/USD}
 * @param pairDecimals decimals of a price
 * @param costDecimals decimals of a cost
 * @param orderMin the smallest volume, in base
 * @param costMin the smallest price × volume, in quote
 * @param tickSize the price grid
 * @param fees what trading it costs
 * @param sparse whether AssetPairs leaves out {@code status} and {@code lot_multiplier}, as it does for some real pairs
 */
public record PairRule(
        String id,
        String altname,
        String wsname,
        Asset base,
        Asset quote,
        int pairDecimals,
        int costDecimals,
        BigDecimal orderMin,
        BigDecimal costMin,
        BigDecimal tickSize,
        FeeSchedule fees,
        boolean sparse) {

    /** Decimals of a volume, the same for every pair. */
    public static final int LOT_DECIMALS = 8;

    /** {@code BTC/USD}. */
    public String symbol() {
        return base.name() + "/" + quote.name();
    }

    /** A price of so many ticks. */
    public BigDecimal price(long ticks) {
        return tickSize.multiply(BigDecimal.valueOf(ticks)).setScale(pairDecimals, RoundingMode.UNNECESSARY);
    }

    /** A volume of so many lots. */
    public static BigDecimal volume(long lots) {
        return BigDecimal.valueOf(lots, LOT_DECIMALS);
    }

    /** Decimals of money that moves: no finer than the quote asset is kept, so that trades and ledgers agree. */
    public int moneyDecimals() {
        return Math.min(costDecimals, quote.decimals());
    }

    /** What a fill costs; rounded down, so that the parts of an order never cost more than the whole. */
    public BigDecimal cost(long ticks, long lots) {
        return price(ticks).multiply(volume(lots)).setScale(moneyDecimals(), RoundingMode.DOWN);
    }

    /** The most that the rest of an order can cost: what is held for it. */
    public BigDecimal ceiling(long ticks, long lots) {
        return price(ticks).multiply(volume(lots)).setScale(moneyDecimals(), RoundingMode.UP);
    }
}
