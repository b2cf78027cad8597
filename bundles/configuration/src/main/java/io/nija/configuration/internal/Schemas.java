package io.nija.configuration.internal;

import java.util.Optional;
import java.util.Set;

/** What the bundles that are here describe. */
interface Schemas {

    /** The description of a PID; empty when no bundle has one. */
    Optional<Schema> find(String pid);

    /** All PIDs of NIJA that are described. */
    Set<String> pids();
}
