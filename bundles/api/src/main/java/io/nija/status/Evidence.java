package io.nija.status;

import java.time.Instant;

/**
 * What is known of one step, and from when. For a step that depends on the venue, {@code at} is the time a
 * real call was answered (or failed), never the time of asking.
 *
 * @param step which
 * @param ok whether the step is satisfied
 * @param at when this was found out
 * @param code stable, for programs: {@code OK}, or what is wrong, for example {@code KRAKEN_INVALID_SIGNATURE}
 * @param detail one line of plain words
 * @param hint what the operator can do, with the exact variable, permission or command; empty when nothing is to be done
 */
public record Evidence(Step step, boolean ok, Instant at, String code, String detail, String hint) {

    /** A satisfied step. */
    public static Evidence ok(Step step, Instant at, String detail) {
        return new Evidence(step, true, at, "OK", detail, "");
    }

    /** A step that is not satisfied. */
    public static Evidence failed(Step step, Instant at, String code, String detail, String hint) {
        return new Evidence(step, false, at, code, detail, hint);
    }
}
