package io.nija.credentials;

import java.util.regex.Pattern;

/**
 * What a broker's keys look like. Data only: the keys are checked where they are kept, and never shown to the
 * broker that describes them.
 *
 * @param key the public half must match this as a whole
 * @param keyWords the same in words, for example {@code 56 characters of A-Z, a-z, 0-9, + and /}
 * @param secret the private half must match this as a whole
 * @param secretWords the same in words
 * @param encoding how the private half is written
 */
public record KeyFormat(Pattern key, String keyWords, Pattern secret, String secretWords, Encoding encoding) {

    /** Anything printable without blanks: used for a broker whose bundle is not here. */
    public static final KeyFormat ANY = new KeyFormat(Pattern.compile("[!-~]+"), "printable characters without blanks",
            Pattern.compile("[!-~](?:[ -~\\r\\n]*[!-~])?"), "printable characters", Encoding.TEXT);

    /** How a secret is written. */
    public enum Encoding {
        /** As it is. */
        TEXT,
        /** Base64 of the bytes that sign. */
        BASE64
    }
}
