package io.nija.broker.kraken.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One private call before it has a nonce. It can only be made by the methods here. Of the two that speak to AddOrder one
 * always says {@code validate=true}; the other, like everything that changes something, carries a guard that is asked until
 * its first byte is written, and is never sent a second time.
 */
public final class PrivateCall {

    /** Well formed, and nobody's: the answer tells whether the key may cancel. */
    private static final String INVENTED_ORDER = "OAAAAA-AAAAA-AAAAAA";

    private final PrivateEndpoint endpoint;
    private final Priority priority;
    private final boolean repeatable;
    private final Guard guard;
    private final List<String> fields;
    private final SocketRequest socket;

    private PrivateCall(PrivateEndpoint endpoint, Priority priority, boolean repeatable, Guard guard, List<String> fields) {
        this(endpoint, priority, repeatable, guard, fields, null);
    }

    private PrivateCall(PrivateEndpoint endpoint, Priority priority, boolean repeatable, Guard guard, List<String> fields,
            SocketRequest socket) {
        this.socket = socket;
        this.endpoint = endpoint;
        this.priority = priority;
        this.repeatable = repeatable;
        this.guard = guard;
        this.fields = List.copyOf(fields);
    }

    private static PrivateCall query(PrivateEndpoint endpoint, String... fields) {
        return new PrivateCall(endpoint, Priority.QUERY, true, Guard.OPEN, List.of(fields));
    }

    private static PrivateCall history(PrivateEndpoint endpoint, String... fields) {
        return new PrivateCall(endpoint, Priority.HISTORY, true, Guard.OPEN, List.of(fields));
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

    /** The resting orders with a client order id; a venue that does not know the filter answers all of them. */
    public static PrivateCall openOrders(String clientOrderId) {
        return query(PrivateEndpoint.OPEN_ORDERS, "cl_ord_id", clientOrderId);
    }

    /**
     * A page of the orders that began or ended since {@code start} (Unix seconds): fifty from {@code offset} on.
     *
     * @param clientOrderId those with this id only, if the venue knows the filter; null for all
     */
    public static PrivateCall closedOrders(String clientOrderId, long start, int offset) {
        List<String> fields = new ArrayList<>(List.of("start", Long.toString(start), "ofs", Integer.toString(offset),
                "consolidate_taker", "false"));
        if (clientOrderId != null) {
            fields.addAll(List.of("cl_ord_id", clientOrderId));
        }
        return history(PrivateEndpoint.CLOSED_ORDERS, fields.toArray(String[]::new));
    }

    /** Up to fifty orders by the venue's ids. */
    public static PrivateCall orders(List<String> venueOrderIds) {
        return query(PrivateEndpoint.QUERY_ORDERS, "txid", String.join(",", venueOrderIds), "consolidate_taker", "false");
    }

    /** A page of trades since {@code start}: fifty from {@code offset} on, newest first, each fill by itself. */
    public static PrivateCall trades(long start, int offset) {
        return history(PrivateEndpoint.TRADES_HISTORY, "start", Long.toString(start), "ofs", Integer.toString(offset),
                "consolidate_taker", "false");
    }

    /** A page of ledger entries since {@code start}: fifty from {@code offset} on, newest first. */
    public static PrivateCall ledgers(long start, int offset) {
        return history(PrivateEndpoint.LEDGERS, "start", Long.toString(start), "ofs", Integer.toString(offset));
    }

    /** What the account pays on a pair. */
    public static PrivateCall tradeVolume(String pair) {
        return query(PrivateEndpoint.TRADE_VOLUME, "pair", pair);
    }

    /** Places an order. */
    public static PrivateCall place(Map<String, String> order, Priority priority, Guard guard) {
        return change(PrivateEndpoint.ADD_ORDER, order, priority, guard);
    }

    /** Changes a resting order in place. It goes before exits: what is amended is most often a stop. */
    public static PrivateCall amend(Map<String, String> amendment, Guard guard) {
        return change(PrivateEndpoint.AMEND_ORDER, amendment, Priority.PROTECTIVE, guard);
    }

    /** Cancels one order, named by {@code txid} or {@code cl_ord_id}. */
    public static PrivateCall cancel(String field, String id, Guard guard) {
        return change(PrivateEndpoint.CANCEL_ORDER, Map.of(field, id), Priority.CANCEL, guard);
    }

    /** Cancels every order of the account when it is not called again within so many seconds; 0 ends that. */
    public static PrivateCall cancelAllAfter(int seconds, Guard guard) {
        return change(PrivateEndpoint.CANCEL_ALL_AFTER, Map.of("timeout", Integer.toString(seconds)), Priority.PROTECTIVE, guard);
    }

    /** The same command, which may also go by the private stream in these words. */
    public PrivateCall orBySocket(SocketRequest words) {
        return new PrivateCall(endpoint, priority, repeatable, guard, fields, words);
    }

    /** How it is said over the private stream; null when it goes by REST alone. */
    public SocketRequest socket() {
        return socket;
    }

    private static PrivateCall change(PrivateEndpoint endpoint, Map<String, String> given, Priority priority, Guard guard) {
        return new PrivateCall(endpoint, priority, false, guard, fields(given));
    }

    private static List<String> fields(Map<String, String> given) {
        List<String> fields = new ArrayList<>();
        given.forEach((name, value) -> {
            if (name.equals("validate") || name.equals("nonce")) {
                throw new IllegalArgumentException("'" + name + "' is not the caller's to set.");
            }
            fields.add(name);
            fields.add(value);
        });
        return fields;
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
        return new PrivateCall(PrivateEndpoint.CANCEL_ORDER, Priority.QUERY, false, Guard.OPEN,
                List.of("txid", INVENTED_ORDER));
    }

    /** Whether withdrawal methods may be listed, which only a key with the right to withdraw can. */
    public static PrivateCall probeWithdraw() {
        return query(PrivateEndpoint.WITHDRAW_METHODS);
    }

    /** Lets Kraken check an order without placing it. */
    public static PrivateCall checkOrder(Map<String, String> order) {
        List<String> fields = fields(order);
        fields.add("validate");
        fields.add("true");
        return new PrivateCall(PrivateEndpoint.ADD_ORDER, Priority.ENTRY, false, Guard.OPEN, fields);
    }

    public PrivateEndpoint endpoint() {
        return endpoint;
    }

    public Priority priority() {
        return priority;
    }

    /** What is asked before it leaves. */
    public Guard guard() {
        return guard;
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
