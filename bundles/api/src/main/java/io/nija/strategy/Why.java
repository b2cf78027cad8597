package io.nija.strategy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The reason of a decision.
 *
 * @param rule the rule that decided, stable, for programs and for counting: {@code ADX}, {@code COST}, {@code ENTRY}
 * @param text one line of plain words, with the numbers in it
 * @param numbers what the rule looked at, by name, in the order it did
 */
public record Why(String rule, String text, Map<String, String> numbers) {

    public Why {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** Without numbers. */
    public Why(String rule, String text) {
        this(rule, text, Map.of());
    }
}
