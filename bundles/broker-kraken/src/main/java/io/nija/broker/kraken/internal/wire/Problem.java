package io.nija.broker.kraken.internal.wire;

import java.time.Instant;

/**
 * Why a call brought no result.
 *
 * @param code stable, for programs
 * @param fate what became of the request
 * @param cause what has to be done about it
 * @param message one line of plain words
 * @param hint what the operator can do; {@code {lane}} and {@code {source}} stand for the lane and the place of the keys
 * @param at when it was found out
 * @param notBefore do not call again earlier, or null
 */
public record Problem(String code, Fate fate, Cause cause, String message, String hint, Instant at, Instant notBefore) {

    /** Something on this side keeps a call from being sent. */
    public static Problem local(String code, String message, String hint, Instant at) {
        return new Problem(code, Fate.NOT_SENT, Cause.LOCAL, message, hint, at, null);
    }

    /** No connection can even be prepared: the settings for TLS of this Java do not work. Its text is kept, it is not. */
    public static Problem unprepared(Throwable failure, Instant at) {
        StringBuilder causes = new StringBuilder();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 4; cause = cause.getCause(), depth++) {
            String text = VenueText.clean(cause.getMessage(), 160);
            causes.append(depth == 0 ? "" : "; ").append(cause.getClass().getSimpleName()).append(text.isEmpty() ? "" : ": " + text);
        }
        return local("KRAKEN_TLS", "A connection to Kraken cannot be prepared: " + VenueText.clean(causes.toString(), 400)
                + ". It is tried again every few seconds.", "Look at the Java options for certificates, such as"
                + " javax.net.ssl.trustStore: the file must be there, readable, and of the type and password that are set.", at);
    }

    /** The same, when what came with it says the contrary: nobody knows then. */
    Problem doubted() {
        return new Problem(code, Fate.UNCERTAIN, cause, message, hint, at, notBefore);
    }

    /** The same, with another message in front. */
    public Problem told(String newMessage) {
        return new Problem(code, fate, cause, newMessage, hint, at, notBefore);
    }
}
