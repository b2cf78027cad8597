package io.nija.configuration;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The configuration folder as it is in force. Thread-safe; answers are snapshots. */
@ProviderType
public interface ConfigurationFiles {

    /** One report for each configuration file, by name. Leftovers of editors are not configuration files. */
    List<FileReport> files();

    /** Files in the folder that were passed over, by name, with the reason in words (editor leftovers, temporary files). */
    List<String> ignored();

    /** Checks the folder as it is now, without applying anything. */
    List<FileReport> check();

    /**
     * Keys that the bundles here know and the bundles of an earlier run did not, as long as the version that brought them
     * runs; without the keys that each file of their kind sets already. By PID and key.
     */
    default List<NewKey> newKeys() {
        return List.of();
    }
}
