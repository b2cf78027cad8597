package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.MarketView;

/** A market order is a limit at the price collar that trades at once or not at all. Pure. */
final class Collar {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private Collar() {}

    /**
     * The order as it may be sent. Without a fresh price there is nothing to derive a limit from: the order stays a market
     * order, and the gate refuses it when it is an entry.
     */
    static OrderRequest limited(OrderRequest order, MarketView market, BigDecimal percent) {
        if (order.type() != OrderType.MARKET || !(market.quote() instanceof Observation.Known<Quote> quote)
                || !(market.instrument() instanceof Observation.Known<Instrument> instrument)) {
            return order;
        }
        boolean buys = order.side() == Side.BUY;
        List<Quote.Level> levels = buys ? quote.value().asks() : quote.value().bids();
        if (levels.isEmpty()) {
            return order;
        }
        BigDecimal part = percent.divide(HUNDRED);
        BigDecimal worst = levels.get(0).price().multiply(buys ? BigDecimal.ONE.add(part) : BigDecimal.ONE.subtract(part));
        BigDecimal tick = instrument.value().priceTick();
        // Towards the market: the grid must not carry it over the collar.
        BigDecimal limit = worst.divide(tick, 0, buys ? RoundingMode.FLOOR : RoundingMode.CEILING).multiply(tick);
        return limit.signum() <= 0 ? order : new OrderRequest(order.symbol(), order.side(), OrderType.LIMIT, order.quantity(), limit, null,
                TimeInForce.IOC, null, false, order.details());
    }
}
