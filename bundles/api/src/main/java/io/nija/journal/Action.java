package io.nija.journal;

/** What was asked of a venue. */
public enum Action {
    PLACE,
    AMEND,
    CANCEL
}
