package io.nija.journal;

import java.time.Instant;

/**
 * A record in its place.
 *
 * @param sequence from 1, without gaps
 * @param writtenAt when it was given to the journal, by this machine's clock
 * @param record what was written; {@link Unreadable} when it is damaged
 */
public record Entry(long sequence, Instant writtenAt, JournalRecord record) {}
