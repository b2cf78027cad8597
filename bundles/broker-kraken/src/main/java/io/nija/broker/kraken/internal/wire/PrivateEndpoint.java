package io.nija.broker.kraken.internal.wire;

import java.nio.charset.StandardCharsets;

/**
 * The private methods a session can call: a closed list, so that no other (a withdrawal, a cancel-all) can be
 * reached from here at all.
 */
public enum PrivateEndpoint {
    GET_API_KEY_INFO("GetApiKeyInfo", 1),
    BALANCE_EX("BalanceEx", 1),
    OPEN_ORDERS("OpenOrders", 2),
    CLOSED_ORDERS("ClosedOrders", 4),
    QUERY_ORDERS("QueryOrders", 2),
    TRADES_HISTORY("TradesHistory", 4),
    TRADE_VOLUME("TradeVolume", 1),
    LEDGERS("Ledgers", 4),
    GET_WEB_SOCKETS_TOKEN("GetWebSocketsToken", 1),
    ADD_ORDER("AddOrder", 0),
    AMEND_ORDER("AmendOrder", 0),
    CANCEL_ORDER("CancelOrder", 0),
    /** Only ever for the switch that an operator has asked for by name in the account's file. */
    CANCEL_ALL_AFTER("CancelAllOrdersAfter", 0),
    WITHDRAW_METHODS("WithdrawMethods", 1);

    private final String path;
    private final byte[] pathBytes;
    private final int cost;

    PrivateEndpoint(String name, int cost) {
        this.path = "/0/private/" + name;
        this.pathBytes = path.getBytes(StandardCharsets.US_ASCII);
        this.cost = cost;
    }

    /** The path, as it is requested and signed. */
    public String path() {
        return path;
    }

    /** The same in bytes; not to be changed. */
    byte[] pathBytes() {
        return pathBytes;
    }

    /** The most the sources say it adds to the REST counter, in points. */
    public int cost() {
        return cost;
    }
}
