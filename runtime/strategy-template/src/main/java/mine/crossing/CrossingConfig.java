package mine.crossing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code io.nija.strategy.crossing-NAME.cfg}: {@code fast_period} stands in the file as {@code fast.period}. */
@ObjectClassDefinition(id = "io.nija.strategy.crossing", name = "Crossing", description = "Enters when a fast average crosses a slow one from below.")
public @interface CrossingConfig {

    @AttributeDefinition(name = "lanes", cardinality = 1_000, description = "Where it trades: ACCOUNT/BROKER, for example master/paper.")
    String[] lanes();

    @AttributeDefinition(name = "symbols", cardinality = 1_000, description = "What it trades, for example BTC/USD.")
    String[] symbols();

    @AttributeDefinition(name = "interval", description = "The length of its candles, for example 5m.")
    String interval() default "5m";

    @AttributeDefinition(name = "fast.period", min = "2", max = "100", description = "Candles of the fast average.")
    int fast_period() default 5;

    @AttributeDefinition(name = "slow.period", min = "3", max = "500", description = "Candles of the slow average; more than the fast one's.")
    int slow_period() default 12;

    @AttributeDefinition(name = "stop.percent", min = "0.1", max = "20", description = "How far below the entry the stop is.")
    double stop_percent() default 1.5;

    @AttributeDefinition(name = "equity.percent", min = "0.1", max = "100", description = "The most a position may be worth, in percent of risk equity.")
    double equity_percent() default 3;
}
