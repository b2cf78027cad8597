package io.nija.credentials.internal;

import java.util.List;
import java.util.Map;

/**
 * What stands in a {@code .env} file.
 *
 * @param values by name; of a name that stands there more than once, the last one
 * @param repeated names that stand there more than once
 * @param problems lines that were passed over
 */
record DotEnv(Map<String, SecretText> values, List<String> repeated, List<Problem> problems) {

    /** @param line counted from 1; @param reason in words, without anything that stands in the line */
    record Problem(int line, String reason) {}

    void wipe() {
        values.values().forEach(SecretText::wipe);
    }
}
