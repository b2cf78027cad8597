package io.nija.alert;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something a person must know. Two alerts with the same code and scope are the same alert, raised again. Texts must hold
 * no secret; what came from outside may stand in them, it is escaped wherever it is shown.
 *
 * @param severity how much it matters
 * @param code stable, for programs: capitals, digits and {@code _}, for example {@code LANE_DOWN}
 * @param scope what it is about
 * @param lasting true for a state that ends when it is cleared; false for an event that ends when a person acknowledged it
 * @param sentence one sentence: what happened, and what was done about it
 * @param hint what the operator can do; empty when nothing
 */
public record Alert(Severity severity, String code, AlertScope scope, boolean lasting, String sentence, String hint) {

    private static final Pattern LEGAL = Pattern.compile("[A-Z][A-Z0-9_]{1,59}");

    /** @throws IllegalArgumentException when the code is not legal */
    public Alert {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(hint, "hint");
        if (!LEGAL.matcher(code).matches()) {
            throw new IllegalArgumentException("An alert's code has 2 to 60 of A-Z, 0-9 and _, beginning with a letter.");
        }
    }

    /** A state that lasts until it is cleared. */
    public static Alert state(Severity severity, String code, AlertScope scope, String sentence, String hint) {
        return new Alert(severity, code, scope, true, sentence, hint);
    }

    /** An event: over when it happened, open until somebody acknowledged it. */
    public static Alert event(Severity severity, String code, AlertScope scope, String sentence, String hint) {
        return new Alert(severity, code, scope, false, sentence, hint);
    }
}
