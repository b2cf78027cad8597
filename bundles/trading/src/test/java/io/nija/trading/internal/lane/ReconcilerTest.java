package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import io.nija.journal.ClientOrderIds;
import io.nija.journal.OrderStage;
import io.nija.order.Side;

import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private final LaneBench bench = new LaneBench();

    @Test
    void anOrderOfANijaThatThisJournalDoesNotKnowIsAnOrphan() {
        bench.venue.put(ClientOrderIds.of(new java.util.UUID(7, 7), 3), ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.pass(10);
        assertThat(bench.lane.snapshot().orphaned()).isTrue();
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().evidence().ok()).isFalse();
        assertThat(bench.venue.calls).as("nobody touches it").doesNotContain("cancel");
    }

    @Test
    void aPersonMayEndAnOrphanAndNobodyElsesOrder() {
        bench.venue.put(ClientOrderIds.of(new java.util.UUID(7, 7), 3), ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.venue.put("a-person", ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.pass(10);
        assertThat(bench.lane.cancelOrphan("V2")).isCompletedWithValueMatching(io.nija.broker.Outcome.Refused.class::isInstance);
        assertThat(bench.lane.cancelOrphan("V1")).isCompletedWithValueMatching(io.nija.broker.Outcome.Confirmed.class::isInstance);
        bench.pass(10);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        assertThat(bench.venue.orders.get("V2").state()).isEqualTo(io.nija.order.OrderState.OPEN);
    }

    @Test
    void aPersonsOrderIsSeenAndLeftAlone() {
        bench.venue.put(null, ScriptedVenue.limit(Side.SELL, "0.5", "70000"));
        bench.pass(10);
        assertThat(bench.lane.snapshot().strangers()).hasSize(1);
        assertThat(bench.lane.snapshot().differences()).singleElement().extracting(Difference::kind).isEqualTo(Difference.Kind.FOREIGN);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        assertThat(bench.venue.calls).doesNotContain("cancel");
    }

    @Test
    void aLaneWithOrdersThatCannotReadItsVenueIsNotReconciled() {
        bench.buy("0.5");
        bench.crash();
        bench.venue.reads = false;
        bench.start();
        bench.pass(120);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().evidence().detail()).contains("The venue does not answer.");
        bench.venue.reads = true;
        bench.pass(60);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aSessionThatWentTakesTheProofWithIt() {
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        bench.lane.venue(Venue.NONE);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        bench.lane.venue(bench.venue.venue());
        bench.pass(10);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        assertThat(bench.lane.snapshot().lastOutageEnd()).isNotNull();
    }

    @Test
    void anOrderThatRestedThroughARestartIsKnownAgain() {
        bench.buy("0.5");
        bench.pass(10);
        bench.crash();
        bench.start();
        bench.pass(10);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.order(1).venueOrderId()).isEqualTo("V1");
        assertThat(bench.lane.snapshot().strangers()).isEmpty();
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void anOrderThatTheVenueNoLongerKnowsIsAContradiction() {
        bench.buy("0.5");
        bench.pass(10);
        bench.venue.orders.clear();
        bench.pass(30);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().differences()).anySatisfy(difference ->
                assertThat(difference.text()).contains("o1 is unknown to the venue").contains("V1"));
    }

    @Test
    void positionsThatExceedWhatTheVenueHoldsAreADifference() {
        bench.buy("0.5");
        bench.venue.trade("V1", "0.5", "50000");
        bench.venue.btc = new BigDecimal("-0.4");
        bench.pass(60);
        assertThat(bench.lane.snapshot().differences()).anySatisfy(difference -> {
            assertThat(difference.kind()).isEqualTo(Difference.Kind.HOLDING_SHORT);
            assertThat(difference.text()).contains("0.5 BTC").contains("0.1");
        });
    }

    @Test
    void aQuietLaneAsksTheVenueForNothingMoreThanItsSessionReadsAnyway() {
        bench.buy("0.5");
        bench.pass(120);
        bench.venue.calls.clear();
        bench.pass(240);
        assertThat(bench.venue.calls).hasSizeLessThanOrEqualTo(1).allMatch("trades"::equals);
        assertThat(bench.lane.snapshot().evidence().at()).isAfter(bench.time.instant().minusSeconds(5));
    }

    @Test
    void aVenueThatTakesCancelsOnlyIsComparedAndQuietAfterwards() {
        bench.venue.suspended = true;
        bench.pass(10);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        assertThat(bench.lane.snapshot().lastOutageEnd()).isNull();
        bench.venue.suspended = false;
        bench.pass(2);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        assertThat(bench.lane.snapshot().lastOutageEnd()).isNotNull();
    }

    @Test
    void anOutageInsideASessionIsAGapLikeAnyOther() {
        bench.buy("0.5");
        bench.pass(10);
        assertThat(bench.lane.snapshot().lastOutageEnd()).isNull();
        bench.venue.answers = false;
        bench.venue.readAt = bench.time.instant();
        bench.pass(3);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().evidence().detail()).contains("The venue does not answer.");
        bench.venue.trade("V1", "0.2", "50000");
        bench.venue.calls.clear();
        bench.venue.answers = true;
        bench.pass(5);
        assertThat(bench.lane.snapshot().lastOutageEnd()).isNotNull();
        assertThat(bench.venue.calls).as("what was read before the outage says nothing").contains("resting", "trades");
        assertThat(bench.order(1).filled().quantity()).isEqualByComparingTo("0.2");
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aProofOlderThanAMinuteIsNone() {
        bench.venue.readAt = bench.time.instant();
        bench.pass(58);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        bench.pass(5);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().evidence().code()).isEqualTo("PROOF_TOO_OLD");
        bench.venue.readAt = null;
        bench.pass(2);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aSnapshotThatNobodyRenewsProvesNothingAfterAMinute() {
        LaneSnapshot old = bench.lane.snapshot();
        assertThat(old.reconciled(bench.time.instant())).isTrue();
        assertThat(old.reconciled(bench.time.instant().plusSeconds(61))).isFalse();
    }

    @Test
    void anAnswerFromBeforeAGapProvesNothingAfterIt() {
        bench.buy("0.5");
        bench.pass(10);
        bench.crash();
        bench.venue.slowReads = true;
        bench.start();
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        bench.lane.lookedAt();
        bench.venue.tellWhatWasRead();
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        bench.venue.slowReads = false;
        bench.pass(3);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aBrokerThatNeverAnswersIsAskedAgain() {
        bench.buy("0.5");
        bench.pass(10);
        bench.crash();
        bench.venue.slowReads = true;
        bench.start();
        bench.pass(10);
        bench.venue.slowReads = false;
        bench.pass((int) LaneCore.HISTORY.toSeconds() + 60);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aPartThatFailsIsToldAndTheLaneLivesOn() {
        bench.buy("0.5");
        bench.pass(10);
        bench.venue.balancesBroken = true;
        bench.pass(5);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().evidence().code()).isEqualTo("LANE_PART_FAILED");
        assertThat(bench.lane.snapshot().evidence().detail()).contains("broken broker");
        bench.lane.lookedAt();
        bench.pass(5);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        bench.venue.balancesBroken = false;
        bench.pass(60);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }
}
