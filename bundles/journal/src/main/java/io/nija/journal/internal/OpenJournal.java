package io.nija.journal.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.journal.Checkpoints;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.EpochBegun;
import io.nija.journal.Receipt;
import io.nija.journal.internal.codec.Encoded;
import io.nija.journal.internal.codec.RecordCodec;
import io.nija.journal.internal.store.JournalFile;
import io.nija.platform.TimeSource;

/** The journal while it is open. */
final class OpenJournal implements Journal {

    private final UUID epoch;
    private final AtomicLong intents;
    private final RecordCodec codec;
    private final TimeSource time;
    private final GroupCommit writing;
    private final JournalHistory history;
    private final HealthNotes health;
    private final Checkpoints checkpoints;

    OpenJournal(JournalFile file, RecordCodec codec, TimeSource time, GroupCommit writing, HealthNotes health) {
        epoch = file.epoch();
        intents = new AtomicLong(file.highestIntent());
        this.codec = codec;
        this.time = time;
        this.writing = writing;
        this.history = file.history();
        this.health = health;
        checkpoints = file.path().<Checkpoints>map(path -> new CheckpointFiles(path.resolveSibling("checkpoints"), file, health)).orElse(Checkpoints.NONE);
    }

    @Override
    public UUID epoch() {
        return epoch;
    }

    @Override
    public long nextIntent() {
        return intents.incrementAndGet();
    }

    @Override
    public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        List<Encoded> encoded = new ArrayList<>(records.size());
        try {
            for (JournalRecord record : records) {
                if (record instanceof EpochBegun) {
                    throw new IllegalArgumentException("Epochs are begun by the journal itself.");
                }
                encoded.add(codec.encode(record));
            }
            if (encoded.isEmpty()) {
                throw new IllegalArgumentException("There is nothing to append.");
            }
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Receipt.Refused(Receipt.Refused.INVALID, e.getMessage()));
        }
        return writing.append(new Pending(List.copyOf(encoded), time.instant(), new CompletableFuture<>())).copy();
    }

    @Override
    public JournalHistory history() {
        return history;
    }

    @Override
    public JournalHealth health() {
        return health.health();
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }
}
