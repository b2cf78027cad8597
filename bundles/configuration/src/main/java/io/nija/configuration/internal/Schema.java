package io.nija.configuration.internal;

import java.util.List;
import java.util.Optional;

/**
 * What a bundle's metatype says of one PID.
 *
 * @param pid the PID or factory PID
 * @param factory whether files name instances of it
 * @param settings its keys
 * @param version of the bundle
 */
record Schema(String pid, boolean factory, List<Setting> settings, String version) {

    /** An id that ends so stands for every key that begins with the rest of it. */
    private static final String ANY = ".*";

    Schema {
        settings = List.copyOf(settings);
    }

    /** The setting that a key belongs to. */
    Optional<Setting> setting(String key) {
        return settings.stream().filter(setting -> setting.id().equals(key)).findFirst()
                .or(() -> settings.stream().filter(setting -> setting.admits(key)).findFirst());
    }

    /**
     * One key.
     *
     * @param id the key, or with {@code .*} at its end the beginning of many
     * @param type of one value
     * @param cardinality 0 for one value; else a comma list of at most that many, as an array if positive, as a list if negative
     * @param required whether it must be set
     * @param options the only values; empty when there is no such list
     * @param range the rest of the rules
     * @param defaults what holds where it is not set; empty when the metatype does not tell
     */
    record Setting(String id, ValueType type, int cardinality, boolean required, List<String> options, Range range,
            List<String> defaults) {

        Setting {
            options = List.copyOf(options);
            defaults = List.copyOf(defaults);
        }

        boolean isWildcard() {
            return id.endsWith(ANY);
        }

        /** For a wildcard: what its keys begin with, the dot included. */
        String prefix() {
            return id.substring(0, id.length() - 1);
        }

        boolean admits(String key) {
            return isWildcard() && key.startsWith(prefix()) && key.length() > prefix().length();
        }

        /** What may stand there, in words. */
        String legal() {
            String one = options.isEmpty() ? type.words(range.bounds()) : "one of " + String.join(", ", options);
            if (cardinality == 0) {
                return one;
            }
            int most = cardinality == Integer.MIN_VALUE ? Integer.MAX_VALUE : Math.abs(cardinality);
            String list = most == Integer.MAX_VALUE ? "a comma list" : "a comma list of up to " + most;
            return list + ", each " + one;
        }
    }

    /** The range a value must be in. */
    interface Range {

        /** Whether a value of the right type is within. */
        boolean allows(String value);

        /** The limits as the bundle states them; read when a sentence needs them. */
        Bounds bounds();

        /** No limits. */
        static Range open() {
            return new Range() {
                @Override
                public boolean allows(String value) {
                    return true;
                }

                @Override
                public Bounds bounds() {
                    return Bounds.NONE;
                }
            };
        }
    }

    /** The lowest and the highest value, or for a text its length; each may be null. */
    record Bounds(String min, String max) {

        static final Bounds NONE = new Bounds(null, null);

        /** For example {@code from 1 to 10}; empty when there are none. */
        String words() {
            if (min != null && max != null) {
                return " from " + min + " to " + max;
            }
            if (min != null) {
                return " of at least " + min;
            }
            return max != null ? " of at most " + max : "";
        }
    }
}
