package io.nija.matching;

import static io.nija.matching.NewOrder.limit;
import static io.nija.matching.NewOrder.market;
import static io.nija.order.Side.BUY;
import static io.nija.order.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.nija.order.TimeInForce;

/** Given commands → expected events. Owner 0 is nobody: such orders may meet one another. */
class MarketTest {

    private final Recorded events = new Recorded();
    private final Market market = new Market(100_000, events);

    private void given(Command... commands) {
        for (Command command : commands) {
            market.apply(0, command);
        }
        events.take();
    }

    private void when(Command... commands) {
        for (Command command : commands) {
            market.apply(0, command);
        }
    }

    private void then(String... expected) {
        assertThat(events.take()).containsExactly(expected);
    }

    @Test
    void aLimitOrderRestsAndTheTakerTradesAtItsPrice() {
        given(limit(1, 0, SELL, 10, 100));
        when(limit(2, 0, BUY, 4, 105));
        then("accepted 2", "matched 1 2 4 @100, open 6 0");
    }

    @Test
    void whatIsLeftOfACrossingLimitOrderRests() {
        given(limit(1, 0, SELL, 3, 100));
        when(limit(2, 0, BUY, 5, 100));
        then("accepted 2", "matched 1 2 3 @100, open 0 2", "rested 2 2 @100");
    }

    @Test
    void betterPricesComeFirstThenEarlierOrders() {
        given(limit(1, 0, SELL, 1, 101), limit(2, 0, SELL, 1, 100), limit(3, 0, SELL, 1, 100));
        when(market(4, 0, BUY, 3));
        then("accepted 4", "matched 2 4 1 @100, open 0 2", "matched 3 4 1 @100, open 0 1", "matched 1 4 1 @101, open 0 0");
    }

    @Test
    void aMarketOrderOnAnEmptySideIsCanceled() {
        when(market(1, 0, BUY, 3));
        then("accepted 1", "canceled 1 NO_LIQUIDITY, open 3");
    }

    @Test
    void priceProtectionEndsAMarketOrderTenPercentFromWhereItBegan() {
        given(limit(1, 0, SELL, 1, 100), limit(2, 0, SELL, 1, 110), limit(3, 0, SELL, 1, 111));
        when(market(4, 0, BUY, 3));
        then("accepted 4", "matched 1 4 1 @100, open 0 2", "matched 2 4 1 @110, open 0 1", "canceled 4 PRICE_PROTECTION, open 1");
    }

    @Test
    void aMarketOrderMayGoWithoutProtection() {
        given(limit(1, 0, BUY, 1, 100), limit(2, 0, BUY, 1, 1));
        when(market(3, 0, SELL, 2).atAnyPrice());
        then("accepted 3", "matched 1 3 1 @100, open 0 1", "matched 2 3 1 @1, open 0 0");
    }

    @Test
    void immediateOrCancelLeavesNothingBehind() {
        given(limit(1, 0, SELL, 1, 100));
        when(limit(2, 0, BUY, 3, 100).in(TimeInForce.IOC));
        then("accepted 2", "matched 1 2 1 @100, open 0 2", "canceled 2 IMMEDIATE, open 2");
    }

    @Test
    void fillOrKillTradesAllOrNothing() {
        given(limit(1, 0, SELL, 2, 100), limit(2, 0, SELL, 2, 101));
        when(limit(3, 0, BUY, 4, 100).in(TimeInForce.FOK));
        then("accepted 3", "canceled 3 FILL_OR_KILL, open 4");
        when(limit(4, 0, BUY, 4, 101).in(TimeInForce.FOK));
        then("accepted 4", "matched 1 4 2 @100, open 0 2", "matched 2 4 2 @101, open 0 0");
    }

    @Test
    void fillOrKillCountsTheHiddenPartOfAnIceberg() {
        given(limit(1, 0, SELL, 10, 100).showing(1));
        when(limit(2, 0, BUY, 10, 100).in(TimeInForce.FOK));
        assertThat(events.take()).contains("matched 1 2 1 @100, open 0 0").doesNotContain("canceled 2 FILL_OR_KILL, open 10");
    }

    @Test
    void fillOrKillStopsCountingAtItsOwnersOrder() {
        given(limit(1, 0, SELL, 10, 100).showing(2), limit(2, 7, SELL, 5, 100));
        when(limit(3, 7, BUY, 3, 100).in(TimeInForce.FOK));
        then("accepted 3", "canceled 3 FILL_OR_KILL, open 3");
    }

    @Test
    void aPostOnlyOrderThatWouldTakeIsRefused() {
        given(limit(1, 0, SELL, 1, 100));
        when(limit(2, 0, BUY, 1, 100).notTaking(), limit(3, 0, BUY, 1, 99).notTaking());
        then("refused 2 POST_ONLY", "accepted 3", "rested 3 1 @99");
    }

    @Test
    void anIcebergShowsItsNextPartAtTheBackOfTheQueue() {
        given(limit(1, 0, SELL, 5, 100).showing(2), limit(2, 0, SELL, 2, 100));
        when(limit(3, 0, BUY, 5, 100));
        then("accepted 3", "matched 1 3 2 @100, open 3 3", "replenished 1 2", "matched 2 3 2 @100, open 0 1",
                "matched 1 3 1 @100, open 2 0");
    }

    @Test
    void goodTillDateExpiresWhenItsTimeComesAndBeforeTheCommandOfThatTime() {
        given(limit(1, 0, SELL, 1, 100).until(10));
        market.advance(9);
        then();
        market.apply(10, limit(2, 0, BUY, 1, 100));
        then("expired 1, open 1", "accepted 2", "rested 2 1 @100");
    }

    @Test
    void anOrderWhoseEndHasComeIsRefused() {
        market.apply(10, limit(1, 0, SELL, 1, 100).until(10));
        then("refused 1 ALREADY_EXPIRED");
    }

    @Test
    void cancelNewestEndsTheIncomingOrder() {
        given(limit(1, 0, SELL, 1, 99), limit(2, 7, SELL, 5, 100));
        when(limit(3, 7, BUY, 3, 100));
        then("accepted 3", "matched 1 3 1 @99, open 0 2", "canceled 3 SELF_TRADE, open 2");
    }

    @Test
    void cancelOldestEndsTheRestingOrderAndGoesOn() {
        given(limit(1, 7, SELL, 5, 99), limit(2, 0, SELL, 5, 100));
        when(limit(3, 7, BUY, 3, 100).preventing(SelfTrade.CANCEL_OLDEST));
        then("accepted 3", "canceled 1 SELF_TRADE, open 5", "matched 2 3 3 @100, open 2 0");
    }

    @Test
    void cancelBothEndsBoth() {
        given(limit(1, 7, SELL, 5, 99), limit(2, 0, SELL, 5, 100));
        when(limit(3, 7, BUY, 3, 100).preventing(SelfTrade.CANCEL_BOTH));
        then("accepted 3", "canceled 1 SELF_TRADE, open 5", "canceled 3 SELF_TRADE, open 3");
    }

    @Test
    void aLowerQuantityKeepsThePlaceInTheQueue() {
        given(limit(1, 0, SELL, 5, 100), limit(2, 0, SELL, 5, 100));
        when(Amendment.of(1).withQuantity(2), limit(3, 0, BUY, 3, 100));
        then("amended 1 in place", "accepted 3", "matched 1 3 2 @100, open 0 1", "matched 2 3 1 @100, open 4 0");
    }

    @Test
    void aHigherQuantityGoesToTheBack() {
        given(limit(1, 0, SELL, 5, 100), limit(2, 0, SELL, 5, 100));
        when(Amendment.of(1).withQuantity(6), limit(3, 0, BUY, 1, 100));
        then("amended 1 anew", "rested 1 6 @100", "accepted 3", "matched 2 3 1 @100, open 4 0");
    }

    @Test
    void anotherPriceGoesToTheBackOfThatPriceAndMayTrade() {
        given(limit(1, 0, SELL, 5, 101), limit(2, 0, BUY, 2, 99));
        when(Amendment.of(1).withPrice(99));
        then("amended 1 anew", "matched 2 1 2 @99, open 0 3", "rested 1 3 @99");
    }

    @Test
    void aQuantityNotAboveWhatIsFilledEndsTheOrder() {
        given(limit(1, 0, SELL, 5, 100), limit(2, 0, BUY, 2, 100));
        when(Amendment.of(1).withQuantity(2));
        then("canceled 1 AMENDED_AWAY, open 3");
    }

    @Test
    void anAmendmentMayBeToldNotToTake() {
        given(limit(1, 0, SELL, 5, 101), limit(2, 0, BUY, 2, 99));
        when(Amendment.of(1).withPrice(99).notTaking(), Amendment.of(1).withPrice(101));
        then("refused 1 POST_ONLY", "refused 1 NO_CHANGE");
    }

    @Test
    void aStopLossSellsWhenTheLastPriceFallsToIt() {
        given(limit(1, 0, BUY, 1, 96), limit(2, 0, BUY, 9, 95), market(3, 0, SELL, 4).when(Trigger.stopLoss(96)));
        when(limit(4, 0, SELL, 1, 96));
        then("accepted 4", "matched 1 4 1 @96, open 0 0", "triggered 3 at 96", "matched 2 3 4 @95, open 5 0");
    }

    @Test
    void aTakeProfitWithALimitRestsAtTheBackWhenItFires() {
        given(limit(1, 0, SELL, 1, 110), limit(2, 0, SELL, 2, 110).when(Trigger.takeProfit(110)),
                limit(3, 0, SELL, 3, 110));
        when(limit(4, 0, BUY, 1, 110));
        then("accepted 4", "matched 1 4 1 @110, open 0 0", "triggered 2 at 110", "rested 2 2 @110");
        assertThat(market.quantityAhead(2)).isEqualTo(3);
        assertThat(market.ordersAhead(2)).isEqualTo(1);
    }

    @Test
    void aTrailingStopFollowsTheHighestPriceAndFiresBelowIt() {
        given(limit(1, 0, BUY, 9, 50), market(2, 0, SELL, 1).when(Trigger.trailing(5)));
        when(new Command.Price(Reference.LAST, 100), new Command.Price(Reference.LAST, 98),
                new Command.Price(Reference.LAST, 103), new Command.Price(Reference.LAST, 98));
        then("trailed 2 to 95", "trailed 2 to 98", "triggered 2 at 98", "matched 1 2 1 @50, open 8 0");
    }

    @Test
    void aTrailingStopByPercentBuysAboveTheLowestPrice() {
        given(new Command.Price(Reference.LAST, 1_000), limit(1, 0, SELL, 9, 2_000),
                market(2, 0, BUY, 1).when(Trigger.trailingPerMillion(50_000)));
        when(new Command.Price(Reference.LAST, 900), new Command.Price(Reference.LAST, 945));
        then("trailed 2 to 945", "triggered 2 at 945", "matched 1 2 1 @2000, open 8 0");
    }

    @Test
    void aTrailingStopsLimitIsAnOffsetFromItsTrigger() {
        given(new Command.Price(Reference.LAST, 100),
                limit(1, 0, SELL, 1, 1).when(new Trigger.Trailing(5, false, Reference.LAST), -2));
        when(new Command.Price(Reference.LAST, 95));
        then("triggered 1 at 95", "rested 1 1 @93");
    }

    @Test
    void anIndexTriggerDoesNotLookAtTrades() {
        given(limit(1, 0, BUY, 2, 90), market(2, 0, SELL, 1).when(new Trigger.StopLoss(95, Reference.INDEX)));
        when(limit(3, 0, SELL, 1, 90));
        then("accepted 3", "matched 1 3 1 @90, open 1 0");
        when(new Command.Price(Reference.INDEX, 95));
        then("triggered 2 at 95", "matched 1 2 1 @90, open 0 0");
    }

    @Test
    void stopsFireInTheOrderTheirPricesArePassedAndMayFireOthers() {
        given(limit(1, 0, BUY, 1, 98), limit(2, 0, BUY, 1, 97), limit(3, 0, BUY, 1, 96),
                market(4, 0, SELL, 1).when(Trigger.stopLoss(97)), market(5, 0, SELL, 1).when(Trigger.stopLoss(98)));
        when(market(6, 0, SELL, 1));
        then("accepted 6", "matched 1 6 1 @98, open 0 0", "triggered 5 at 98", "matched 2 5 1 @97, open 0 0",
                "triggered 4 at 97", "matched 3 4 1 @96, open 0 0");
    }

    @Test
    void aTriggerThatHoldsOnArrivalFiresAtOnce() {
        given(new Command.Price(Reference.LAST, 90));
        when(limit(1, 0, SELL, 1, 80).when(Trigger.stopLoss(95)));
        then("accepted 1", "triggered 1 at 90", "rested 1 1 @80");
    }

    @Test
    void aPostOnlyLimitThatWouldTakeWhenItFiresIsCanceled() {
        given(limit(1, 0, BUY, 1, 95), limit(2, 0, SELL, 1, 95).notTaking().when(Trigger.stopLoss(95)));
        when(new Command.Price(Reference.LAST, 95));
        then("triggered 2 at 95", "canceled 2 POST_ONLY, open 1");
    }

    @Test
    void aWaitingOrderCanBeAmendedCanceledAndExpires() {
        given(new Command.Price(Reference.LAST, 100), market(1, 0, SELL, 1).when(Trigger.stopLoss(90)),
                market(2, 0, SELL, 1).when(Trigger.stopLoss(90)), market(3, 0, SELL, 1).when(Trigger.stopLoss(90)).until(5));
        when(Amendment.of(1).withTrigger(100), new Command.Cancel(2));
        then("amended 1 in place", "triggered 1 at 100", "canceled 1 NO_LIQUIDITY, open 1", "canceled 2 REQUESTED, open 1");
        market.advance(5);
        then("expired 3, open 1");
        assertThat(market.openOrders()).isZero();
    }

    @Test
    void anIdCanBeUsedAgainWhenItsOrderIsGoneAndNotBefore() {
        given(limit(1, 0, BUY, 1, 95));
        when(limit(1, 0, BUY, 1, 95), new Command.Cancel(1), new Command.Cancel(1), limit(1, 0, BUY, 1, 95));
        then("refused 1 DUPLICATE_ID", "canceled 1 REQUESTED, open 1", "refused 1 UNKNOWN_ORDER", "accepted 1", "rested 1 1 @95");
    }

    @Test
    void quantitiesThatTogetherWouldNotFitALongAreRefused() {
        for (int id = 1; id <= 9; id++) {
            given(limit(id, 0, BUY, Market.MAX_QUANTITY, 1));
        }
        when(limit(10, 0, BUY, Market.MAX_QUANTITY, 1));
        then("refused 10 CAPACITY");
        assertThat(market.depth().visible(BUY, 0)).isEqualTo(9 * Market.MAX_QUANTITY);
    }

    @Test
    void timeDoesNotGoBack() {
        market.advance(5);
        assertThatThrownBy(() -> market.advance(4)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("5");
    }

    @Test
    void aListenerMayNotCallItsMarket() {
        Market[] caught = new Market[1];
        caught[0] = new Market(0, new Quiet() {
            @Override
            public void rested(Order order) {
                caught[0].cancel(0, order.id());
            }
        });
        assertThatThrownBy(() -> caught[0].place(0, limit(1, 0, BUY, 1, 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> caught[0].advance(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsNoOrderDoesNotConstruct() {
        assertThatThrownBy(() -> limit(0, 0, BUY, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limit(1, 0, BUY, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limit(1, 0, BUY, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> market(1, 0, BUY, 1).notTaking()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> market(1, 0, BUY, 1).in(TimeInForce.FOK)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limit(1, 0, BUY, 1, 1).in(TimeInForce.GTD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limit(1, 0, BUY, 1, 1).showing(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trigger.trailingPerMillion(1_000_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
