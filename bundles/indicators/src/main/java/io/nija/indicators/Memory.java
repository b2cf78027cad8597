package io.nija.indicators;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What indicators remember, as text by name. */
public final class Memory {

    private Memory() {}

    /** Saves several indicators into one map, each under its own name. */
    public static final class Writer {

        private final Map<String, String> values;
        private final String prefix;

        public Writer() {
            this(new TreeMap<>(), "");
        }

        private Writer(Map<String, String> values, String prefix) {
            this.values = values;
            this.prefix = prefix;
        }

        /** A part of this with names of its own. */
        public Writer part(String name) {
            return new Writer(values, prefix + name + ".");
        }

        public Writer put(String name, double value) {
            values.put(prefix + name, Double.toString(value));
            return this;
        }

        public Writer put(String name, long value) {
            values.put(prefix + name, Long.toString(value));
            return this;
        }

        public Writer put(String name, double[] all) {
            StringBuilder text = new StringBuilder();
            for (double value : all) {
                text.append(text.isEmpty() ? "" : " ").append(value);
            }
            values.put(prefix + name, text.toString());
            return this;
        }

        public Writer save(String name, Indicator indicator) {
            indicator.save(part(name));
            return this;
        }

        /** Everything that was written. */
        public Map<String, String> values() {
            return Collections.unmodifiableMap(values);
        }
    }

    /** Reads what a {@link Writer} wrote. */
    public static final class Reader {

        private final Map<String, String> values;
        private final String prefix;

        public Reader(Map<String, String> values) {
            this(values, "");
        }

        private Reader(Map<String, String> values, String prefix) {
            this.values = values;
            this.prefix = prefix;
        }

        public Reader part(String name) {
            return new Reader(values, prefix + name + ".");
        }

        /** @throws IllegalArgumentException when it is not there or is no number */
        public double number(String name) {
            return Double.parseDouble(text(name));
        }

        /** @throws IllegalArgumentException when it is not there or is no whole number */
        public long whole(String name) {
            return Long.parseLong(text(name));
        }

        /** @throws IllegalArgumentException when there are not exactly so many numbers */
        public void numbers(String name, double[] into) {
            String[] words = text(name).split(" ");
            if (words.length != into.length) {
                throw new IllegalArgumentException(prefix + name + " has " + words.length + " numbers instead of " + into.length + ".");
            }
            for (int i = 0; i < into.length; i++) {
                into[i] = Double.parseDouble(words[i]);
            }
        }

        public Reader restore(String name, Indicator indicator) {
            indicator.restore(part(name));
            return this;
        }

        private String text(String name) {
            String text = values.get(prefix + name);
            if (text == null) {
                throw new IllegalArgumentException(prefix + name + " is missing.");
            }
            return text;
        }
    }
}
