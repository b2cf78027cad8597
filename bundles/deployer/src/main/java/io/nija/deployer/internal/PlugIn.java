package io.nija.deployer.internal;

import java.time.Instant;

import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/**
 * A plug-in that is installed.
 *
 * @param file in the folder of plug-ins
 * @param sha256 of the jar it was installed from; empty when nobody knows
 * @param since when this jar came
 */
record PlugIn(String file, String symbolicName, Version version, String sha256, Bundle bundle, Instant since) {

    PlugIn inFile(String other) {
        return new PlugIn(other, symbolicName, version, sha256, bundle, since);
    }

    FolderPlan.Running running() {
        return new FolderPlan.Running(file, symbolicName, sha256);
    }

    /** Symbolic name and version, for a sentence. */
    String words() {
        return symbolicName + " " + version;
    }
}
