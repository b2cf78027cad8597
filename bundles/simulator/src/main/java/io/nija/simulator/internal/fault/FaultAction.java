package io.nija.simulator.internal.fault;

import java.time.Duration;
import java.util.List;

/** What goes wrong. {@link #toString()} of each is how it is asked for. */
public sealed interface FaultAction {

    /** Waiting: a random time between both, in milliseconds. */
    record Delay(long least, long most) implements FaultAction {
        @Override
        public String toString() {
            return least == most ? "delay(" + least + ")" : "delay(" + least + ".." + most + ")";
        }
    }

    /** The connection is closed without an answer. */
    record Drop() implements FaultAction {
        @Override
        public String toString() {
            return "drop";
        }
    }

    /** The connection is reset. */
    record Reset() implements FaultAction {
        @Override
        public String toString() {
            return "reset";
        }
    }

    /** No answer, while the connection stays open. */
    record Hang() implements FaultAction {
        @Override
        public String toString() {
            return "hang";
        }
    }

    /** The body trickles. */
    record Slow(int bytesPerSecond) implements FaultAction {
        @Override
        public String toString() {
            return "slow(" + bytesPerSecond + ")";
        }
    }

    /** A gateway's answer: an HTTP status with a page; {@code retryAfter} in seconds, 0 for none. */
    record Status(int status, int retryAfter) implements FaultAction {
        @Override
        public String toString() {
            return "status(" + status + (retryAfter == 0 ? "" : "," + retryAfter) + ")";
        }
    }

    /** A page of HTML instead of JSON, with that HTTP status. */
    record Html(int status) implements FaultAction {
        @Override
        public String toString() {
            return "html(" + status + ")";
        }
    }

    /** Half of the JSON, in a complete HTTP response. */
    record Truncate() implements FaultAction {
        @Override
        public String toString() {
            return "truncate";
        }
    }

    /** Half of the body, then the connection is closed. */
    record Cut() implements FaultAction {
        @Override
        public String toString() {
            return "cut";
        }
    }

    /** These errors in the protocol's envelope. */
    record Errors(List<String> errors) implements FaultAction {

        public Errors {
            errors = List.copyOf(errors);
        }

        @Override
        public String toString() {
            return "error(" + String.join("|", errors) + ")";
        }
    }

    /** The exchange's clock is wrong for this call. */
    record Skew(Duration by) implements FaultAction {
        @Override
        public String toString() {
            return "skew(" + by.toSeconds() + ")";
        }
    }

    /** The exchange is gone for a while: nothing listens, all connections are reset. */
    record Gone(Duration duration) implements FaultAction {
        @Override
        public String toString() {
            return "gone(" + duration.toSeconds() + ")";
        }
    }
}
