package io.nija.risk;

import java.util.Optional;
import java.util.SortedSet;

import org.osgi.annotation.versioning.ProviderType;

/** The risk profiles in force: {@code careful} and {@code open} always, others by their files. Thread-safe; no I/O. */
@ProviderType
public interface RiskProfiles {

    /** The profile of that name as it is now; an edited file is another object. */
    Optional<RiskLimits> find(String profile);

    /** The names of all profiles. */
    SortedSet<String> names();
}
