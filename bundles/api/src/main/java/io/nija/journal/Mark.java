package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;

/**
 * A value that is remembered until the same mark has another one: the last trade seen, a peak, a day's start.
 *
 * @param lane whose; null for the platform's
 * @param name which
 * @param value as text
 */
public record Mark(LaneId lane, String name, String value) implements JournalRecord {

    public Mark {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
