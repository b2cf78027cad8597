package io.nija.strategy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run must remember so that another can go on with it: plain text, since the classes of a replaced bundle are gone.
 *
 * @param format of {@code values}; the type's own, raised when they mean something else
 * @param values by name
 */
public record StrategyState(int format, Map<String, String> values) {

    public StrategyState {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
