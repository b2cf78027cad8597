package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

import io.nija.journal.Action;
import io.nija.journal.AmendIntent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.Sent;

import org.junit.jupiter.api.Test;

class ChangesTest {

    private final LaneBench bench = new LaneBench();

    @Test
    void aCancelWaitsForNoDiskAndIsWrittenDown() {
        bench.buy("0.5");
        bench.pass(5);
        bench.journal.reaches = records -> records.stream().noneMatch(record -> record instanceof Sent sent && sent.action() == Action.CANCEL);
        assertThat(bench.lane.cancel(1, "test")).as("the disk never answers").isCompletedWithValueMatching(Report.Done.class::isInstance);
        assertThat(bench.venue.calls).contains("cancel");
    }

    @Test
    void aCancelIsWrittenDown() {
        bench.buy("0.5");
        bench.pass(5);
        bench.lane.cancel(1, "test");
        assertThat(bench.stage(1)).as("confirmed, and its end not seen yet").isEqualTo(OrderStage.PENDING_CANCEL);
        assertThat(bench.journal.all(Sent.class)).extracting(Sent::action).containsExactly(Action.PLACE, Action.CANCEL);
        bench.pass(10);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
    }

    @Test
    void aCancelGoesOutAlsoWhenTheJournalCannotBeWritten() {
        bench.buy("0.5");
        bench.pass(5);
        bench.journal.refusing = Receipt.Refused.FAILED;
        bench.lane.cancel(1, "test");
        assertThat(bench.venue.calls).contains("cancel");
        bench.pass(10);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
    }

    @Test
    void aCancelWhoseAnswerWasLostIsLookedAt() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.cancelFault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        assertThat(bench.lane.cancel(1, "test")).isCompletedWithValueMatching(Report.Unknown.class::isInstance);
        bench.pass(10);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
    }

    @Test
    void aCancelThatNeverArrivedLeavesTheOrderResting() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.cancelFault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.lane.cancel(1, "test");
        bench.pass(60);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        bench.venue.cancelFault = ScriptedVenue.Fault.NONE;
        bench.lane.cancel(1, "test");
        bench.pass(10);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
    }

    @Test
    void aCancelThatFindsNothingLeadsToALook() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.trade("V1", "0.5", "50000");
        assertThat(bench.lane.cancel(1, "test")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("ORDER_NOT_FOUND"));
        bench.pass(10);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.FILLED);
    }

    @Test
    void anEndedOrderIsNotCancelled() {
        bench.buy("0.5");
        bench.lane.cancel(1, "test");
        bench.pass(10);
        bench.venue.calls.clear();
        assertThat(bench.lane.cancel(1, "test")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("ORDER_ENDED"));
        assertThat(bench.venue.calls).doesNotContain("cancel");
    }

    @Test
    void aChangeKeepsTheOrderAndIsRememberedThroughARestart() {
        bench.buy("0.5");
        bench.pass(5);
        assertThat(bench.lane.amend(1, new BigDecimal("0.3"), new BigDecimal("49000"), null, "test"))
                .isCompletedWithValueMatching(Report.Done.class::isInstance);
        assertThat(bench.journal.all(AmendIntent.class)).hasSize(1);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        bench.crash();
        bench.start();
        bench.pass(10);
        assertThat(bench.order(1).terms().quantity()).isEqualByComparingTo("0.3");
        assertThat(bench.order(1).terms().limit()).isEqualByComparingTo("49000");
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void onlyWhatRestsIsChanged() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.buy("0.5");
        assertThat(bench.lane.amend(1, new BigDecimal("0.3"), null, null, "test")).isCompletedWithValueMatching(report ->
                report instanceof Report.Refused refused && refused.code().equals("ORDER_NOT_RESTING"));
        assertThat(bench.venue.calls).doesNotContain("amend");
    }

    @Test
    void aChangeIsJudgedByTheOrderAsItIsThenAndNotAsItWasWhenAPersonLooked() {
        bench.buy("0.5");
        bench.pass(5);
        bench.market = new CompletableFuture<>();
        var report = bench.lane.amend(1, new BigDecimal("0.3"), null, null, "test");
        bench.venue.trade("V1", "0.2", "50000");
        bench.pass(60);
        bench.market.complete(null);
        assertThat(report).isCompletedWithValueMatching(Report.Done.class::isInstance);
        assertThat(bench.changes).singleElement().satisfies(after -> assertThat(after.quantity()).isEqualByComparingTo("0.1"));
    }

    @Test
    void aChangeThatAFillOvertookIsRefused() {
        bench.buy("0.5");
        bench.pass(5);
        bench.market = new CompletableFuture<>();
        var report = bench.lane.amend(1, new BigDecimal("0.3"), null, null, "test");
        bench.venue.trade("V1", "0.4", "50000");
        bench.pass(60);
        bench.market.complete(null);
        assertThat(report).isCompletedWithValueMatching(said -> said instanceof Report.Refused refused && refused.code().equals("CHANGE_IMPOSSIBLE"));
        assertThat(bench.venue.calls).doesNotContain("amend");
    }

    @Test
    void aChangeThatASwitchOvertookIsNotSent() {
        bench.buy("0.5");
        bench.pass(5);
        bench.bar = "HALTED";
        assertThat(bench.lane.amend(1, new BigDecimal("0.3"), null, null, "test")).isCompletedWithValueMatching(said ->
                said instanceof Report.Refused refused && refused.code().equals("HALTED"));
        assertThat(bench.venue.calls).doesNotContain("amend");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.ACCEPTED);
    }

    @Test
    void aChangeThatNobodyCanJudgeIsRefusedAndLeavesNobodyWaiting() {
        bench.buy("0.5");
        bench.pass(5);
        bench.broken = true;
        assertThat(bench.lane.amend(1, new BigDecimal("0.3"), null, null, "test")).isCompletedWithValueMatching(Report.Refused.class::isInstance);
        assertThat(bench.venue.calls).doesNotContain("amend");
    }

    @Test
    void aCancelThatABrokerNeverAnswersLeavesNobodyWaiting() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.cancelFault = ScriptedVenue.Fault.SILENT_BEFORE;
        var report = bench.lane.cancel(1, "test");
        bench.pass(50);
        assertThat(report).isCompletedWithValueMatching(Report.Unknown.class::isInstance);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
    }

    @Test
    void aCancelForgetsNoChangeThatIsOnItsWay() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.amendFault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.lane.amend(1, new BigDecimal("0.9"), null, null, "test");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.PENDING_AMEND);
        bench.venue.cancelFault = ScriptedVenue.Fault.SILENT_BEFORE;
        bench.lane.cancel(1, "test");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.PENDING_CANCEL);
        assertThat(bench.order(1).mostRemaining()).as("what the venue may have").isEqualByComparingTo("0.9");
        bench.crash();
        LaneBook after = new LaneBook(LaneBench.LANE);
        bench.journal.story(1).forEach(entry -> after.replay(entry.record(), entry.writtenAt()));
        assertThat(after.order(1).orElseThrow().mostRemaining()).as("after a restart").isEqualByComparingTo("0.9");
    }

    @Test
    void aChangeThatIsConfirmedWhileItsOrderIsBeingCancelledCounts() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.amendFault = ScriptedVenue.Fault.SILENT_AFTER;
        bench.lane.amend(1, new BigDecimal("0.9"), null, null, "test");
        bench.venue.cancelFault = ScriptedVenue.Fault.REFUSE;
        bench.venue.reads = false;
        var cancel = bench.lane.cancel(1, "test");
        assertThat(cancel).isCompletedWithValueMatching(Report.Refused.class::isInstance);
        bench.venue.silent.forEach(answer -> answer.complete(new io.nija.broker.Outcome.Confirmed<>(bench.order(1).key())));
        bench.venue.reads = true;
        bench.pass(2);
        assertThat(bench.order(1).terms().quantity()).as("looked at soon").isEqualByComparingTo("0.9");
    }

    @Test
    void aViewThatWasAskedForBeforeAChangeWasOverdueSaysNotThatItHadNoEffect() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.amendFault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.venue.readAt = bench.time.instant();
        bench.venue.slowReads = true;
        bench.lane.amend(1, new BigDecimal("0.9"), null, null, "test");
        bench.pass(25);
        bench.venue.tellWhatWasRead();
        assertThat(bench.stage(1)).as("asked when the change could still arrive").isEqualTo(OrderStage.PENDING_AMEND);
        assertThat(bench.order(1).mostRemaining()).isEqualByComparingTo("0.9");
        bench.venue.slowReads = false;
        bench.venue.readAt = null;
        bench.pass(60);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.order(1).code()).isEqualTo("NO_EFFECT");
    }
}
