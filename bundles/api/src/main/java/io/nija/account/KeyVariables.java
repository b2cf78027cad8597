package io.nija.account;

/**
 * The names of the two variables that hold one pair of keys.
 *
 * @param key the variable of the public half, for example {@code KRAKEN_MASTER_API_KEY}
 * @param secret the variable of the private half, for example {@code KRAKEN_MASTER_API_SECRET}
 */
public record KeyVariables(String key, String secret) {}
