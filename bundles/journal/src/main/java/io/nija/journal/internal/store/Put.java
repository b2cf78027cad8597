package io.nija.journal.internal.store;

/** What came of putting one append into the open transaction. */
public sealed interface Put {

    /**
     * It is in.
     *
     * @param first the sequence of its first record
     * @param last the sequence of its last one
     */
    record Done(long first, long last) implements Put {}

    /**
     * None of it is in; the transaction goes on without it.
     *
     * @param code of {@link io.nija.journal.Receipt.Refused}
     * @param reason one line of plain words
     */
    record Refused(String code, String reason) implements Put {}
}
