package io.nija.strategy.apex.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code io.nija.strategy.apex-NAME.cfg}. The defaults are APEX v7.1. */
@ObjectClassDefinition(id = "io.nija.strategy.apex", name = "APEX v7.1",
        description = "Trend entries on closed candles with several confirmations, a bracket of stop and targets, and a cost rule.")
public @interface ApexConfig {

    @AttributeDefinition(name = "lanes", cardinality = 1_000, description = "Where it trades: ACCOUNT/BROKER, for example master/paper.")
    String[] lanes();

    @AttributeDefinition(name = "symbols", cardinality = 1_000, description = "What it trades, for example BTC/USD.")
    String[] symbols();

    @AttributeDefinition(name = "interval", description = "The length of its candles; shorter ones than a minute are made from trades.", options = {
        @Option(label = "5 seconds", value = "5s"), @Option(label = "15 seconds", value = "15s"), @Option(label = "30 seconds", value = "30s"),
        @Option(label = "1 minute", value = "1m"), @Option(label = "5 minutes", value = "5m"), @Option(label = "15 minutes", value = "15m"),
        @Option(label = "30 minutes", value = "30m"), @Option(label = "1 hour", value = "1h"), @Option(label = "4 hours", value = "4h"),
        @Option(label = "1 day", value = "1d")})
    String interval() default "5m";

    @AttributeDefinition(name = "ema.fast", min = "2", max = "200", description = "Candles of the fast average.")
    int ema_fast() default 9;

    @AttributeDefinition(name = "ema.middle", min = "3", max = "400", description = "Candles of the middle average; more than the fast one's.")
    int ema_middle() default 21;

    @AttributeDefinition(name = "ema.slow", min = "4", max = "800", description = "Candles of the slow average; more than the middle one's.")
    int ema_slow() default 50;

    @AttributeDefinition(name = "rsi.period", min = "2", max = "100", description = "Candles of the relative strength index.")
    int rsi_period() default 14;

    @AttributeDefinition(name = "adx.period", min = "2", max = "100", description = "Candles of the directional movement index.")
    int adx_period() default 14;

    @AttributeDefinition(name = "atr.period", min = "2", max = "100", description = "Candles of the average true range.")
    int atr_period() default 14;

    @AttributeDefinition(name = "macd.fast", min = "2", max = "100", description = "Candles of MACD's fast average.")
    int macd_fast() default 12;

    @AttributeDefinition(name = "macd.slow", min = "3", max = "200", description = "Candles of MACD's slow average; more than its fast one's.")
    int macd_slow() default 26;

    @AttributeDefinition(name = "macd.signal", min = "1", max = "100", description = "Candles of MACD's signal line.")
    int macd_signal() default 9;

    @AttributeDefinition(name = "vwap.candles", min = "1", max = "200",
            description = "For so many candles of a day the volume weighted price is not used.")
    int vwap_candles() default 12;

    @AttributeDefinition(name = "session.opening.minutes", min = "0", max = "1439",
            description = "When the volume weighted price begins anew, in minutes after midnight UTC.")
    int session_opening_minutes() default 0;

    @AttributeDefinition(name = "volume.candles", min = "1", max = "200", description = "Previous candles whose mean volume counts.")
    int volume_candles() default 20;

    @AttributeDefinition(name = "adx.minimum", min = "0", max = "100", description = "No entry below this directional movement.")
    double adx_minimum() default 20;

    @AttributeDefinition(name = "volume.minimum", min = "0", max = "10", description = "No entry below this multiple of the mean volume.")
    double volume_minimum() default 0.5;

    @AttributeDefinition(name = "confirmations", min = "0", max = "5", description = "How many of the five confirmations an entry needs.")
    int confirmations() default 3;

    @AttributeDefinition(name = "pullback.percent", min = "0", max = "10",
            description = "Confirmation 1: the low came so near to the middle average or the volume weighted price, and the close is above it.")
    double pullback_percent() default 0.5;

    @AttributeDefinition(name = "rsi.low", min = "0", max = "100", description = "Confirmation 2: strength rises and both values are above this.")
    double rsi_low() default 30;

    @AttributeDefinition(name = "rsi.high", min = "0", max = "100", description = "Confirmation 2: strength rises and both values are below this.")
    double rsi_high() default 70;

    @AttributeDefinition(name = "hammer.wick", min = "0", max = "100",
            description = "Confirmation 3, unless the candle engulfs the one before: the lower wick is so many times the body.")
    double hammer_wick() default 2;

    @AttributeDefinition(name = "hammer.percent", min = "0", max = "100",
            description = "Confirmation 3: and the lower wick is so much of the candle's whole range.")
    double hammer_percent() default 60;

    @AttributeDefinition(name = "volume.confirm", min = "0", max = "10", description = "Confirmation 5: at least this multiple of the mean volume.")
    double volume_confirm() default 1;

    @AttributeDefinition(name = "swing.candles", min = "1", max = "200", description = "Previous candles whose lowest low the stop is put below.")
    int swing_candles() default 10;

    @AttributeDefinition(name = "stop.atr", min = "0", max = "10", description = "How far below, in average true ranges.")
    double stop_atr() default 0.5;

    @AttributeDefinition(name = "stop.percent.least", min = "0.01", max = "50", description = "No entry with a stop nearer than this.")
    double stop_percent_least() default 0.5;

    @AttributeDefinition(name = "stop.percent.most", min = "0.01", max = "50", description = "No entry with a stop farther than this.")
    double stop_percent_most() default 3;

    @AttributeDefinition(name = "targets", cardinality = 10,
            description = "Where parts are sold: R:PERCENT, R being the distance to the stop; nearest first, 100 percent together.")
    String[] targets() default {"1:50", "1.5:25", "2:25"};

    @AttributeDefinition(name = "trail.atr", min = "0", max = "20",
            description = "After the first target the stop follows the highest close at so many average true ranges; 0 for not at all.")
    double trail_atr() default 1.5;

    @AttributeDefinition(name = "cost.multiple", min = "0", max = "20",
            description = "No entry unless the distance to the stop is so many times the cost of the round trip: both taker fees and the spread.")
    double cost_multiple() default 2;

    @AttributeDefinition(name = "slice.multiple", min = "1", max = "20",
            description = "No entry unless the smallest part is so many times the venue's minimum at the stop's price.")
    double slice_multiple() default 1.5;

    @AttributeDefinition(name = "adx.bands", cardinality = 20,
            description = "The most a position may be worth: ADX:PERCENT of risk equity from that directional movement on, lowest first.")
    String[] adx_bands() default {"20:2", "25:4", "30:6", "40:8", "50:10"};
}
