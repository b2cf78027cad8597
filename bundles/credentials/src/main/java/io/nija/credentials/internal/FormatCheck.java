package io.nija.credentials.internal;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.nija.credentials.CredentialReport.State;
import io.nija.credentials.KeyFormat;

/** Whether a pair has the form its broker describes, and if not, what went wrong when it was copied. */
final class FormatCheck {

    private final KeyFormat format;

    FormatCheck(KeyFormat format) {
        this.format = format;
    }

    /** What is wrong with a pair; empty when nothing is. No message holds any character of a value. */
    Optional<Finding> trouble(KeyPair pair) {
        String key = pair.variables().key();
        String secret = pair.variables().secret();
        if (quoted(pair.key())) {
            return Optional.of(quoted(pair, key));
        }
        if (quoted(pair.secret())) {
            return Optional.of(quoted(pair, secret));
        }
        boolean keyFits = fits(pair.key(), true);
        boolean secretFits = fits(pair.secret(), false);
        if (pair.key().sameAs(pair.secret())) {
            return malformed(pair, "HALVES_EQUAL", key + " and " + secret + " hold the same value.",
                    "Copy the key into " + key + " and the secret (shown once, when the key was made) into " + secret + ".");
        }
        if (!keyFits && !secretFits && fits(pair.key(), false) && fits(pair.secret(), true)) {
            return malformed(pair, "HALVES_SWAPPED", key + " holds the secret and " + secret + " holds the key.",
                    "Exchange the values of " + key + " and " + secret + ".");
        }
        if (!keyFits) {
            return Optional.of(misfit(pair, key, pair.key(), true));
        }
        if (!secretFits) {
            return Optional.of(misfit(pair, secret, pair.secret(), false));
        }
        return Optional.empty();
    }

    /** Whether a value, alone in its pair, has the form of the half that is missing and not its own. */
    boolean looksLikeTheOtherHalf(SecretText text, boolean isKey) {
        return !fits(text, isKey) && fits(text, !isKey);
    }

    private boolean fits(SecretText text, boolean asKey) {
        if (asKey) {
            return format.key().matcher(text).matches();
        }
        return format.secret().matcher(text).matches()
                && (format.encoding() == KeyFormat.Encoding.TEXT || isBase64(text));
    }

    private static boolean isBase64(SecretText text) {
        byte[] encoded = text.utf8();
        byte[] decoded = {};
        try {
            decoded = Base64.getDecoder().decode(encoded);
            return decoded.length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(decoded, (byte) 0);
        }
    }

    private Finding misfit(KeyPair pair, String variable, SecretText text, boolean isKey) {
        String words = isKey ? format.keyWords() : format.secretWords();
        SecretText stripped = text.stripped();
        try {
            if (stripped.length() != text.length()) {
                return malformed(pair, "VALUE_HAS_BLANKS", variable + " begins or ends with blanks or a line break.",
                        "Remove what stands before and after the value of " + variable + ".").orElseThrow();
            }
        } finally {
            stripped.wipe();
        }
        int strange = first(text, false);
        if (strange >= 0) {
            char character = text.charAt(strange);
            boolean lineBreak = character == '\n' || character == '\r';
            return malformed(pair, lineBreak ? "VALUE_HAS_LINE_BREAK" : "VALUE_HAS_INVISIBLE",
                    variable + (lineBreak ? " has a line break inside" : String.format(
                            " has a character that keys do not have (U+%04X)", (int) character))
                            + ", at position " + (strange + 1) + ".",
                    "Copy the value of " + variable + " again, as one line of " + words + ".").orElseThrow();
        }
        int blank = first(text, true);
        if (blank >= 0) {
            return malformed(pair, "VALUE_HAS_BLANKS", variable + " has a blank inside, at position " + (blank + 1) + ".",
                    "Copy the value of " + variable + " again, as one line of " + words + ".").orElseThrow();
        }
        String code = isKey ? "KEY_MALFORMED" : "SECRET_MALFORMED";
        if (!isKey && format.encoding() == KeyFormat.Encoding.BASE64 && !isBase64(text)) {
            code = "SECRET_NOT_BASE64";
        }
        String swapped = looksLikeTheOtherHalf(text, isKey)
                ? " It looks like the " + (isKey ? "secret" : "key") + "." : "";
        return malformed(pair, code, variable + " has " + text.length() + " characters and is not " + words + "." + swapped,
                "Copy the " + (isKey ? "key" : "secret") + " into " + variable + " again, completely: it is " + words + ".")
                        .orElseThrow();
    }

    /** The first blank, or the first character that is not printable ASCII; -1 when there is none. */
    private static int first(SecretText text, boolean blank) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (blank ? character == ' ' : character < ' ' || character > '~') {
                return i;
            }
        }
        return -1;
    }

    private static boolean quoted(SecretText text) {
        int last = text.length() - 1;
        if (last < 1) {
            return false;
        }
        char begin = text.charAt(0);
        char end = text.charAt(last);
        return begin == end && (begin == '"' || begin == '\'' || begin == '`')
                || begin == '\u201c' && end == '\u201d' || begin == '\u2018' && end == '\u2019';
    }

    private static Finding quoted(KeyPair pair, String variable) {
        return malformed(pair, "VALUE_QUOTED", variable + " has quotes around its value, and they are part of it here.",
                "Remove the quotes around the value of " + variable + ".").orElseThrow();
    }

    private static Optional<Finding> malformed(KeyPair pair, String code, String detail, String hint) {
        return Optional.of(Finding.trouble(State.MALFORMED, code, detail + " It was found in " + pair.place() + ".", List.of(), hint,
                pair.source()));
    }
}
