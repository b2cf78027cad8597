package io.nija.crash.internal;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;
import io.nija.order.Purpose;
import io.nija.platform.Timers;

/**
 * The other mistake that the campaign must find: the intent of each new stop is written a good while after it was wanted, and
 * the stop is sent no sooner. A position that has lost its stop, or never had it, is bare for so long.
 */
final class LateStops implements Journal {

    private final Journal real;
    private final Timers timers;
    private final Executor on;
    private final Duration late;

    /** @param on where what is late is written */
    LateStops(Journal real, Timers timers, Executor on, Duration late) {
        this.real = real;
        this.timers = timers;
        this.on = on;
        this.late = late;
    }

    @Override
    public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        if (!(records.get(0) instanceof Intent intent) || intent.purpose() != Purpose.PROTECTIVE) {
            return real.append(records);
        }
        CompletableFuture<Receipt> written = new CompletableFuture<>();
        timers.after(late, on, () -> real.append(records).whenComplete((receipt, failure) -> {
            if (failure == null) {
                written.complete(receipt);
            } else {
                written.completeExceptionally(failure);
            }
        }));
        return written;
    }

    @Override
    public UUID epoch() {
        return real.epoch();
    }

    @Override
    public long nextIntent() {
        return real.nextIntent();
    }

    @Override
    public JournalHistory history() {
        return real.history();
    }

    @Override
    public JournalHealth health() {
        return real.health();
    }
}
