package io.nija.journal.internal.codec;

import io.nija.journal.JournalRecord;

/**
 * A record ready to be written.
 *
 * @param kind its name in the journal
 * @param body its text
 * @param record itself
 */
public record Encoded(String kind, String body, JournalRecord record) {}
