package io.nija.strategy.apex.internal;

import io.nija.indicators.Adx;
import io.nija.indicators.Atr;
import io.nija.indicators.Ema;
import io.nija.indicators.Indicator;
import io.nija.indicators.Macd;
import io.nija.indicators.Memory;
import io.nija.indicators.Rsi;
import io.nija.indicators.Vwap;
import io.nija.indicators.Window;
import io.nija.strategy.Candle;

/** Everything that APEX calculates, and the values of the candle before where a rule compares. */
final class Gauges implements Indicator {

    final Ema fast;
    final Ema middle;
    final Ema slow;
    final Rsi rsi;
    final Adx adx;
    final Atr atr;
    final Macd macd;
    final Vwap vwap;
    final Window volumes;
    final Window lows;
    /** Of the candles before the latest. */
    double meanVolume = Double.NaN;
    double swingLow = Double.NaN;
    double rsiBefore = Double.NaN;
    double histogramBefore = Double.NaN;
    double openBefore = Double.NaN;
    double closeBefore = Double.NaN;
    private double openLatest = Double.NaN;
    private double closeLatest = Double.NaN;

    Gauges(ApexConfig config) {
        fast = new Ema(config.ema_fast());
        middle = new Ema(config.ema_middle());
        slow = new Ema(config.ema_slow());
        rsi = new Rsi(config.rsi_period());
        adx = new Adx(config.adx_period());
        atr = new Atr(config.atr_period());
        macd = new Macd(config.macd_fast(), config.macd_slow(), config.macd_signal());
        vwap = new Vwap(config.vwap_candles() + 1, config.session_opening_minutes() * 60_000L);
        volumes = new Window(config.volume_candles());
        lows = new Window(config.swing_candles());
    }

    void add(Candle candle) {
        meanVolume = volumes.mean();
        swingLow = lows.lowest();
        rsiBefore = rsi.value();
        histogramBefore = macd.histogram();
        openBefore = openLatest;
        closeBefore = closeLatest;
        fast.add(candle.close());
        middle.add(candle.close());
        slow.add(candle.close());
        rsi.add(candle.close());
        adx.add(candle.high(), candle.low(), candle.close());
        atr.add(candle.high(), candle.low(), candle.close());
        macd.add(candle.close());
        vwap.add(candle.begin(), candle.high(), candle.low(), candle.close(), candle.volume());
        volumes.add(candle.volume());
        lows.add(candle.low());
        openLatest = candle.open();
        closeLatest = candle.close();
    }

    /** Whether everything but the volume weighted price has a value; that one is not used early in a session. */
    boolean warm() {
        return !Double.isNaN(fast.value() + middle.value() + slow.value() + rsiBefore + adx.value() + atr.value() + histogramBefore
                + meanVolume + swingLow);
    }

    @Override
    public void save(Memory.Writer into) {
        into.save("fast", fast).save("middle", middle).save("slow", slow).save("rsi", rsi).save("adx", adx).save("atr", atr).save("macd", macd)
                .save("vwap", vwap).save("volumes", volumes).save("lows", lows).put("open", openLatest).put("close", closeLatest);
    }

    @Override
    public void restore(Memory.Reader from) {
        from.restore("fast", fast).restore("middle", middle).restore("slow", slow).restore("rsi", rsi).restore("adx", adx).restore("atr", atr)
                .restore("macd", macd).restore("vwap", vwap).restore("volumes", volumes).restore("lows", lows);
        openLatest = from.number("open");
        closeLatest = from.number("close");
    }
}
