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
}
