package io.nija.broker.kraken.internal.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.nija.broker.kraken.internal.wire.Priority;

/**
 * The calls that wait for a turn: by priority, then in the order they came. History that has waited long goes before queries, but
 * takes no more than a share of what the key may spend: each of both makes progress, however many of the other come. Bounded. Not
 * thread-safe.
 */
final class WaitingCalls {

    /** Room that queries can never take from cancels and exits. */
    private static final int RESERVED = 64;

    /** From then on history does not wait for queries that came later. */
    static final Duration OLD = Duration.ofSeconds(15);
    /** Of what a key may spend, what old history may take before queries; the session's own reads fit beside it. */
    private static final int SHARE_PERCENT = 60;

    private final Map<Priority, ArrayDeque<Turn.Waiter>> lines = new EnumMap<>(Priority.class);
    private final int limit;
    private final int[] points = new int[Priority.values().length];
    private final long nanosPerPoint;
    private int size;
    /** Whether history went before queries, and from when on it may again. */
    private boolean historyWent;
    private long historyAgain;

    /** @param decayPerSecond what the key may spend, in thousandths of a point */
    WaitingCalls(int limit, long decayPerSecond) {
        this.limit = limit;
        nanosPerPoint = Duration.ofSeconds(1).toNanos() / decayPerSecond * 1_000 * 100 / SHARE_PERCENT;
        for (Priority priority : Priority.values()) {
            lines.put(priority, new ArrayDeque<>());
        }
    }

    /** Whether there was room. */
    boolean offer(Turn.Waiter waiter) {
        Priority priority = waiter.call.priority();
        if (size >= limit + (priority.trading() ? RESERVED : 0)) {
            return false;
        }
        lines.get(priority).addLast(waiter);
        count(waiter, 1);
        return true;
    }

    /** Puts one back that has had its turn; there is always room for it. */
    void putBack(Turn.Waiter waiter) {
        lines.get(waiter.call.priority()).addFirst(waiter);
        count(waiter, 1);
    }

    /** The next one at that moment, which stays; null when nobody waits. */
    Turn.Waiter peek(long now) {
        for (Map.Entry<Priority, ArrayDeque<Turn.Waiter>> line : lines.entrySet()) {
            Turn.Waiter history = lines.get(Priority.HISTORY).peekFirst();
            if (line.getKey() == Priority.QUERY && history != null && old(history, now) && (!historyWent || now - historyAgain >= 0)) {
                return history;
            }
            if (!line.getValue().isEmpty()) {
                return line.getValue().peekFirst();
            }
        }
        return null;
    }

    /** Whether it has waited so long that it spends what queries spend. */
    static boolean old(Turn.Waiter waiter, long now) {
        return now - waiter.since >= OLD.toNanos();
    }

    /** When a call of history becomes old that is not yet; nanoseconds from now, or the longest there is. */
    long untilOld(long now) {
        Turn.Waiter history = lines.get(Priority.HISTORY).peekFirst();
        return history == null || old(history, now) ? Long.MAX_VALUE : OLD.toNanos() - (now - history.since);
    }

    /** Takes the one that {@link #peek} showed at that moment. */
    void remove(Turn.Waiter first, long now) {
        if (lines.get(first.call.priority()).remove(first)) {
            count(first, -1);
            if (first.call.priority() == Priority.HISTORY && !lines.get(Priority.QUERY).isEmpty()) {
                long pace = nanosPerPoint * first.call.endpoint().cost();
                // Counted on from when it was due: what the budget held it back for is not lost from its share.
                historyAgain = (historyWent && now - historyAgain < pace ? historyAgain : now) + pace;
                historyWent = true;
            }
        }
    }

    private void count(Turn.Waiter waiter, int by) {
        size += by;
        points[waiter.call.priority().ordinal()] += by * waiter.call.endpoint().cost();
    }

    /** Whether somebody waits who must not wait long. */
    boolean tradingWaits() {
        return lines.entrySet().stream().anyMatch(line -> line.getKey().trading() && !line.getValue().isEmpty());
    }

    /** Takes all of them. */
    List<Turn.Waiter> drain() {
        List<Turn.Waiter> all = new ArrayList<>(size);
        lines.values().forEach(line -> {
            all.addAll(line);
            line.clear();
        });
        size = 0;
        Arrays.fill(points, 0);
        return all;
    }

    /** What those cost who go before a newcomer of this priority. */
    int cost(Priority newcomer) {
        int sum = 0;
        for (int i = 0; i <= newcomer.ordinal(); i++) {
            sum += points[i];
        }
        return sum;
    }

    int size() {
        return size;
    }
}
