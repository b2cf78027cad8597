package io.nija.credentials;

/**
 * What was found for a {@link SecretRequest}, without the secret.
 *
 * @param variable which
 * @param state the finding
 * @param code stable, for programs
 * @param detail one line of plain words
 * @param hint what to do; empty when nothing
 */
public record SecretReport(String variable, State state, String code, String detail, String hint) {

    /** The kinds of finding. */
    public enum State {
        /** Nothing is there; empty values and shipped placeholders count as nothing. */
        ABSENT,
        /** The place that may hold it cannot be read. */
        UNREADABLE,
        /** There is a value that cannot be used, or the variable may not be given out. */
        MALFORMED,
        /** There is a {@link Secret} service. */
        PRESENT
    }
}
