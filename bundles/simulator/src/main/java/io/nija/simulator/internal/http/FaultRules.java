package io.nija.simulator.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultLanguage;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.fault.FaultRule;
import io.nija.simulator.internal.stream.Session;

/** The faults in force, and the check that they name something that exists. */
public final class FaultRules {

    private static final Set<String> OTHERS = Stream.concat(Session.methods().stream(),
            Stream.of("*", "public", "private", "connect", "socket")).collect(Collectors.toUnmodifiableSet());

    private final Set<String> streams = new TreeSet<>();
    private final FaultPlan plan;
    private final Set<String> endpoints;
    private final Events events;
    private final LongSupplier clock;

    /** @param clock the exchange's, from which moments of rules count */
    FaultRules(FaultPlan plan, Set<String> endpoints, Events events, LongSupplier clock) {
        this.plan = plan;
        this.endpoints = endpoints;
        this.events = events;
        this.clock = clock;
        streams.add("stream");
        Session.channels().forEach(channel -> streams.add("stream." + channel));
    }

    /**
     * Adds faults; answers their numbers.
     *
     * @throws IllegalArgumentException with one sentence for the operator
     */
    public List<Long> add(String spec) {
        List<FaultRule> rules = new ArrayList<>();
        for (FaultRule rule : FaultLanguage.parse(spec)) {
            rules.add(events.known(rule));
            if (rule.action() instanceof FaultAction.Happening event) {
                events.check(event);
            }
            if (rule.moment() == null && !endpoints.contains(rule.endpoint()) && !OTHERS.contains(rule.endpoint())
                    && !streams.contains(rule.endpoint())) {
                throw new IllegalArgumentException("There is no endpoint '" + rule.endpoint()
                        + "'; a fault is for one of " + String.join(", ", endpoints) + ", public, private or *; of "
                        + String.join(", ", new TreeSet<>(Session.methods())) + ", connect or socket; or of "
                        + String.join(", ", streams) + ".");
            }
        }
        return plan.add(rules, clock.getAsLong());
    }

    /** The rules. */
    public FaultPlan plan() {
        return plan;
    }
}
