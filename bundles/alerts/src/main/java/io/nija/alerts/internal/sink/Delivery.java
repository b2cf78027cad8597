package io.nija.alerts.internal.sink;

import java.time.Duration;

/** What became of one call. Nothing here repeats any part of an address or of a token. */
public sealed interface Delivery {

    /** The service took it. */
    record Arrived() implements Delivery {}

    /**
     * It did not, or nobody knows whether it did.
     *
     * @param code stable, for programs
     * @param reason one sentence of plain words
     * @param hint what the operator can do; empty when nothing
     * @param notBefore how long the service asks to be left alone, or null
     */
    record Failed(String code, String reason, String hint, Duration notBefore) implements Delivery {

        /** Reason and hint as one line. */
        public String sentence() {
            return hint.isEmpty() ? reason : reason + " " + hint;
        }
    }
}
