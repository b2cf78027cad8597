package io.nija.platform;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Which lock files this process holds now. On POSIX systems closing any channel of a file gives up every lock that the
 * process has on it, so a file that is locked must not be opened a second time. The notes outlive the bundle that takes
 * them, so that its successor sees what its predecessor has not given back yet. Thread-safe; nothing waits.
 */
@ProviderType
public interface KeyLocks {

    /**
     * Before a lock file is opened.
     *
     * @param name the file's absolute path
     * @return whether the file may be opened; false while somebody in this process has it
     */
    boolean take(String name);

    /** After the lock file was closed. A name that nobody has is no error. */
    void release(String name);
}
