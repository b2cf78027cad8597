package io.nija.broker;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.account.LaneId;

/**
 * One change of one balance as the venue booked it.
 *
 * @param lane whose
 * @param venueLedgerId the venue's id of the entry
 * @param reference what caused it: a venue trade id for {@link Type#TRADE}, else the venue's own reference
 * @param type why
 * @param venueType the venue's own word, for what {@link Type#OTHER} is
 * @param asset as operators write it
 * @param amount what was added; below zero for what was taken
 * @param fee what was taken beside it, in the same asset
 * @param balance what was there afterwards, or null when the venue does not say
 * @param at by the venue's clock
 */
public record LedgerEntry(
        LaneId lane,
        String venueLedgerId,
        String reference,
        Type type,
        String venueType,
        String asset,
        BigDecimal amount,
        BigDecimal fee,
        BigDecimal balance,
        Instant at) {

    /** Why a balance changed. */
    public enum Type {
        /** A fill. */
        TRADE,
        DEPOSIT,
        WITHDRAWAL,
        /** Between wallets or accounts of the same owner. */
        TRANSFER,
        /** Staking and other rewards. */
        REWARD,
        /** Corrections, splits, airdrops: what the venue did by itself. */
        ADJUSTMENT,
        /** A word this version does not know. */
        OTHER
    }
}
