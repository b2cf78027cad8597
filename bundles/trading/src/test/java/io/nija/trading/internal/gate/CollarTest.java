package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.MarketView;

import org.junit.jupiter.api.Test;

class CollarTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final BigDecimal ONE_PERCENT = BigDecimal.ONE;

    @Test
    void aMarketOrderIsALimitAtTheCollarThatNeverRests() {
        OrderRequest bought = Collar.limited(market(Side.BUY), seen(quote()), ONE_PERCENT);
        assertThat(bought.type()).isEqualTo(OrderType.LIMIT);
        assertThat(bought.timeInForce()).isEqualTo(TimeInForce.IOC);
        assertThat(bought.limit()).as("1 % above 50000.3 is 50500.303, on the grid below").isEqualByComparingTo("50500.3");
        OrderRequest sold = Collar.limited(market(Side.SELL), seen(quote()), ONE_PERCENT);
        assertThat(sold.limit()).as("1 % below 50000.1 is 49500.099, on the grid above").isEqualByComparingTo("49500.1");
        assertThat(sold.quantity()).isEqualByComparingTo("0.5");
    }

    @Test
    void withoutAFreshPriceThereIsNothingToDeriveALimitFrom() {
        OrderRequest order = market(Side.SELL);
        assertThat(Collar.limited(order, seen(new Observation.Missing<>("X", "y")), ONE_PERCENT)).isEqualTo(order);
        assertThat(Collar.limited(order, seen(new Observation.Known<>(new Quote(BTC, List.of(), List.of(), NOW), NOW)), ONE_PERCENT))
                .isEqualTo(order);
    }

    @Test
    void aLimitOrderStaysAsItIs() {
        OrderRequest order = new OrderRequest(BTC, Side.BUY, OrderType.LIMIT, BigDecimal.ONE, BigDecimal.TEN, TimeInForce.GTC, true);
        assertThat(Collar.limited(order, seen(quote()), ONE_PERCENT)).isEqualTo(order);
    }

    private static OrderRequest market(Side side) {
        return new OrderRequest(BTC, side, OrderType.MARKET, new BigDecimal("0.5"), null, TimeInForce.GTC, false);
    }

    private static Observation<Quote> quote() {
        return new Observation.Known<>(new Quote(BTC, List.of(level("50000.1")), List.of(level("50000.3")), NOW), NOW);
    }

    private static Quote.Level level(String price) {
        return new Quote.Level(new BigDecimal(price), BigDecimal.ONE);
    }

    private static MarketView seen(Observation<Quote> quote) {
        Instrument instrument = new Instrument(BTC, Set.of("BTC/USD"), "XBTUSD", new BigDecimal("0.1"), 1, new BigDecimal("0.00000001"),
                new BigDecimal("0.0001"), new BigDecimal("0.5"), 5, null, null, MarketMode.ONLINE);
        return new MarketView(new Observation.Known<>(instrument, NOW), quote, new Observation.Missing<>("", ""), Map.of(), Map.of());
    }
}
