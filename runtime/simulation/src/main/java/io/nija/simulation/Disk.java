package io.nija.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.nija.journal.Checkpoints;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;
import io.nija.journal.memory.MemoryJournal;
import io.nija.platform.Timers;

/**
 * A process's journal on a disk that takes its time: what is appended is forced a moment later, together with what came
 * meanwhile. What was not forced when the process ends is gone.
 */
final class Disk implements Journal {

    /** Now and then a disk thinks about it. */
    private static final int SLOW_ONE_IN = 60;

    private final MemoryJournal journal;
    private final Timers timers;
    private final Scheduler.Queue queue;
    private final SplittableRandom chance;
    private final Consumer<JournalRecord> asked;
    private boolean forcing;

    /** @param asked told of each record that is to be written, before it is */
    Disk(MemoryJournal journal, Timers timers, Scheduler.Queue queue, SplittableRandom chance, Consumer<JournalRecord> asked) {
        this.journal = journal;
        this.timers = timers;
        this.queue = queue;
        this.chance = chance;
        this.asked = asked;
        journal.hold();
    }

    @Override
    public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        records.forEach(asked);
        CompletionStage<Receipt> receipt = journal.append(records);
        if (!forcing) {
            forcing = true;
            Duration takes = Duration.ofNanos(chance.nextInt(SLOW_ONE_IN) == 0 ? chance.nextLong(400_000_000L) : chance.nextLong(3_000_000L));
            timers.after(takes, queue, () -> {
                forcing = false;
                journal.force();
            });
        }
        return receipt;
    }

    @Override
    public UUID epoch() {
        return journal.epoch();
    }

    @Override
    public long nextIntent() {
        return journal.nextIntent();
    }

    @Override
    public JournalHistory history() {
        return journal.history();
    }

    @Override
    public Checkpoints checkpoints() {
        return journal.checkpoints();
    }

    @Override
    public JournalHealth health() {
        return journal.health();
    }
}
