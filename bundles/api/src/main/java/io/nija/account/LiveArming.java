package io.nija.account;

import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Which lanes may send real orders now. As long as no such service exists, none may.
 */
@ProviderType
public interface LiveArming {

    /** The lanes that are armed now; a snapshot. */
    Set<LaneId> armed();

    /**
     * The lanes on which a person's verification with the smallest order is under way: for its length they may send, in mode
     * observe and unarmed too. A snapshot.
     */
    default Set<LaneId> verifying() {
        return Set.of();
    }
}
