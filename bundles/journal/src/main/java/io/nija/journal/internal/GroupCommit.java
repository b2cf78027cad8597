package io.nija.journal.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.journal.JournalHealth.State;
import io.nija.journal.Receipt;
import io.nija.journal.internal.store.Dialect.Trouble;
import io.nija.journal.internal.store.JournalFile;
import io.nija.journal.internal.store.Put;
import io.nija.platform.Boundary;
import io.nija.platform.SerialQueue;

/**
 * The one who writes. What waits is put into one transaction and forced at once; what comes meanwhile waits for the next
 * one. So one lane waits for one force, and a thousand lanes share one.
 */
final class GroupCommit {

    /** Records in one transaction: enough to share a force, few enough to be written in milliseconds. */
    private static final int BATCH = 4_096;
    private static final int MOST_WAITING = 65_536;
    private static final String MAKE_ROOM = "Make room on the disk of the data folder; what can be written is tried again.";

    private final JournalFile file;
    private final Reserve reserve;
    private final HealthNotes health;
    private final SerialQueue queue;
    private final Executor completing;
    private final Boundary boundary;

    private final ConcurrentLinkedQueue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingRecords = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Receipts of written batches, completed one batch after the other: none may overtake an earlier one. */
    private final ConcurrentLinkedQueue<Runnable> finished = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finishing = new AtomicInteger();
    /** Set on the queue only: after an error other than a full disk, what the disk holds is not known until it is read again. */
    private boolean broken;

    /**
     * @param queue the writer's own
     * @param completing where receipts are completed
     * @param boundary told before and after each force
     */
    GroupCommit(JournalFile file, Reserve reserve, HealthNotes health, SerialQueue queue, Executor completing, Boundary boundary) {
        this.file = file;
        this.reserve = reserve;
        this.health = health;
        this.queue = queue;
        this.completing = completing;
        this.boundary = boundary;
    }

    CompletableFuture<Receipt> append(Pending pending) {
        if (queue.closed()) {
            return refused(pending, Receipt.Refused.CLOSED, "The journal is closed.");
        }
        int size = pending.records().size();
        if (waitingRecords.addAndGet(size) > MOST_WAITING) {
            waitingRecords.addAndGet(-size);
            return refused(pending, Receipt.Refused.BUSY, "More than " + MOST_WAITING + " records wait for the disk.");
        }
        waiting.add(pending);
        schedule();
        if (queue.closed()) {
            // Closed in between: nobody may come for it any more.
            refuseWaiting();
        }
        return pending.receipt();
    }

    private static CompletableFuture<Receipt> refused(Pending pending, String code, String reason) {
        pending.receipt().complete(new Receipt.Refused(code, reason));
        return pending.receipt();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                queue.execute(this::drain);
            } catch (RejectedExecutionException full) {
                scheduled.set(false);
                refuseWaiting();
            }
        }
    }

    private void drain() {
        try {
            for (List<Pending> batch = batch(); !batch.isEmpty(); batch = batch()) {
                write(batch);
            }
        } finally {
            scheduled.set(false);
        }
        if (!waiting.isEmpty()) {
            schedule();
        }
    }

    private List<Pending> batch() {
        List<Pending> batch = new ArrayList<>();
        int records = 0;
        for (Pending next = waiting.poll(); next != null; next = records < BATCH ? waiting.poll() : null) {
            batch.add(next);
            records += next.records().size();
        }
        waitingRecords.addAndGet(-records);
        return batch;
    }

    private void write(List<Pending> batch) {
        List<Receipt> receipts = broken ? all(batch, Receipt.Refused.FAILED, health.health().reason()) : receipts(batch);
        complete(batch, receipts);
    }

    private void complete(List<Pending> batch, List<Receipt> receipts) {
        finished.add(() -> {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).receipt().complete(receipts.get(i));
            }
        });
        if (finishing.getAndIncrement() > 0) {
            // Whoever completes the earlier ones completes these too.
            return;
        }
        try {
            completing.execute(this::finish);
        } catch (RejectedExecutionException full) {
            finish();
        }
    }

    private void finish() {
        do {
            finished.remove().run();
        } while (finishing.decrementAndGet() > 0);
    }

    private List<Receipt> receipts(List<Pending> batch) {
        try {
            List<Receipt> written = force(batch);
            if (health.health().state() == State.FAILED) {
                health.reserve("There is little room on the disk.");
            }
            return written;
        } catch (SQLException e) {
            undo();
            return file.trouble(e) == Trouble.FULL ? fromReserve(batch, e) : broken(batch, e);
        } catch (RuntimeException unforeseen) {
            // Every caller gets an answer, whatever happened.
            undo();
            return broken(batch, unforeseen);
        }
    }

    /** A full disk: the reserve is given up, and what is not an entry is tried once more. */
    private List<Receipt> fromReserve(List<Pending> batch, SQLException full) {
        try {
            if (reserve.release()) {
                health.reserve("The disk is full (" + full.getMessage() + ").");
                return force(batch);
            }
            health.failed("JOURNAL_FULL", "The disk is full, and the reserve is used up (" + full.getMessage() + ").", MAKE_ROOM);
        } catch (SQLException e) {
            undo();
            if (file.trouble(e) != Trouble.FULL) {
                return broken(batch, e);
            }
            health.failed("JOURNAL_FULL", "The disk is full, with the reserve given up (" + e.getMessage() + ").", MAKE_ROOM);
        } catch (IOException e) {
            health.failed("JOURNAL_FULL", "The disk is full, and the reserve cannot be given up (" + e.getMessage() + ").",
                    MAKE_ROOM);
        }
        return all(batch, Receipt.Refused.FAILED, health.health().reason());
    }

    private List<Receipt> broken(List<Pending> batch, Exception e) {
        broken = true;
        health.failed("JOURNAL_FAILED", "The journal cannot be written (" + e.getMessage() + ").",
                "Mend the disk of the data folder, then start NIJA again.");
        return all(batch, Receipt.Refused.FAILED, health.health().reason());
    }

    private List<Receipt> force(List<Pending> batch) throws SQLException {
        boolean entries = health.health().entries();
        List<Receipt> receipts = new ArrayList<>(batch.size());
        long before = file.last();
        long last = before;
        for (Pending pending : batch) {
            if (!entries && pending.entry()) {
                receipts.add(new Receipt.Refused(Receipt.Refused.NO_ENTRIES, health.health().reason()));
            } else {
                Receipt receipt = receipt(file.put(pending.records(), pending.at()));
                receipts.add(receipt);
                last = receipt instanceof Receipt.Forced forced ? forced.last() : last;
            }
        }
        if (last > before) {
            boundary.passed("journal.writing", null);
            file.commit();
            boundary.passed("journal.forced", null);
            health.forced(file.last());
        } else {
            file.rollback();
        }
        return receipts;
    }

    private static Receipt receipt(Put put) {
        return put instanceof Put.Done done ? new Receipt.Forced(done.first(), done.last())
                : new Receipt.Refused(((Put.Refused) put).code(), ((Put.Refused) put).reason());
    }

    private void undo() {
        try {
            file.rollback();
        } catch (SQLException e) {
            broken = true;
            health.failed("JOURNAL_FAILED", "The journal cannot go back to what it was (" + e.getMessage() + ").",
                    "Start NIJA again.");
        }
    }

    private static List<Receipt> all(List<Pending> batch, String code, String reason) {
        return batch.stream().map(pending -> (Receipt) new Receipt.Refused(code, reason)).toList();
    }

    /** Fills the reserve again when there is room; on the writer's queue. */
    void refill() {
        queue.execute(() -> {
            if (broken) {
                return;
            }
            try {
                reserve.take();
                health.ok();
            } catch (IOException stillFull) {
                health.reserve("The disk has no room for the reserve (" + stillFull.getMessage() + ").");
            }
        });
    }

    /** Writes what waits, and takes no more. */
    void close() {
        queue.close(Duration.ofSeconds(3));
        refuseWaiting();
    }

    private void refuseWaiting() {
        for (Pending left = waiting.poll(); left != null; left = waiting.poll()) {
            waitingRecords.addAndGet(-left.records().size());
            refused(left, Receipt.Refused.CLOSED, "The journal was closed before this was written.");
        }
    }
}
