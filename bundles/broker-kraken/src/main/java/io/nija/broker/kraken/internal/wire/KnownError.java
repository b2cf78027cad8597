package io.nija.broker.kraken.internal.wire;

/**
 * One entry of the closed table of errors.
 *
 * @param prefix the normalised text it begins with, lower case
 * @param code our stable code
 * @param fate what became of the request
 * @param cause what has to be done
 * @param message one line of plain words
 * @param hint what the operator can do; empty when nothing
 */
record KnownError(String prefix, String code, Fate fate, Cause cause, String message, String hint) {

    /** Whether {@code text}, normalised and lower case, is this error, with or without a detail behind it. */
    boolean matches(String text) {
        return text.startsWith(prefix)
                && (text.length() == prefix.length() || !Character.isLetterOrDigit(text.charAt(prefix.length())));
    }
}
