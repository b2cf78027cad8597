package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;

/**
 * In a record's place when it is damaged: it is never left out in silence. Only read, never appended.
 *
 * @param reason one line that names the record and the file
 */
public record Unreadable(String reason) implements JournalRecord {

    public Unreadable {
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public LaneId lane() {
        return null;
    }
}
