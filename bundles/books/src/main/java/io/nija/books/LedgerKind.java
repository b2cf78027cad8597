package io.nija.books;

import java.util.Locale;

import io.nija.broker.LedgerEntry;

/** Why a balance changed. */
public enum LedgerKind {
    /** A fill of an order that NIJA sent. */
    FILL(true, false),
    /** A fill of an order that somebody else sent. */
    FOREIGN_FILL(true, true),
    DEPOSIT(true, true),
    WITHDRAWAL(true, true),
    /** Between wallets or accounts of the same owner. */
    TRANSFER(true, true),
    /** Staking and other rewards, airdrops. */
    REWARD(true, true),
    DIVIDEND(true, true),
    /** More or fewer coins or shares for the same worth. */
    SPLIT(true, true),
    /** What the venue corrected by itself. */
    ADJUSTMENT(true, true),
    /** Nobody can say why: the account's equity is missing until a person explains it. */
    UNEXPLAINED(false, false);

    private final boolean explained;
    private final boolean flow;

    LedgerKind(boolean explained, boolean flow) {
        this.explained = explained;
        this.flow = flow;
    }

    /** Whether it is known why. */
    public boolean explained() {
        return explained;
    }

    /** Whether it moves the day's start and the peak, as far as it touches what NIJA manages; never profit or loss. */
    public boolean flow() {
        return flow;
    }

    /** Of an entry that is no fill. Splits and dividends are told by the venue's own word. */
    static LedgerKind of(LedgerEntry entry) {
        return switch (entry.type()) {
            case DEPOSIT -> DEPOSIT;
            case WITHDRAWAL -> WITHDRAWAL;
            case TRANSFER -> TRANSFER;
            case REWARD -> word(entry, REWARD);
            case ADJUSTMENT -> word(entry, ADJUSTMENT);
            case OTHER -> word(entry, UNEXPLAINED);
            case TRADE -> UNEXPLAINED;
        };
    }

    private static LedgerKind word(LedgerEntry entry, LedgerKind otherwise) {
        // A venue's word may have a second one behind it: staking/spotfromstaking.
        return switch (entry.venueType() == null ? "" : entry.venueType().toLowerCase(Locale.ROOT).split("/", 2)[0]) {
            case "dividend" -> DIVIDEND;
            case "split", "reverse_split" -> SPLIT;
            case "airdrop" -> REWARD;
            default -> otherwise;
        };
    }
}
