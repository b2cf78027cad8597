package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.account.LaneId;
import io.nija.journal.Intent;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;

/** Forces are counted and shared. */
class GroupCommitTest {

    @TempDir
    private Path folder;

    @Test
    void oneLaneHasAForceForEachAppend() throws SQLException {
        try (OnDisk disk = new OnDisk(folder)) {
            for (int i = 1; i <= 20; i++) {
                written(disk.journal(), new Mark(null, "m", Integer.toString(i)));
                assertThat(disk.journal().health().forces()).isEqualTo(i);
            }
        }
    }

    @Test
    void aThousandLanesThatWaitTogetherShareOneForce() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        try (OnDisk disk = new OnDisk(folder)) {
            disk.queue().execute(() -> await(busy));
            List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
            for (int lane = 0; lane < 1_000; lane++) {
                receipts.add(disk.journal().append(Samples.entry(disk.journal().epoch(), disk.journal().nextIntent(),
                        LaneId.of("a" + lane, "kraken"))).toCompletableFuture());
            }
            busy.countDown();
            assertThat(receipts).allSatisfy(
                    receipt -> assertThat(receipt.orTimeout(60, TimeUnit.SECONDS).join().forced()).isTrue());
            assertThat(disk.journal().health().forces()).isEqualTo(1);
            assertThat(disk.journal().history().openIntents()).hasSize(1_000);
        } finally {
            busy.countDown();
        }
    }

    @Test
    void noReceiptOvertakesAnEarlierOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Runnable> taken = new CopyOnWriteArrayList<>();
        CountDownLatch second = new CountDownLatch(1);
        try (OnDisk disk = new OnDisk(folder, taken::add)) {
            CompletableFuture<Receipt> earlier = disk.journal().append(new Mark(null, "m", "1")).toCompletableFuture();
            disk.queue().execute(second::countDown);
            await(second);
            CompletableFuture<Receipt> later = disk.journal().append(new Mark(null, "m", "2")).toCompletableFuture();
            CountDownLatch written = new CountDownLatch(1);
            disk.queue().execute(written::countDown);
            await(written);
            List<String> order = new CopyOnWriteArrayList<>();
            earlier.thenRun(() -> order.add("earlier"));
            later.thenRun(() -> order.add("later"));
            // A pool may run what it was given in any order.
            List<Runnable> backwards = new ArrayList<>(taken);
            java.util.Collections.reverse(backwards);
            for (Runnable task : backwards) {
                threads.submit(task).get(60, TimeUnit.SECONDS);
            }
            assertThat(order).containsExactly("earlier", "later");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsRefusedForcesNothing() throws SQLException {
        try (OnDisk disk = new OnDisk(folder)) {
            Intent intent = Samples.entry(disk.journal().epoch(), 1, Samples.MASTER);
            written(disk.journal(), intent);
            JournalContract.assertRefused(written(disk.journal(), intent), Receipt.Refused.DUPLICATE);
            assertThat(disk.journal().health().forces()).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsWhenItIsClosedIsWrittenOrRefusedButNeverLeftWaiting() throws SQLException {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        OnDisk disk = new OnDisk(folder);
        for (int i = 0; i < 300; i++) {
            receipts.add(disk.journal().append(new Mark(null, "m" + i, "x")).toCompletableFuture());
        }
        disk.close();
        JournalContract.assertRefused(written(disk.journal(), new Mark(null, "late", "x")), Receipt.Refused.CLOSED);
        try (OnDisk again = new OnDisk(folder)) {
            for (int i = 0; i < 300; i++) {
                boolean there = again.journal().history().mark(null, "m" + i).isPresent();
                assertThat(receipts.get(i).orTimeout(60, TimeUnit.SECONDS).join().forced()).isEqualTo(there);
            }
        }
    }
}
