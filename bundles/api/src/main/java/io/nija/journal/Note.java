package io.nija.journal;

import java.util.Map;
import java.util.Objects;

import io.nija.account.LaneId;

/**
 * Something that happened and must be found again: a decision, a difference found by reconciliation, an alert and its
 * acknowledgement.
 *
 * @param lane whose; null for the platform's
 * @param intent the intent it is about; null when about none
 * @param topic what sort of note, for example {@code decision}
 * @param code stable, for programs
 * @param text one line of plain words
 * @param facts names and values
 */
public record Note(LaneId lane, Long intent, String topic, String code, String text, Map<String, String> facts)
        implements JournalRecord {

    public Note {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(text, "text");
        facts = Map.copyOf(facts);
    }
}
