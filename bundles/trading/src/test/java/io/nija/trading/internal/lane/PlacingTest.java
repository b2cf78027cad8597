package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.nija.journal.Intent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.Refusal;
import io.nija.journal.Sent;
import io.nija.order.Placement;
import io.nija.order.Side;

import org.junit.jupiter.api.Test;

class PlacingTest {

    private final LaneBench bench = new LaneBench();

    @Test
    void theIntentIsOnTheDiskBeforeTheVenueHearsOfTheOrder() {
        bench.venue.arriving = placement -> {
            assertThat(bench.journal.intentOf(placement.clientOrderId())).hasValueSatisfying(state -> {
                assertThat(state.intent().placement()).isEqualTo(placement);
                assertThat(state.sent()).isTrue();
            });
        };
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(Report.Done.class::isInstance);
        assertThat(bench.venue.received).hasSize(1);
    }

    @Test
    void nothingIsSentWhileTheIntentIsNotOnTheDisk() {
        bench.journal.reaches = records -> records.stream().noneMatch(Intent.class::isInstance);
        assertThat(bench.buy("0.5")).isNotCompleted();
        bench.pass(60);
        assertThat(bench.venue.received).isEmpty();
    }

    @Test
    void aDeadlineIsToldInTheVenuesOwnTime() {
        bench.venue.ahead = Duration.ofSeconds(-25);
        bench.buy("0.5");
        assertThat(bench.venue.received).singleElement().extracting(Placement::deadline)
                .isEqualTo(bench.time.instant().minusSeconds(25).plus(Placing.DEADLINE));
    }

    @Test
    void nothingIsSentWhenTheJournalRefusesTheIntent() {
        bench.journal.refusing = Receipt.Refused.NO_ENTRIES;
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals(Receipt.Refused.NO_ENTRIES) && refused.reason().contains("The disk is full."));
        assertThat(bench.venue.received).isEmpty();
        assertThat(bench.stage(1)).isEqualTo(OrderStage.DENIED);
    }

    @Test
    void whatTheGateRefusesIsWrittenDownAndNotSent() {
        bench.objection = "PRICE_COLLAR";
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("PRICE_COLLAR"));
        assertThat(bench.venue.received).isEmpty();
        assertThat(bench.journal.all(Intent.class)).isEmpty();
        assertThat(bench.journal.all(Refusal.class)).singleElement().extracting(Refusal::code).isEqualTo("PRICE_COLLAR");
    }

    @Test
    void aDefiniteRefusalOfTheVenueEndsTheOrder() {
        bench.venue.fault = ScriptedVenue.Fault.REFUSE;
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("INSUFFICIENT_FUNDS"));
        assertThat(bench.stage(1)).isEqualTo(OrderStage.REJECTED);
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.REJECTED);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void anOrderWhoseAnswerWasLostIsFoundAndNotSentAgain() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(Report.Unknown.class::isInstance);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.IN_DOUBT);
        bench.pass(30);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.venue.received).hasSize(1);
    }

    @Test
    void anOrderThatNeverArrivedIsRejectedOnlyWhenThatIsProven() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.buy("0.5");
        bench.pass(11);
        assertThat(bench.stage(1)).as("its deadline is hardly over").isEqualTo(OrderStage.IN_DOUBT);
        bench.pass(10);
        assertThat(bench.order(1)).satisfies(order -> {
            assertThat(order.stage()).isEqualTo(OrderStage.REJECTED);
            assertThat(order.code()).isEqualTo("NEVER_ARRIVED");
        });
        assertThat(bench.venue.received).hasSize(1);
    }

    @Test
    void aFailedQueryIsNoProofOfAbsence() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.buy("0.5");
        bench.venue.reads = false;
        bench.pass(300);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.IN_DOUBT);
        bench.venue.reads = true;
        bench.pass(60);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
    }

    @Test
    void whileAnOrderIsInDoubtNoEntryOnItsInstrumentIsSentAndAnExitIs() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.venue.provable = false;
        bench.buy("0.5");
        bench.pass(600);
        bench.venue.fault = ScriptedVenue.Fault.NONE;
        assertThat(bench.stage(1)).isEqualTo(OrderStage.IN_DOUBT);
        assertThat(bench.lane.snapshot().unprovable().get(1L)).contains("The key may not read ended orders.");
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("SYMBOL_IN_DOUBT"));
        assertThat(bench.sell("0.1")).isCompletedWithValueMatching(Report.Done.class::isInstance);
        assertThat(bench.venue.received).extracting(placement -> placement.order().side()).containsExactly(Side.BUY, Side.SELL);
    }

    @Test
    void aBrokerThatThrowsHasPerhapsSentIt() {
        bench.venue.fault = ScriptedVenue.Fault.THROWS;
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(Report.Unknown.class::isInstance);
        bench.pass(30);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.REJECTED);
    }

    @Test
    void aBrokerThatNeverAnswersLeavesNobodyWaiting() {
        bench.venue.fault = ScriptedVenue.Fault.SILENT_AFTER;
        var report = bench.buy("0.5");
        bench.pass(39);
        assertThat(report).isNotCompleted();
        bench.pass(10);
        assertThat(report).isCompletedWithValueMatching(Report.Unknown.class::isInstance);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
    }

    @Test
    void twoOrdersHaveTwoIntentsAndTwoClientOrderIds() {
        bench.buy("0.5");
        bench.buy("0.5");
        assertThat(bench.venue.received).hasSize(2).extracting(placement -> placement.clientOrderId()).doesNotHaveDuplicates();
        assertThat(bench.journal.all(Sent.class)).hasSize(2);
    }

    @Test
    void withoutASessionNothingBecomesAnIntent() {
        bench.lane.venue(Venue.NONE);
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("NO_ORDER_DESK"));
        assertThat(bench.journal.all(Intent.class)).isEmpty();
    }

    @Test
    void aSwitchThatCameWhileTheIntentWentToTheDiskStopsIt() {
        bench.bar = "REDUCE_ONLY";
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("REDUCE_ONLY") && refused.order().id().equals("o1"));
        assertThat(bench.venue.received).isEmpty();
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.DENIED);
    }

    @Test
    void anOrderThatIsCancelledBeforeItIsSentIsDeniedAndTheVenueHearsOfNeither() {
        bench.journal.slow = records -> records.stream().anyMatch(Intent.class::isInstance);
        var report = bench.buy("0.5");
        var cancelled = bench.lane.cancel(1, "test");
        assertThat(cancelled).as("its intent is still on the way to the disk").isNotDone();
        bench.journal.goOn();
        assertThat(report).isCompletedWithValueMatching(said -> said instanceof Report.Refused refused && refused.code().equals("WITHDRAWN"));
        assertThat(cancelled).isCompletedWithValueMatching(said -> said instanceof Report.Done done && done.order().stage() == OrderStage.DENIED);
        bench.pass(10);
        assertThat(bench.venue.received).isEmpty();
        assertThat(bench.venue.calls).doesNotContain("place", "cancel");
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.DENIED);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aGateThatFailsRefusesAndLeavesNobodyWaiting() {
        bench.broken = true;
        assertThat(bench.buy("0.5")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("GATE_FAILED"));
        assertThat(bench.sell("0.5")).isCompletedWithValueMatching(Report.Refused.class::isInstance);
        assertThat(bench.venue.received).isEmpty();
        assertThat(bench.journal.all(Intent.class)).isEmpty();
    }

    @Test
    void whatNobodyWaitsForAnyMoreGetsNoIntent() {
        bench.lane.hold();
        var report = bench.buy("0.5");
        report.cancel(false);
        bench.lane.release();
        bench.pass(5);
        assertThat(bench.venue.received).isEmpty();
        assertThat(bench.journal.all(Intent.class)).isEmpty();
    }
}
