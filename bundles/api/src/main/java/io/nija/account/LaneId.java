package io.nija.account;

import java.util.Comparator;

/**
 * One account at one broker: the unit that has keys, a session, a nonce, a budget and orders of its own.
 *
 * @param account whose
 * @param broker where
 */
public record LaneId(AccountId account, BrokerId broker) implements Comparable<LaneId> {

    private static final Comparator<LaneId> ORDER =
            Comparator.comparing(LaneId::account).thenComparing(LaneId::broker);

    /** The lane named {@code account/broker}. */
    public static LaneId of(String account, String broker) {
        return new LaneId(new AccountId(account), new BrokerId(broker));
    }

    /**
     * Reads {@code account/broker}.
     *
     * @throws IllegalArgumentException with a sentence for the operator when it is not of that form
     */
    public static LaneId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash != text.lastIndexOf('/')) {
            throw new IllegalArgumentException("A lane is written ACCOUNT/BROKER, for example master/kraken; '"
                    + text + "' is not.");
        }
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(LaneId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return account + "/" + broker;
    }
}
