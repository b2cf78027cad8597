package io.nija.account;

import java.util.regex.Pattern;

/**
 * The name of a broker as operators write it, for example {@code kraken}.
 *
 * @param value one to forty of {@code a-z}, {@code 0-9} and {@code -}, beginning with a letter
 */
public record BrokerId(String value) implements Comparable<BrokerId> {

    private static final Pattern LEGAL = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** @throws IllegalArgumentException with a sentence for the operator when the value is not legal */
    public BrokerId {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("A broker id begins with a letter and has up to 40 of a-z, 0-9 and -; '"
                    + value + "' has not.");
        }
    }

    /** Whether {@code text} would be accepted. */
    public static boolean isLegal(String text) {
        return text != null && LEGAL.matcher(text).matches();
    }

    @Override
    public int compareTo(BrokerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
