package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import io.nija.journal.FillApplied;
import io.nija.journal.OrderStage;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

import org.junit.jupiter.api.Test;

class FillsTest {

    private final LaneBench bench = new LaneBench();

    private BigDecimal held() {
        return bench.lane.snapshot().shares().stream().map(share -> share.position().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String placed(String quantity) {
        bench.buy(quantity);
        return bench.order(bench.journal.nextIntent() - 1).venueOrderId();
    }

    @Test
    void aFillOfARestingOrderIsSeenAndBookedOnce() {
        String id = placed("0.5");
        bench.pass(120);
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(400);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.PARTIALLY_FILLED);
        assertThat(bench.journal.all(FillApplied.class)).hasSize(1);
        assertThat(held()).isEqualByComparingTo("0.2");
        bench.crash();
        bench.start();
        bench.pass(60);
        assertThat(bench.journal.all(FillApplied.class)).hasSize(1);
        assertThat(held()).isEqualByComparingTo("0.2");
    }

    @Test
    void anOrderIsFilledWhenItsFillsAreItsQuantity() {
        String id = placed("0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.venue.trade(id, "0.3", "49999");
        bench.pass(30);
        assertThat(bench.order(1)).satisfies(order -> {
            assertThat(order.stage()).isEqualTo(OrderStage.FILLED);
            assertThat(order.filled().quantity()).isEqualByComparingTo("0.5");
            assertThat(order.averagePrice()).isEqualByComparingTo("49999.4");
            assertThat(order.settled()).isTrue();
        });
        assertThat(held()).isEqualByComparingTo("0.5");
    }

    @Test
    void anOrderThatWasCancelledPartlyFilledKeepsWhatWasFilled() {
        String id = placed("0.5");
        bench.venue.trade(id, "0.2", "50000");
        assertThat(bench.lane.cancel(1, "test")).isCompletedWithValueMatching(Report.Done.class::isInstance);
        bench.pass(30);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.CANCELED);
        assertThat(held()).isEqualByComparingTo("0.2");
    }

    @Test
    void aFillThatShowsUpAfterTheCancelIsReal() {
        String id = placed("0.5");
        bench.lane.cancel(1, "test");
        bench.pass(30);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(400);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
        assertThat(bench.order(1).filled().quantity()).isEqualByComparingTo("0.2");
        assertThat(held()).isEqualByComparingTo("0.2");
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aFillOfAnOrderThatEndedInAnEarlierLifeIsBooked() {
        String id = placed("0.5");
        bench.lane.cancel(1, "test");
        bench.pass(30);
        bench.crash();
        bench.venue.trade(id, "0.2", "50000");
        bench.start();
        bench.pass(60);
        assertThat(bench.journal.all(FillApplied.class)).singleElement().extracting(FillApplied::intent).isEqualTo(1L);
        assertThat(held()).isEqualByComparingTo("0.2");
    }

    @Test
    void aFillThatIsReadBeforeItsOrderIsFoundIsItsOrders() {
        bench.venue.arrived = placement -> bench.crash();
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.arrived = placement -> {};
        bench.venue.trade(bench.venue.orders.keySet().iterator().next(), "0.5", "50000");
        bench.pass(60);
        bench.start();
        bench.pass(60);
        assertThat(bench.journal.all(FillApplied.class)).singleElement().extracting(FillApplied::intent).isEqualTo(1L);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.FILLED);
        assertThat(held()).isEqualByComparingTo("0.5");
    }

    @Test
    void aTradeOfAnOrderOfOursThatNobodyKnowsBlocksTheLaneAlsoAfterARestartUntilAPersonAdoptedIt() {
        bench.buy("0.1");
        bench.lane.cancel(1, "test");
        bench.pass(10);
        String id = bench.venue.put(io.nija.journal.ClientOrderIds.PREFIX + "1111-5111-8111-111111111111",
                ScriptedVenue.limit(io.nija.order.Side.BUY, "0.5", "50000")).venueOrderId();
        bench.venue.trade(id, "0.5", "50000");
        bench.pass(400);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        bench.crash();
        bench.start();
        bench.pass(60);
        assertThat(bench.lane.snapshot().differences()).anySatisfy(difference -> assertThat(difference.text()).contains(id));
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        bench.lane.lookedAt();
        bench.pass(60);
        assertThat(bench.lane.snapshot().reconciled()).as("looking is not deciding").isFalse();
        assertThat(bench.lane.adopt(id, false, "test")).isCompletedWithValueMatching(Report.Done.class::isInstance);
        bench.pass(60);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        assertThat(held()).isEqualByComparingTo("0.5");
    }

    @Test
    void aTradeOfSomebodyElsesOrderChangesNoPosition() {
        bench.buy("0.1");
        bench.lane.cancel(1, "test");
        bench.pass(10);
        String id = bench.venue.put("somebody", ScriptedVenue.limit(io.nija.order.Side.BUY, "0.5", "50000")).venueOrderId();
        bench.venue.trade(id, "0.5", "50000");
        bench.pass(400);
        assertThat(bench.journal.all(FillApplied.class)).singleElement().extracting(FillApplied::intent).isNull();
        assertThat(held()).isEqualByComparingTo("0");
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void whatIsFilledWithoutATradeLeavesTheLaneUnreconciled() {
        String id = placed("0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.venue.trades.clear();
        bench.pass(60);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().differences()).anySatisfy(difference -> {
            assertThat(difference.kind()).isEqualTo(Difference.Kind.FILLS_DISAGREE);
            assertThat(difference.text()).contains("0.2").contains("o1");
        });
    }

    @Test
    void anOrderThatEndsByItselfHasEnded() {
        String id = placed("0.5");
        bench.pass(60);
        bench.venue.end(id, OrderState.EXPIRED);
        bench.pass(60);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.EXPIRED);
    }

    @Test
    void anOrderThatTradesAtOnceIsLookedAtUntilItsEndIsCertain() {
        bench.lane.submit(LaneBench.wish(new OrderRequest(new Symbol("BTC", "USD"), Side.BUY, OrderType.LIMIT, new BigDecimal("0.5"),
                new BigDecimal("50000"), TimeInForce.IOC, false), Purpose.ENTRY, null));
        var settled = bench.lane.settled(1);
        bench.pass(10);
        assertThat(settled).as("the venue still shows it resting").isNotDone();
        bench.venue.trade("V1", "0.2", "50000");
        bench.venue.end("V1", OrderState.CANCELED);
        bench.pass(40);
        assertThat(settled).isCompletedWithValueMatching(order -> order.stage() == OrderStage.CANCELED
                && order.filled().quantity().compareTo(new BigDecimal("0.2")) == 0);
    }

    @Test
    void aFillThatTheDiskDidNotTakeIsThereAfterTheNextOneThatItTook() {
        String id = placed("0.5");
        bench.pass(10);
        bench.journal.refusing = io.nija.journal.Receipt.Refused.FAILED;
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(60);
        assertThat(held()).isEqualByComparingTo("0.2");
        assertThat(bench.lane.snapshot().reconciled()).as("nothing automatic without a disk").isFalse();
        bench.journal.refusing = "";
        bench.pass(300);
        bench.venue.trade(id, "0.3", "50000");
        bench.pass(60);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        bench.crash();
        bench.start();
        bench.pass(60);
        assertThat(held()).isEqualByComparingTo("0.5");
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.FILLED);
        assertThat(bench.journal.all(FillApplied.class)).hasSize(2);
    }
}
