package io.nija.strategy.dual.rsi.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code io.nija.strategy.dual_rsi-NAME.cfg}. */
@ObjectClassDefinition(id = "io.nija.strategy.dual_rsi", name = "Dual RSI",
        description = "Enters when the fast relative strength index crosses the slow one from below, and leaves when it crosses back.")
public @interface DualRsiConfig {

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

    @AttributeDefinition(name = "fast.period", min = "2", max = "100", description = "Candles of the fast index.")
    int fast_period() default 9;

    @AttributeDefinition(name = "slow.period", min = "3", max = "200", description = "Candles of the slow index; more than the fast one's.")
    int slow_period() default 14;

    @AttributeDefinition(name = "enter.below", min = "1", max = "99", description = "It enters only while the slow index is below this.")
    double enter_below() default 45;

    @AttributeDefinition(name = "leave.above", min = "1", max = "99",
            description = "A cross back ends the position only while the slow index is above this.")
    double leave_above() default 50;

    @AttributeDefinition(name = "stop.percent", min = "0.1", max = "20", description = "How far below the entry the stop is.")
    double stop_percent() default 1.5;

    @AttributeDefinition(name = "equity.percent", min = "0.1", max = "100", description = "The most a position may be worth, in percent of risk equity.")
    double equity_percent() default 5;
}
