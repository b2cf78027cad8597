package io.nija.account;

import java.util.regex.Pattern;

/**
 * The name of an account, taken from its file: {@code io.nija.account-daivon_frazier.cfg} is
 * {@code daivon_frazier}.
 *
 * @param value one to forty of {@code a-z}, {@code 0-9} and {@code _}
 */
public record AccountId(String value) implements Comparable<AccountId> {

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9_]{1,40}");

    /** @throws IllegalArgumentException with a sentence for the operator when the value is not legal */
    public AccountId {
        if (!isLegal(value)) {
            throw new IllegalArgumentException(
                    "An account id has 1 to 40 of a-z, 0-9 and _; '" + value + "' has not.");
        }
    }

    /** Whether {@code text} would be accepted. */
    public static boolean isLegal(String text) {
        return text != null && LEGAL.matcher(text).matches();
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
