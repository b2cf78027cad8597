package io.nija.risk;

/** What a limit is counted over. Figures of different modes never meet in one scope. */
public enum Scope {
    /** The account of the order, over all its brokers. */
    ACCOUNT,
    /** The strategy that wants the order, on this account. */
    STRATEGY,
    /** The asset that is bought, over all quote currencies, brokers and accounts. */
    ASSET,
    /** Everything, over all accounts and brokers. */
    GLOBAL
}
