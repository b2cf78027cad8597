package io.nija.simulation;

/**
 * A planted bug.
 *
 * @param name what went wrong, in words with hyphens
 * @param type the shipped class, by its full name
 * @param search a piece of its source that occurs exactly once
 * @param replacement what stands there instead
 */
public record Mutation(String name, String type, String search, String replacement) {

    /** The bundle that ships the class. */
    String bundle() {
        if (type.startsWith("io.nija.broker.kraken.")) {
            return "broker-kraken";
        }
        return type.split("\\.")[2];
    }

    /** Where the source is in the bundle. */
    String file() {
        return "src/main/java/" + type.replace('.', '/') + ".java";
    }
}
