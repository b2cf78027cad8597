package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.journal.AmendIntent;
import io.nija.journal.Note;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Plan;

import org.junit.jupiter.api.Test;

/** Stops when answers get lost, others meddle, switches are set, and when a person decides. */
class ProtectionTroubleTest extends ProtectedLane {

    @Test
    void whileNobodyKnowsWhetherAStopIsThereNoSecondOneIsPut() {
        bench.buy("0.5");
        bench.pass(2);
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.venue.reads = true;
        bench.venue.arriving = placement -> bench.venue.reads = placement.purpose() != Purpose.PROTECTIVE;
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(5);
        assertThat(cover().state()).isEqualTo(Cover.State.IN_DOUBT);
        CompletableFuture<Report> exit = bench.lane.submit(sale(ioc("0.5"), Origin.PERSON));
        bench.pass(30);
        assertThat(exit).as("its coins may be held").isNotCompleted();
        assertThat(bench.venue.received).hasSize(2);
        bench.pass(30);
        assertThat(exit).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused && refused.code().equals("COINS_HELD"));
        bench.venue.reads = true;
        bench.venue.fault = ScriptedVenue.Fault.NONE;
        bench.pass(60);
        rests("V2", "0.5", "48500");
        assertThat(cover().state()).isEqualTo(Cover.State.VENUE);
    }

    @Test
    void aStopThatNeverArrivedIsPutAgainOnceThatIsProven() {
        bench.buy("0.5");
        bench.pass(2);
        bench.venue.arriving = placement -> bench.venue.fault = bench.venue.received.size() == 1 ? ScriptedVenue.Fault.UNKNOWN_BEFORE
                : ScriptedVenue.Fault.NONE;
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(40);
        rests("V2", "0.5", "48500");
        assertThat(bench.stage(2)).isEqualTo(OrderStage.REJECTED);
        assertThat(bench.stage(3)).isEqualTo(OrderStage.ACCEPTED);
    }

    @Test
    void aStopThatTheVenueRefusesIsTriedAgainLaterAndItsLackIsShown() {
        bench.buy("0.5");
        bench.pass(2);
        bench.venue.fault = ScriptedVenue.Fault.REFUSE;
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(15);
        assertThat(cover().lackingSince()).isNotNull();
        assertThat(cover().words()).contains("There is not enough USD.");
        bench.venue.fault = ScriptedVenue.Fault.NONE;
        bench.pass(20);
        rests("V2", "0.5", "48500");
        assertThat(cover().lackingSince()).isNull();
    }

    @Test
    void aStopThatSomebodyCancelledWhileWeWereAwayIsPutAgainAndSaid() {
        bought("0.5");
        bench.crash();
        bench.venue.end("V2", OrderState.CANCELED);
        bench.start();
        bench.pass(10);
        rests("V3", "0.5", "48500");
        assertThat(cover().incident()).contains("without NIJA's doing");
        bench.pass(700);
        assertThat(cover().incident()).isEmpty();
    }

    @Test
    void aStopThatSomebodyMovedIsPutBackAndSaid() {
        bought("0.5");
        bench.venue.change("V2", new BigDecimal("0.1"), null, new BigDecimal("30000"));
        bench.pass(20);
        rests("V2", "0.5", "48500");
        assertThat(cover().incident()).contains("Somebody moved the stop o2");
    }

    @Test
    void aPersonMovesAStopForGood() {
        bought("0.5");
        CompletableFuture<Cover> shown = new CompletableFuture<>();
        assertThat(bench.lane.protect(PERSONS, Plan.Kind.NAMED, new BigDecimal("49000"), "test", shown))
                .isCompletedWithValueMatching(Report.Done.class::isInstance);
        bench.pass(2);
        assertThat(shown).isCompletedWithValueMatching(cover -> cover.price().compareTo(new BigDecimal("49000")) == 0);
        rests("V2", "0.5", "49000");
        bench.crash();
        bench.start();
        bench.pass(20);
        rests("V2", "0.5", "49000");
        assertThat(cover().incident()).isEmpty();
    }

    @Test
    void aPersonTakesAStopAwayAndBringsItBack() {
        bought("0.5");
        bench.lane.protect(PERSONS, Plan.Kind.NONE, null, "test", new CompletableFuture<>());
        bench.pass(10);
        assertThat(selling()).isZero();
        assertThat(cover().words()).isEqualTo("No stop: a person said none.");
        assertThat(cover().lackingSince()).isNull();
        bench.lane.protect(PERSONS, Plan.Kind.PROFILE, null, "test", new CompletableFuture<>());
        bench.pass(10);
        rests("V3", "0.5", "48500");
    }

    @Test
    void aProfileWithoutStopsIsToldInWords() {
        grounds(null, false);
        bought("0.5");
        assertThat(cover().words()).isEqualTo("No stop: the profile says none.");
        assertThat(bench.venue.orders).hasSize(1);
    }

    @Test
    void aStopIsNotCancelledOrChangedByHand() {
        bought("0.5");
        assertThat(bench.lane.cancel(2, "test")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("ORDER_PROTECTS") && refused.reason().contains("'protect master/kraken BTC/USD none'"));
        assertThat(bench.lane.amend(2, null, null, new BigDecimal("1"), "test")).isCompletedWithValueMatching(Report.Refused.class::isInstance);
        rests("V2", "0.5", "48500");
    }

    @Test
    void underHaltNothingIsSentAndAStopStays() {
        bought("0.2");
        grounds(new BigDecimal("3"), true);
        bench.venue.calls.clear();
        bench.venue.trade("V1", "0.3", "50000");
        bench.pass(20);
        assertThat(bench.venue.calls).doesNotContain("place", "amend", "cancel");
        assertThat(bench.lane.protect(PERSONS, Plan.Kind.NONE, null, "test", new CompletableFuture<>()))
                .isCompletedWithValueMatching(Report.Refused.class::isInstance);
        bench.lane.submit(sale(ioc("0.5"), Origin.PERSON));
        bench.pass(5);
        rests("V2", "0.2", "48500");
    }

    @Test
    void underHaltAFlattenGetsItsCoinsAndWhatItLeavesIsProtectedAgain() {
        bought("0.5");
        grounds(new BigDecimal("3"), true);
        bench.lane.submit(sale(ioc("0.5"), Origin.FLATTEN));
        bench.pass(5);
        bench.venue.trade("V3", "0.3", "49900");
        bench.venue.end("V3", OrderState.CANCELED);
        bench.pass(10);
        rests("V4", "0.2", "48500");
    }

    @Test
    void aHaltThatComesWhileTheEndOfAStopIsWrittenLeavesTheStopWhereItIs() {
        bought("0.5");
        bench.journal.slow = records -> records.stream().anyMatch(record -> record instanceof Note note && note.code().equals("CANCELLED_BY_PROTECTION"));
        bench.lane.protect(PERSONS, Plan.Kind.NONE, null, "test", new CompletableFuture<>());
        bench.pass(2);
        grounds(new BigDecimal("3"), true);
        bench.journal.goOn();
        bench.pass(5);
        assertThat(bench.venue.calls).doesNotContain("cancel");
        rests("V2", "0.5", "48500");
        grounds(new BigDecimal("3"), false);
        bench.pass(5);
        bench.journal.goOn();
        bench.pass(5);
        assertThat(at("V2").state()).as("what was said before is done once the halt is over").isEqualTo(OrderState.CANCELED);
    }

    @Test
    void aHaltThatComesWhileAChangeOfAStopIsWrittenLeavesTheStopAsItIs() {
        bought("0.5");
        bench.journal.slow = records -> records.stream().anyMatch(AmendIntent.class::isInstance);
        bench.lane.submit(sale(ScriptedVenue.limit(Side.SELL, "0.2", "60000"), Origin.PERSON));
        bench.pass(2);
        grounds(new BigDecimal("3"), true);
        bench.bar = "HALTED";
        bench.journal.goOn();
        bench.pass(5);
        assertThat(bench.venue.calls).doesNotContain("amend");
        rests("V2", "0.5", "48500");
    }

    @Test
    void whenTheJournalCannotBeWrittenStopsStayAsTheyAre() {
        bought("0.5");
        bench.journal.refusing = Receipt.Refused.FAILED;
        CompletableFuture<Report> report = bench.lane.submit(sale(ioc("0.5"), Origin.PERSON));
        bench.pass(60);
        assertThat(report).isCompletedWithValueMatching(Report.Refused.class::isInstance);
        rests("V2", "0.5", "48500");
    }

    @Test
    void aChangeOfTheStopThatNobodyKnowsOfIsFoundOutBeforeTheExitGoes() {
        bought("0.5");
        bench.venue.amendFault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        CompletableFuture<Report> report = bench.lane.submit(sale(ioc("0.2"), Origin.PERSON));
        assertThat(bench.venue.received).as("not before it is known").hasSize(2);
        bench.venue.amendFault = ScriptedVenue.Fault.NONE;
        bench.pass(10);
        assertThat(report).isCompletedWithValueMatching(Report.Done.class::isInstance);
        assertThat(selling()).isLessThanOrEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void aPositionOfDustHasNoStopAndWhatWasPlannedForItIsForgotten() {
        bought("0.5");
        bench.lane.protect(PERSONS, Plan.Kind.NAMED, new BigDecimal("49500"), "test", new CompletableFuture<>());
        bench.pass(2);
        bench.lane.submit(sale(ioc("0.49995"), Origin.PERSON));
        bench.pass(10);
        bench.venue.trade("V3", "0.49995", "49900");
        bench.pass(10);
        assertThat(selling()).isZero();
        assertThat(cover().words()).contains("dust");
        bench.venue.bid = new BigDecimal("40000");
        bench.buy("0.5");
        bench.pass(2);
        bench.venue.trade("V4", "0.5", "40000");
        bench.pass(5);
        assertThat(at("V5").type()).isEqualTo(OrderType.STOP_LOSS);
        assertThat(at("V5").stop()).isBetween(new BigDecimal("38800"), new BigDecimal("38802"));
    }

    @Test
    void everyOrderIsSentForAPositionThatCoversIt() {
        bought("0.5");
        for (String part : List.of("0.1", "0.2", "0.05")) {
            bench.lane.submit(sale(ioc(part), Origin.PERSON));
        }
        bench.pass(1);
        assertThat(selling()).isLessThanOrEqualTo(new BigDecimal("0.5"));
        bench.pass(60);
        assertThat(selling()).isEqualByComparingTo("0.5");
        assertThat(bench.lane.snapshot().orders()).extracting(TrackedOrder::stage).doesNotContain(OrderStage.IN_DOUBT);
    }
}
