package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Predicate;

/**
 * Losses in a row. Immutable.
 *
 * @param losses how many, since the last gain and the last resume
 * @param lastLossAt when the last one was closed, or null
 */
public record LossStreak(int losses, Instant lastLossAt) {

    /** No loss yet. */
    public static final LossStreak NONE = new LossStreak(0, null);

    /** A round trip was closed with this net result. Nothing won and nothing lost changes nothing. */
    public LossStreak closed(BigDecimal net, Instant at) {
        return switch (net.signum()) {
            case -1 -> new LossStreak(losses + 1, at);
            case 1 -> new LossStreak(0, lastLossAt);
            default -> this;
        };
    }

    /**
     * Of round trips.
     *
     * @param trips in any order
     * @param looked those that a person has looked at: the count begins again after them
     */
    public static LossStreak of(Collection<RoundTrip> trips, Predicate<RoundTrip> looked) {
        LossStreak streak = NONE;
        for (RoundTrip trip : trips.stream().sorted(Comparator.comparing(RoundTrip::closedAt)).toList()) {
            streak = streak.closed(trip.net(), trip.closedAt());
            streak = looked.test(trip) ? streak.resumed() : streak;
        }
        return streak;
    }

    /** A person resumed explicitly: counting begins again. */
    public LossStreak resumed() {
        return new LossStreak(0, lastLossAt);
    }
}
