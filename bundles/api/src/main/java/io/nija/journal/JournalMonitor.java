package io.nija.journal;

import org.osgi.annotation.versioning.ProviderType;

/** How the journal is, also while there is none: a service that is always there. Thread-safe; nothing waits. */
@ProviderType
public interface JournalMonitor {

    /** A snapshot. */
    JournalHealth health();

    /** Where it is and how large; looks at the sizes of its files now. */
    default JournalStorage storage() {
        return JournalStorage.UNKNOWN;
    }
}
