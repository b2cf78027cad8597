package io.nija.trading.internal.book;

/**
 * Something that a person should know of a fact that was applied.
 *
 * @param grave whether the lane is not reconciled because of it
 * @param code stable, for programs
 * @param text one line of plain words
 */
public record Note(boolean grave, String code, String text) {}
