package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.market.Symbol;

/**
 * A position that was opened and is closed again.
 *
 * @param strategy whose, or null for a person's
 * @param symbol of what
 * @param closedAt when its last fill was, by the venue's clock
 * @param net what it brought, in quote, by the average, less the fees in quote and base that are known by now
 */
public record RoundTrip(String strategy, Symbol symbol, Instant closedAt, BigDecimal net) {}
