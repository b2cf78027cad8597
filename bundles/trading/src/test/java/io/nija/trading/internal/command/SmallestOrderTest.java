package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The smallest order is on the grid, not below what the venue takes, and far from the market. */
class SmallestOrderTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");

    private static Instrument instrument(String tick, String step, String least, String cost) {
        return new Instrument(BTC, Set.of("BTC/USD"), "XBTUSD", new BigDecimal(tick), 1, new BigDecimal(step), new BigDecimal(least),
                new BigDecimal(cost), 5, null, null, MarketMode.ONLINE);
    }

    private static Quote quote(String bid, String ask) {
        return new Quote(BTC, List.of(new Quote.Level(new BigDecimal(bid), BigDecimal.ONE)), List.of(new Quote.Level(new BigDecimal(ask), BigDecimal.ONE)),
                Instant.EPOCH);
    }

    @Test
    void itIsTheVenuesMinimumAtAPriceAFifthBelowTheBid() {
        SmallestOrder order = SmallestOrder.of(instrument("0.1", "0.00000001", "0.0001", "0.5"), quote("50000.3", "50000.4"), false);
        assertThat(order.quantity()).isEqualByComparingTo("0.0001");
        assertThat(order.limit()).isEqualByComparingTo("40000.2");
    }

    @Test
    void whereTheCostDecidesItIsJustEnough() {
        SmallestOrder order = SmallestOrder.of(instrument("0.1", "0.001", "0.001", "10"), quote("100", "101"), false);
        assertThat(order.limit()).isEqualByComparingTo("80");
        assertThat(order.quantity()).isEqualByComparingTo("0.125");
    }

    @Test
    void anEmptyBookGivesNone() {
        assertThat(SmallestOrder.of(instrument("0.1", "0.001", "0.001", "10"), new Quote(BTC, List.of(), List.of(), Instant.EPOCH), true)).isNull();
    }

    @Property(tries = 300)
    void itIsLegalWhateverTheRulesAre(@ForAll @IntRange(min = 1, max = 9_000_000) int price, @ForAll @IntRange(min = 0, max = 8) int decimals,
            @ForAll @IntRange(min = 1, max = 5_000) int least, @ForAll @IntRange(min = 0, max = 5_000) int cost, @ForAll boolean fill) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
        Instrument rules = instrument("0.01", step.toPlainString(), step.multiply(new BigDecimal(least)).toPlainString(),
                new BigDecimal(cost).movePointLeft(2).toPlainString());
        BigDecimal bid = new BigDecimal(price).movePointLeft(2).max(new BigDecimal("0.05"));
        SmallestOrder order = SmallestOrder.of(rules, quote(bid.toPlainString(), bid.add(new BigDecimal("0.01")).toPlainString()), fill);
        assertThat(order.quantity().remainder(step)).isEqualByComparingTo("0");
        assertThat(order.quantity()).isGreaterThanOrEqualTo(rules.minQuantity());
        BigDecimal at = fill ? bid : order.limit();
        assertThat(order.quantity().multiply(at)).isGreaterThanOrEqualTo(rules.minCost());
        assertThat(fill || order.limit().compareTo(bid) < 0).isTrue();
        assertThat(fill || order.limit().remainder(rules.priceTick()).signum() == 0).isTrue();
    }
}
