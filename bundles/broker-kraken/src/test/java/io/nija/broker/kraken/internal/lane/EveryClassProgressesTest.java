package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.nija.broker.kraken.internal.testing.TestCredentials;
import io.nija.broker.kraken.internal.wire.Guard;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.PrivateEndpoint;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.WireRequest;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.platform.SerialQueue;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A key at Starter's limits, with any mix of calls, against a counter that is kept as Kraken keeps it. */
class EveryClassProgressesTest {

    /** What was accepted of a class is answered within this time, whatever else comes. */
    private static final Map<Priority, Duration> BOUNDS = new EnumMap<>(Map.of(
            Priority.CANCEL, Duration.ofSeconds(3), Priority.PROTECTIVE, Duration.ofSeconds(5), Priority.EXIT, Duration.ofSeconds(8),
            Priority.ENTRY, Duration.ofSeconds(10), Priority.QUERY, Duration.ofMinutes(6), Priority.HISTORY, Duration.ofMinutes(10)));

    private static final Duration ANSWER = Duration.ofMillis(100);
    private static final int STEP_SECONDS = 2;

    /** Each number is what comes in two seconds. */
    @Property(tries = 60)
    void everyAcceptedCallIsServedWithinItsBound(@ForAll @Size(min = 60, max = 400) List<@IntRange(max = 9) Integer> mix) throws IOException {
        Key key = new Key();
        try {
            for (int what : mix) {
                key.come(what);
                key.time.advance(Duration.ofSeconds(STEP_SECONDS));
            }
            key.time.advance(Duration.ofMinutes(15));
            assertThat(key.waiting).as("calls that were never answered").isZero();
            BOUNDS.forEach((priority, bound) -> assertThat(key.longest.getOrDefault(priority, Duration.ZERO)).as("the longest wait of %s", priority)
                    .isLessThanOrEqualTo(bound));
        } finally {
            key.end();
        }
    }

    /** Looks at orders that alone are more than the key may spend: the reading of trades beside them goes on. */
    @Property(tries = 10)
    void historyGoesOnBesideMoreQueriesThanTheKeyCanPay(@ForAll @IntRange(min = 1, max = 6) int everySteps) throws IOException {
        Key key = new Key();
        try {
            for (int step = 0; step < 600; step++) {
                if (step % everySteps == 0) {
                    key.come(1);
                }
                if (step % 30 == 0) {
                    key.come(4);
                }
                key.time.advance(Duration.ofSeconds(STEP_SECONDS));
            }
            key.time.advance(Duration.ofMinutes(15));
            assertThat(key.refused.getOrDefault(Priority.HISTORY, 0)).as("histories that were refused").isZero();
            assertThat(key.served.get(Priority.HISTORY)).isEqualTo(20);
            assertThat(key.longest.get(Priority.HISTORY)).isLessThanOrEqualTo(Duration.ofMinutes(3));
        } finally {
            key.end();
        }
    }

    private static final class Key implements Transport {

        private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
        private final Path folder = Files.createTempDirectory("lane");
        private final SerialQueue queue = new DirectWorkers().serial("lane");
        private final PrivateLane lane;
        private final Map<Priority, Duration> longest = new EnumMap<>(Priority.class);
        private final Map<Priority, Integer> served = new EnumMap<>(Priority.class);
        private final Map<Priority, Integer> refused = new EnumMap<>(Priority.class);
        private int waiting;
        private int cancels;
        private double counter;
        private Instant counted = time.instant();
        private String violation = "";

        Key() throws IOException {
            KeyFiles files = new KeyFiles(folder, "key");
            lane = new PrivateLane(queue, time, time, TestCredentials.simulator("master"), this, NonceSource.open(files, time),
                    RateBudget.open(files, time, Tier.STARTER), 128, Duration.ofSeconds(60));
        }

        void come(int what) {
            switch (what) {
                case 0 -> { }
                case 1 -> send(PrivateCall.orders(List.of("OABCDE-FGHIJ-KLMNOP")), Priority.QUERY);
                case 2 -> send(PrivateCall.openOrders(), Priority.QUERY);
                case 3 -> send(PrivateCall.balances(), Priority.QUERY);
                case 4 -> send(PrivateCall.trades(1, 0), Priority.HISTORY);
                case 5 -> send(PrivateCall.closedOrders("c", 1, 0), Priority.HISTORY);
                case 6 -> send(PrivateCall.cancel("txid", "OABCDE-FGHIJ-KLMNOP", Guard.OPEN), Priority.CANCEL);
                case 7 -> send(PrivateCall.place(Map.of("pair", "X"), Priority.EXIT, Guard.OPEN), Priority.EXIT);
                case 8 -> send(PrivateCall.place(Map.of("pair", "X"), Priority.ENTRY, Guard.OPEN), Priority.ENTRY);
                default -> {
                    come(1);
                    come(4);
                    come(5);
                    come(6);
                    come(8);
                }
            }
        }

        private void send(PrivateCall call, Priority priority) {
            assertThat(call.priority()).isEqualTo(priority);
            Instant since = time.instant();
            waiting++;
            cancels += priority == Priority.CANCEL ? 1 : 0;
            lane.send(call).thenAccept(reply -> {
                waiting--;
                if (reply instanceof Reply.Good<?>) {
                    served.merge(priority, 1, Integer::sum);
                    longest.merge(priority, Duration.between(since, time.instant()), (one, other) -> one.compareTo(other) > 0 ? one : other);
                } else {
                    assertThat(priority.trading()).as("a call that trades was refused: %s", reply).isFalse();
                    refused.merge(priority, 1, Integer::sum);
                }
            });
        }

        @Override
        public CompletableFuture<WireResult> exchange(WireRequest request, BooleanSupplier beginWrite) {
            PrivateEndpoint endpoint = Arrays.stream(PrivateEndpoint.values()).filter(one -> one.path().equals(request.path())).findFirst()
                    .orElseThrow();
            if (endpoint == PrivateEndpoint.CANCEL_ORDER) {
                cancels--;
            }
            CompletableFuture<WireResult> answer = new CompletableFuture<>();
            counter = Math.max(0, counter - 0.33 * Duration.between(counted, time.instant()).toMillis() / 1000) + endpoint.cost();
            counted = time.instant();
            String error = !beginWrite.getAsBoolean() ? "\"ETest:Not written\""
                    : counter > 15 ? "\"ETest:Counter passed\"" : endpoint.cost() > 0 && cancels > 0 ? "\"ETest:A cancel waits\"" : "";
            if (!error.isEmpty()) {
                violation = error;
            }
            time.after(ANSWER, queue, () -> answer.complete(new WireResult.Answered(200,
                    "{\"error\":[],\"result\":{}}".getBytes(StandardCharsets.UTF_8), null, time.instant(), ANSWER)));
            return answer;
        }

        @Override
        public void close(Duration limit) {
            // Every answer comes by itself.
        }

        void end() throws IOException {
            lane.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            assertThat(violation).isEmpty();
        }
    }
}
