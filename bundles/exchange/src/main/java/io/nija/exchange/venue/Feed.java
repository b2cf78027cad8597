package io.nija.exchange.venue;

import io.nija.exchange.market.Print;

/**
 * Is told of what happens at the exchange while it happens; called with the venue's lock held, so it is quick, never waits
 * and changes nothing at the exchange. What was told is complete with the next {@link #moment}.
 */
public interface Feed {

    /** Nobody listens. */
    Feed NONE = new Feed() { };

    /** Whether anybody wants to know of every single thing. */
    default boolean isRead() {
        return false;
    }

    /** What a book shows may have changed. */
    default void touched(Book book) { }

    /** A trade is on the tape. */
    default void printed(Book book, Print print) { }

    /** An order of an account was accepted, and is not in force yet. */
    default void placed(Order order) { }

    /** An order is in force: it matches next, or waits for its trigger. */
    default void admitted(Order order) { }

    /** A part of an order was executed. */
    default void executed(Order order, TradeRow trade) { }

    /** An order is over. */
    default void ended(Order order) { }

    /** An order was changed in place. */
    default void amended(Order order) { }

    /** An order's trigger fired. */
    default void triggered(Order order) { }

    /** An iceberg shows its next part. */
    default void replenished(Order order) { }

    /** A balance changed. */
    default void posted(Account account, LedgerRow row) { }

    /** What markets accept has changed. */
    default void modesChanged() { }

    /** Time passed that nobody saw: markets began anew, and the trades between were not told one by one. */
    default void jumped() { }

    /** Everything of one moment was told. */
    default void moment() { }
}
