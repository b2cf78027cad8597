package io.nija.journal;

/** What came of an append. */
public sealed interface Receipt {

    /**
     * The records are on the disk: they are there after a power cut.
     *
     * @param first the sequence of the first record
     * @param last the sequence of the last one
     */
    record Forced(long first, long last) implements Receipt {}

    /**
     * None of the records counts: nothing that needs them may be done. After a failing disk they may still be found at the
     * next start.
     *
     * @param code one of the codes here
     * @param reason one line of plain words
     */
    record Refused(String code, String reason) implements Receipt {

        /** An intent number, client order id, operator's id, venue trade id or venue ledger id is there already. */
        public static final String DUPLICATE = "JOURNAL_DUPLICATE";
        /** Only the reserve is left, or a record is damaged: no entries; all else is written. */
        public static final String NO_ENTRIES = "JOURNAL_NO_ENTRIES";
        /** Nothing can be written. */
        public static final String FAILED = "JOURNAL_FAILED";
        /** Too much waits to be written. */
        public static final String BUSY = "JOURNAL_BUSY";
        /** The journal was closed. */
        public static final String CLOSED = "JOURNAL_CLOSED";
        /** A record is about an intent that is not there, or cannot be appended at all. */
        public static final String INVALID = "JOURNAL_INVALID";
    }

    /** Whether the records are on the disk. */
    default boolean forced() {
        return this instanceof Forced;
    }
}
