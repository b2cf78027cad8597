package io.nija.simulator.internal.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Permission;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** The private endpoints: what each costs, which permission it needs (reference sheet §9.2), and who answers it. */
final class PrivateApi {

    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Venue venue;

    /** One of the permissions opens the endpoint; an empty set means that none is needed. */
    private record Endpoint(LongSupplier cost, Set<Permission> permissions, Answerer answerer) {}

    private interface Answerer {
        Object answer(Access access) throws Refused;
    }

    PrivateApi(Venue venue, Listings listings) {
        this.venue = venue;
        Funds funds = new Funds(venue, listings);
        OrderQueries queries = new OrderQueries(venue);
        Histories histories = new Histories(venue);
        OrderEntry entry = new OrderEntry(venue);
        OrderChanges changes = new OrderChanges(venue, entry);
        OrderCancels cancels = new OrderCancels(venue, queries);
        KeyFacts facts = new KeyFacts(venue);
        LongSupplier ordinary = () -> 1_000;
        LongSupplier free = () -> 0;
        LongSupplier orders = () -> 1_000 * venue.variants().number(Variants.Name.ORDER_LOOKUP_COST);
        LongSupplier history = () -> 1_000 * venue.variants().number(Variants.Name.HISTORY_COST);
        Set<Permission> money = Set.of(Permission.QUERY_FUNDS);
        Set<Permission> open = Set.of(Permission.QUERY_OPEN_TRADES);
        Set<Permission> closed = Set.of(Permission.QUERY_CLOSED_TRADES);
        Set<Permission> ledger = Set.of(Permission.QUERY_LEDGER);
        Set<Permission> cancel = Set.of(Permission.MODIFY_TRADES, Permission.CLOSE_TRADES);

        add("GetApiKeyInfo", ordinary, Set.of(), facts::info);
        add("GetWebSocketsToken", ordinary, Set.of(Permission.CREATE_WS_TOKEN), facts::token);
        add("Balance", ordinary, money, funds::balance);
        add("BalanceEx", ordinary, money, funds::extended);
        add("TradeVolume", ordinary, money, funds::tradeVolume);
        add("TradeBalance", ordinary, Set.of(), access -> {
            access.need(Permission.parse(venue.variants().text(Variants.Name.TRADE_BALANCE)));
            return funds.tradeBalance(access);
        });
        add("WithdrawMethods", ordinary, Set.of(Permission.WITHDRAW_FUNDS), funds::withdrawMethods);
        add("OpenOrders", orders, open, queries::open);
        add("OpenPositions", ordinary, open, queries::positions);
        add("ClosedOrders", orders, closed, queries::closed);
        add("QueryOrders", orders, Set.of(Permission.QUERY_OPEN_TRADES, Permission.QUERY_CLOSED_TRADES), queries::query);
        add("TradesHistory", history, closed, histories::trades);
        add("QueryTrades", history, closed, histories::queryTrades);
        add("Ledgers", history, ledger, histories::ledgers);
        add("QueryLedgers", history, ledger, histories::queryLedgers);
        add("AddOrder", free, Set.of(Permission.MODIFY_TRADES), entry::add);
        add("AddOrderBatch", free, Set.of(Permission.MODIFY_TRADES), both(entry::addBatch));
        add("AmendOrder", free, cancel, changes::amend);
        add("EditOrder", free, Set.of(Permission.MODIFY_TRADES), both(changes::edit));
        add("OrderAmends", orders, Set.of(Permission.QUERY_OPEN_TRADES, Permission.QUERY_CLOSED_TRADES),
                queries::amends);
        add("CancelOrder", free, cancel, cancels::cancel);
        add("CancelOrderBatch", free, cancel, cancels::batch);
        add("CancelAll", free, cancel, cancels::all);
        add("CancelAllOrdersAfter", free, cancel, cancels::allAfter);
    }

    /** What both places and cancels needs both permissions (§9.2). */
    private static Answerer both(Answerer answerer) {
        return access -> {
            access.need(Permission.CLOSE_TRADES);
            return answerer.answer(access);
        };
    }

    private void add(String name, LongSupplier cost, Set<Permission> anyOf, Answerer answerer) {
        endpoints.put(name, new Endpoint(cost, anyOf, answerer));
    }

    Set<String> names() {
        return endpoints.keySet();
    }

    boolean has(String name) {
        return endpoints.containsKey(name);
    }

    long cost(String name) {
        return endpoints.get(name).cost().getAsLong();
    }

    Object answer(String name, ApiKey key, Parameters parameters, long now) throws Refused {
        Endpoint endpoint = endpoints.get(name);
        Access access = new Access(venue.account(key.account()), key, parameters, now);
        if (!endpoint.permissions().isEmpty()) {
            access.need(endpoint.permissions().toArray(Permission[]::new));
        }
        return endpoint.answerer().answer(access);
    }
}
