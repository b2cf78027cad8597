package io.nija.simulator.internal.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * One fault: where, what, when.
 *
 * @param endpoint an endpoint's name, {@code public}, {@code private} or {@code *}; a socket's method, {@code socket} or
 *     {@code connect}; {@code stream} or {@code stream.CHANNEL}; empty for a rule with a moment
 * @param account an account's id, the pair's of a public channel, or {@code *}
 * @param after whether the call is carried out before the fault strikes its answer
 * @param perMillion how probable it is at each match; a million is always
 * @param nth strikes at the nth match only; 0 for no such condition
 * @param every strikes at each so many matches; 0 for no such condition
 * @param next strikes so many times and is over; 0 for no such condition
 * @param moment when it strikes, calls or no calls; null for a rule about calls
 */
public record FaultRule(String endpoint, String account, FaultAction action, boolean after, int perMillion, long nth,
        long every, long next, Moment moment) {

    static final int ALWAYS = 1_000_000;

    /** A rule about calls. */
    public FaultRule(String endpoint, String account, FaultAction action, boolean after, int perMillion, long nth,
            long every, long next) {
        this(endpoint, account, action, after, perMillion, nth, every, next, null);
    }

    /**
     * A moment by the exchange's clock.
     *
     * @param after so long after the rule was given; null when there is an instant
     * @param instant null when there is a duration
     */
    public record Moment(Duration after, Instant instant) {

        /** Nanoseconds since 1970. @param given when the rule was given */
        long nanos(long given) {
            return instant == null ? given + after.toNanos()
                    : instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        }

        @Override
        public String toString() {
            return instant == null ? Long.toString(after.toSeconds()) : instant.toString();
        }
    }

    /** The same about another account or pair. */
    public FaultRule of(String other) {
        return new FaultRule(endpoint, other, action, after, perMillion, nth, every, next, moment);
    }

    /**
     * Whether it is about something.
     *
     * @param kind of what
     * @param name of an endpoint, a socket's method or a channel
     * @param by the account, or the pair of a public channel; empty when unknown
     */
    boolean isAbout(FaultKind kind, String name, boolean isPrivate, String by) {
        if (moment != null || FaultKind.of(endpoint) != kind) {
            return false;
        }
        boolean where = switch (endpoint) {
            case "stream" -> true;
            case "socket" -> !name.equals("connect");
            case "*" -> true;
            case "private" -> isPrivate;
            case "public" -> !isPrivate;
            default -> endpoint.equals(kind == FaultKind.FRAME ? "stream." + name : name);
        };
        return where && (account.equals("*") || account.equals(by));
    }

    /** As it is asked for. */
    @Override
    public String toString() {
        if (moment != null) {
            return "at(" + moment + ")=" + action;
        }
        StringBuilder text = new StringBuilder(endpoint);
        if (!account.equals("*")) {
            text.append('@').append(account);
        }
        text.append('=').append(action);
        if (after) {
            text.append(",after");
        }
        if (perMillion != ALWAYS) {
            text.append(",p=").append(BigDecimal.valueOf(perMillion, 6).stripTrailingZeros().toPlainString());
        }
        if (nth != 0) {
            text.append(",nth=").append(nth);
        }
        if (every != 0) {
            text.append(",every=").append(every);
        }
        if (next != 0) {
            text.append(",next=").append(next);
        }
        return text.toString();
    }
}
