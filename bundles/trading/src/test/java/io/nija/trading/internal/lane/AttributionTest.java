package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;

import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.trading.internal.protection.Cover;

import org.junit.jupiter.api.Test;

/** Whose coins a sale draws on, and that each position keeps a stop for what is its own. */
class AttributionTest extends ProtectedLane {

    private void bought(String strategy, String quantity) {
        bench.lane.submit(new Wish(ScriptedVenue.limit(Side.BUY, quantity, "50000"), Purpose.ENTRY, strategy == null ? Origin.PERSON : Origin.STRATEGY,
                "test", strategy, false, null, null, null, ""));
        bench.pass(2);
        bench.venue.trade(bench.venue.orders.values().stream().filter(order -> order.side() == Side.BUY && order.state() == OrderState.OPEN)
                .map(OrderView::venueOrderId).findFirst().orElseThrow(), quantity, "50000");
        bench.pass(5);
    }

    private String owner(int order) {
        return bench.order(order).intent().strategy();
    }

    private BigDecimal share(String strategy) {
        return bench.lane.snapshot().shares().stream().filter(share -> Objects.equals(strategy, share.strategy()))
                .map(share -> share.position().quantity()).findFirst().orElse(BigDecimal.ZERO);
    }

    @Test
    void aPersonsSaleThatNeedsAStrategysCoinsIsThatStrategysAndItsStopMakesRoomAndTakesTheRestBack() {
        bought("apex", "0.5");
        rests("V2", "0.5", "48500");
        bench.venue.arriving = placement -> {
            if (placement.purpose() == Purpose.EXIT) {
                assertThat(at("V2").quantity()).isEqualByComparingTo("0.3");
            }
        };
        bench.lane.submit(sale(ioc("0.2"), Origin.PERSON));
        bench.pass(5);
        assertThat(owner(3)).isEqualTo("apex");
        bench.venue.trade("V3", "0.15", "49900");
        bench.venue.end("V3", OrderState.CANCELED);
        bench.pass(10);
        assertThat(share("apex")).isEqualByComparingTo("0.35");
        assertThat(share(null)).as("nobody's share is below zero").isZero();
        rests("V2", "0.35", "48500");
    }

    @Test
    void aPersonsSaleIsOfWhatIsNoStrategysWhileThatIsEnough() {
        bought("apex", "0.5");
        bought(null, "0.2");
        rests("V4", "0.2", "48500");
        bench.lane.submit(sale(ScriptedVenue.limit(Side.SELL, "0.15", "60000"), Origin.PERSON));
        bench.pass(5);
        assertThat(owner(5)).isNull();
        rests("V2", "0.5", "48500");
        bench.lane.submit(sale(ScriptedVenue.limit(Side.SELL, "0.15", "60000"), Origin.PERSON));
        bench.pass(5);
        assertThat(owner(6)).as("0.05 are left that are no strategy's").isEqualTo("apex");
        rests("V2", "0.35", "48500");
        assertThat(selling()).isEqualByComparingTo("0.7");
    }

    @Test
    void aSaleIsOfTheStrategyThatHasTheMostAndIsNeverSplit() {
        bought("apex", "0.3");
        bought("drift", "0.4");
        bench.lane.submit(sale(ScriptedVenue.limit(Side.SELL, "0.35", "60000"), Origin.PERSON));
        bench.pass(5);
        assertThat(owner(5)).isEqualTo("drift");
        assertThat(selling()).isEqualByComparingTo("0.7");
    }

    @Test
    void whatSomebodySoldAtTheVenueIsNotOfferedByTheStopThatIsPutBack() {
        bought("0.5");
        bench.venue.end("V2", OrderState.CANCELED);
        bench.venue.holdsBtc("0.3");
        bench.venue.arriving = placement -> bench.venue.fault = more(placement, "0.3") ? ScriptedVenue.Fault.REFUSE : ScriptedVenue.Fault.NONE;
        bench.pass(120);
        assertThat(bench.lane.snapshot().reconciled()).as("somebody else sold it").isFalse();
        assertThat(selling()).isEqualByComparingTo("0.3");
        assertThat(cover().quantity()).isEqualByComparingTo("0.3");
        bench.venue.holdsBtc("0.5");
        bench.pass(120);
        assertThat(selling()).as("the coins are back").isEqualByComparingTo("0.5");
    }

    @Test
    void whatTheVenueHoldsBackIsNotOfferedAndTheRestHasItsStop() {
        bench.venue.heldBack = new BigDecimal("0.002");
        bench.venue.arriving = placement -> bench.venue.fault = more(placement, "0.498") ? ScriptedVenue.Fault.REFUSE : ScriptedVenue.Fault.NONE;
        bench.lane.submit(new Wish(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, Origin.PERSON, "test", null, false, null,
                null, null, ""));
        bench.pass(2);
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(120);
        rests("V2", "0.498", "48500");
        bench.venue.heldBack = BigDecimal.ZERO;
        bench.venue.arriving = placement -> bench.venue.fault = ScriptedVenue.Fault.NONE;
        bench.pass(120);
        rests("V2", "0.5", "48500");
    }

    @Test
    void whatTheVenueHoldsBackIsHeldBackOnceAndNotOfEachPositionOfTheCoin() {
        bench.venue.heldBack = new BigDecimal("0.002");
        bench.venue.arriving = placement -> bench.venue.fault = placement.order().side() == Side.SELL && selling().add(placement.order().quantity())
                .compareTo(share("apex").add(share(null)).subtract(bench.venue.heldBack)) > 0
                        ? ScriptedVenue.Fault.REFUSE : ScriptedVenue.Fault.NONE;
        bought("apex", "0.5");
        bench.pass(120);
        assertThat(selling()).isEqualByComparingTo("0.498");
        bought(null, "0.3");
        bench.pass(120);
        assertThat(selling()).as("all that the venue lets be offered, over both positions").isEqualByComparingTo("0.798");
    }

    @Test
    void aPositionWhoseCoinsAreAllGoneFromTheVenueIsNoDustAndThatIsSaid() {
        bought("0.5");
        bench.venue.end("V2", OrderState.CANCELED);
        bench.venue.holdsBtc("0");
        bench.venue.arriving = placement -> bench.venue.fault = ScriptedVenue.Fault.REFUSE;
        bench.pass(120);
        assertThat(cover().state()).isEqualTo(Cover.State.NONE);
        assertThat(cover().words()).contains("the venue has no coins for it");
        assertThat(cover().lackingSince()).isNotNull();
    }

    private static boolean more(Placement placement, String than) {
        return placement.order().side() == Side.SELL && placement.order().quantity().compareTo(new BigDecimal(than)) > 0;
    }
}
