package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.account.LaneId;

/**
 * One change of one balance, typed.
 *
 * @param lane whose
 * @param id the venue's id of the entry; for a gap between two entries one made from the later one's
 * @param at by the venue's clock
 * @param kind why
 * @param asset which balance
 * @param amount what was added, fee apart; below zero for what was taken
 * @param fee what was taken beside it, in the same asset
 * @param balance what was there afterwards, or null when the venue does not say
 * @param reference the trade for a fill, else the venue's reference
 * @param owner the strategy whose fill it was, or an empty text
 * @param venueType the venue's own word; text from outside
 */
public record LedgerRow(LaneId lane, String id, Instant at, LedgerKind kind, String asset, BigDecimal amount, BigDecimal fee,
        BigDecimal balance, String reference, String owner, String venueType) {

    /** By how much the balance changed. */
    public BigDecimal change() {
        return amount.subtract(fee);
    }
}
