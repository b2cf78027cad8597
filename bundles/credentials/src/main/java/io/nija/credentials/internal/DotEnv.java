package io.nija.credentials.internal;

import java.util.List;
import java.util.Map;

/**
 * What stands in a {@code .env} file.
 *
 * @param values by name; of a name that stands there more than once, the last one
 * @param repeated names that stand there more than once
 * @param problems lines that were passed over
 * @param places where each name's values stand, in the order of the file
 */
record DotEnv(Map<String, SecretText> values, List<String> repeated, List<Problem> problems, Map<String, List<Place>> places) {

    /** Nothing at all. */
    static final DotEnv EMPTY = new DotEnv(Map.of(), List.of(), List.of(), Map.of());

    /**
     * Positions in the text.
     *
     * @param line where the line begins
     * @param value where the value begins, its quote included
     * @param valueEnd behind the value and its quote
     * @param lineEnd behind the line and its end
     */
    record Place(int line, int value, int valueEnd, int lineEnd) {}

    /** @param line counted from 1; @param reason in words, without anything that stands in the line */
    record Problem(int line, String reason) {}

    void wipe() {
        values.values().forEach(SecretText::wipe);
    }
}
