package io.nija.strategy.apex.internal;

import io.nija.strategy.Candle;

/**
 * The five confirmations of a long entry.
 *
 * @param pullback the low came near to the middle average or the volume weighted price, and the close is above it
 * @param strength the relative strength index rises, and both values are within its range
 * @param pattern the body engulfs that of a falling candle, or the candle is a hammer
 * @param momentum MACD's histogram rises
 * @param volume enough was traded
 */
record Confirmations(boolean pullback, boolean strength, boolean pattern, boolean momentum, boolean volume) {

    static Confirmations of(ApexConfig config, Gauges gauges, Candle candle) {
        double near = config.pullback_percent() / 100;
        double rsi = gauges.rsi.value();
        return new Confirmations(
                touched(candle, gauges.middle.value(), near) || touched(candle, gauges.vwap.value(), near),
                rsi > gauges.rsiBefore && gauges.rsiBefore >= config.rsi_low() && rsi <= config.rsi_high(),
                engulfs(candle, gauges.openBefore, gauges.closeBefore) || hammer(candle, config.hammer_wick(), config.hammer_percent() / 100),
                gauges.macd.histogram() > gauges.histogramBefore,
                candle.volume() >= config.volume_confirm() * gauges.meanVolume);
    }

    /** False for a line that has no value. */
    private static boolean touched(Candle candle, double line, double near) {
        return Math.abs(candle.low() - line) <= near * line && candle.close() > line;
    }

    private static boolean engulfs(Candle candle, double openBefore, double closeBefore) {
        return closeBefore < openBefore && candle.close() > candle.open() && candle.open() <= closeBefore && candle.close() >= openBefore;
    }

    private static boolean hammer(Candle candle, double times, double share) {
        double wick = Math.min(candle.open(), candle.close()) - candle.low();
        return wick > 0 && wick >= times * Math.abs(candle.close() - candle.open()) && wick >= share * (candle.high() - candle.low());
    }

    int count() {
        return (pullback ? 1 : 0) + (strength ? 1 : 0) + (pattern ? 1 : 0) + (momentum ? 1 : 0) + (volume ? 1 : 0);
    }

    /** For people: those that are there. */
    String words() {
        String words = (pullback ? ", pullback" : "") + (strength ? ", strength" : "") + (pattern ? ", pattern" : "") + (momentum ? ", momentum" : "")
                + (volume ? ", volume" : "");
        return words.isEmpty() ? "none" : words.substring(2);
    }
}
