package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;

/**
 * A plug-in began to run.
 *
 * @param symbolicName which
 * @param version its bundle version
 * @param sha256 of its jar, in hexadecimal
 * @param trustedBy who trusted that hash; empty when it came with the installation
 */
public record PlugInHash(String symbolicName, String version, String sha256, String trustedBy) implements JournalRecord {

    public PlugInHash {
        Objects.requireNonNull(symbolicName, "symbolic name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(trustedBy, "trusted by");
    }

    @Override
    public LaneId lane() {
        return null;
    }
}
