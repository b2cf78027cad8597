package io.nija.broker.paper.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code io.nija.broker.paper.cfg}. All have defaults; the file is not needed. */
@ObjectClassDefinition(id = "io.nija.broker.paper", name = "Paper",
        description = "Trading with play money on the built-in market. It needs no keys and reaches no network.")
public @interface PaperConfig {

    @AttributeDefinition(name = "market", description = "Where prices come from. built-in: strangers made from the seed, with a week of history.",
            options = @Option(label = "Built-in", value = "built-in"))
    String market() default "built-in";

    @AttributeDefinition(name = "speed", description = "How many seconds pass in the market in one of the world's. Applies from the next moment on.",
            min = "1", max = "600")
    int speed() default 60;

    @AttributeDefinition(name = "seed", description = "What the market is made from: the same number, the same prices. A market that is remembered keeps"
            + " the one it began with.", min = "1", max = "1000000000")
    long seed() default 7;

    @AttributeDefinition(name = "starting.balance", description = "The play money of a new account, in its currency.", min = "1", max = "1000000000")
    long starting_balance() default 10_000;

    @AttributeDefinition(name = "traded.volume", description = "What a new account is taken to trade in every thirty days besides, in US dollars:"
            + " sets its fees, as at the venue. 0 pays the highest.", min = "0", max = "1000000000")
    long traded_volume() default 0;

    @AttributeDefinition(name = "latency.ms", description = "How long an order, a change or a cancel is on its way to the market, in milliseconds.",
            min = "0", max = "5000")
    int latency_ms() default 20;
}
