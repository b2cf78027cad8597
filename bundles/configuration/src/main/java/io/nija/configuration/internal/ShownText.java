package io.nija.configuration.internal;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text from a file, made fit for logs, reports and screens: without control characters, not too long, and never
 * anything that looks like a broker's key. Whoever pasted a secret into the wrong file must not find it in a log.
 */
final class ShownText {

    /** What stands in place of a value that looks like a key. */
    static final String HIDDEN = "(not shown)";

    private static final int LONGEST = 120;
    /** Kraken's keys are 56 and 88 characters of Base64, Alpaca's secrets 40; a name has no such run of all three kinds. */
    private static final Pattern BASE64_RUN = Pattern.compile("[A-Za-z0-9+/]{32,}");
    private static final Pattern UPPER = Pattern.compile("[A-Z]");
    private static final Pattern LOWER = Pattern.compile("[a-z]");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    private static final Pattern KEY_CHARACTERS = Pattern.compile("[A-Za-z0-9+/=_.-]{16,}");
    private static final Pattern KEY_NAME = Pattern.compile("(?i).*(secret|key|token|passphrase|password).*");

    private ShownText() {}

    /** {@code text} as it may be shown. */
    static String of(String text) {
        if (isSecret(text)) {
            return HIDDEN;
        }
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints()
                .limit(LONGEST)
                .map(code -> unprintable(code) ? ' ' : code)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
    }

    private static boolean unprintable(int code) {
        return switch (Character.getType(code)) {
            // FORMAT holds the characters that turn the direction of text around on a screen
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default -> false;
        };
    }

    /** Whether this looks like a key or secret of a broker, wherever it stands. */
    static boolean isSecret(String text) {
        if (text.contains("-----BEGIN")) {
            return true;
        }
        return BASE64_RUN.matcher(text).results().map(MatchResult::group).anyMatch(run ->
                UPPER.matcher(run).find() && LOWER.matcher(run).find() && DIGIT.matcher(run).find() && !isPath(run));
    }

    /** One character in 64 of Base64 is a slash; in a path it is every tenth or more. */
    private static boolean isPath(String run) {
        return run.chars().filter(character -> character == '/').count() * 10 > run.length();
    }

    /** Whether this looks like a key or secret of a broker, given the key it stands under. */
    static boolean isSecretUnder(String key, String value) {
        return isSecret(value)
                || KEY_NAME.matcher(key).matches()
                        && KEY_CHARACTERS.matcher(value).matches()
                        && !VARIABLE.matcher(value).matches();
    }

    /** Whether a key of this name could hold a secret. */
    static boolean namesSecret(String key) {
        return KEY_NAME.matcher(key).matches();
    }
}
