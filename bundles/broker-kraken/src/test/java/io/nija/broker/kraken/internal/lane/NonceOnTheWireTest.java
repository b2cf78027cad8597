package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.nija.broker.kraken.internal.testing.QuickServer;
import io.nija.broker.kraken.internal.testing.TestCredentials;
import io.nija.broker.kraken.internal.wire.HttpRoot;
import io.nija.broker.kraken.internal.wire.HttpSettings;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.internal.SharedWorkers;
import io.nija.platform.internal.SystemTime;
import io.nija.platform.internal.SystemTimers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The lane over real sockets, threads and clocks: the server notes nonces in the order in which they arrive. */
class NonceOnTheWireTest {

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Long> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hangBalances = new AtomicBoolean();
    private final SystemTime clock = new SystemTime();
    private final SharedWorkers workers = new SharedWorkers();
    private final SystemTimers timers = new SystemTimers();
    private QuickServer server;

    /** A clock that is as far behind as it is told. */
    private final class Behind implements TimeSource {
        private final Duration by;

        Behind(Duration by) {
            this.by = by;
        }

        @Override
        public Instant instant() {
            return clock.instant().minus(by);
        }

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }
    }

    private final class OpenLane implements AutoCloseable {
        private final SerialQueue queue = workers.serial("lane");
        private final HttpRoot root;
        private final Transport transport;
        private final PrivateLane lane;

        OpenLane(TimeSource time) throws IOException {
            root = new HttpRoot(new VenueAddresses.Accepted("http://127.0.0.1:" + server.port(), true),
                    new HttpSettings("nija/test", Duration.ofSeconds(5), Duration.ofSeconds(20), "", 0), time, timers, Runnable::run);
            transport = root.transport("test");
            KeyFiles files = new KeyFiles(folder, "key");
            lane = new PrivateLane(queue, timers, time, TestCredentials.simulator("master"), transport,
                    NonceSource.open(files, time), RateBudget.open(files, time, Tier.UNLIMITED), 100_000, Duration.ofMinutes(1));
        }

        @Override
        public void close() {
            queue.execute(lane::close);
            queue.close(Duration.ofSeconds(5));
            transport.close(Duration.ofSeconds(5));
            lane.abandon();
            root.close();
        }
    }

    @BeforeEach
    void begin() throws IOException {
        server = new QuickServer((path, body) -> {
            arrived.add(Long.parseLong(body.split("[=&]")[1]));
            return hangBalances.get() && path.endsWith("BalanceEx") ? null : "{\"error\":[],\"result\":{}}";
        });
    }

    @AfterEach
    void end() {
        server.close();
        workers.stop();
        timers.stop();
    }

    private void sendFromManyThreads(OpenLane open, int calls) throws Exception {
        List<CompletableFuture<Reply<JsonNode>>> answers = new ArrayList<>();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Thread thread = new Thread(() -> {
                try {
                    begin.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                for (int i = 0; i < calls / 8; i++) {
                    CompletableFuture<Reply<JsonNode>> answer = open.lane.send(i % 2 == 0 ? PrivateCall.openOrders() : PrivateCall.keyInfo());
                    synchronized (answers) {
                        answers.add(answer);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        assertThat(answers).hasSize(calls).allMatch(answer -> answer.join() instanceof Reply.Good);
    }

    @Test
    void tenThousandConcurrentCallsArriveWithStrictlyRisingNoncesAlsoAfterARestartWithTheClockSetBack() throws Exception {
        try (OpenLane open = new OpenLane(clock)) {
            sendFromManyThreads(open, 10_000);
        }
        try (OpenLane open = new OpenLane(new Behind(Duration.ofHours(1)))) {
            sendFromManyThreads(open, 400);
        }
        List<Long> nonces = List.copyOf(arrived);
        assertThat(nonces).hasSize(10_400);
        for (int i = 1; i < nonces.size(); i++) {
            assertThat(nonces.get(i)).isGreaterThan(nonces.get(i - 1));
        }
    }

    @Test
    void aHungQueryDoesNotHoldTheNextCallForMoreThanTwoSeconds() throws Exception {
        hangBalances.set(true);
        try (OpenLane open = new OpenLane(clock)) {
            open.lane.send(PrivateCall.keyInfo()).get(10, TimeUnit.SECONDS);
            CompletableFuture<Reply<JsonNode>> hung = open.lane.send(PrivateCall.balances());
            long begin = System.nanoTime();
            Reply<JsonNode> next = open.lane.send(PrivateCall.openOrders()).get(10, TimeUnit.SECONDS);
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(next).isInstanceOf(Reply.Good.class);
            assertThat(waited).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_900));
            assertThat(hung).isNotCompleted();
        }
        assertThat(arrived).hasSize(3);
    }
}
