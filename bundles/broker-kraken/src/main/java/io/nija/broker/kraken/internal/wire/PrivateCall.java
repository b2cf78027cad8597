package io.nija.broker.kraken.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One private call before it has a nonce. It can only be made by the methods here; the only one that speaks to
 * AddOrder always says {@code validate=true}, so that nothing in this bundle can place an order.
 */
public final class PrivateCall {

    /** Well formed, and nobody's: the answer tells whether the key may cancel. */
    private static final String INVENTED_ORDER = "OAAAAA-AAAAA-AAAAAA";

    private final PrivateEndpoint endpoint;
    private final Priority priority;
    private final boolean repeatable;
    private final List<String> fields;

    private PrivateCall(PrivateEndpoint endpoint, Priority priority, boolean repeatable, List<String> fields) {
        this.endpoint = endpoint;
        this.priority = priority;
        this.repeatable = repeatable;
        this.fields = List.copyOf(fields);
    }

    private static PrivateCall query(PrivateEndpoint endpoint, String... fields) {
        return new PrivateCall(endpoint, Priority.QUERY, true, List.of(fields));
    }

    private static PrivateCall history(PrivateEndpoint endpoint, String... fields) {
        return new PrivateCall(endpoint, Priority.HISTORY, true, List.of(fields));
    }

    /** What the key is and may. */
    public static PrivateCall keyInfo() {
        return query(PrivateEndpoint.GET_API_KEY_INFO);
    }

    /** Balances with holds and credit. */
    public static PrivateCall balances() {
        return query(PrivateEndpoint.BALANCE_EX);
    }

    /** All resting orders. */
    public static PrivateCall openOrders() {
        return query(PrivateEndpoint.OPEN_ORDERS);
    }

    /** A page of ended orders: fifty from {@code offset} on, newest first, none that ended after {@code end} (Unix seconds). */
    public static PrivateCall closedOrders(int offset, long end) {
        return history(PrivateEndpoint.CLOSED_ORDERS, "closetime", "close", "end", Long.toString(end),
                "ofs", Integer.toString(offset), "without_count", "true");
    }

    /** Whether closed orders may be read. */
    public static PrivateCall probeClosedOrders() {
        return query(PrivateEndpoint.CLOSED_ORDERS, "ofs", "0", "without_count", "true");
    }

    /** Whether the ledger may be read. */
    public static PrivateCall probeLedgers() {
        return query(PrivateEndpoint.LEDGERS, "without_count", "true");
    }

    /** Whether a private stream may be opened; the token in the answer must be dropped. */
    public static PrivateCall streamToken() {
        return query(PrivateEndpoint.GET_WEB_SOCKETS_TOKEN);
    }

    /** Whether orders may be cancelled: names an order that does not exist. */
    public static PrivateCall probeCancel() {
        return new PrivateCall(PrivateEndpoint.CANCEL_ORDER, Priority.QUERY, false, List.of("txid", INVENTED_ORDER));
    }

    /** Whether withdrawal methods may be listed, which only a key with the right to withdraw can. */
    public static PrivateCall probeWithdraw() {
        return query(PrivateEndpoint.WITHDRAW_METHODS);
    }

    /** Lets Kraken check an order without placing it. */
    public static PrivateCall checkOrder(Map<String, String> order) {
        List<String> fields = new ArrayList<>();
        order.forEach((name, value) -> {
            if (name.equals("validate") || name.equals("nonce")) {
                throw new IllegalArgumentException("'" + name + "' is not the caller's to set.");
            }
            fields.add(name);
            fields.add(value);
        });
        fields.add("validate");
        fields.add("true");
        return new PrivateCall(PrivateEndpoint.ADD_ORDER, Priority.ENTRY, false, fields);
    }

    public PrivateEndpoint endpoint() {
        return endpoint;
    }

    public Priority priority() {
        return priority;
    }

    /** Whether sending it twice changes nothing. */
    public boolean repeatable() {
        return repeatable;
    }

    /** The body with this nonce: what is signed, and what is sent. */
    public byte[] body(byte[] nonce, KrakenForm form) {
        form.begin(nonce);
        for (int i = 0; i < fields.size(); i += 2) {
            form.field(fields.get(i), fields.get(i + 1));
        }
        return form.toBytes();
    }

    @Override
    public String toString() {
        return endpoint.path();
    }
}
