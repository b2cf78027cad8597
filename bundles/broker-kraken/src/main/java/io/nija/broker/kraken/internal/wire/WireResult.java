package io.nija.broker.kraken.internal.wire;

import java.time.Duration;
import java.time.Instant;

/** What came back over the wire, before anybody looks into it. */
public sealed interface WireResult {

    /**
     * An HTTP answer.
     *
     * @param status the HTTP status
     * @param body at most the transport's limit
     * @param retryAfter the header of that name, or null
     * @param at when it was there, by this machine's clock
     * @param roundTrip from writing the request until then
     */
    record Answered(int status, byte[] body, String retryAfter, Instant at, Duration roundTrip) implements WireResult {}

    /**
     * No answer.
     *
     * @param fault what went wrong
     * @param detail one line of plain words
     * @param written whether any of the request may have left this machine
     * @param at when it was found out
     */
    record Failed(Fault fault, String detail, boolean written, Instant at) implements WireResult {}

    /** The ways a transport fails. */
    enum Fault {
        DNS,
        REFUSED,
        CONNECT_TIMEOUT,
        TLS,
        TIMEOUT,
        RESET,
        TOO_LARGE,
        TURN_LOST,
        CANCELLED
    }
}
