package io.nija.crash.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.journal.Answered;
import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;

/**
 * The mistake that the campaign must find: the intent is not written before its order is sent, only together with the
 * venue's answer. Without a crash in between nobody sees a difference.
 */
final class LateJournal implements Journal {

    private final Journal real;
    private final Map<Long, List<JournalRecord>> held = new HashMap<>();

    LateJournal(Journal real) {
        this.real = real;
    }

    @Override
    public synchronized CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        JournalRecord first = records.get(0);
        if (first instanceof Intent intent) {
            held.put(intent.number(), new ArrayList<>(records));
            return CompletableFuture.completedFuture(new Receipt.Forced(1, 1));
        }
        Long number = first.intent();
        List<JournalRecord> before = number == null ? null : held.get(number);
        if (before == null) {
            return real.append(records);
        }
        before.addAll(records);
        if (records.stream().anyMatch(Answered.class::isInstance)) {
            held.remove(number);
            return real.append(before);
        }
        return CompletableFuture.completedFuture(new Receipt.Forced(1, 1));
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
