package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.Tier;

class WaitingCallsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final WaitingCalls waiting = new WaitingCalls(1_000, Tier.STARTER.decayPerSecond());

    private static Turn.Waiter waiter(PrivateCall call, long since) {
        Turn.Waiter waiter = new Turn.Waiter(call, new CompletableFuture<>());
        waiter.since = since;
        return waiter;
    }

    private Turn.Waiter come(PrivateCall call, long at) {
        Turn.Waiter waiter = waiter(call, at);
        assertThat(waiting.offer(waiter)).isTrue();
        return waiter;
    }

    @Test
    void historyGoesBehindQueriesUntilItIsOld() {
        Turn.Waiter history = come(PrivateCall.trades(0, 0), 0);
        Turn.Waiter query = come(PrivateCall.balances(), 0);
        assertThat(waiting.peek(14 * SECOND)).isSameAs(query);
        assertThat(waiting.untilOld(14 * SECOND)).isEqualTo(SECOND);
        assertThat(waiting.peek(15 * SECOND)).isSameAs(history);
    }

    @Test
    void oldHistoryTakesOnlyItsShareBeforeQueries() {
        Turn.Waiter first = come(PrivateCall.trades(0, 0), 0);
        Turn.Waiter second = come(PrivateCall.trades(0, 50), 0);
        Turn.Waiter query = come(PrivateCall.balances(), 0);
        assertThat(waiting.peek(20 * SECOND)).isSameAs(first);
        waiting.remove(first, 20 * SECOND);
        assertThat(waiting.peek(40 * SECOND)).as("4 points at 60 % of 0.33 a second are 20.2 s").isSameAs(query);
        assertThat(waiting.peek(41 * SECOND)).isSameAs(second);
        waiting.remove(query, 41 * SECOND);
        assertThat(waiting.peek(41 * SECOND)).isSameAs(second);
    }

    @Test
    void nothingGoesBeforeWhatTrades() {
        come(PrivateCall.trades(0, 0), 0);
        Turn.Waiter cancel = come(PrivateCall.cancel("a", "b", io.nija.broker.kraken.internal.wire.Guard.OPEN), 100 * SECOND);
        assertThat(waiting.peek(100 * SECOND)).isSameAs(cancel);
    }

    /** Whatever comes: at Starter's decay every call is served, history within a stated time, and the counter is kept. */
    @Property(tries = 200)
    void everyCallIsServedInTime(@ForAll long seed) {
        Random random = new Random(seed);
        WaitingCalls calls = new WaitingCalls(1_000, Tier.STARTER.decayPerSecond());
        double counter = random.nextInt(15);
        List<Turn.Waiter> histories = new ArrayList<>();
        Turn.Waiter query = null;
        long querySince = 0;
        long longestHistory = 0;
        long longestQuery = 0;
        for (long second = 0; second < 1_800; second++) {
            long now = second * SECOND;
            counter = Math.max(0, counter - 0.33);
            // As many queries as the key could pay, and now and then a few histories at once, never more than six.
            if (query == null && second % 3 == 0) {
                query = waiter(PrivateCall.orders(List.of("OABCDE-FGHIJ-KLMNOP")), now);
                querySince = second;
                calls.offer(query);
            }
            if (random.nextInt(60) == 0) {
                for (int i = histories.size(); i < 6 && random.nextBoolean(); i++) {
                    Turn.Waiter history = waiter(PrivateCall.trades(0, 0), now);
                    histories.add(history);
                    calls.offer(history);
                }
            }
            Turn.Waiter next = calls.peek(now);
            if (next != null) {
                boolean old = next.call.priority() == Priority.HISTORY && WaitingCalls.old(next, now);
                double limit = next.call.priority() == Priority.HISTORY && !old ? 9.5 : 14.5;
                if (counter + next.call.endpoint().cost() <= limit) {
                    counter += next.call.endpoint().cost();
                    calls.remove(next, now);
                    if (next == query) {
                        longestQuery = Math.max(longestQuery, second - querySince);
                        query = null;
                    } else {
                        histories.remove(next);
                        longestHistory = Math.max(longestHistory, second - next.since / SECOND);
                    }
                }
            }
            assertThat(counter).isLessThanOrEqualTo(15);
        }
        assertThat(longestHistory).as("the longest wait of a history, in seconds").isLessThanOrEqualTo(240);
        assertThat(longestQuery).as("the longest wait of a query, in seconds").isLessThanOrEqualTo(45);
    }
}
