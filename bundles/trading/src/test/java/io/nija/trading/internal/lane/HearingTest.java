package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;

import io.nija.journal.FillApplied;
import io.nija.journal.OrderStage;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Trade;

import org.junit.jupiter.api.Test;

class HearingTest {

    private final LaneBench bench = new LaneBench();

    private BigDecimal held() {
        return bench.lane.snapshot().shares().stream().map(share -> share.position().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String placed(String quantity) {
        bench.buy(quantity);
        return bench.order(bench.journal.nextIntent() - 1).venueOrderId();
    }

    /** As the stream tells it: with the asset of the fee. */
    private static Trade told(Trade trade) {
        return new Trade(trade.lane(), trade.venueTradeId(), trade.venueOrderId(), null, trade.symbol(), trade.side(), trade.price(), trade.quantity(),
                trade.cost(), new BigDecimal("0.25"), "USD", trade.maker(), trade.at());
    }

    private void fill(String id, String quantity) {
        Trade trade = bench.venue.trade(id, quantity, "50000");
        bench.venue.follower.trade(told(trade));
        bench.venue.follower.order(bench.venue.orders.get(id));
    }

    private long reads() {
        return bench.venue.calls.stream().filter(call -> call.equals("orders") || call.equals("trades")).count();
    }

    @Test
    void aFillThatIsToldIsBookedAtOnceAndNeverAgain() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.pass(60);
        fill(id, "0.2");
        assertThat(held()).isEqualByComparingTo("0.2");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.PARTIALLY_FILLED);
        fill(id, "0.3");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.FILLED);
        assertThat(bench.order(1).settled()).isTrue();
        bench.pass(700);
        assertThat(bench.journal.all(FillApplied.class)).hasSize(2).allMatch(fill -> "USD".equals(fill.trade().feeCurrency()));
        bench.crash();
        bench.start();
        bench.pass(700);
        assertThat(bench.journal.all(FillApplied.class)).hasSize(2);
        assertThat(held()).isEqualByComparingTo("0.5");
    }

    @Test
    void whileAllIsToldNothingIsAsked() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.venue.follower.order(bench.venue.orders.get(id));
        bench.pass(60);
        long before = reads();
        fill(id, "0.2");
        bench.pass(60);
        fill(id, "0.3");
        bench.pass(60);
        assertThat(reads()).isEqualTo(before);
    }

    @Test
    void aFillThatTheStreamLeftOutIsReadSoon() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.pass(60);
        bench.venue.trade(id, "0.2", "50000");
        bench.venue.follower.order(bench.venue.orders.get(id));
        assertThat(held()).isEqualByComparingTo("0");
        bench.pass(3);
        assertThat(held()).isEqualByComparingTo("0.2");
    }

    @Test
    void anEventThatCannotBeTakenInIsReadAndKeepsAQuietLaneFromNothing() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.pass(60);
        bench.venue.trade(id, "0.2", "50000");
        bench.venue.reads = false;
        bench.venue.follower.trade(null);
        bench.pass(5);
        assertThat(bench.lane.snapshot().reconciled()).as("what it told is not known yet").isFalse();
        bench.venue.follower.order(bench.venue.orders.get(id));
        bench.pass(1);
        assertThat(bench.lane.snapshot().reconciled()).as("another event does not tell what was missed").isFalse();
        bench.venue.reads = true;
        bench.pass(60);
        assertThat(held()).isEqualByComparingTo("0.2");
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void anEventThatCannotBeTakenInWhileNothingIsOpenIsForgottenSoon() {
        bench.venue.follower.live();
        bench.pass(30);
        bench.venue.follower.trade(null);
        bench.pass(3);
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void aGapOfTheStreamIsReadSoon() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.pass(60);
        bench.venue.trade(id, "0.5", "50000");
        bench.venue.follower.gap("scripted");
        bench.pass(3);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.FILLED);
    }

    @Test
    void aStreamThatComesBackIsNotBelievedForWhatWasMeanwhile() {
        String id = placed("0.5");
        bench.pass(60);
        bench.venue.trade(id, "0.5", "50000");
        bench.venue.follower.live();
        bench.pass(3);
        assertThat(held()).isEqualByComparingTo("0.5");
    }

    @Test
    void aFillToldBeforeThePlacementIsAnsweredIsThatOrders() {
        bench.venue.follower.live();
        bench.venue.arrived = placement -> bench.venue.orders.values().stream().toList().forEach(order -> fill(order.venueOrderId(), "0.5"));
        bench.buy("0.5");
        // The trade names no client order id, so it is only known whose it is when the order was told or the answer came.
        bench.venue.follower.trade(told(bench.venue.trades.get(0)));
        assertThat(held()).isEqualByComparingTo("0.5");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.FILLED);
        bench.pass(60);
        assertThat(bench.journal.all(FillApplied.class)).hasSize(1);
    }

    @Test
    void aTradeOfSomebodyElseIsLeftToTheReading() {
        bench.venue.follower.live();
        placed("0.5");
        String stranger = bench.venue.put(null, ScriptedVenue.limit(io.nija.order.Side.BUY, "1", "50000")).venueOrderId();
        bench.venue.follower.trade(told(bench.venue.trade(stranger, "1", "50000")));
        assertThat(bench.journal.all(FillApplied.class)).isEmpty();
        bench.pass(400);
        assertThat(bench.journal.all(FillApplied.class)).singleElement().matches(fill -> fill.intent() == null);
        assertThat(held()).isEqualByComparingTo("0");
    }

    @Test
    void anOrderInDoubtIsFoundByWhatIsTold() {
        bench.venue.follower.live();
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.venue.reads = false;
        bench.buy("0.5");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.IN_DOUBT);
        bench.venue.follower.order(bench.venue.orders.values().iterator().next());
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
    }

    @Test
    void aCancelIsDoneWhenTheStreamSaysSo() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.venue.end(id, OrderState.CANCELED);
        bench.venue.follower.order(bench.venue.orders.get(id));
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
    }

    @Test
    void aViewFromBeforeAChangePutsNothingBackAndIsOnlyAReasonToRead() {
        bench.venue.follower.live();
        String id = placed("0.5");
        OrderView before = bench.venue.orders.get(id);
        bench.pass(60);
        assertThat(bench.lane.amend(1, new BigDecimal("0.3"), new BigDecimal("49000"), null, "test"))
                .isCompletedWithValueMatching(Report.Done.class::isInstance);
        bench.pass(60);
        long reads = reads();
        bench.venue.follower.order(before);
        assertThat(bench.order(1).terms().quantity()).isEqualByComparingTo("0.3");
        assertThat(bench.order(1).terms().limit()).isEqualByComparingTo("49000");
        bench.pass(10);
        assertThat(reads()).as("it is read").isGreaterThan(reads);
        assertThat(bench.order(1).terms().quantity()).isEqualByComparingTo("0.3");
    }

    @Test
    void aChangeThatSomebodyElseMadeIsReadAndNotTakenFromTheStream() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.pass(60);
        bench.venue.change(id, new BigDecimal("0.4"), null, null);
        bench.venue.follower.order(bench.venue.orders.get(id));
        assertThat(bench.order(1).terms().quantity()).isEqualByComparingTo("0.5");
        bench.pass(10);
        assertThat(bench.order(1).terms().quantity()).isEqualByComparingTo("0.4");
    }

    @Test
    void aRestingViewWhileAChangeIsOnItsWaySaysNothingOfTheChange() {
        bench.venue.follower.live();
        String id = placed("0.5");
        bench.pass(60);
        bench.venue.amendFault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.venue.slowReads = true;
        bench.lane.amend(1, new BigDecimal("0.3"), null, null, "test");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.PENDING_AMEND);
        bench.pass(60);
        bench.venue.follower.order(bench.venue.orders.get(id));
        assertThat(bench.stage(1)).as("what was told may have been on its way before the change").isEqualTo(OrderStage.PENDING_AMEND);
        bench.venue.slowReads = false;
        bench.venue.tellWhatWasRead();
        bench.pass(60);
        assertThat(bench.stage(1)).as("a reading after it decides").isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.order(1).terms().quantity()).isEqualByComparingTo("0.5");
    }

    @Test
    void tradesThatWereToldMoveTheMarkWithTheNextReading() {
        bench.venue.follower.live();
        String id = placed("0.5");
        fill(id, "0.5");
        bench.pass(700);
        assertThat(bench.journal.mark(LaneBench.LANE, "trades").orElseThrow())
                .isEqualTo(bench.venue.trades.get(0).at().toString());
    }

    @Test
    void aLaneThatEndedFollowsNobody() {
        assertThat(bench.venue.follower).isNotNull();
        bench.lane.stop();
        assertThat(bench.venue.follower).isNull();
    }

    @Test
    void whatASessionThatWentStillSaysConcernsNobody() {
        String id = placed("0.5");
        var old = bench.venue.follower;
        bench.lane.venue(Venue.NONE);
        old.trade(told(bench.venue.trade(id, "0.5", "50000")));
        bench.time.advance(Duration.ofMillis(1));
        assertThat(bench.journal.all(FillApplied.class)).isEmpty();
    }
}
