package io.nija.crash.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;
import io.nija.order.Purpose;
import io.nija.platform.TimeSource;

/**
 * The other mistake that the campaign must find: for a while after each start the intent of no new stop is taken, so that none is
 * sent; a sale where the market has passed it is. A position that has lost its stop, or never had it, is bare for so long; then all
 * is as it should be.
 */
final class LateStops implements Journal {

    private final Journal real;
    private final TimeSource time;
    private final Instant until;

    LateStops(Journal real, TimeSource time, Duration late) {
        this.real = real;
        this.time = time;
        until = time.instant().plus(late);
    }

    @Override
    public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        if (records.get(0) instanceof Intent intent && stop(intent) && time.instant().isBefore(until)) {
            return CompletableFuture.completedFuture(new Receipt.Refused(Receipt.Refused.BUSY, "Stops come late here, on purpose."));
        }
        return real.append(records);
    }

    private static boolean stop(Intent intent) {
        return switch (intent.placement().order().type()) {
            case STOP_LOSS, STOP_LOSS_LIMIT -> intent.purpose() == Purpose.PROTECTIVE;
            default -> false;
        };
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
