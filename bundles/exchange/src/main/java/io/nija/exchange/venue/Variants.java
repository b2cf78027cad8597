package io.nija.exchange.venue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where sources disagree about the real exchange (reference sheet §20), one of the documented ways can be chosen. The
 * first value of each is the default. Guarded by the venue's lock.
 */
public final class Variants {

    private final Map<Name, String> chosen = new LinkedHashMap<>();

    /** The disagreements. */
    public enum Name {
        /** What a call of a history endpoint costs. */
        HISTORY_COST("2", "4"),
        /** What a look-up of orders costs. */
        ORDER_LOOKUP_COST("1", "2"),
        /** The error for an order that is gone or never was. */
        GONE_ORDER("EOrder:Unknown order", "EOrder:Invalid order"),
        /** The field names of GetApiKeyInfo. */
        KEY_INFO("snake_case", "camelCase"),
        /** The error for a volume below the minimum. */
        SMALL_VOLUME("EGeneral:Invalid arguments:volume minimum not met", "EOrder:Order minimum not met"),
        /** What becomes of a post-only order that would take. */
        POST_ONLY("error", "cancel"),
        /** The error for a call from an address that is not on the key's list. */
        FOREIGN_ADDRESS("EAPI:Invalid key", "EGeneral:Permission denied"),
        /** Which permission TradeBalance needs. */
        TRADE_BALANCE("query-open-trades", "query-funds"),
        /** Whether {@code validate=true} looks at the funds. */
        VALIDATE_FUNDS("true", "false"),
        /** Whether any value of {@code validate} in a form, even {@code false}, means validation. */
        VALIDATE_ANY("false", "true"),
        /** What becomes of a volume with more decimals than the pair has. */
        LONG_VOLUME("refuse", "truncate"),
        /** Whether there is an index price for triggers. */
        INDEX_FEED("up", "down"),
        /** Whether zero balances are listed. */
        ZERO_BALANCES("true", "false"),
        /** What becomes of the candle of a time without trades: it stays where the one before it ended, or is left out. */
        QUIET_CANDLES("flat", "missing"),
        /** For how many milliseconds a new order is missing from OpenOrders. */
        LISTING_LAG("0"),
        /** How many failed authentications in a row lock a key out. */
        LOCKOUT_AFTER("20"),
        /** For how many seconds a lockout lasts after the last attempt. */
        LOCKOUT_SECONDS("900"),
        /** Whether a trade subscription that does not say brings a snapshot. */
        TRADE_SNAPSHOT("false", "true"),
        /** Whether a number without a point is refused where a message must have a float. */
        WHOLE_NUMBERS("accept", "refuse"),
        /** The error for a socket's token that is not good (any more). */
        DEAD_TOKEN("EAPI:Invalid token", "ESession:Invalid session", "Token(s) not found"),
        /** Whether orders and trades of an executions snapshot come in a message each. */
        EXECUTIONS_SNAPSHOT("split", "together"),
        /** Whether a socket hears of what its order did before or after the order's reply. */
        ORDER_EVENTS("before-reply", "after-reply"),
        /** How batch_add answers. */
        BATCH_ADD("array", "object"),
        /** How batch_cancel answers. */
        BATCH_CANCEL("orders_cancelled", "count"),
        /** After how many seconds without any message a socket is closed. */
        SOCKET_IDLE_SECONDS("60"),
        /** How many frames may wait for a slow reader before its socket is closed. */
        SOCKET_QUEUE("20000"),
        /** How many messages a second a socket may send; counted only when the tier has limits. */
        SOCKET_MESSAGES("100"),
        /** How many sockets an address may open in ten minutes; counted only when the tier has limits. */
        SOCKET_CONNECTIONS("150");

        private final List<String> values;

        Name(String... values) {
            this.values = List.of(values);
        }

        /** The word in the control interface. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The value in force. */
    public String text(Name name) {
        return chosen.getOrDefault(name, name.values.get(0));
    }

    /** The value in force, as a number. */
    public long number(Name name) {
        return Long.parseLong(text(name));
    }

    /** The value in force, as a yes or no. */
    public boolean yes(Name name) {
        return text(name).equals("true");
    }

    /** Chooses. @throws IllegalArgumentException with a sentence for the operator */
    public void choose(String word, String value) {
        Name name = Arrays.stream(Name.values()).filter(each -> each.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no variant '" + word + "'; the variants are "
                        + String.join(", ", Arrays.stream(Name.values()).map(Name::word).toList()) + "."));
        boolean legal = name.values.size() > 1 ? name.values.contains(value) : value.matches("\\d{1,9}");
        if (!legal) {
            throw new IllegalArgumentException(name.values.size() > 1
                    ? "The variant " + word + " is one of: " + String.join(", ", name.values) + "."
                    : "The variant " + word + " is a number.");
        }
        chosen.put(name, value);
    }

    /** All of them with the value in force. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Name name : Name.values()) {
            all.put(name.word(), text(name));
        }
        return all;
    }
}
