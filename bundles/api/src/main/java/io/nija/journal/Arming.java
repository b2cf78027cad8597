package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;

/**
 * A lane was armed for live orders, or disarmed. The newest one of a lane is what holds.
 *
 * @param lane which
 * @param armed whether it is armed from now on
 * @param who the person, or what disarmed it
 * @param reason one line of plain words
 * @param keyFingerprint of the key pair it was armed with; null when disarmed
 */
public record Arming(LaneId lane, boolean armed, String who, String reason, String keyFingerprint) implements JournalRecord {

    public Arming {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(reason, "reason");
    }
}
