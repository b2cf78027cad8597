package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.trading.internal.protection.Cover;

import org.junit.jupiter.api.Test;

/** How stops follow positions. */
class ProtectionTest extends ProtectedLane {

    @Test
    void aFilledEntryHasItsFullSizeStopWhereTheProfileSays() {
        bought("0.5");
        rests("V2", "0.5", "48500");
        Placement stop = bench.venue.received.get(1);
        assertThat(stop.purpose()).isEqualTo(Purpose.PROTECTIVE);
        assertThat(cover().state()).isEqualTo(Cover.State.VENUE);
        assertThat(cover().lackingSince()).isNull();
        assertThat(cover().order()).isEqualTo(2L);
    }

    @Test
    void aPartlyFilledEntryHasItsStopAtOnceAndItGrowsInPlace() {
        bought("0.2");
        rests("V2", "0.2", "48500");
        bench.venue.trade("V1", "0.1", "50000");
        bench.pass(10);
        rests("V2", "0.3", "48500");
        bench.venue.trade("V1", "0.2", "50000");
        bench.pass(10);
        rests("V2", "0.5", "48500");
        assertThat(bench.venue.orders).hasSize(2);
        assertThat(bench.venue.calls).doesNotContain("cancel");
    }

    @Test
    void aStopThatTheEntryNamesIsPutThereAlsoWhenItIsFilledAfterARestart() {
        bench.lane.submit(new Wish(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, Origin.PERSON, "test", null, false, null,
                new BigDecimal("47000"), null, ""));
        bench.pass(2);
        assertThat(bench.lane.snapshot().plannedStops()).containsKey(1L);
        bench.crash();
        bench.venue.trade("V1", "0.5", "50000");
        bench.start();
        bench.pass(5);
        rests("V2", "0.5", "47000");
        bench.crash();
        bench.start();
        bench.pass(20);
        rests("V2", "0.5", "47000");
        assertThat(bench.venue.orders).as("no second stop").hasSize(2);
    }

    @Test
    void aStopThatTheEntryNamesSurvivesAFirstFillThatIsDust() {
        bench.lane.submit(new Wish(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, Origin.PERSON, "test", null, false, null,
                new BigDecimal("47000"), null, ""));
        bench.pass(2);
        bench.venue.trade("V1", "0.00001", "50000");
        bench.pass(10);
        bench.venue.trade("V1", "0.49999", "50000");
        bench.pass(10);
        rests("V2", "0.5", "47000");
    }

    @Test
    void aFlattenUnderHaltThatGivesUpBeforeItsSaleLeavesAStop() {
        bought("0.5");
        bench.grounds = new Grounds(bench.grounds.distancePercent(), bench.grounds.collarPercent(), bench.grounds.instrument(), true, true);
        bench.venue.cancelFault = ScriptedVenue.Fault.SILENT_BEFORE;
        CompletableFuture<Report> flatten = bench.lane.submit(sale(ioc("0.5"), Origin.FLATTEN));
        bench.pass(1);
        assertThat(bench.venue.calls).contains("cancel");
        flatten.complete(new Report.Refused(null, "GIVEN_UP", "The person went away."));
        bench.venue.end("V2", OrderState.CANCELED);
        bench.pass(60);
        rests("V3", "0.5", "48500");
        assertThat(cover().state()).isEqualTo(Cover.State.VENUE);
    }

    @Test
    void anExitTakesItsSliceOutOfTheStopBeforeItIsSentAndGivesTheRestBack() {
        bought("0.5");
        bench.venue.arriving = placement -> {
            if (placement.purpose() == Purpose.EXIT) {
                assertThat(at("V2").quantity()).isEqualByComparingTo("0.3");
            }
        };
        CompletableFuture<Report> report = bench.lane.submit(sale(ioc("0.2"), Origin.PERSON));
        bench.pass(1);
        assertThat(report).isCompletedWithValueMatching(Report.Done.class::isInstance);
        bench.venue.trade("V3", "0.05", "49900");
        bench.venue.end("V3", OrderState.CANCELED);
        bench.pass(10);
        rests("V2", "0.45", "48500");
        assertThat(bench.venue.calls).doesNotContain("cancel");
    }

    @Test
    void aSaleOfEverythingTakesTheStopAwayAndAnUnfilledRestHasOneAgain() {
        bought("0.5");
        bench.lane.submit(sale(ioc("0.5"), Origin.PERSON));
        bench.pass(10);
        assertThat(at("V2").state()).isEqualTo(OrderState.CANCELED);
        bench.venue.trade("V3", "0.4", "49900");
        bench.venue.end("V3", OrderState.CANCELED);
        bench.pass(10);
        rests("V4", "0.1", "48500");
        assertThat(cover().incident()).isEmpty();
    }

    @Test
    void whenEverythingIsSoldNothingOfOursIsLeftAtTheVenue() {
        bought("0.5");
        bench.lane.submit(sale(ioc("0.5"), Origin.PERSON));
        bench.pass(10);
        bench.venue.trade("V3", "0.5", "49900");
        bench.pass(10);
        assertThat(selling()).isZero();
        assertThat(bench.lane.snapshot().covers()).isEmpty();
    }

    @Test
    void moreThanIsHeldIsRefusedAndTheStopStaysAsItIs() {
        bought("0.5");
        bench.venue.calls.clear();
        bench.objection = "EXCEEDS_POSITION";
        CompletableFuture<Report> report = bench.lane.submit(sale(ioc("0.6"), Origin.PERSON));
        bench.pass(5);
        assertThat(report).isCompletedWithValueMatching(Report.Refused.class::isInstance);
        assertThat(bench.venue.calls).doesNotContain("amend", "cancel", "place");
    }

    @Test
    void aRestingSaleHoldsItsSliceAndIsTakenBackAndSoldWhenTheStopTrades() {
        bought("0.5");
        bench.lane.submit(sale(ScriptedVenue.limit(Side.SELL, "0.2", "55000"), Origin.PERSON));
        bench.pass(10);
        rests("V2", "0.3", "48500");
        assertThat(cover().words()).contains("NIJA watches the price for the other 0.2.");
        bench.venue.bid = new BigDecimal("48500");
        bench.pass(10);
        assertThat(at("V3").state()).isEqualTo(OrderState.CANCELED);
        assertThat(bench.venue.received).last().satisfies(rescue -> {
            assertThat(rescue.purpose()).isEqualTo(Purpose.PROTECTIVE);
            assertThat(rescue.order().quantity()).isEqualByComparingTo("0.2");
            assertThat(rescue.order().type()).as("the gate makes it a limit at the collar").isEqualTo(OrderType.MARKET);
        });
        assertThat(cover().fired()).isTrue();
    }

    @Test
    void whenARestingSaleIsCancelledTheStopGrowsBack() {
        bought("0.5");
        bench.lane.submit(sale(ScriptedVenue.limit(Side.SELL, "0.2", "55000"), Origin.PERSON));
        bench.pass(5);
        bench.lane.cancel(3, "test");
        bench.pass(10);
        rests("V2", "0.5", "48500");
    }

    @Test
    void whatAStopLeftUnfilledIsSoldInStepsAlsoWhenThePriceIsBackAboveIt() {
        bought("0.5");
        bench.venue.trade("V2", "0.2", "48500");
        bench.venue.end("V2", OrderState.CANCELED);
        bench.pass(40);
        rescued("V3", "0.3");
        bench.venue.trade("V3", "0.1", "48100");
        bench.venue.end("V3", OrderState.CANCELED);
        bench.pass(40);
        rescued("V4", "0.2");
        bench.venue.trade("V4", "0.2", "48000");
        bench.pass(20);
        assertThat(bench.lane.snapshot().covers()).isEmpty();
        assertThat(bench.venue.orders).hasSize(4);
    }

    @Test
    void aVenueWithoutStopsIsGuardedHereAndThatIsSaid() {
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET);
        bought("0.5");
        assertThat(cover().state()).isEqualTo(Cover.State.LOCAL);
        assertThat(cover().words()).contains("this venue holds no stops");
        assertThat(cover().lackingSince()).isNull();
        assertThat(bench.venue.orders).hasSize(1);
        bench.venue.bid = new BigDecimal("48400");
        bench.pass(3);
        rescued("V2", "0.5");
    }

    @Test
    void withoutAPriceALocalGuardIsNone() {
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET);
        bench.venue.bid = null;
        bought("0.5");
        assertThat(cover().state()).isEqualTo(Cover.State.NONE);
        assertThat(cover().lackingSince()).isNotNull();
    }

    @Test
    void whereAStopNeedsALimitTheLimitFollowsThePriceDown() {
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LOSS_LIMIT);
        bought("0.5");
        assertThat(at("V2").stop()).isEqualByComparingTo("48500");
        assertThat(at("V2").price()).isEqualByComparingTo("48015");
        bench.venue.bid = new BigDecimal("48000");
        bench.pass(5);
        assertThat(at("V2").price()).isEqualByComparingTo("47520");
        assertThat(bench.venue.orders).hasSize(2);
    }
}
