package io.nija.books;

import static io.nija.books.Fills.BTC;
import static io.nija.books.Fills.START;
import static io.nija.books.Fills.after;
import static io.nija.books.Fills.buy;
import static io.nija.books.Fills.fill;
import static io.nija.books.Fills.number;
import static io.nija.books.Fills.quote;
import static io.nija.books.Fills.reversal;
import static io.nija.books.Fills.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.nija.broker.Observation;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.Side;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A position is the sum of its fills. */
class PositionTest {

    /** Coins, cost, results by both methods, fees and cash are those of the brute force. */
    @Property(tries = 100)
    void aPositionIsWhatCountingCoinByCoinSays(@ForAll long seed) {
        List<Fill> fills = Fills.story(seed, 40, true);
        Position position = after(fills);
        CoinByCoin model = new CoinByCoin(fills);
        assertThat(position.quantity()).isEqualByComparingTo(model.quantity());
        assertThat(model.realised.near(position.realised())).isTrue();
        assertThat(model.realisedFifo.near(position.realisedFifo())).isTrue();
        assertThat(model.cost.near(position.cost())).isTrue();
        assertThat(model.costFifo().near(lotCost(position))).isTrue();
        assertThat(model.fees.is(position.fees())).isTrue();
        assertThat(model.cash.is(position.cash())).isTrue();
        assertThat(model.otherFees.is(position.otherFees().getOrDefault("KFEE", BigDecimal.ZERO))).isTrue();
    }

    /** To the last decimal, whatever divisions cut off: nothing is lost between cost and result. */
    @Property(tries = 300)
    void costIsWhatWasPutInAndWhatWasRealised(@ForAll long seed) {
        List<Fill> fills = Fills.story(seed, 60, true);
        BigDecimal putIn = BigDecimal.ZERO;
        Position position = Position.none(BTC);
        BigDecimal gains = BigDecimal.ZERO;
        for (Fill fill : fills) {
            Position.Change change = position.apply(fill);
            position = change.position();
            putIn = putIn.add(fill.signedCost());
            if ("BTC".equals(fill.feeAsset())) {
                putIn = putIn.subtract(fill.fee().multiply(fill.price()));
            }
            for (Disposal disposal : change.disposals()) {
                gains = gains.add(disposal.gain());
                assertThat(disposal.quantity()).isPositive();
            }
            assertThat(position.cost()).isEqualByComparingTo(putIn.add(position.realised()));
            assertThat(lotCost(position)).isEqualByComparingTo(putIn.add(position.realisedFifo()));
            assertThat(position.realisedFifo()).isEqualByComparingTo(gains);
            assertThat(position.lots().stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(position.quantity());
            if (position.quantity().signum() == 0) {
                assertThat(position.cost()).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(position.realised()).isEqualByComparingTo(position.realisedFifo());
            }
        }
    }

    /** Gross, fees, unrealised and cash tell the same story: the worth of everything, whichever way it is added up. */
    @Property(tries = 200)
    void netResultAndOpenResultAreCashAndWorth(@ForAll long seed) {
        Position position = after(Fills.story(seed, 30, true));
        Observation<Quote> quote = quote(BTC, "97.3", "98.1");
        BigDecimal worth = value(position.exitValue(quote));
        assertThat(position.net().add(value(position.unrealised(quote)))).isEqualByComparingTo(position.cash().add(worth));
    }

    /** What a venue took back never happened, wherever in the story it is told. */
    @Property(tries = 300)
    void aFillThatWasTakenBackNeverHappened(@ForAll long seed) {
        Random random = new Random(seed);
        List<Fill> fills = Fills.story(seed, 25, true);
        Fill victim = fills.get(random.nextInt(fills.size()));
        List<Fill> without = new ArrayList<>(fills);
        without.remove(victim);
        List<Fill> told = new ArrayList<>(fills);
        told.add(fills.indexOf(victim) + 1 + random.nextInt(fills.size() - fills.indexOf(victim)),
                reversal(1000, victim, victim.quantity().toString(), victim.cost().toString(), victim.fee().negate().toString(),
                        victim.feeAsset()));
        assertThat(Reversals.replay(told).get(BTC)).isEqualTo(after(without));
    }

    /** Applying twice what came twice, or in another order of arrival, is applying it once in order of time. */
    @Property(tries = 100)
    void aFillCountsOnceHoweverOftenItIsTold(@ForAll long seed) {
        List<Fill> fills = Fills.story(seed, 25, true);
        List<Fill> told = new ArrayList<>(fills);
        told.addAll(fills.subList(5, 20));
        Collections.shuffle(told, new Random(seed));
        assertThat(Reversals.replay(told)).isEqualTo(Map.of(BTC, after(fills)));
    }

    @Test
    void theAverageAndTheOldestLotTellDifferentResultsOfTheSameSale() {
        Position.Change change = after(buy(1, "1", "100"), buy(2, "1", "200")).apply(sell(3, "1", "180"));
        assertThat(change.position().realised()).isEqualByComparingTo("30");
        assertThat(change.position().realisedFifo()).isEqualByComparingTo("80");
        assertThat(change.position().cost()).isEqualByComparingTo("150");
        assertThat(change.position().lots()).singleElement().satisfies(lot -> assertThat(lot.cost()).isEqualByComparingTo("200"));
        assertThat(change.disposals()).containsExactly(new Disposal(BTC, "T1", START.plusSeconds(1), "T3", START.plusSeconds(3),
                number("1"), number("1E+2"), number("180"), false));
    }

    @Test
    void aThirdOfAThirdLosesNothing() {
        Position position = after(fill(1, Side.BUY, "3", "33.333333", "0", null), sell(2, "1", "40"), sell(3, "1", "40"), sell(4, "1", "40"));
        assertThat(position.quantity()).isEqualByComparingTo("0");
        assertThat(position.cost()).isEqualByComparingTo("0");
        assertThat(position.realised()).isEqualByComparingTo("20.000001");
    }

    @Test
    void theVenuesRoundedCostCountsNotPriceTimesQuantity() {
        Fill rounded = new Fill("T1", START, BTC, Side.BUY, number("0.33333333"), number("50000.1"), number("16666.69983"),
                BigDecimal.ZERO, null, null);
        assertThat(after(rounded).cost()).isEqualByComparingTo("16666.69983");
        assertThat(after(rounded).cash()).isEqualByComparingTo("-16666.69983");
    }

    @Test
    void aFeeInCoinsIsCoinsSoldAtTheFillsPrice() {
        Position.Change change = Position.none(BTC).apply(fill(1, Side.BUY, "1", "100", "0.002", "BTC"));
        assertThat(change.position().quantity()).isEqualByComparingTo("0.998");
        assertThat(change.position().fees()).isEqualByComparingTo("0.2");
        assertThat(change.position().realised()).isEqualByComparingTo("0");
        assertThat(change.position().cash()).isEqualByComparingTo("-100");
        assertThat(change.disposals()).singleElement().satisfies(disposal -> assertThat(disposal.forFee()).isTrue());
    }

    @Test
    void grossFeesAndNetStandApart() {
        Position position = after(fill(1, Side.BUY, "1", "100", "0.4", "USD"), fill(2, Side.SELL, "1", "110", "0.44", "USD"));
        assertThat(position.realised()).isEqualByComparingTo("10");
        assertThat(position.fees()).isEqualByComparingTo("0.84");
        assertThat(position.net()).isEqualByComparingTo("9.16");
        assertThat(position.cash()).isEqualByComparingTo("9.16");
        assertThat(position.trip()).isEqualByComparingTo("9.16");
    }

    @Test
    void aRebateIsAFeeBelowZero() {
        assertThat(after(fill(1, Side.BUY, "1", "100", "-0.1", "USD")).net()).isEqualByComparingTo("0.1");
        assertThat(after(fill(1, Side.BUY, "1", "100", "-0.001", "BTC")).quantity()).isEqualByComparingTo("1.001");
    }

    @Test
    void aFeeThatIsToldLaterCountsTheSame() {
        Fill bare = buy(1, "1", "100");
        for (String asset : List.of("USD", "BTC", "KFEE")) {
            Position late = after(bare).lateFee(bare, asset, number("0.002"), bare.at()).position();
            assertThat(late).isEqualTo(after(fill(1, Side.BUY, "1", "100", "0.002", asset)));
        }
    }

    @Test
    void aFeeInAnotherAssetStaysInThatAsset() {
        Position position = after(fill(1, Side.BUY, "1", "100", "7", "KFEE"), fill(2, Side.SELL, "1", "100", "3", "KFEE"));
        assertThat(position.otherFees()).containsOnlyKeys("KFEE");
        assertThat(position.otherFees().get("KFEE")).isEqualByComparingTo("10");
        assertThat(position.net()).isEqualByComparingTo("0");
    }

    @Test
    void aSaleThroughZeroClosesTheLongAndOpensAShort() {
        Position position = after(buy(1, "1", "100"), sell(2, "3", "110"));
        assertThat(position.quantity()).isEqualByComparingTo("-2");
        assertThat(position.realised()).isEqualByComparingTo("10");
        assertThat(position.cost()).isEqualByComparingTo("-220");
        assertThat(position.exitSide()).isEqualTo(Side.BUY);
        assertThat(value(position.unrealised(quote(BTC, "100", "105")))).isEqualByComparingTo("10");
        assertThat(after(buy(1, "1", "100"), sell(2, "3", "110"), buy(3, "2", "100")).realised()).isEqualByComparingTo("30");
    }

    @Test
    void theOpenResultIsAtTheBidAndAsWellKnownAsTheQuote() {
        Position position = after(buy(1, "2", "100"));
        assertThat(value(position.unrealised(quote(BTC, "99", "101")))).isEqualByComparingTo("-2");
        assertThat(position.unrealised(new Observation.Missing<>("DOWN", "No."))).isEqualTo(new Observation.Missing<>("DOWN", "No."));
        Quote old = new Quote(BTC, List.of(new Quote.Level(number("99"), number("1"))), List.of(), START);
        assertThat(position.unrealised(new Observation.Stale<>(old, START, "OLD", "Old."))).isInstanceOf(Observation.Stale.class);
        Quote empty = new Quote(BTC, List.of(), old.bids(), START);
        assertThat(position.unrealised(new Observation.Known<>(empty, START))).isInstanceOf(Observation.Missing.class);
        assertThat(value(Position.none(BTC).exitValue(new Observation.Missing<>("DOWN", "No.")))).isEqualByComparingTo("0");
        assertThat(position.unrealised(null)).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void aPartThatWasTakenBackLeavesTheRestAtItsPrice() {
        Fill original = fill(1, Side.BUY, "2", "100", "0.8", "USD");
        Position position = Reversals.replay(List.of(original, sell(2, "1", "120"), reversal(3, original, "1", "100", "-0.4", "USD")))
                .get(BTC);
        assertThat(position.quantity()).isEqualByComparingTo("0");
        assertThat(position.realised()).isEqualByComparingTo("20");
        assertThat(position.fees()).isEqualByComparingTo("0.4");
    }

    @Test
    void aReversalOfNothingOrAtAnotherCostMovesCoinsAndMoneyAndIsCounted() {
        Fill original = buy(1, "1", "100");
        assertThat(Reversals.replay(List.of(reversal(3, original, "1", "100", "0", null))).get(BTC).quantity()).isEqualByComparingTo("-1");
        Position other = Reversals.replay(List.of(original, reversal(3, original, "1", "99", "0", null))).get(BTC);
        assertThat(other.quantity()).isEqualByComparingTo("0");
        assertThat(other.realised()).isEqualByComparingTo("-1");
        assertThat(other.cash()).isEqualByComparingTo("-1");
    }

    @Test
    void aFeeThatIsNotGivenBackStaysPaid() {
        Fill original = fill(1, Side.BUY, "1", "100", "0.4", "USD");
        Position kept = Reversals.replay(List.of(original, reversal(2, original, "1", "100", "0", null))).get(BTC);
        assertThat(kept.quantity()).isEqualByComparingTo("0");
        assertThat(kept.cash()).isEqualByComparingTo("-0.4");
        Position other = Reversals.replay(List.of(original, reversal(2, original, "1", "100", "-0.1", "KFEE"))).get(BTC);
        assertThat(other.otherFees().get("KFEE")).isEqualByComparingTo("-0.1");
        assertThat(other.fees()).isEqualByComparingTo("0.4");
    }

    @Test
    void aRoundTripBeginsWhenThePositionWasFlat() {
        Position position = after(buy(1, "1", "100"), sell(2, "1", "90"));
        assertThat(position.trip()).isEqualByComparingTo("-10");
        assertThat(position.apply(buy(3, "1", "90")).position().trip()).isEqualByComparingTo("0");
        LossStreak streak = LossStreak.NONE.closed(position.trip(), START).closed(number("-1"), START.plusSeconds(1));
        assertThat(streak).isEqualTo(new LossStreak(2, START.plusSeconds(1)));
        assertThat(streak.closed(BigDecimal.ZERO, START.plusSeconds(2))).isEqualTo(streak);
        assertThat(streak.closed(BigDecimal.ONE, START.plusSeconds(2)).losses()).isZero();
        assertThat(streak.resumed()).isEqualTo(new LossStreak(0, START.plusSeconds(1)));
    }

    @Test
    void whatIsNoFillOfItIsRefused() {
        assertThatThrownBy(() -> Position.none(Symbol.parse("ETH/USD")).apply(buy(1, "1", "1"))).hasMessageContaining("ETH/USD");
        assertThatThrownBy(() -> after(buy(1, "1", "1")).apply(reversal(2, buy(1, "1", "1"), "1", "1", "0", null)))
                .hasMessageContaining("again");
        assertThatThrownBy(() -> fill(1, Side.BUY, "-1", "1", "0", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fill(1, Side.BUY, "1", "1", "1", null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal lotCost(Position position) {
        return position.lots().stream().map(Lot::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal value(Observation<BigDecimal> observation) {
        return ((Observation.Known<BigDecimal>) observation).value();
    }
}
