package io.nija.journal;

import java.util.Objects;
import java.util.UUID;

import io.nija.account.LaneId;

/**
 * Client order ids derive from another epoch from here on. Written by the journal itself.
 *
 * @param epoch the new one
 * @param cause {@code created}, or {@code restored}
 * @param build of the program that wrote it
 * @param who the person who asked for it; empty when nobody did
 */
public record EpochBegun(UUID epoch, String cause, String build, String who) implements JournalRecord {

    public EpochBegun {
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(who, "who");
    }

    @Override
    public LaneId lane() {
        return null;
    }
}
