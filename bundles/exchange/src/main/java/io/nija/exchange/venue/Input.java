package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that changes the exchange from outside, in plain values. {@link Venue#apply} is the only way in: the same
 * inputs at the same times, from the same seed, give the same exchange to the last decimal and the last id. So a log of
 * inputs is its memory. (Time alone changes it too, but not differently when it is looked at more often.)
 *
 * <p>An input that is refused is an input all the same: it may have cost points, and it does so again.
 *
 * @param <R> what the exchange answers
 */
public sealed interface Input<R> {

    /** Orders of an account, one or a batch for one pair: of a client, or of its owner at the screen. */
    record Place(String account, List<Ticket> tickets) implements Input<List<Placed>> {
        public Place {
            tickets = List.copyOf(tickets);
        }
    }

    /** A change of an open order in place; answers the change's id. */
    record Amend(String account, String order, Change change) implements Input<String> {}

    /** An open order gives way to a new one; answers the new one. */
    record Edit(String account, String order, Ticket replacement) implements Input<Order> {}

    /** The end of open orders; answers how many there were. */
    record Cancel(String account, List<String> orders) implements Input<Integer> {
        public Cancel {
            orders = List.copyOf(orders);
        }
    }

    /** The end of all open orders of an account; answers how many there were. */
    record CancelAll(String account) implements Input<Integer> {}

    /** The dead man's switch, in seconds from now, 0 to disarm it; answers when it fires, or 0. */
    record CancelAllAfter(String account, long seconds) implements Input<Long> {}

    /** A request that failed before it became one of the above, and costs the engine's points all the same. */
    record Failed(String account, String pair, long thousandths) implements Input<Void> {}

    /** A deposit, a withdrawal or another change of a balance. */
    record Post(String account, String asset, BigDecimal amount, String type) implements Input<LedgerRow> {}

    /** A price jumps by so many parts per million. */
    record Jump(String pair, long perMillion) implements Input<Void> {}

    /** Much time passes, until this moment, and nobody looks: markets without an account's order begin anew there. */
    record Clock(long until) implements Input<Void> {}

    /** A new account, with funds and some history. */
    record OpenAccount(String id) implements Input<Account> {}

    /**
     * A new account with these funds and no history.
     *
     * @param funds by the names of assets
     * @param volume what it is taken to have traded in every thirty days, in US dollars: for its fees
     */
    record OpenWith(String id, Map<String, BigDecimal> funds, BigDecimal volume) implements Input<Account> {
        public OpenWith {
            // In the order given: rows are booked in it.
            funds = Collections.unmodifiableMap(new LinkedHashMap<>(funds));
        }
    }

    /** The end of an account, of its orders and of its keys. */
    record CloseAccount(String id) implements Input<Void> {}

    /** A new key; its halves are made when they are null. */
    record AddKey(String account, String key, String secret, ApiKey.Settings settings) implements Input<ApiKey> {

        /** Without the secret. */
        @Override
        public String toString() {
            return "AddKey[account=" + account + "]";
        }
    }

    /** Other settings of a key; ends its lockout. */
    record ChangeKey(String key, ApiKey.Settings settings) implements Input<Void> {}

    /** The end of a key. */
    record RemoveKey(String key) implements Input<Void> {}

    /** What a market accepts, or the whole exchange when {@code pair} is null. */
    record SetMode(String pair, Mode mode) implements Input<Void> {}

    /** Everybody's limits; the counters begin anew. */
    record SetTier(Tier tier) implements Input<Void> {}

    /** One of the documented ways where sources disagree. */
    record Choose(String variant, String value) implements Input<Void> {}
}
