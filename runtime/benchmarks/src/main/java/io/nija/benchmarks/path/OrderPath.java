package io.nija.benchmarks.path;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.nija.journal.Journal;
import io.nija.journal.internal.BenchmarkedJournal;
import io.nija.journal.memory.MemoryJournal;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.platform.Boundary;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.risk.Origin;
import io.nija.risk.internal.MandatoryGate;
import io.nija.risk.internal.ProfilesInForce;
import io.nija.trading.internal.BenchmarkedFloor;
import io.nija.trading.internal.gate.Armory;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.lane.Wish;

/**
 * The whole way of an order in the shipped classes: a strategy's decision, the market that is read for it, the gate with every check and
 * the profile {@code careful}, the intent in the journal, the encoded and signed request. Once with the journal in memory, once with it
 * forced to the disk. The clock is virtual, so that each order stands alone in its minute; what is measured is measured by the machine's.
 * Argument: a folder on the disk to measure.
 */
public final class OrderPath {

    private static final int WARMING = 8_000;
    private static final int MEASURED = 5_000;

    /** Nanoseconds at the points of the way of the order that is under way. */
    private volatile long judged;
    private volatile long durable;
    private volatile long bytes;

    private OrderPath() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 0 ? Files.createDirectories(Path.of(arguments[0])) : Files.createTempDirectory("nija-order-path");
        path(folder);
    }

    private static void path(Path folder) throws Exception {
        VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
        new OrderPath().measure("journal in memory", folder, new MemoryJournal(UUID.randomUUID(), time::instant, Runnable::run), time);
        try (BenchmarkedJournal journal = new BenchmarkedJournal(Files.createTempDirectory(folder, "path-"))) {
            long forces = journal.journal().health().forces();
            new OrderPath().measure("journal forced to the disk", folder, journal.journal(), time);
            System.out.printf("forces: %,d%n", journal.journal().health().forces() - forces);
        }
    }

    private void measure(String name, Path folder, Journal journal, VirtualTime time) {
        SigningVenue venue = new SigningVenue(Home.LANE, time, request -> bytes = System.nanoTime());
        try (BenchmarkedFloor floor = floor(folder, journal, time)) {
            floor.tell((passed, lane) -> passed(passed));
            floor.connect(venue, venue);
            time.advance(Duration.ofMinutes(10));
            TradingLane lane = floor.floor().find(Home.LANE).orElseThrow();
            long[][] nanos = new long[4][MEASURED];
            for (int i = -WARMING; i < MEASURED; i++) {
                long begin = System.nanoTime();
                CompletableFuture<Report> report = lane.submit(wish(i));
                Report said = report.join();
                if (!(said instanceof Report.Done)) {
                    throw new IllegalStateException("Order " + i + " was not sent: " + said);
                }
                if (i >= 0) {
                    nanos[0][i] = bytes - begin;
                    nanos[1][i] = judged - begin;
                    nanos[2][i] = durable - judged;
                    nanos[3][i] = bytes - durable;
                }
                // Until its end is known, and a moment more: balances of the same moment would be overtaken by it.
                for (int second = 0; second < 10 || !lane.snapshot().open().isEmpty(); second++) {
                    time.advance(Duration.ofSeconds(1));
                }
                time.advance(Duration.ofSeconds(1));
            }
            System.out.printf("%s, %,d orders after %,d%n", name, MEASURED, WARMING);
            print("decision to signed bytes", nanos[0]);
            print("decision to judged", nanos[1]);
            print("judged to durable", nanos[2]);
            print("durable to signed bytes", nanos[3]);
        }
    }

    private void passed(String point) {
        if (point.equals("place.judged")) {
            judged = System.nanoTime();
        } else if (point.equals("place.durable")) {
            durable = System.nanoTime();
        }
    }

    private static BenchmarkedFloor floor(Path folder, Journal journal, VirtualTime time) {
        MandatoryGate gate = new MandatoryGate();
        ShippedChecks.all().forEach(gate::bindCheck);
        Home home = new Home(folder, List.of(Home.LANE));
        return new BenchmarkedFloor(home, journal, gate, new ProfilesInForce(), new Armory(journal, home, home), time, time, new DirectWorkers());
    }

    /** Each a little different, as decisions are. */
    private static Wish wish(int number) {
        OrderRequest order = new OrderRequest(SigningVenue.BTC, Side.BUY, OrderType.LIMIT, new BigDecimal("0.002"),
                new BigDecimal(499_000 + Math.floorMod(number, 1_000)).movePointLeft(1), TimeInForce.IOC, false);
        return new Wish(order, Purpose.ENTRY, Origin.STRATEGY, "strategy:apex-btc", "apex-btc", false, null, new BigDecimal("49000"), null,
                "pullback to EMA 21");
    }

    private static void print(String name, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf("  %s: median %,.1f µs, p99 %,.1f µs, p99.9 %,.1f µs%n", name, sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length * 99 / 100] / 1e3, sorted[(int) (sorted.length * 999L / 1_000)] / 1e3);
    }
}
