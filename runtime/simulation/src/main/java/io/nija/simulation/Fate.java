package io.nija.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What becomes of one call on its way.
 *
 * @param kind how it fails, or that it does not
 * @param there how long the request takes to the exchange
 * @param back how long the answer takes
 * @param errors what is answered instead; empty for the exchange's own answer
 * @param carriedOut whether the exchange carries it out
 */
record Fate(Kind kind, Duration there, Duration back, List<String> errors, boolean carriedOut) {

    enum Kind {
        /** It is answered. */
        ANSWERED,
        /** No connection: nothing is written. */
        NO_CONNECTION,
        /** The connection breaks after the request was written. */
        RESET,
        /** No answer within the call's limit. */
        SILENCE,
        /** A page of the edge. */
        PAGE,
        /** Half an answer. */
        TRUNCATED
    }

    @Override
    public String toString() {
        return kind + (carriedOut ? ", carried out" : ", not carried out") + " after " + there.toMillis() + " ms"
                + (errors.isEmpty() ? "" : ", answered " + errors);
    }
}
