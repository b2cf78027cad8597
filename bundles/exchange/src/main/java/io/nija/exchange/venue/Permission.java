package io.nija.exchange.venue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key may do, by the names of GetApiKeyInfo (reference sheet §9.1). */
public enum Permission {
    QUERY_FUNDS,
    ADD_FUNDS,
    WITHDRAW_FUNDS,
    EARN_FUNDS,
    ADD_WITHDRAW_ADDRESS,
    UPDATE_WITHDRAW_ADDRESS,
    QUERY_OPEN_TRADES,
    QUERY_CLOSED_TRADES,
    MODIFY_TRADES,
    CLOSE_TRADES,
    QUERY_LEDGER,
    EXPORT_DATA,
    CREATE_WS_TOKEN;

    /** What a trading program needs (§9.2): everything that cannot move money away. */
    public static final Set<Permission> TRADING = Set.copyOf(EnumSet.of(QUERY_FUNDS, QUERY_OPEN_TRADES,
            QUERY_CLOSED_TRADES, MODIFY_TRADES, CLOSE_TRADES, QUERY_LEDGER, CREATE_WS_TOKEN));

    /** The name on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException with a sentence for the operator */
    public static Permission parse(String text) {
        Optional<Permission> found = Arrays.stream(values())
                .filter(each -> each.word().equals(text.trim().toLowerCase(Locale.ROOT))).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("There is no permission '" + text
                + "'; the permissions are " + Arrays.stream(values()).map(Permission::word)
                        .collect(Collectors.joining(", ")) + "."));
    }
}
