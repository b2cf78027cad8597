package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Origin;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;
import io.nija.trading.internal.protection.Plan;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lane with positions that have stops: V1 is the entry's order at the venue, V2 the stop's. */
class ProtectionTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final Guarded PERSONS = new Guarded(BTC, null);

    private final LaneBench bench = new LaneBench();

    @BeforeEach
    void aVenueThatHoldsStops() {
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LOSS);
        bench.venue.bid = new BigDecimal("50000");
        grounds(new BigDecimal("3"), false);
    }

    private void grounds(BigDecimal distance, boolean halted) {
        bench.grounds = new Grounds(distance, BigDecimal.ONE, new Instrument(BTC, Set.of("XBTUSD"), "XBTUSD", new BigDecimal("0.1"), 1,
                new BigDecimal("0.00000001"), new BigDecimal("0.0001"), new BigDecimal("5"), 5, null, null, MarketMode.ONLINE), true, halted);
    }

    /** Buys 0.5 at 50000 and lets so much of it be filled. */
    private void bought(String filled) {
        bench.buy("0.5");
        bench.pass(2);
        bench.venue.trade("V1", filled, "50000");
        bench.pass(3);
    }

    private static Wish sale(OrderRequest order, Origin origin) {
        return new Wish(order, Purpose.EXIT, origin, "test", null, false, null, null, null, "");
    }

    private static OrderRequest ioc(String quantity) {
        return new OrderRequest(BTC, Side.SELL, OrderType.LIMIT, new BigDecimal(quantity), new BigDecimal("49500"), TimeInForce.IOC, false);
    }

    private OrderView at(String id) {
        return bench.venue.orders.get(id);
    }

    /** What can be sold at the venue now. */
    private BigDecimal selling() {
        return bench.venue.orders.values().stream().filter(order -> order.side() == Side.SELL)
                .filter(order -> order.state() == OrderState.OPEN || order.state() == OrderState.PARTIALLY_FILLED)
                .map(order -> order.quantity().subtract(order.filled())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Cover cover() {
        assertThat(bench.lane.snapshot().covers()).hasSize(1);
        return bench.lane.snapshot().covers().get(0);
    }

    private void rests(String id, String quantity, String stop) {
        assertThat(at(id)).as("%s", bench.venue.orders.values()).isNotNull();
        assertThat(at(id).state()).isIn(OrderState.OPEN, OrderState.PARTIALLY_FILLED);
        assertThat(at(id).type()).isEqualTo(OrderType.STOP_LOSS);
        assertThat(at(id).quantity().subtract(at(id).filled())).isEqualByComparingTo(quantity);
        assertThat(at(id).stop()).isEqualByComparingTo(stop);
    }

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

    private void rescued(String id, String quantity) {
        assertThat(at(id)).as("%s", bench.venue.orders.values()).isNotNull();
        assertThat(at(id).type()).isEqualTo(OrderType.MARKET);
        assertThat(at(id).quantity()).isEqualByComparingTo(quantity);
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
