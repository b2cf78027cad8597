package io.nija.benchmarks.journal;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.account.LaneId;
import io.nija.journal.Action;
import io.nija.journal.Checkpoint;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.Sent;
import io.nija.journal.internal.BenchmarkedJournal;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/**
 * The durable journal: how long an intent takes to be on the disk for one lane, how lanes share forces, and how long a
 * journal of a million events takes to open. Argument: a folder on the disk to measure; a temporary one without.
 */
public final class JournalLoad {

    private static final int ONE_LANE = 20_000;
    private static final int LANES = 1_000;
    private static final int PER_LANE = 50;
    private static final long EVENTS = 1_000_000;

    private JournalLoad() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 0 ? Files.createDirectories(Path.of(arguments[0]))
                : Files.createTempDirectory("nija-journal-load");
        try (BenchmarkedJournal benchmarked = new BenchmarkedJournal(folder)) {
            Journal journal = benchmarked.journal();
            oneLane("one lane, warming up", journal, ONE_LANE / 4);
            oneLane("one lane", journal, ONE_LANE);
            manyLanes(journal);
        }
        Path million = Files.createDirectories(folder.resolve("million"));
        try (BenchmarkedJournal benchmarked = new BenchmarkedJournal(million)) {
            fill(benchmarked.journal());
        }
        open(million);
    }

    private static void oneLane(String name, Journal journal, int appends) {
        LaneId lane = LaneId.of("master", "kraken");
        long[] nanos = new long[appends];
        long forces = journal.health().forces();
        for (int i = 0; i < appends; i++) {
            long begin = System.nanoTime();
            forced(journal.append(intent(journal, lane)).toCompletableFuture());
            nanos[i] = System.nanoTime() - begin;
        }
        System.out.printf("%s: %,d intents, %,d forces, %s%n", name, appends, journal.health().forces() - forces, spread(nanos));
    }

    /** Each lane sends its next intent when its last one is on the disk. */
    private static void manyLanes(Journal journal) {
        long[] nanos = new long[LANES * PER_LANE];
        AtomicLong next = new AtomicLong();
        long forces = journal.health().forces();
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(chain(journal, LaneId.of("a" + i, "kraken"), PER_LANE, nanos, next));
        }
        lanes.forEach(CompletableFuture::join);
        long took = System.nanoTime() - begin;
        System.out.printf("%,d lanes: %,d intents in %,d ms (%,d/s), %,d forces, %s%n", LANES, nanos.length, took / 1_000_000,
                nanos.length * 1_000_000_000L / took, journal.health().forces() - forces, spread(nanos));
    }

    private static CompletableFuture<Void> chain(Journal journal, LaneId lane, int left, long[] nanos, AtomicLong next) {
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        long begin = System.nanoTime();
        return journal.append(intent(journal, lane)).toCompletableFuture().thenCompose(receipt -> {
            forced(CompletableFuture.completedFuture(receipt));
            nanos[(int) next.getAndIncrement()] = System.nanoTime() - begin;
            return chain(journal, lane, left - 1, nanos, next);
        });
    }

    /** Orders that live and end, as a year of trading leaves them; a handful stays open. */
    private static void fill(Journal journal) {
        LaneId lane = LaneId.of("master", "kraken");
        long begin = System.nanoTime();
        List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
        while (journal.health().last() < EVENTS) {
            Intent intent = intent(journal, lane);
            OrderKey key = new OrderKey(intent.placement().clientOrderId(), null);
            List<JournalRecord> life = new ArrayList<>(List.of(intent,
                    new Sent(lane, intent.number(), Action.PLACE, key, intent.placement().deadline(), Instant.now())));
            OrderStage before = OrderStage.SUBMITTED;
            for (OrderStage stage : List.of(OrderStage.ACCEPTED, OrderStage.PARTIALLY_FILLED, OrderStage.FILLED)) {
                life.add(new OrderEvent(lane, intent.number(), "TEST", before, stage, "O" + intent.number(), BigDecimal.ONE,
                        BigDecimal.TEN, "", "", false, Instant.now()));
                before = stage;
            }
            waiting.add(journal.append(life).toCompletableFuture());
            if (waiting.size() == 2_000) {
                waiting.forEach(JournalLoad::forced);
                waiting.clear();
            }
        }
        waiting.forEach(JournalLoad::forced);
        journal.checkpoints().keep(new Checkpoint("positions", journal.health().last(), "x".repeat(20_000)));
        System.out.printf("%,d records were written in %,d ms%n", journal.health().last(), (System.nanoTime() - begin) / 1_000_000);
    }

    private static void open(Path folder) throws Exception {
        long begin = System.nanoTime();
        try (BenchmarkedJournal benchmarked = new BenchmarkedJournal(folder)) {
            Journal journal = benchmarked.journal();
            int open = journal.history().openIntents().size();
            Checkpoint checkpoint = journal.checkpoints().find("positions").orElseThrow();
            long[] after = {0};
            journal.history().replay(checkpoint.upTo(), entry -> after[0]++);
            long opened = System.nanoTime();
            System.out.printf("opened with %,d records in %,d ms: %,d open intents, %d records after the checkpoint, %,d MiB%n",
                    journal.history().last(), (opened - begin) / 1_000_000, open, after[0],
                    Files.size(folder.resolve("journal.db")) >> 20);
            benchmarked.inspect();
            System.out.printf("inspected, every record and page, in %,d ms%n", (System.nanoTime() - opened) / 1_000_000);
        }
    }

    private static Intent intent(Journal journal, LaneId lane) {
        long number = journal.nextIntent();
        Placement placement = new Placement(ClientOrderIds.of(journal.epoch(), number), new OrderRequest(
                new Symbol("BTC", "USD"), Side.BUY, OrderType.LIMIT, new BigDecimal("0.00123456"), new BigDecimal("64000.1"),
                TimeInForce.GTC, false), Purpose.ENTRY, Instant.now().plusSeconds(5));
        return new Intent(number, lane, placement, "apex-btc", "strategy apex-btc", null, null,
                "pullback to EMA 21");
    }

    private static void forced(CompletableFuture<Receipt> receipt) {
        if (receipt.join() instanceof Receipt.Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
    }

    private static String spread(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return String.format("median %,d µs, p99 %,d µs, p99.9 %,d µs, worst %,d µs", sorted[sorted.length / 2] / 1_000,
                sorted[sorted.length * 99 / 100] / 1_000, sorted[(int) (sorted.length * 999L / 1_000)] / 1_000,
                sorted[sorted.length - 1] / 1_000);
    }
}
