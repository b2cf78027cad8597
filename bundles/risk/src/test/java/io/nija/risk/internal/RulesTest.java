package io.nija.risk.internal;

import static io.nija.risk.internal.Wanted.LANE;
import static io.nija.risk.internal.Wanted.balances;
import static io.nija.risk.internal.Wanted.known;
import static io.nija.risk.internal.Wanted.missing;
import static io.nija.risk.internal.Wanted.number;
import static io.nija.risk.internal.Wanted.working;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.nija.account.Mode;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Holding;
import io.nija.risk.Origin;
import io.nija.risk.WorkingOrder;

import org.junit.jupiter.api.Test;

/** What even an exit must keep. */
class RulesTest {

    private static List<String> codes(Wanted wanted) {
        return Shipped.gate().judge(wanted.situation()).objections().stream().map(objection -> objection.refusal().code()).toList();
    }

    @Test
    void aRemainderBelowTheMinimumIsDust() {
        Wanted wanted = new Wanted().exit("0.00005");
        wanted.quantity = "0.00005";
        assertThat(codes(wanted)).containsExactly("DUST");
        wanted.purpose = Purpose.ENTRY;
        wanted.side = Side.BUY;
        wanted.limit = "49990";
        wanted.plannedStop = "49000";
        assertThat(codes(wanted)).containsExactly("BELOW_MINIMUM");
    }

    @Test
    void aCostBelowTheMinimumIsDustTooAlsoForAStop() {
        Wanted wanted = new Wanted().exit("1");
        wanted.quantity = "0.0001";
        wanted.limit = "4999";
        assertThat(codes(wanted)).containsExactly("DUST");
        wanted.type = OrderType.STOP_LOSS;
        wanted.stop = "4999";
        wanted.limit = null;
        wanted.purpose = Purpose.PROTECTIVE;
        assertThat(codes(wanted)).containsExactly("DUST");
        wanted.stop = "5000";
        assertThat(codes(wanted)).isEmpty();
    }

    @Test
    void anExitWhoseRulesAreNotKnownIsTried() {
        Wanted wanted = new Wanted().exit("1");
        wanted.quantity = "0.000000001";
        assertThat(codes(wanted)).containsExactly("OFF_GRID_QUANTITY");
        wanted.instrument = missing();
        assertThat(codes(wanted)).isEmpty();
    }

    @Test
    void anExitThatTheInstrumentRulesCannotJudgeIsTriedAndAnEntryIsNot() {
        Instrument good = Wanted.rules(Wanted.BTC, MarketMode.ONLINE);
        Instrument broken = new Instrument(good.symbol(), good.venueNames(), good.orderName(), null, 1, null, null, null, 5, null, null,
                good.mode());
        Wanted wanted = new Wanted().exit("1");
        wanted.instrument = known(broken);
        assertThat(codes(wanted)).isEmpty();
        Wanted entry = new Wanted();
        entry.instrument = known(broken);
        assertThat(codes(entry)).containsExactly("CHECK_FAILED");
    }

    @Test
    void anExitWithoutItsArithmeticIsNotSent() {
        Wanted wanted = new Wanted().exit("1");
        wanted.holding = null;
        assertThat(codes(wanted)).containsExactly("CHECK_FAILED");
    }

    @Test
    void rulesOfAnotherInstrumentSayNothingAndAreNotUsed() {
        Wanted wanted = new Wanted().exit("1");
        wanted.instrument = known(Wanted.rules(Symbol.parse("ETH/USD"), MarketMode.ONLINE));
        assertThat(codes(wanted)).containsExactly("WRONG_INSTRUMENT");
    }

    @Test
    void anOrderThatCallsItselfAnExitAndBuysHasNothingToDrawOn() {
        Wanted wanted = new Wanted();
        wanted.purpose = Purpose.EXIT;
        assertThat(codes(wanted)).containsExactly("EXCEEDS_POSITION");
        wanted.holding = new Holding(number("-0.002"), number("-0.002"), number("0"));
        assertThat(codes(wanted)).isEmpty();
        wanted.quantity = "0.0021";
        assertThat(codes(wanted)).containsExactly("EXCEEDS_POSITION");
    }

    @Test
    void anEntryThatSellsWhatIsNotThereIsRefused() {
        Wanted wanted = new Wanted();
        wanted.side = Side.SELL;
        wanted.limit = "49990";
        wanted.plannedStop = "51000";
        assertThat(codes(wanted)).containsExactly("EXCEEDS_POSITION");
    }

    @Test
    void aSaleIsOfOneShareOnlyAStrategysOrWhatIsNoStrategys() {
        Wanted wanted = new Wanted().exit("1");
        wanted.holding = new Holding(number("0.2"), number("1"), number("0"));
        wanted.quantity = "0.3";
        assertThat(codes(wanted)).containsExactly("EXCEEDS_POSITION");
        wanted.strategy = null;
        wanted.origin = Origin.PERSON;
        assertThat(codes(wanted)).as("the other 0.8 are a strategy's, whose stop sells them").containsExactly("EXCEEDS_POSITION");
        wanted.quantity = "0.2";
        assertThat(codes(wanted)).isEmpty();
        wanted.working.add(new WorkingOrder(LANE, "the stop of a strategy", Wanted.BTC, Side.SELL, OrderType.STOP_LOSS, number("0.8"), null,
                number("48000"), Purpose.PROTECTIVE, "apex", false));
        assertThat(codes(wanted)).as("it draws on its own share").isEmpty();
        wanted.working.add(new WorkingOrder(LANE, "rests", Wanted.BTC, Side.SELL, OrderType.LIMIT, number("0.1"), number("60000"), null,
                Purpose.EXIT, null, false));
        assertThat(codes(wanted)).containsExactly("EXCEEDS_POSITION");
    }

    @Test
    void thePersonsOwnCoinsAreNotSoldEvenWhenThePositionSeemsToBeThere() {
        Wanted wanted = new Wanted().exit("1");
        wanted.quantity = "1";
        wanted.holding = new Holding(number("1"), number("1"), number("4"));
        wanted.balances = balances("BTC", "5");
        assertThat(codes(wanted)).isEmpty();
        wanted.balances = balances("BTC", "4.9");
        assertThat(codes(wanted)).containsExactly("EXCEEDS_AVAILABLE");
        wanted.balances = missing();
        assertThat(codes(wanted)).isEmpty();
    }

    @Test
    void coinsThatThePersonsOwnOrderHoldsDoNotBlockAnExit() {
        Wanted wanted = new Wanted().exit("1");
        wanted.quantity = "1";
        wanted.holding = new Holding(number("1"), number("1"), number("4"));
        wanted.balances = balances("BTC", "1");
        assertThat(codes(wanted)).containsExactly("EXCEEDS_AVAILABLE");
        wanted.working.add(working(LANE, "the person's", Side.SELL, "4", "60000", null, false));
        assertThat(codes(wanted)).isEmpty();
    }

    private static io.nija.risk.WorkingOrder foreign(String quantity, boolean inDoubt) {
        return new WorkingOrder(LANE, "foreign coins", Wanted.BTC, Side.SELL, OrderType.LIMIT, number(quantity), number("60000"), null, Purpose.EXIT, "foreign", inDoubt);
    }

    @Test
    void aPersonsCoinsThatAreSoldThroughNijaDrawOnNoPosition() {
        Wanted wanted = new Wanted().exit("1");
        wanted.quantity = "1";
        wanted.holding = new Holding(number("1"), number("1"), number("4"));
        wanted.balances = balances("BTC", "1");
        wanted.working.add(foreign("4", false));
        assertThat(codes(wanted)).isEmpty();
        wanted.working.set(0, foreign("4", true));
        assertThat(codes(wanted)).as("it may not be there: then the coins that are available are the person's").containsExactly("EXCEEDS_AVAILABLE");
    }

    @Test
    void foreignCoinsThatAreBeingSoldAlreadyAreNotSoldAgainFromThePosition() {
        Wanted wanted = new Wanted().exit("2");
        wanted.foreign = true;
        wanted.origin = Origin.PERSON;
        wanted.strategy = null;
        wanted.holding = new Holding(number("2"), number("2"), number("1"));
        wanted.balances = balances("BTC", "2");
        wanted.quantity = "1";
        wanted.working.add(foreign("1", false));
        assertThat(codes(wanted)).containsExactly("EXCEEDS_FOREIGN");
    }

    @Test
    void anAmendedStopsOwnHoldIsAvailableToIt() {
        Wanted wanted = new Wanted().exit("1");
        wanted.quantity = "1";
        wanted.balances = balances("BTC", "0");
        assertThat(codes(wanted)).containsExactly("EXCEEDS_AVAILABLE");
        wanted.amended = working(LANE, "stop", Side.SELL, "1", "40000", Purpose.PROTECTIVE, false);
        assertThat(codes(wanted)).isEmpty();
    }

    @Test
    void foreignCoinsAreSoldByAPersonOnlyArmedAndNotMoreThanThereAre() {
        Wanted wanted = new Wanted().exit("0");
        wanted.foreign = true;
        wanted.holding = new Holding(number("0"), number("0"), number("0.5"));
        wanted.quantity = "0.5";
        assertThat(codes(wanted)).containsExactly("FOREIGN_COINS");
        wanted.origin = Origin.PERSON;
        wanted.strategy = null;
        assertThat(codes(wanted)).isEmpty();
        wanted.armed = false;
        assertThat(codes(wanted)).containsExactly("NOT_ARMED");
        wanted.mode = Mode.SANDBOX;
        assertThat(codes(wanted)).isEmpty();
        wanted.quantity = "0.6";
        assertThat(codes(wanted)).containsExactly("EXCEEDS_FOREIGN");
        wanted.quantity = "0.5";
        wanted.balances = missing();
        assertThat(codes(wanted)).containsExactly("EXCEEDS_FOREIGN");
    }

    @Test
    void aDisarmedLiveLaneStillExitsAndAnObservingOneDoesNot() {
        Wanted wanted = new Wanted().exit("1");
        wanted.armed = false;
        assertThat(codes(wanted)).isEmpty();
        wanted.mode = Mode.OBSERVE;
        assertThat(codes(wanted)).containsExactly("OBSERVE_MODE");
    }
}
