package io.nija.strategy.probe.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code io.nija.strategy.probe-NAME.cfg}. */
@ObjectClassDefinition(id = "io.nija.strategy.probe", name = "Probe", description = "Buys, holds and sells, and finds gaps in what it is shown.")
public @interface ProbeConfig {

    @AttributeDefinition(name = "lanes", cardinality = 1_000, description = "Where it trades: ACCOUNT/BROKER, for example master/paper.")
    String[] lanes();

    @AttributeDefinition(name = "symbols", cardinality = 1_000, description = "What it trades, for example BTC/USD.")
    String[] symbols();

    @AttributeDefinition(name = "interval", description = "The length of its candles, for example 3s.")
    String interval() default "3s";

    @AttributeDefinition(name = "hold", min = "1", max = "1000000", description = "For how many candles it holds what it bought.")
    int hold() default 2;

    @AttributeDefinition(name = "stop.percent", min = "0.1", max = "20", description = "How far below the entry the stop is.")
    double stop_percent() default 5;
}
