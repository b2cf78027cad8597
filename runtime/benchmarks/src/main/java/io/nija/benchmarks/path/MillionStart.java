package io.nija.benchmarks.path;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.nija.account.LaneId;
import io.nija.benchmarks.journal.MillionEvents;
import io.nija.journal.Journal;
import io.nija.journal.internal.BenchmarkedJournal;
import io.nija.platform.internal.SharedWorkers;
import io.nija.platform.internal.SystemTime;
import io.nija.platform.internal.SystemTimers;
import io.nija.risk.internal.MandatoryGate;
import io.nija.risk.internal.ProfilesInForce;
import io.nija.trading.internal.BenchmarkedFloor;
import io.nija.trading.internal.gate.Armory;
import io.nija.trading.internal.lane.PastCheckpoint;

/**
 * How long the shipped floor takes from opening a journal of a million events until each of three lanes has read its past, each start in a
 * process of its own: without a checkpoint, with one that an orderly stop left, and with many records behind it, as after a crash.
 * Argument: a folder on the disk to measure.
 */
public final class MillionStart {

    private static final int STARTS = 3;
    private static final long BEHIND = 2_100;

    private MillionStart() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        if (arguments.length == 2) {
            start(folder, arguments[1]);
            return;
        }
        Path million = Files.createDirectories(folder.resolve("million-of-three-lanes"));
        if (!Files.exists(million.resolve("journal.db"))) {
            try (BenchmarkedJournal journal = new BenchmarkedJournal(million)) {
                MillionEvents.write(journal.journal(), Home.LANES);
            }
        }
        forget(million);
        several(million, "without a checkpoint");
        keep(million);
        several(million, "with checkpoints at its end");
        try (BenchmarkedJournal journal = new BenchmarkedJournal(million)) {
            MillionEvents.write(journal.journal(), Home.LANES, BEHIND, Instant.now());
        }
        several(million, "with checkpoints " + BEHIND * 7 + " records before its end");
    }

    private static void several(Path million, String how) throws Exception {
        for (int start = 0; start < STARTS; start++) {
            Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m", "-cp",
                    System.getProperty("java.class.path"), MillionStart.class.getName(), million.toString(), how).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("A start failed.");
            }
        }
    }

    private static void start(Path million, String how) throws Exception {
        long begin = System.nanoTime();
        SharedWorkers workers = new SharedWorkers();
        SystemTimers timers = new SystemTimers();
        SystemTime time = new SystemTime();
        try (BenchmarkedJournal opened = new BenchmarkedJournal(million)) {
            long open = System.nanoTime();
            Journal journal = opened.journal();
            MandatoryGate gate = new MandatoryGate();
            ShippedChecks.all().forEach(gate::bindCheck);
            Home home = new Home(million, Home.LANES);
            Set<LaneId> counted = ConcurrentHashMap.newKeySet();
            CountDownLatch ready = new CountDownLatch(Home.LANES.size());
            try (BenchmarkedFloor floor = new BenchmarkedFloor(home, journal, gate, new ProfilesInForce(), new Armory(journal, home, home), time, timers,
                    workers)) {
                var following = floor.floor().follow(lane -> {
                    if (lane.ready() && lane.shares().size() == 1 && lane.accounting().explained() && counted.add(lane.lane())) {
                        ready.countDown();
                    }
                });
                ready.await();
                long took = System.nanoTime() - begin;
                following.close();
                System.gc();
                Runtime heap = Runtime.getRuntime();
                System.out.printf("start %s: %,d records (%,d MiB), journal open after %,d ms, %d lanes ready after %,d ms, heap %,d MiB%n", how,
                        journal.history().last(), Files.size(million.resolve("journal.db")) >> 20, (open - begin) / 1_000_000, Home.LANES.size(),
                        took / 1_000_000, heap.totalMemory() - heap.freeMemory() >> 20);
            }
        }
        timers.stop();
        workers.stop();
        System.exit(0);
    }

    private static void forget(Path million) {
        File[] kept = million.resolve("checkpoints").toFile().listFiles();
        for (File file : kept == null ? new File[0] : kept) {
            if (!file.delete()) {
                throw new IllegalStateException(file + " cannot be deleted");
            }
        }
    }

    /** As a stop does, or the minute when much was written. */
    private static void keep(Path million) throws Exception {
        try (BenchmarkedJournal journal = new BenchmarkedJournal(million)) {
            Home.LANES.forEach(lane -> {
                long begin = System.nanoTime();
                new PastCheckpoint(lane, journal.journal()).renew(1, Long.MAX_VALUE);
                System.out.printf("a checkpoint of %s was made of all records in %,d ms%n", lane, (System.nanoTime() - begin) / 1_000_000);
            });
        }
    }
}
