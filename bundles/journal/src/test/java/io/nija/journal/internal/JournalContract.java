package io.nija.journal.internal;

import static io.nija.journal.internal.OnDisk.written;
import static io.nija.journal.internal.Samples.DAIVON;
import static io.nija.journal.internal.Samples.MASTER;
import static io.nija.journal.internal.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.nija.journal.Arming;
import io.nija.order.Purpose;
import io.nija.journal.Checkpoint;
import io.nija.journal.Checkpoints;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.Entry;
import io.nija.journal.EpochBegun;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.Journal;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.Note;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;

/** What every journal does: the one on the disk, and the one in memory that tests and simulations use. */
abstract class JournalContract {

    abstract Journal journal();

    private Intent entry() {
        return Samples.entry(journal().epoch(), journal().nextIntent(), MASTER);
    }

    private static Mark mark(String name, String value) {
        return new Mark(MASTER, name, value);
    }

    @Test
    void recordsStandInTheOrderOfTheCallsWithoutGaps() {
        long before = journal().history().last();
        assertThat(written(journal(), mark("a", "1"), mark("b", "2"))).isEqualTo(new Receipt.Forced(before + 1, before + 2));
        assertThat(written(journal(), mark("c", "3"))).isEqualTo(new Receipt.Forced(before + 3, before + 3));

        List<Entry> read = new ArrayList<>();
        journal().history().replay(before, read::add);
        assertThat(read).extracting(Entry::sequence).containsExactly(before + 1, before + 2, before + 3);
        assertThat(read).extracting(Entry::record).containsExactly(mark("a", "1"), mark("b", "2"), mark("c", "3"));
    }

    @Test
    void aJournalBeginsWithItsEpoch() {
        List<Entry> read = new ArrayList<>();
        journal().history().replay(0, read::add);
        assertThat(read.get(0).record()).isInstanceOfSatisfying(EpochBegun.class,
                begun -> assertThat(begun.epoch()).isEqualTo(journal().epoch()));
    }

    @Test
    void anIntentIsFoundByNumberByItsIdAndByTheOperatorsId() {
        Intent intent = Samples.intent(journal().epoch(), journal().nextIntent(), MASTER, Purpose.EXIT, "lunch");
        written(journal(), intent);

        IntentState found = journal().history().intent(intent.number()).orElseThrow();
        assertThat(found.intent()).isEqualTo(intent);
        assertThat(found.stage()).isEqualTo(OrderStage.CREATED);
        assertThat(found.sent()).isFalse();
        assertThat(journal().history().intentOf(intent.placement().clientOrderId())).contains(found);
        assertThat(journal().history().intentOf(MASTER, "lunch")).contains(found);
        assertThat(journal().history().intentOf(DAIVON, "lunch")).isEmpty();
        assertThat(journal().history().intentOf(ClientOrderIds.of(journal().epoch(), 4711))).isEmpty();
    }

    @Test
    void anIntentIsFoundByTheVenuesIdAlsoWhenItEndedLongAgo() {
        Intent first = entry();
        Intent other = entry();
        written(journal(), first, Samples.sent(first), other);
        OrderEvent filled = Samples.event(first, OrderStage.SUBMITTED, OrderStage.FILLED, "0.001");
        written(journal(), filled);
        assertThat(filled.venueOrderId()).isNotNull();
        assertThat(journal().history().intentAtVenue(filled.venueOrderId())).map(state -> state.intent().number()).contains(first.number());
        assertThat(journal().history().intentAtVenue("nobody's")).isEmpty();
    }

    @Test
    void whatWasSentAndHasNotEndedIsOpen() {
        Intent sent = entry();
        Intent ended = entry();
        Intent partly = entry();
        Intent never = entry();
        written(journal(), sent, Samples.sent(sent), ended, Samples.sent(ended), partly, never);
        written(journal(), Samples.event(ended, OrderStage.SUBMITTED, OrderStage.FILLED, "0.001"),
                Samples.event(partly, OrderStage.SUBMITTED, OrderStage.PARTIALLY_FILLED, "0.0005"));

        List<IntentState> open = journal().history().openIntents();
        assertThat(open).extracting(state -> state.intent().number())
                .containsExactly(sent.number(), partly.number(), never.number());
        assertThat(open).extracting(IntentState::stage)
                .containsExactly(OrderStage.SUBMITTED, OrderStage.PARTIALLY_FILLED, OrderStage.CREATED);
        assertThat(open).extracting(IntentState::sent).containsExactly(true, false, false);
        assertThat(open.get(1).filled()).isEqualTo(new BigDecimal("0.0005"));
        assertThat(open.get(1).venueOrderId()).isEqualTo("O-" + partly.number());
    }

    @Test
    void anEndedOrderThatIsRevivedIsOpenAgain() {
        Intent intent = entry();
        written(journal(), intent, Samples.sent(intent), Samples.event(intent, OrderStage.IN_DOUBT, OrderStage.REJECTED, "0"));
        assertThat(journal().history().openIntents()).isEmpty();

        written(journal(), Samples.event(intent, OrderStage.REJECTED, OrderStage.ACCEPTED, "0"));
        assertThat(journal().history().openIntents()).extracting(IntentState::stage).containsExactly(OrderStage.ACCEPTED);
    }

    @Test
    void aNumberAnIdAndAnOperatorsIdAreUsedOnce() {
        Intent first = Samples.intent(journal().epoch(), journal().nextIntent(), MASTER, Purpose.EXIT, "once");
        assertThat(written(journal(), first).forced()).isTrue();
        Intent sameOperatorId =
                Samples.intent(journal().epoch(), journal().nextIntent(), MASTER, Purpose.EXIT, "once");
        Intent otherLane = Samples.intent(journal().epoch(), journal().nextIntent(), DAIVON, Purpose.EXIT, "once");

        assertRefused(written(journal(), first), Receipt.Refused.DUPLICATE);
        assertRefused(written(journal(), sameOperatorId), Receipt.Refused.DUPLICATE);
        assertThat(written(journal(), otherLane).forced()).isTrue();
    }

    @Test
    void aVenuesTradeIsAppliedOncePerLane() {
        Intent intent = entry();
        Intent other = Samples.entry(journal().epoch(), journal().nextIntent(), DAIVON);
        written(journal(), intent, other, Samples.fill(intent, "T-1", NOW));
        long last = journal().history().last();

        assertRefused(written(journal(), mark("beside", "1"), Samples.fill(intent, "T-1", NOW)), Receipt.Refused.DUPLICATE);
        assertThat(journal().history().last()).as("all of an append or none").isEqualTo(last);
        assertThat(journal().history().mark(MASTER, "beside")).isEmpty();
        assertThat(written(journal(), Samples.fill(other, "T-1", NOW)).forced()).isTrue();
        assertThat(journal().history().hasFill(MASTER, "T-1")).isTrue();
        assertThat(journal().history().hasFill(MASTER, "T-2")).isFalse();
    }

    @Test
    void aRecordAboutAnIntentOfAnotherLaneIsRefused() {
        Intent intent = entry();
        written(journal(), intent);
        Intent wrongLane = Samples.entry(journal().epoch(), intent.number(), DAIVON);

        assertRefused(written(journal(), Samples.sent(wrongLane)), Receipt.Refused.INVALID);
        assertRefused(written(journal(), Samples.event(wrongLane, OrderStage.SUBMITTED, OrderStage.FILLED, "1")),
                Receipt.Refused.INVALID);
        assertRefused(written(journal(), Samples.fill(wrongLane, "T", NOW)), Receipt.Refused.INVALID);
        assertThat(journal().history().intent(intent.number()).orElseThrow().sent()).isFalse();
    }

    @Test
    void aRefusedAppendDoesNotTakeItsNeighboursWithIt() {
        Intent intent = entry();
        written(journal(), intent);
        var before = journal().append(mark("before", "1"));
        var refused = journal().append(intent);
        var after = journal().append(mark("after", "1"));

        assertThat(before.toCompletableFuture().join().forced()).isTrue();
        assertRefused(refused.toCompletableFuture().join(), Receipt.Refused.DUPLICATE);
        assertThat(after.toCompletableFuture().join().forced()).isTrue();
        assertThat(journal().history().mark(MASTER, "after")).contains("1");
    }

    @Test
    void fillsAndLedgerRowsAreGivenByTheVenuesTime() {
        Intent intent = entry();
        written(journal(), intent, Samples.fill(intent, "late", NOW.plusSeconds(9)), Samples.fill(intent, "early", NOW),
                Samples.fill(intent, "edge", NOW.plusSeconds(10)),
                Samples.ledger(MASTER, "L1", NOW), Samples.ledger(DAIVON, "L1", NOW.plusNanos(1)));

        List<FillApplied> fills = new ArrayList<>();
        journal().history().fills(MASTER, NOW, NOW.plusSeconds(10), fills::add);
        assertThat(fills).extracting(fill -> fill.trade().venueTradeId()).containsExactly("early", "late");
        List<LedgerRow> rows = new ArrayList<>();
        journal().history().ledger(null, NOW, NOW.plusSeconds(10), rows::add);
        assertThat(rows).extracting(LedgerRow::lane).containsExactly(MASTER, DAIVON);
    }

    @Test
    void whatALaneBookedIsGivenInTheOrderItWasWrittenSomeAtATime() {
        Intent intent = entry();
        FillApplied late = Samples.fill(intent, "late", NOW.plusSeconds(9));
        FillApplied early = Samples.fill(intent, "early", NOW);
        LedgerRow before = Samples.ledger(MASTER, "L1", NOW.minusSeconds(5));
        LedgerRow after = Samples.ledger(MASTER, "L2", NOW.plusSeconds(99));
        long first = ((Receipt.Forced) written(journal(), intent, late, mark("x", "y"), Samples.ledger(DAIVON, "L1", NOW), before, after, early)).first();

        assertThat(journal().history().booked(MASTER, 0, 100)).extracting(Entry::record).containsExactly(late, before, after, early);
        assertThat(journal().history().booked(MASTER, 0, 3)).extracting(Entry::sequence).containsExactly(first + 1, first + 4, first + 5);
        assertThat(journal().history().booked(MASTER, first + 1, 2)).extracting(Entry::record).containsExactly(before, after);
        assertThat(journal().history().booked(MASTER, first + 6, 2)).isEmpty();
        assertThat(journal().history().booked(DAIVON, 0, 2)).hasSize(1);
    }

    @Test
    void theCheckpointOfANameIsTheLastOneKept() {
        written(journal(), mark("x", "y"));
        Checkpoints checkpoints = journal().checkpoints();
        assertThat(checkpoints.find("past/a/b")).isEmpty();
        checkpoints.keep(new Checkpoint("past/a/b", 1, "one\nline"));
        checkpoints.keep(new Checkpoint("past/a/c", 1, "another's"));
        checkpoints.keep(new Checkpoint("past/a/b", 2, "two\nlines\n\u20ac"));
        assertThat(checkpoints.find("past/a/b")).contains(new Checkpoint("past/a/b", 2, "two\nlines\n\u20ac"));
        checkpoints.drop("past/a/b");
        checkpoints.drop("past/a/b");
        assertThat(checkpoints.find("past/a/b")).isEmpty();
        assertThat(checkpoints.find("past/a/c")).isPresent();
    }

    @Test
    void theNewestOfEachNameStands() {
        var global = SwitchChange.Scope.GLOBAL;
        var lane = new SwitchChange.Scope(SwitchChange.Kind.LANE, MASTER.toString());
        SwitchChange halt = new SwitchChange(global, SwitchChange.Position.HALT, "shell:test", "lunch");
        SwitchChange resume = new SwitchChange(global, SwitchChange.Position.OPEN, "shell:test", "back");
        SwitchChange tripped = new SwitchChange(lane, SwitchChange.Position.REDUCE_ONLY, "daily loss", "-2.1 %");
        Arming armed = new Arming(MASTER, true, "shell:test", "go", "f00d");
        written(journal(), halt, tripped, resume, armed, mark("peak", "100"), mark("peak", "101"),
                new Mark(null, "peak", "9"), new Checkpoint("positions", 7, "old"), new Checkpoint("positions", 8, "new"));

        assertThat(journal().history().standing(SwitchChange.class)).containsExactlyInAnyOrder(resume, tripped);
        assertThat(journal().history().standing(Arming.class)).containsExactly(armed);
        assertThat(journal().history().mark(MASTER, "peak")).contains("101");
        assertThat(journal().history().mark(null, "peak")).contains("9");
        assertThat(journal().history().mark(DAIVON, "peak")).isEmpty();
        assertThat(journal().history().checkpoint("positions")).contains(new Checkpoint("positions", 8, "new"));
        assertThatThrownBy(() -> journal().history().standing(Note.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStoryOfAnOrderIsItsRecordsInOrder() {
        Intent intent = entry();
        Intent other = entry();
        JournalRecord[] told = {intent, Samples.sent(intent),
            Samples.event(intent, OrderStage.SUBMITTED, OrderStage.ACCEPTED, "0"), Samples.fill(intent, "T", NOW),
            new Note(MASTER, intent.number(), "decision", "WHY", "because", Map.of("rsi", "31"))};
        written(journal(), told[0], other, told[1]);
        written(journal(), Samples.sent(other), told[2], told[3], told[4]);

        assertThat(journal().history().story(intent.number())).extracting(Entry::record).containsExactly(told);
    }

    @Test
    void theNewestOfAKindComeFirst() {
        written(journal(), note(MASTER, "1"), note(DAIVON, "2"), mark("x", "y"), note(MASTER, "3"));
        assertThat(journal().history().newest(Note.class, null, 2)).extracting(Entry::record)
                .containsExactly(note(MASTER, "3"), note(DAIVON, "2"));
        assertThat(journal().history().newest(Note.class, MASTER, 9)).extracting(Entry::record)
                .containsExactly(note(MASTER, "3"), note(MASTER, "1"));
    }

    private static Note note(io.nija.account.LaneId lane, String text) {
        return new Note(lane, null, "decision", "NO_SIGNAL", text, Map.of());
    }

    @Test
    void whatIsOnlyReadOrEmptyIsNotWritten() {
        assertRefused(written(journal()), Receipt.Refused.INVALID);
        assertRefused(written(journal(), new EpochBegun(journal().epoch(), "x", "y", "z")), Receipt.Refused.INVALID);
        assertRefused(written(journal(), new io.nija.journal.Unreadable("x")), Receipt.Refused.INVALID);
    }

    static void assertRefused(Receipt receipt, String code) {
        assertThat(receipt).isInstanceOfSatisfying(Receipt.Refused.class,
                refused -> assertThat(refused.code()).as(refused.reason()).isEqualTo(code));
    }
}
