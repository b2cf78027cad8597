package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

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
    void aQueryThatWasUnderWayBeforeAChangeNeitherUndoesItNorSaysThatItFailed() {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.slowReads = true;
        bench.lane.amend(1, null, new BigDecimal("49000"), null, "test");
        bench.pass(1);
        bench.venue.amendFault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.lane.amend(1, new BigDecimal("0.8"), null, null, "test");
        bench.pass(20);
        bench.venue.tellWhatWasRead();
        assertThat(bench.stage(1)).isEqualTo(OrderStage.PENDING_AMEND);
        bench.venue.slowReads = false;
        bench.pass(10);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.order(1).terms().quantity()).isEqualByComparingTo("0.8");
    }

    @Test
    void anOrderWhoseLastFillCameWhileMoreWasBelievedEndsWhenTheVenueShowsItsEnd() {
        bench.buy("0.5");
        bench.pass(5);
        LaneBook book = new LaneBook(LaneBench.LANE);
        bench.journal.story(1).forEach(entry -> book.replay(entry.record(), entry.writtenAt()));
        bench.venue.change("V1", new BigDecimal("0.3"), null, null);
        book.fill(bench.venue.trade("V1", "0.3", "50000"), bench.venue.now());
        assertThat(book.order(1).orElseThrow().stage()).isEqualTo(OrderStage.PARTIALLY_FILLED);
        book.see(1, bench.venue.orders.get("V1"), bench.venue.now());
        assertThat(book.order(1).orElseThrow().stage()).isEqualTo(OrderStage.FILLED);
    }

    @Test
    void onlyWhatRestsIsChanged() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.buy("0.5");
        assertThat(bench.lane.amend(1, new BigDecimal("0.3"), null, null, "test")).isCompletedWithValueMatching(report ->
                report instanceof Report.Refused refused && refused.code().equals("ORDER_NOT_RESTING"));
        assertThat(bench.venue.calls).doesNotContain("amend");
    }
}
