package io.nija.trading.internal.lane;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;

/** A journal of whose records some cannot be read: by the methods of its history that give them. */
public record DamagedHistory(Journal whole, Set<String> damaged) implements Journal {

    public static final String SENTENCE = "Record 28 of the journal is damaged: its checksum is wrong. Restore a backup.";

    @Override
    public UUID epoch() {
        return whole.epoch();
    }

    @Override
    public long nextIntent() {
        return whole.nextIntent();
    }

    @Override
    public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
        return whole.append(records);
    }

    /** As the journal on the disk does it: a record's content is an exception, and what stands is told around it. */
    @Override
    public JournalHistory history() {
        return (JournalHistory) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {JournalHistory.class}, (proxy, method, given) -> {
            if (damaged.contains(method.getName())) {
                if (method.getName().equals("standing") && given.length == 2) {
                    @SuppressWarnings("unchecked")
                    Consumer<String> told = (Consumer<String>) given[1];
                    told.accept(SENTENCE);
                    return List.of();
                }
                throw new JournalException(JournalException.DAMAGED, SENTENCE);
            }
            try {
                return method.invoke(whole.history(), given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Override
    public JournalHealth health() {
        return new JournalHealth(JournalHealth.State.DAMAGED, "JOURNAL_DAMAGED", SENTENCE, "Restore a backup.", 28, 1, List.of(SENTENCE));
    }
}
