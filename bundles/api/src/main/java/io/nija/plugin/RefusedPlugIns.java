package io.nija.plugin;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The jars in the folder of plug-ins that are not taken. Thread-safe; answers are snapshots. */
@ProviderType
public interface RefusedPlugIns {

    /**
     * Each with the reason, by file. In a process that was started for one command the folder is looked at now, which
     * takes as long as reading its jars; what only shows when a jar is started is then known from the last run.
     *
     * @throws InterruptedException when the caller is interrupted while somebody else works on the plug-ins
     */
    List<RefusedPlugIn> refused() throws InterruptedException;
}
