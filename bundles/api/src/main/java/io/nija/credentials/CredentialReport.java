package io.nija.credentials;

import java.time.Instant;
import java.util.List;

import io.nija.account.LaneId;

/**
 * What was found for one lane, without any secret in it.
 *
 * @param lane whose
 * @param state the finding
 * @param code stable, for programs: {@code KEYS_PRESENT}, {@code KEYS_ABSENT}, {@code SECRET_MISSING}, …; with
 *     {@code PRESENT} anything but {@code KEYS_PRESENT} says what keeps a new pair from taking the running one's place
 * @param detail one line of plain words, for example where the keys were found
 * @param missing the variables to set, exactly
 * @param hint what to do; empty when nothing
 * @param source where the deciding half was found; empty when nothing was
 * @param fingerprint of the public half; empty when there is none
 * @param at when the sources were last read
 */
public record CredentialReport(
        LaneId lane,
        State state,
        String code,
        String detail,
        List<String> missing,
        String hint,
        String source,
        String fingerprint,
        Instant at) {

    public CredentialReport {
        missing = List.copyOf(missing);
    }

    /** The kinds of finding. */
    public enum State {
        /** Neither half is there; empty and shipped placeholders count as not there. */
        ABSENT,
        /** Exactly one half is usable. */
        HALF,
        /** A place that holds a half could not be read, so nothing is known; never taken for absent. */
        UNREADABLE,
        /** Both are there, one does not have the right form. */
        MALFORMED,
        /** The public half is also another lane's. */
        DUPLICATE,
        /** Usable: the lane has a {@link Credentials} service, perhaps still with the pair it had before. */
        PRESENT
    }
}
