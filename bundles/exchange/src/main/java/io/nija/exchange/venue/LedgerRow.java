package io.nija.exchange.venue;

import java.math.BigDecimal;

import io.nija.exchange.market.Asset;

/**
 * A change of a balance.
 *
 * @param refid what caused it: a trade's id, or an id of its own
 * @param time nanoseconds since 1970
 * @param type {@code trade}, {@code deposit}, {@code withdrawal}, {@code adjustment}…
 * @param amount signed
 * @param fee positive; taken off besides the amount
 * @param balance afterwards
 */
public record LedgerRow(String id, String refid, long time, String type, Asset asset, BigDecimal amount,
        BigDecimal fee, BigDecimal balance) {}
