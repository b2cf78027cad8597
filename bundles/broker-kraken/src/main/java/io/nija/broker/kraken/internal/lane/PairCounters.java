package io.nija.broker.kraken.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.order.OrderKey;
import io.nija.order.Purpose;
import io.nija.platform.TimeSource;

/**
 * Our estimate of the matching engine's counters, one for each pair (sheet, section 4.2), from what this session sends:
 * an order costs a point, an amendment or a cancel more the younger the order is. Entries leave a third of the room to
 * exits and stops, and those leave enough for two cancels; a cancel is never held back. What a call will cost is taken when
 * it is let in, so that those who wait keep their order. What the private stream tells of a counter corrects the estimate. Numbers are
 * thousandths of a point. Thread-safe.
 */
public final class PairCounters {

    private static final long POINT = 1_000;
    private static final long MILLI = 1_000_000;

    /** Empties any counter. */
    private static final long LONG_ENOUGH = 1_000_000_000;

    /** Two cancels of orders that are younger than five seconds. */
    private static final long CANCELS = 16 * POINT;

    /** Orders whose age is remembered; what is forgotten or was never seen counts as new. */
    private static final int REMEMBERED = 4_096;

    private record Seen(String pair, Instant at) {}

    /** How long what was let in may still be on its way, and not in the number that the venue tells. */
    private static final long UNDER_WAY = Duration.ofSeconds(2).toNanos();

    private static final class Counter {
        private long value;
        private long at;
        private long spentAt;
        private boolean spent;

        void spend(long cost, long now) {
            value += cost;
            spentAt = now;
            spent = true;
        }

        boolean underWay(long now) {
            return spent && now - spentAt < UNDER_WAY;
        }
    }

    private Tier tier;
    private final TimeSource time;
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Seen> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > REMEMBERED;
        }
    };

    public PairCounters(Tier tier, TimeSource time) {
        this.tier = tier;
        this.time = time;
    }

    /**
     * Lets an order in.
     *
     * @param atMost how long it can wait
     * @return how long it must wait before it is sent; empty when that is too long, and then nothing was counted
     */
    public synchronized Optional<Duration> place(String pair, Purpose purpose, Duration atMost) {
        return admit(pair, purpose, POINT, atMost);
    }

    /** Lets an amendment in, as {@link #place}; one of an order that is not known waits for nothing and counts nowhere. */
    public synchronized Optional<Duration> amend(OrderKey order, Duration atMost) {
        Seen seen = seen(order);
        return seen == null ? Optional.of(Duration.ZERO)
                : admit(seen.pair, Purpose.PROTECTIVE, POINT + POINT * amendPenalty(age(seen)), atMost);
    }

    /** Counts a cancel, which is never held back. */
    public synchronized void cancel(OrderKey order) {
        Seen seen = seen(order);
        if (seen != null && tier != Tier.UNLIMITED) {
            settled(seen.pair).spend(POINT * cancelPenalty(age(seen)), time.nanoTime());
        }
    }

    private Optional<Duration> admit(String pair, Purpose purpose, long cost, Duration atMost) {
        if (tier == Tier.UNLIMITED) {
            return Optional.of(Duration.ZERO);
        }
        Counter counter = settled(pair);
        long over = counter.value + cost - room(purpose);
        Duration wait = over <= 0 ? Duration.ZERO : Duration.ofMillis(over * 1_000 / tier.engineDecayPerSecond() + 1);
        if (wait.compareTo(atMost) > 0) {
            return Optional.empty();
        }
        counter.spend(cost, time.nanoTime());
        return Optional.of(wait);
    }

    private long room(Purpose purpose) {
        return switch (purpose) {
            case ENTRY -> tier.engineMaximum() * 2 / 3;
            case EXIT, PROTECTIVE -> tier.engineMaximum() - CANCELS;
        };
    }

    /** The venue says that the pair's counter is full: believe it. */
    public synchronized void full(String pair) {
        if (tier != Tier.UNLIMITED) {
            Counter counter = settled(pair);
            counter.value = Math.max(counter.value, tier.engineMaximum());
        }
    }

    /**
     * The venue's private stream tells the counter itself, what others of the account did included. While something of ours may
     * still be on its way the number may be too low, and then it can only raise the estimate.
     *
     * @param value in thousandths of a point
     */
    public synchronized void told(String pair, long value) {
        if (tier != Tier.UNLIMITED) {
            Counter counter = settled(pair);
            counter.value = counter.underWay(time.nanoTime()) ? Math.max(counter.value, value) : value;
        }
    }

    /** The venue tells how high the account's counters may go, which is its tier; a number that is no tier's changes nothing. */
    public synchronized void allowed(long points) {
        for (Tier known : Tier.values()) {
            if (tier != Tier.UNLIMITED && known.engineMaximum() == points * POINT) {
                tier = known;
            }
        }
    }

    /** The pair of an order that is known, for {@link #full}. */
    public synchronized Optional<String> pair(OrderKey order) {
        return Optional.ofNullable(seen(order)).map(Seen::pair);
    }

    /** An order was made or amended at this moment. */
    public synchronized void remember(OrderKey order, String pair, Instant at) {
        Seen seen = new Seen(pair, at);
        if (order.clientOrderId() != null) {
            orders.put(order.clientOrderId(), seen);
        }
        if (order.venueOrderId() != null) {
            orders.put(order.venueOrderId(), seen);
        }
    }

    /** An order that is known was amended at this moment. */
    public synchronized void amended(OrderKey order, Instant at) {
        pair(order).ifPresent(pair -> remember(order, pair, at));
    }

    /**
     * The pair whose counter is the highest.
     *
     * @param value in thousandths of a point, above zero
     * @param counted how many pairs have one above zero
     */
    public record Fullest(String pair, long value, int counted) {}

    /** Empty when all are at zero. */
    public synchronized Optional<Fullest> fullest() {
        String fullest = null;
        long most = 0;
        int counted = 0;
        for (String pair : counters.keySet()) {
            long value = settled(pair).value;
            counted += value > 0 ? 1 : 0;
            if (value > most) {
                most = value;
                fullest = pair;
            }
        }
        return fullest == null ? Optional.empty() : Optional.of(new Fullest(fullest, most, counted));
    }

    /** By which the counters go: what the file says, or what the venue told. */
    public synchronized Tier tier() {
        return tier;
    }

    /** The estimate for a pair. */
    public synchronized long counter(String pair) {
        return settled(pair).value;
    }

    private Seen seen(OrderKey order) {
        Seen byVenue = order.venueOrderId() == null ? null : orders.get(order.venueOrderId());
        return byVenue != null || order.clientOrderId() == null ? byVenue : orders.get(order.clientOrderId());
    }

    /** A clock that was set back makes an order new again, which costs a wait and no refusal. */
    private long age(Seen seen) {
        return Math.max(0, Duration.between(seen.at, time.instant()).toSeconds());
    }

    private static long amendPenalty(long seconds) {
        return seconds < 5 ? 3 : seconds < 10 ? 2 : seconds < 15 ? 1 : 0;
    }

    private static long cancelPenalty(long seconds) {
        return seconds < 5 ? 8 : seconds < 10 ? 6 : seconds < 15 ? 5 : seconds < 45 ? 4 : seconds < 90 ? 2 : seconds < 300 ? 1 : 0;
    }

    private Counter settled(String pair) {
        long now = time.nanoTime();
        Counter counter = counters.computeIfAbsent(pair, name -> {
            Counter fresh = new Counter();
            fresh.at = now;
            return fresh;
        });
        long millis = Math.min((now - counter.at) / MILLI, LONG_ENOUGH);
        counter.value = Math.max(0, counter.value - millis * tier.engineDecayPerSecond() / 1_000);
        // What is less than a millisecond is counted next time, however often it is asked.
        counter.at = counter.value == 0 ? now : counter.at + millis * MILLI;
        return counter;
    }
}
