package io.nija.simulator.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.nija.exchange.venue.Tier;

/**
 * How to start an exchange.
 *
 * @param port of the protocol on 127.0.0.1, 0 for any free one
 * @param seed of prices, ids and keys: the same seed and time give the same exchange
 * @param accounts the ids of its accounts
 * @param tier everybody's limits; null for those of the state, or Starter's
 * @param faults in the language of the README, or empty
 * @param speed how many seconds pass at the exchange in one of the machine's, 1 to {@value #FASTEST}
 * @param state the file that the exchange remembers everything in, or null
 */
public record ExchangeOptions(int port, long seed, List<String> accounts, Tier tier, String faults, int speed,
        Path state) {

    /** The highest speed. */
    public static final int FASTEST = 1_000;

    public ExchangeOptions {
        accounts = List.copyOf(accounts);
        if (speed < 1 || speed > FASTEST) {
            throw new IllegalArgumentException("The speed is a whole number from 1 to " + FASTEST + ".");
        }
    }

    /** At the machine's speed, without a state. */
    public ExchangeOptions(int port, long seed, List<String> accounts, Tier tier, String faults) {
        this(port, seed, accounts, tier, faults, 1, null);
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
        return new ExchangeOptions(changed, seed, accounts, tier, faults, speed, state);
    }

    /** The same with another seed. */
    public ExchangeOptions withSeed(long changed) {
        return new ExchangeOptions(port, changed, accounts, tier, faults, speed, state);
    }

    /** The same with other accounts. */
    public ExchangeOptions withAccounts(List<String> changed) {
        return new ExchangeOptions(port, seed, changed, tier, faults, speed, state);
    }

    /** The same with another tier. */
    public ExchangeOptions withTier(Tier changed) {
        return new ExchangeOptions(port, seed, accounts, changed, faults, speed, state);
    }

    /** The same with other faults. */
    public ExchangeOptions withFaults(String changed) {
        return new ExchangeOptions(port, seed, accounts, tier, changed, speed, state);
    }

    /** The same at another speed. */
    public ExchangeOptions withSpeed(int changed) {
        return new ExchangeOptions(port, seed, accounts, tier, faults, changed, state);
    }

    /** The same with a memory. */
    public ExchangeOptions withState(Path changed) {
        return new ExchangeOptions(port, seed, accounts, tier, faults, speed, changed);
    }
}
