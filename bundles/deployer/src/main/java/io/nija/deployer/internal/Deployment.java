package io.nija.deployer.internal;

import java.time.Duration;
import java.util.Set;

import io.nija.account.LaneId;

import org.osgi.framework.Version;

/**
 * A change that was made.
 *
 * @param plugIn as it is now
 * @param kind what was done
 * @param fromVersion what ran before, or null
 * @param fromSha256 what ran before, or null
 * @param lanes the lanes that were connected before the change, and are again
 * @param took from the stop of the old jar until all was back; zero when nothing was stopped
 */
record Deployment(PlugIn plugIn, Kind kind, Version fromVersion, String fromSha256, Set<LaneId> lanes, Duration took) {

    enum Kind {
        INSTALLED,
        UPDATED,
        /** The very bytes that run already. */
        UNCHANGED
    }

    /** Whether an older version took the place of a newer one. */
    boolean downgrade() {
        return fromVersion != null && plugIn.version().compareTo(fromVersion) < 0;
    }
}
