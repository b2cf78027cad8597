package io.nija.tck;

/** What not every venue has. A case that needs none of these must be passed by every broker. */
public enum Ability {
    /** Resting orders can be changed in place. */
    AMEND,
    /** A private stream tells orders and fills. */
    PRIVATE_STREAM,
    /** A public stream tells books. */
    PUBLIC_STREAM,
    /** Books come with a checksum. */
    BOOK_CHECKSUM,
    /** Messages of the private stream are numbered. */
    SEQUENCE,
    /** The private stream is opened with a token that ends. */
    STREAM_TOKEN,
    /** Calls are signed with a key pair of which the signature can be recomputed. */
    SIGNATURE,
    /** Signatures count with a nonce. */
    NONCE,
    /** There is a smallest price × quantity. */
    MINIMUM_COST,
    /** Single markets can be restricted. */
    MARKET_MODES,
    /** Orders can end at a given time. */
    EXPIRY,
    /** There are tiers of limits. */
    TIERS,
    /** The venue says until when it will not answer. */
    THROTTLED_UNTIL,
    /** There are holdings that cannot be traded. */
    STAKING,
    /** A fee can be taken in the base asset. */
    FEE_IN_BASE
}
