package io.nija.strategy.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.strategy.Bracket.Target;
import io.nija.strategy.Facts;
import io.nija.strategy.Why;

class SizingTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final Instrument INSTRUMENT = new Instrument(BTC, Set.of("BTC/USD"), "XBTUSD", new BigDecimal("0.1"), 1,
            new BigDecimal("0.001"), new BigDecimal("0.01"), new BigDecimal("5"), 5, null, null, MarketMode.ONLINE);
    private static final Fees FEES = new Fees(new BigDecimal("0.4"), new BigDecimal("0.2"));

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static BigDecimal quantity(String equity, String available, String percent) {
        return Sizing.quantity(INSTRUMENT, new Facts.Budget(number(equity), number("0.5"), number(available)), FEES, number("100"), number("98"), number(percent));
    }

    @Test
    void theSmallestOfRiskWorthAndMoneyDecides() {
        // Risk: 1,000 × 0.5 % / 2 = 2.5; worth: 1,000 × 50 % / 100 = 5; money: 10,000 / 100.4 = 99.6.
        assertThat(quantity("1000", "10000", "50")).isEqualByComparingTo("2.5");
        assertThat(quantity("1000", "10000", "10")).isEqualByComparingTo("1");
        assertThat(quantity("1000", "50", "50")).isEqualByComparingTo("0.498");
        assertThat(quantity("1000", "-3", "50")).isZero();
    }

    @Test
    void aProfileThatDoesNotLimitWhatATradeRisksLeavesTheRest() {
        assertThat(Sizing.quantity(INSTRUMENT, new Facts.Budget(number("1000"), null, number("10000")), FEES, number("100"), number("98"), number("50")))
                .isEqualByComparingTo("5");
    }

    @Test
    void aRoundTripCostsBothFeesAndTheSpread() {
        Quote quote = new Quote(BTC, List.of(new Quote.Level(number("99"), BigDecimal.ONE)), List.of(new Quote.Level(number("101"), BigDecimal.ONE)), Instant.EPOCH);
        assertThat(Sizing.roundTrip(FEES, quote)).isEqualByComparingTo("2.8");
    }

    @Test
    void partsThatAreTooSmallJoinTheNextAndTheLastTheOneBefore() {
        List<Target> targets = List.of(new Target(number("102"), 50), new Target(number("103"), 25), new Target(number("104"), 25));
        assertThat(Sizing.sellable(INSTRUMENT, number("1"), number("98"), number("1.5"), targets)).isEqualTo(targets);
        // A quarter of 0.2 sells for 4.9 at the stop: less than 1.5 × 5.
        assertThat(Sizing.sellable(INSTRUMENT, number("0.2"), number("98"), number("1.5"), targets))
                .containsExactly(new Target(number("102"), 50), new Target(number("104"), 50));
        assertThat(Sizing.sellable(INSTRUMENT, number("0.12"), number("98"), number("1.5"), targets)).containsExactly(new Target(number("103"), 100));
        assertThat(Sizing.sellable(INSTRUMENT, number("0.05"), number("98"), number("1.5"), targets)).isEmpty();
    }

    @Test
    void pricesAreOnTheGridAndCarryNoBinaryNoise() {
        assertThat(Prices.down(INSTRUMENT, 0.1 + 0.2)).isEqualByComparingTo("0.3");
        assertThat(Prices.up(INSTRUMENT, 0.1 + 0.2)).isEqualByComparingTo("0.3");
        assertThat(Prices.up(INSTRUMENT, 0.31)).isEqualByComparingTo("0.4");
        assertThat(Prices.words(Double.NaN)).isEqualTo("-");
        assertThat(Prices.words(1234567.0)).isEqualTo("1234570");
        assertThat(Prices.plain(number("0.00000100"))).isEqualTo("0.000001");
    }

    @Test
    void whatIsNotKnownIsNamed() {
        Quote empty = new Quote(BTC, List.of(), List.of(), Instant.EPOCH);
        Observation<Fees> fees = new Observation.Known<>(FEES, Instant.EPOCH);
        Observation<Facts.Budget> budget = new Observation.Known<>(new Facts.Budget(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE), Instant.EPOCH);
        assertThat(Wanting.of(new Facts(Facts.Holding.NONE, new Observation.Known<>(empty, Instant.EPOCH), fees, budget))).map(Why::text)
                .contains("The market is not known: one side of the book is empty.");
        Observation<Quote> stale = new Observation.Stale<>(empty, Instant.EPOCH, "SILENT", "Nothing was heard for 9 s.");
        assertThat(Wanting.of(new Facts(Facts.Holding.NONE, stale, fees, budget))).map(Why::text)
                .contains("The market is not known now: Nothing was heard for 9 s. [SILENT]");
    }
}
