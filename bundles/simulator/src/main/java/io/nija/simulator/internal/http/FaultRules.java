package io.nija.simulator.internal.http;

import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultLanguage;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.fault.FaultRule;

/** The faults in force, and the check that they name something that exists. */
public final class FaultRules {

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
    }

    /**
     * Adds faults; answers their numbers.
     *
     * @throws IllegalArgumentException with one sentence for the operator
     */
    public List<Long> add(String spec) {
        List<FaultRule> rules = FaultLanguage.parse(spec);
        for (FaultRule rule : rules) {
            if (rule.action() instanceof FaultAction.Happening event) {
                events.check(event);
            }
            if (rule.moment() == null && !endpoints.contains(rule.endpoint()) && !Set.of("*", "public", "private").contains(rule.endpoint())) {
                throw new IllegalArgumentException("There is no endpoint '" + rule.endpoint()
                        + "'; a fault is for one of " + String.join(", ", endpoints) + ", public, private or *.");
            }
        }
        return plan.add(rules, clock.getAsLong());
    }

    /** The rules. */
    public FaultPlan plan() {
        return plan;
    }
}
