package io.nija.broker.kraken.internal.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.nija.broker.kraken.internal.wire.Priority;

/** The calls that wait for a turn: by priority, then in the order they came. Bounded. Not thread-safe. */
final class WaitingCalls {

    /** Room that queries can never take from cancels and exits. */
    private static final int RESERVED = 64;

    private final Map<Priority, ArrayDeque<Turn.Waiter>> lines = new EnumMap<>(Priority.class);
    private final int limit;
    private final int[] points = new int[Priority.values().length];
    private int size;

    WaitingCalls(int limit) {
        this.limit = limit;
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

    /** The next one, which stays; null when nobody waits. */
    Turn.Waiter peek() {
        for (ArrayDeque<Turn.Waiter> line : lines.values()) {
            if (!line.isEmpty()) {
                return line.peekFirst();
            }
        }
        return null;
    }

    /** Takes the one that {@link #peek} showed. */
    void remove(Turn.Waiter first) {
        if (lines.get(first.call.priority()).remove(first)) {
            count(first, -1);
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
