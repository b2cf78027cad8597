package io.nija.simulator.internal.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The rules in force and which of them strike. Delays, slowness and a wrong clock add up; of the others the first that
 * strikes decides, and those behind it are not asked. Thread-safe; chance comes from the seed.
 */
public final class FaultPlan {

    private final Map<Long, Active> active = new LinkedHashMap<>();
    private final SplittableRandom chance;
    private long numbers;

    /** @param seed of chance */
    public FaultPlan(long seed) {
        chance = new SplittableRandom(seed);
    }

    private static final class Active {
        private final FaultRule rule;
        private long matches;
        private long strikes;

        Active(FaultRule rule) {
            this.rule = rule;
        }
    }

    /** A rule as it stands: how often it was about a call, how often it struck. */
    public record Standing(long id, FaultRule rule, long matches, long strikes) {}

    /**
     * What strikes one call.
     *
     * @param before waiting before the call is carried out
     * @param after waiting before its answer is sent
     * @param bytesPerSecond of the answer; 0 for full speed
     * @param skew of the clock for this call
     * @param action what else, or null
     * @param actionAfter whether the call is carried out first
     */
    public record Strike(Duration before, Duration after, int bytesPerSecond, Duration skew, FaultAction action,
            boolean actionAfter) {

        /** Nothing. */
        public static final Strike NONE = new Strike(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, null, false);
    }

    /** Adds rules; answers their numbers. */
    public synchronized List<Long> add(List<FaultRule> rules) {
        List<Long> ids = new ArrayList<>();
        for (FaultRule rule : rules) {
            active.put(++numbers, new Active(rule));
            ids.add(numbers);
        }
        return ids;
    }

    /** Removes one. @return whether it was there */
    public synchronized boolean remove(long id) {
        return active.remove(id) != null;
    }

    /** Removes all. */
    public synchronized void clear() {
        active.clear();
    }

    /** All of them; one whose {@code next} is used up is over and not among them. */
    public synchronized List<Standing> standing() {
        return active.entrySet().stream().map(entry -> new Standing(entry.getKey(), entry.getValue().rule,
                entry.getValue().matches, entry.getValue().strikes)).toList();
    }

    /**
     * Decides about one call.
     *
     * @param account the account's id, or empty when nobody is known by the call's key
     */
    public synchronized Strike strike(String endpoint, boolean isPrivate, String account) {
        if (active.isEmpty()) {
            return Strike.NONE;
        }
        long before = 0;
        long after = 0;
        int slow = 0;
        Duration skew = Duration.ZERO;
        for (Active each : List.copyOf(active.values())) {
            if (!each.rule.isAbout(endpoint, isPrivate, account) || !strikes(each)) {
                continue;
            }
            FaultAction action = each.rule.action();
            if (action instanceof FaultAction.Delay delay) {
                long millis = chance.nextLong(delay.least(), delay.most() + 1);
                before += each.rule.after() ? 0 : millis;
                after += each.rule.after() ? millis : 0;
            } else if (action instanceof FaultAction.Slow trickle) {
                slow = trickle.bytesPerSecond();
            } else if (action instanceof FaultAction.Skew wrong) {
                skew = skew.plus(wrong.by());
            } else {
                return new Strike(Duration.ofMillis(before), Duration.ofMillis(after), slow, skew, action,
                        each.rule.after());
            }
        }
        return new Strike(Duration.ofMillis(before), Duration.ofMillis(after), slow, skew, null, false);
    }

    private boolean strikes(Active each) {
        each.matches++;
        FaultRule rule = each.rule;
        boolean due = (rule.nth() == 0 || each.matches == rule.nth())
                && (rule.every() == 0 || each.matches % rule.every() == 0)
                && (rule.perMillion() == FaultRule.ALWAYS || chance.nextInt(FaultRule.ALWAYS) < rule.perMillion());
        if (due) {
            each.strikes++;
            if (rule.next() != 0 && each.strikes >= rule.next()) {
                active.values().remove(each);
            }
        }
        return due;
    }
}
