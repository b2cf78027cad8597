package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;

/**
 * What somebody made of the journal up to a record, so that a start reads from there and not from the beginning. Never the
 * only place of a fact: without it everything follows from the records before. It is kept beside the journal
 * ({@link Checkpoints}); appended to it, it would stay there for good.
 *
 * @param name whose
 * @param upTo the sequence of the last record that is in it
 * @param body in the owner's own form
 */
public record Checkpoint(String name, long upTo, String body) implements JournalRecord {

    public Checkpoint {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
    }

    @Override
    public LaneId lane() {
        return null;
    }
}
