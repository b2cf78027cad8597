package io.nija.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The visible book of one instrument at one moment, best first.
 *
 * @param symbol of which instrument
 * @param bids what others would pay; may be empty
 * @param asks what others would sell for; may be empty
 * @param at when the venue gave it, by this machine's clock
 */
public record Quote(Symbol symbol, List<Level> bids, List<Level> asks, Instant at) {

    public Quote {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /**
     * One price of a book.
     *
     * @param price in quote
     * @param quantity in base
     */
    public record Level(BigDecimal price, BigDecimal quantity) {}
}
