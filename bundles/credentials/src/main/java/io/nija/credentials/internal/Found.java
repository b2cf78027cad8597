package io.nija.credentials.internal;

/** What stands under a variable's name in one source. */
sealed interface Found {

    /** Where, in words that continue "in": {@code the environment}, {@code .env}, {@code /run/secrets/kraken_key}. */
    String place();

    /** A value, however useless. */
    record Text(String place, SecretText text) implements Found {}

    /** There is something, but it cannot be read. */
    record Unreadable(String place, String code, String reason) implements Found {}
}
