package io.nija.simulator.internal.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The rules in force and which of them strike. Delays, slowness, a wrong clock and events add up; of the others the first
 * that strikes decides, and those behind it are not asked. Thread-safe; chance comes from the seed.
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
        private final long moment;
        private long matches;
        private long strikes;

        Active(FaultRule rule, long moment) {
            this.rule = rule;
            this.moment = moment;
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
     * @param eventsBefore what happens at the exchange before the call is carried out
     * @param eventsAfter what happens after that, before its answer is sent
     */
    public record Strike(Duration before, Duration after, int bytesPerSecond, Duration skew, FaultAction action,
            boolean actionAfter, List<FaultAction.Happening> eventsBefore, List<FaultAction.Happening> eventsAfter) {

        /** Nothing. */
        public static final Strike NONE = new Strike(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, null, false,
                List.of(), List.of());

        public Strike {
            eventsBefore = List.copyOf(eventsBefore);
            eventsAfter = List.copyOf(eventsAfter);
        }
    }

    /** What is due at a moment, nanoseconds since 1970. */
    public record Due(long time, FaultAction action) {}

    /** When the next rule with a moment strikes; {@link Long#MAX_VALUE} when there is none. */
    public synchronized long nextMoment() {
        return active.values().stream().filter(each -> each.rule.moment() != null).mapToLong(each -> each.moment).min()
                .orElse(Long.MAX_VALUE);
    }

    /** What was due by a moment, in the order of time; each only once. */
    public synchronized List<Due> due(long now) {
        List<Active> due = active.values().stream()
                .filter(each -> each.rule.moment() != null && each.moment <= now)
                .sorted(Comparator.comparingLong(each -> each.moment)).toList();
        active.values().removeAll(due);
        return due.stream().map(each -> new Due(each.moment, each.rule.action())).toList();
    }

    /** Adds rules; answers their numbers. @param now from when their moments count, nanoseconds since 1970 */
    public synchronized List<Long> add(List<FaultRule> rules, long now) {
        List<Long> ids = new ArrayList<>();
        for (FaultRule rule : rules) {
            active.put(++numbers, new Active(rule, rule.moment() == null ? 0 : rule.moment().nanos(now)));
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

    /** What strikes one frame of a channel, in the order of the rules. @param about the pair's or the account's id, or empty */
    public synchronized List<FaultAction> strikeFrame(String channel, String about) {
        if (active.isEmpty()) {
            return List.of();
        }
        return List.copyOf(active.values()).stream()
                .filter(each -> each.rule.isAbout(FaultKind.FRAME, channel, false, about) && strikes(each))
                .map(each -> each.rule.action()).toList();
    }

    /** Decides about one message of a socket. @param account the account's id, or empty */
    public Strike strikeMessage(String method, String account) {
        return strike(FaultKind.MESSAGE, method, false, account);
    }

    /**
     * Decides about one call.
     *
     * @param account the account's id, or empty when nobody is known by the call's key
     */
    public Strike strike(String endpoint, boolean isPrivate, String account) {
        return strike(FaultKind.CALL, endpoint, isPrivate, account);
    }

    private synchronized Strike strike(FaultKind kind, String endpoint, boolean isPrivate, String account) {
        if (active.isEmpty()) {
            return Strike.NONE;
        }
        long before = 0;
        long after = 0;
        int slow = 0;
        Duration skew = Duration.ZERO;
        FaultAction decided = null;
        boolean decidedAfter = false;
        List<FaultAction.Happening> eventsBefore = new ArrayList<>();
        List<FaultAction.Happening> eventsAfter = new ArrayList<>();
        for (Active each : List.copyOf(active.values())) {
            if (!each.rule.isAbout(kind, endpoint, isPrivate, account) || !strikes(each)) {
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
            } else if (action instanceof FaultAction.Happening event) {
                (each.rule.after() ? eventsAfter : eventsBefore).add(event);
            } else {
                decided = action;
                decidedAfter = each.rule.after();
                break;
            }
        }
        return new Strike(Duration.ofMillis(before), Duration.ofMillis(after), slow, skew, decided, decidedAfter,
                eventsBefore, eventsAfter);
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
