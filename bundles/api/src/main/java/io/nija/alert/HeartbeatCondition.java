package io.nija.alert;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A whiteboard service of whoever must be well for the heartbeat to go on: while it does not hold, nobody outside is told
 * that NIJA is well, and whoever waits for the heartbeat raises the alarm. The bundles that trade and that keep the journal
 * register {@code trading} (every trading lane is reconciled) and {@code journal} (it writes). Thread-safe and quick: asked
 * on a platform thread, and must not wait. One that throws does not hold.
 */
@ConsumerType
public interface HeartbeatCondition {

    /** What it is about, one word of small letters: stands in the configuration and in the status. */
    String id();

    /** How it is now. */
    Standing now();

    /**
     * An answer.
     *
     * @param holds whether the heartbeat may go on
     * @param reason why not, one line of plain words; empty when it holds
     */
    record Standing(boolean holds, String reason) {

        /** It holds. */
        public static Standing good() {
            return new Standing(true, "");
        }

        /** It does not hold. */
        public static Standing bad(String reason) {
            return new Standing(false, reason);
        }
    }
}
