package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import io.nija.journal.FillApplied;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.Mark;
import io.nija.journal.Note;
import io.nija.journal.Receipt;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

/** What was learnt is never lost to a disk that took nothing for a while, and never out of order. */
class LaneJournalTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final MemoryJournal disk = new MemoryJournal(new VirtualTime(NOW));
    private final LaneJournal journal = new LaneJournal(LaneBench.LANE, disk, Runnable::run);

    private static FillApplied fill(String id) {
        return new FillApplied(new Trade(LaneBench.LANE, id, "V1", null, "BTC/USD", Side.BUY, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.TEN,
                BigDecimal.ZERO, "USD", true, NOW), null, null);
    }

    private static Mark mark(String value) {
        return new Mark(LaneBench.LANE, "trades", value);
    }

    @Test
    void whatTheDiskDidNotTakeIsAppendedBeforeWhatWasLearntLater() {
        disk.refusing = Receipt.Refused.FAILED;
        journal.learn(List.of(fill("T1"), mark("1")));
        journal.learn(List.of(fill("T2"), mark("2")));
        assertThat(journal.failure()).isEqualTo("The disk is full.");
        assertThat(journal.durable()).isFalse();
        disk.refusing = "";
        journal.learn(List.of(fill("T3"), mark("3")));
        journal.retry();
        assertThat(disk.records()).containsExactly(fill("T1"), mark("1"), fill("T2"), mark("2"), fill("T3"), mark("3"));
        assertThat(journal.failure()).isEmpty();
        assertThat(journal.durable()).isTrue();
    }

    @Test
    void aLaterAppendThatWasOnItsWayAlreadyIsNeverOnTheDiskWithoutTheEarlierOne() {
        Answering slow = new Answering();
        LaneJournal lane = new LaneJournal(LaneBench.LANE, slow, Runnable::run);
        lane.learn(List.of(fill("T1"), mark("1")));
        lane.learn(List.of(fill("T2"), mark("2")));
        slow.answer(new Receipt.Refused(Receipt.Refused.FAILED, "The disk is full."));
        lane.retry();
        slow.answer(new Receipt.Forced(1, 4));
        assertThat(slow.taken).containsExactly(fill("T1"), mark("1"), fill("T2"), mark("2"));
    }

    @Test
    void whatIsWantedIsNotTriedAgainAndGoesBehindWhatWasLearnt() {
        disk.refusing = Receipt.Refused.FAILED;
        journal.learn(List.of(mark("1")));
        List<Receipt> answers = new ArrayList<>();
        journal.append(List.of(new Mark(LaneBench.LANE, "wanted", "1")), answers::add);
        journal.appendInOrder(List.of(new Mark(LaneBench.LANE, "wanted", "2")), answers::add);
        assertThat(answers).hasSize(2).noneMatch(Receipt::forced);
        disk.refusing = "";
        journal.append(List.of(new Mark(LaneBench.LANE, "wanted", "3")), answers::add);
        assertThat(answers.get(2).forced()).isTrue();
        assertThat(disk.records()).containsExactly(mark("1"), new Mark(LaneBench.LANE, "wanted", "3"));
    }

    /** What is not reconciled sends no entry, so that nothing would ever be written that shows that the disk has room again. */
    @Test
    void aRefusedEntryIsNoFailureAnyMoreWhenTheJournalTakesEntriesAgainAlsoIfNothingIsWritten() {
        disk.refusing = Receipt.Refused.NO_ENTRIES;
        journal.append(List.of(new Mark(LaneBench.LANE, "wanted", "1")), receipt -> {});
        journal.retry();
        assertThat(journal.failure()).isEqualTo("The disk is full.");
        disk.refusing = "";
        journal.retry();
        assertThat(journal.failure()).isEmpty();
        assertThat(disk.records()).isEmpty();
    }

    @Test
    void aRecordThatIsThereAlreadyTakesNothingElseWithIt() {
        journal.learn(List.of(fill("T2")));
        disk.refusing = Receipt.Refused.FAILED;
        journal.learn(List.of(fill("T1"), mark("1")));
        journal.learn(List.of(fill("T2"), fill("T3"), mark("3")));
        journal.learn(List.of(fill("T4"), mark("4")));
        disk.refusing = "";
        journal.retry();
        assertThat(disk.records()).containsExactly(fill("T2"), fill("T1"), mark("1"), fill("T3"), mark("3"), fill("T4"), mark("4"));
        assertThat(journal.durable()).isTrue();
    }

    @Test
    void moreThanCanBeKeptIsForgottenAndSaidAndNothingIsWrittenBehindTheGap() {
        disk.refusing = Receipt.Refused.FAILED;
        List<Note> notes = IntStream.range(0, LaneJournal.MOST_WAITING).mapToObj(number -> new Note(LaneBench.LANE, null, "decision", "NOTE",
                "note " + number, Map.of())).toList();
        journal.learn(List.of(fill("T1")));
        for (Note note : notes) {
            journal.learn(List.of(note));
        }
        assertThat(journal.overflowed()).as("notes make room for what counts").isFalse();
        for (int number = 0; number <= LaneJournal.MOST_WAITING; number++) {
            journal.learn(List.of(mark(Integer.toString(number))));
        }
        assertThat(journal.overflowed()).isTrue();
        disk.refusing = "";
        journal.learn(List.of(mark("later")));
        journal.retry();
        assertThat(disk.records()).isEmpty();
        assertThat(journal.failure()).contains("begins anew");
    }

    @Test
    void aReadingThatBringsMoreAtOnceThanMayWaitIsWritten() {
        List<Mark> many = IntStream.range(0, 2 * LaneJournal.MOST_WAITING).mapToObj(number -> mark(Integer.toString(number))).toList();
        journal.learn(many);
        assertThat(journal.overflowed()).isFalse();
        assertThat(journal.durable()).isTrue();
        assertThat(disk.records()).hasSize(2 * LaneJournal.MOST_WAITING);
    }

    @Test
    void whoeverWantsSomethingWrittenInOrderBehindTheGapIsAnswered() {
        disk.refusing = Receipt.Refused.FAILED;
        for (int number = 0; number <= LaneJournal.MOST_WAITING; number++) {
            journal.learn(List.of(mark(Integer.toString(number))));
        }
        assertThat(journal.overflowed()).isTrue();
        List<Receipt> answers = new ArrayList<>();
        journal.appendInOrder(List.of(mark("wanted")), answers::add);
        disk.refusing = "";
        journal.appendInOrder(List.of(mark("wanted")), answers::add);
        assertThat(answers).hasSize(2).allMatch(receipt -> receipt instanceof Receipt.Refused refused
                && refused.code().equals(Receipt.Refused.BUSY) && refused.reason().contains("begins anew"));
        assertThat(disk.records()).isEmpty();
    }

    /** Answers when it is told to, and takes what it answers {@code Forced}. */
    private static final class Answering implements Journal {

        private final List<JournalRecord> taken = new ArrayList<>();
        private final List<List<? extends JournalRecord>> asked = new ArrayList<>();
        private final List<CompletableFuture<Receipt>> answers = new ArrayList<>();

        void answer(Receipt receipt) {
            List<List<? extends JournalRecord>> these = List.copyOf(asked);
            List<CompletableFuture<Receipt>> promised = List.copyOf(answers);
            asked.clear();
            answers.clear();
            for (int i = 0; i < these.size(); i++) {
                // Only the first meets the full disk.
                boolean refused = !receipt.forced() && i == 0;
                if (!refused) {
                    taken.addAll(these.get(i));
                }
                promised.get(i).complete(refused ? receipt : new Receipt.Forced(1, 1));
            }
        }

        @Override
        public UUID epoch() {
            return new UUID(1, 2);
        }

        @Override
        public long nextIntent() {
            return 1;
        }

        @Override
        public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
            asked.add(records);
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }

        @Override
        public JournalHistory history() {
            throw new UnsupportedOperationException("Nothing is read here.");
        }

        @Override
        public JournalHealth health() {
            return new JournalHealth(JournalHealth.State.OK, "", "", "", 0, 0, List.of());
        }
    }
}
