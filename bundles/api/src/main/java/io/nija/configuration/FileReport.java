package io.nija.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of one configuration file.
 *
 * @param file its name without folder, for example {@code io.nija.account-master.cfg}
 * @param pid the PID it configures, without the instance name
 * @param instance the name after the first hyphen, or an empty text
 * @param state what was done with it
 * @param problems why it was refused; empty when it was not
 * @param warnings what is odd but was accepted: an unknown key with the nearest known one, a name that nobody here describes
 * @param raw the values as they stand in the file, as far as it could be read; never holds keys of brokers
 * @param at when it was last looked at
 */
public record FileReport(
        String file,
        String pid,
        String instance,
        State state,
        List<Problem> problems,
        List<String> warnings,
        Map<String, String> raw,
        Instant at) {

    public FileReport {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        raw = Map.copyOf(raw);
    }

    /** What was done with a file. */
    public enum State {
        /** It is in force. */
        APPLIED,
        /** It is not in force; the last good version of it is. */
        REFUSED_KEPT,
        /** It is not in force, and there is no earlier version. */
        REFUSED,
        /** No bundle that is here describes this PID; it is applied when one comes. */
        WAITING
    }

    /**
     * One reason to refuse a file.
     *
     * @param key which key, or an empty text when it is the file as a whole
     * @param value what stands there
     * @param legal what may stand there
     * @param message one sentence: cause, what was done, what to do
     */
    public record Problem(String key, String value, String legal, String message) {}
}
