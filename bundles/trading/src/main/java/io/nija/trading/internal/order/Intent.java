package io.nija.trading.internal.order;

import java.time.Instant;

import io.nija.order.OrderRequest;
import io.nija.order.Purpose;

/**
 * An order we mean to send, as it stands on disk before it is sent.
 *
 * @param number the journal's, never used twice in an epoch
 * @param clientOrderId what it is called at the venue, derived from epoch and number
 * @param order exactly what is sent
 * @param wanted what was asked for in words, when that was something else ({@code market}); else empty
 * @param purpose entry, exit or protection
 * @param strategy whose, or {@code manual}
 * @param foreign whether it may sell what is not ours to manage; its fills then belong to no position
 * @param reference the caller's own id that makes the call repeatable, or null
 * @param by who asked, and through what
 * @param at when, by this machine's clock
 * @param deadline the venue must not take it later
 */
public record Intent(long number, String clientOrderId, OrderRequest order, String wanted, Purpose purpose, String strategy,
        boolean foreign, String reference, String by, Instant at, Instant deadline) {

    /** The strategy's name of an order that a person sent. */
    public static final String MANUAL = "manual";
}
