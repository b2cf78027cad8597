package io.nija.plugin;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The plug-ins that run now. Thread-safe; nothing waits. */
@ProviderType
public interface RunningPlugIns {

    /**
     * The SHA-256 of the very jar that runs under a symbolic name, which need not be the one that lies in the folder now: 64
     * hexadecimal digits in lower case. Empty when there is no such plug-in, or nobody knows what it was installed from.
     */
    Optional<String> sha256(String symbolicName);
}
