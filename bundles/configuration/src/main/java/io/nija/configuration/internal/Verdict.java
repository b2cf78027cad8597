package io.nija.configuration.internal;

import java.util.List;
import java.util.Map;

import io.nija.configuration.FileReport;

/** What the check of one file found. Nothing is done with the file yet. */
sealed interface Verdict {

    /** Why the file must not be put in force; empty when it may or when nobody can tell. */
    default List<Finding> findings() {
        return List.of();
    }

    /** What becomes of the file, given whether an earlier version of it is in force. */
    FileReport.State state(boolean inForce);

    /** What is odd but no reason to refuse, one sentence each. */
    List<String> warnings();

    /** The values as they stand in the file, keys of brokers blanked out. */
    Map<String, String> raw();

    /**
     * Good.
     *
     * @param properties typed values; several values are a {@link Several}
     */
    record Good(Map<String, Object> properties, List<String> warnings, Map<String, String> raw) implements Verdict {

        public Good {
            properties = Map.copyOf(properties);
        }

        @Override
        public FileReport.State state(boolean inForce) {
            return FileReport.State.APPLIED;
        }
    }

    /** Not good. */
    record Bad(List<Finding> findings, List<String> warnings, Map<String, String> raw) implements Verdict {

        @Override
        public FileReport.State state(boolean inForce) {
            return inForce ? FileReport.State.REFUSED_KEPT : FileReport.State.REFUSED;
        }
    }

    /**
     * Good by the metatype, but a rule objects.
     *
     * @param properties what would have been put in force
     */
    record Objected(List<Finding> findings, Map<String, Object> properties, List<String> warnings, Map<String, String> raw)
            implements Verdict {

        @Override
        public FileReport.State state(boolean inForce) {
            return inForce ? FileReport.State.REFUSED_KEPT : FileReport.State.REFUSED;
        }
    }

    /** Readable, but no bundle that is here describes its PID. */
    record Unknown(List<String> warnings, Map<String, String> raw) implements Verdict {

        @Override
        public FileReport.State state(boolean inForce) {
            return FileReport.State.WAITING;
        }
    }

    /**
     * A reason to refuse a file.
     *
     * @param line counted from one; 0 for the file as a whole
     * @param key which key, or an empty text
     * @param value what stands there, fit to be shown, or an empty text
     * @param legal what may stand there, or an empty text
     * @param what the cause in words; makes a sentence together with file and line
     */
    record Finding(int line, String key, String value, String legal, String what) {

        /** One about the file as a whole. */
        static Finding ofFile(String what) {
            return new Finding(0, "", "", "", what);
        }
    }

    /**
     * Several values of one key, comparable by value unlike an array.
     *
     * @param array whether ConfigAdmin gets an array, else a list
     */
    record Several(ValueType type, List<Object> values, boolean array) {

        public Several {
            values = List.copyOf(values);
        }
    }
}
