package io.nija.journal;

import java.util.Map;
import java.util.Objects;

import io.nija.account.LaneId;

/**
 * A configuration file took effect.
 *
 * @param file its name
 * @param sha256 of its bytes, in hexadecimal; empty when it was removed
 * @param values what took effect; never a secret, for files hold none
 */
public record ConfigurationVersion(String file, String sha256, Map<String, String> values) implements JournalRecord {

    public ConfigurationVersion {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
        values = Map.copyOf(values);
    }

    @Override
    public LaneId lane() {
        return null;
    }
}
