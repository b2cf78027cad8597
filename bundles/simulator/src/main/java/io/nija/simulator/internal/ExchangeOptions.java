package io.nija.simulator.internal;

import java.util.List;
import java.util.stream.IntStream;

import io.nija.simulator.internal.venue.Tier;

/**
 * How to start an exchange.
 *
 * @param port of the protocol on 127.0.0.1, 0 for any free one
 * @param seed of prices, ids and keys: the same seed and time give the same exchange
 * @param accounts the ids of its accounts
 * @param tier everybody's limits
 * @param faults in the language of the README, or empty
 */
public record ExchangeOptions(int port, long seed, List<String> accounts, Tier tier, String faults) {

    public ExchangeOptions {
        accounts = List.copyOf(accounts);
    }

    /** One account, any port, seed 1, no limits, no faults. */
    public static ExchangeOptions plain() {
        return new ExchangeOptions(0, 1, numbered(1), Tier.UNLIMITED, "");
    }

    /** {@code account-1}, {@code account-2}… */
    public static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "account-" + number).toList();
    }

    /** The same with another port. */
    public ExchangeOptions withPort(int changed) {
        return new ExchangeOptions(changed, seed, accounts, tier, faults);
    }

    /** The same with another seed. */
    public ExchangeOptions withSeed(long changed) {
        return new ExchangeOptions(port, changed, accounts, tier, faults);
    }

    /** The same with other accounts. */
    public ExchangeOptions withAccounts(List<String> changed) {
        return new ExchangeOptions(port, seed, changed, tier, faults);
    }

    /** The same with another tier. */
    public ExchangeOptions withTier(Tier changed) {
        return new ExchangeOptions(port, seed, accounts, changed, faults);
    }

    /** The same with other faults. */
    public ExchangeOptions withFaults(String changed) {
        return new ExchangeOptions(port, seed, accounts, tier, changed);
    }
}
