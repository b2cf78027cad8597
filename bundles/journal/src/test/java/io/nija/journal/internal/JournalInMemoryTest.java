package io.nija.journal.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.nija.journal.Intent;
import io.nija.order.Purpose;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;
import io.nija.journal.memory.MemoryJournal;

class JournalInMemoryTest extends JournalContract {

    private final MemoryJournal memory = new MemoryJournal(UUID.randomUUID(), () -> Samples.NOW, Runnable::run);

    @Override
    Journal journal() {
        return memory;
    }

    @Test
    void aPowerCutLeavesWhatWasForcedAndNothingElse() {
        memory.append(new Mark(null, "forced", "1"));
        memory.hold();
        CompletableFuture<Receipt> waiting = memory.append(new Mark(null, "waiting", "1")).toCompletableFuture();
        MemoryJournal after = memory.crashed();

        assertThat(waiting).isNotDone();
        assertThat(after.mark(null, "forced")).contains("1");
        assertThat(after.mark(null, "waiting")).isEmpty();
        assertThat(after.epoch()).isEqualTo(memory.epoch());
        memory.force();
        assertThat(waiting).isCompletedWithValueMatching(Receipt::forced);
        assertThat(after.mark(null, "waiting")).as("the one after the crash is another one").isEmpty();
    }

    @Test
    void itRefusesEntriesAndThenEverythingWhenItIsTold() {
        Intent entry = Samples.entry(memory.epoch(), memory.nextIntent(), Samples.MASTER);
        Intent exit = Samples.intent(memory.epoch(), memory.nextIntent(), Samples.MASTER, Purpose.EXIT, null);
        memory.become(JournalHealth.State.RESERVE);
        assertRefused(OnDisk.written(memory, entry), Receipt.Refused.NO_ENTRIES);
        assertThat(OnDisk.written(memory, exit).forced()).isTrue();
        memory.become(JournalHealth.State.FAILED);
        assertRefused(OnDisk.written(memory, new Mark(null, "a", "b")), Receipt.Refused.FAILED);
    }
}
