package io.nija.simulator.internal.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;

import io.nija.exchange.market.PairRule;
import io.nija.simulator.internal.protocol.Json;
import io.nija.simulator.internal.stream.Fields.Kind;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Permission;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.TradeRow;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** What one socket has subscribed (reference sheet §10, §11, §13). Guarded by the venue's lock. */
final class Subscriptions {

    private static final Set<Integer> DEPTHS = Set.of(10, 25, 100, 500, 1000);
    private static final Set<Integer> INTERVALS = Set.of(1, 5, 15, 30, 60, 240, 1440, 10080, 21600);
    private static final int SNAPSHOT_TRADES = 50;
    private static final Map<String, Kind> PUBLIC = OrderFields.kinds("channel", Kind.TEXT, "symbol", Kind.LIST,
            "snapshot", Kind.YES, "token", Kind.TEXT);
    private static final Map<String, Map<String, Kind>> KINDS = Map.of(
            "ticker", with(PUBLIC, "event_trigger", Kind.TEXT),
            "book", with(PUBLIC, "depth", Kind.WHOLE),
            "trade", PUBLIC,
            "ohlc", with(PUBLIC, "interval", Kind.WHOLE),
            "instrument", OrderFields.kinds("channel", Kind.TEXT, "snapshot", Kind.YES, "token", Kind.TEXT,
                    "include_tokenized_assets", Kind.YES, "execution_venue", Kind.TEXT),
            "executions", OrderFields.kinds("channel", Kind.TEXT, "token", Kind.TEXT, "snap_orders", Kind.YES,
                    "snap_trades", Kind.YES, "order_status", Kind.YES, "ratecounter", Kind.YES, "rebased", Kind.YES,
                    "users", Kind.TEXT, "snapshot", Kind.YES, "snapshot_orders", Kind.YES, "snapshot_trades", Kind.YES),
            "balances", OrderFields.kinds("channel", Kind.TEXT, "token", Kind.TEXT, "snapshot", Kind.YES,
                    "rebased", Kind.YES, "users", Kind.TEXT));
    private static final List<String> OLD_WORDS = List.of("cancel_reason is deprecated, use reason",
            "stop_price is deprecated, use triggers.price", "trigger is deprecated use triggers.reference",
            "triggered_price is deprecated use triggers.last_price");

    private final Venue venue;
    private final Streams streams;
    private final Subscriber socket;
    private final Session session;
    private final Map<String, Runnable> ends = new LinkedHashMap<>();

    /** What a symbol is subscribed to: its name among the subscriptions, what an answer says of it, how it begins and ends. */
    private record Wish(String name, Map<String, Object> result, Supplier<Frame> begin, Runnable end) {}

    Subscriptions(Venue venue, Streams streams, Subscriber socket, Session session) {
        this.venue = venue;
        this.streams = streams;
        this.socket = socket;
        this.session = session;
    }

    private static Map<String, Kind> with(Map<String, Kind> kinds, String name, Kind kind) {
        Map<String, Kind> more = new LinkedHashMap<>(kinds);
        more.put(name, kind);
        return Map.copyOf(more);
    }

    boolean isEmpty() {
        return ends.isEmpty();
    }

    List<String> names() {
        return List.copyOf(ends.keySet());
    }

    void close() {
        List.copyOf(ends.values()).forEach(Runnable::run);
        ends.clear();
    }

    private static Fields fields(Request request) throws Refused {
        String channel = request.text("channel").orElse("");
        if (channel.equals("status") || channel.equals("heartbeat")) {
            throw new Refused("Symbol(s) not found");
        }
        Map<String, Kind> kinds = KINDS.get(channel);
        if (kinds == null) {
            throw new Refused("Subscription name invalid");
        }
        return Fields.check(request.method(), request.params(), kinds, false);
    }

    /** Answers each symbol apart, then sends the snapshots. */
    void subscribe(Request request, Consumer<Object> answer, BiConsumer<String, String> refuse) {
        List<Frame> snapshots = new ArrayList<>();
        try {
            Fields fields = fields(request);
            switch (fields.text("channel").orElse("")) {
                case "instrument" -> instrument(fields, answer, snapshots);
                case "executions" -> executions(request, fields, answer);
                case "balances" -> balances(request, fields, answer);
                default -> {
                    boolean wanted = fields.yes("snapshot", !fields.text("channel").orElse("").equals("trade")
                            || venue.variants().yes(Variants.Name.TRADE_SNAPSHOT));
                    for (String symbol : symbols(fields)) {
                        begin(wish(fields, symbol, refuse), symbol, wanted, answer, refuse, snapshots);
                    }
                }
            }
        } catch (Refused refused) {
            refuse.accept(refused.errors().get(0), null);
        }
        snapshots.forEach(socket::send);
    }

    private void begin(Optional<Wish> wish, String symbol, boolean snapshot, Consumer<Object> answer,
            BiConsumer<String, String> refuse, List<Frame> snapshots) {
        if (wish.isEmpty()) {
            return;
        }
        if (ends.containsKey(wish.get().name())) {
            refuse.accept("Already subscribed", symbol);
            return;
        }
        Frame frame = wish.get().begin().get();
        ends.put(wish.get().name(), wish.get().end());
        Map<String, Object> result = new LinkedHashMap<>(wish.get().result());
        result.put("snapshot", snapshot);
        result.put("symbol", symbol);
        if (result.containsKey("interval")) {
            result.put("warnings", List.of("timestamp is deprecated, use interval_begin"));
        }
        answer.accept(result);
        if (snapshot) {
            snapshots.add(frame);
        }
    }

    void unsubscribe(Request request, Consumer<Object> answer, BiConsumer<String, String> refuse) {
        try {
            Fields fields = fields(request);
            String channel = fields.text("channel").orElse("");
            switch (channel) {
                case "instrument" -> {
                    end("instrument");
                    answer.accept(Json.map("channel", channel));
                }
                case "executions", "balances" -> {
                    end(channel + ":" + session.key(request).account());
                    answer.accept(Json.map("channel", channel));
                }
                default -> {
                    for (String symbol : symbols(fields)) {
                        Optional<Wish> wish = wish(fields, symbol, refuse);
                        if (wish.isPresent()) {
                            unsubscribe(wish.get(), symbol, answer, refuse);
                        }
                    }
                }
            }
        } catch (Refused refused) {
            refuse.accept(refused.errors().get(0), null);
        }
    }

    private void unsubscribe(Wish wish, String symbol, Consumer<Object> answer, BiConsumer<String, String> refuse) {
        try {
            end(wish.name());
            Map<String, Object> result = new LinkedHashMap<>(wish.result());
            result.put("symbol", symbol);
            answer.accept(result);
        } catch (Refused refused) {
            refuse.accept(refused.errors().get(0), symbol);
        }
    }

    private void end(String name) throws Refused {
        Runnable end = ends.remove(name);
        if (end == null) {
            throw new Refused("Subscription Not Found");
        }
        end.run();
    }

    private static List<String> symbols(Fields fields) throws Refused {
        List<String> symbols = fields.texts("symbol");
        if (symbols.isEmpty()) {
            throw new Refused("Symbol(s) not found");
        }
        return symbols;
    }

    private Optional<Wish> wish(Fields fields, String symbol, BiConsumer<String, String> refuse) throws Refused {
        Optional<PairRule> pair = venue.listing().pair(symbol).filter(rule -> rule.symbol().equals(symbol));
        if (pair.isEmpty()) {
            refuse.accept("Currency pair not supported " + symbol, symbol);
            return Optional.empty();
        }
        return Optional.of(wish(fields, pair.get()));
    }

    private Wish wish(Fields fields, PairRule rule) throws Refused {
        long now = venue.time();
        String channel = fields.text("channel").orElse("");
        return switch (channel) {
            case "ticker" -> {
                String trigger = fields.text("event_trigger").orElse("trades");
                if (!trigger.equals("trades") && !trigger.equals("bbo")) {
                    throw new Refused("Event_trigger field must be one of: bbo, trades");
                }
                boolean atTrades = trigger.equals("trades");
                yield new Wish("ticker-" + trigger + ":" + rule.symbol(),
                        Json.map("channel", channel, "event_trigger", trigger),
                        () -> streams.pair(rule).ticker(socket, atTrades, now),
                        () -> end(rule, feed -> feed.noTicker(socket, atTrades)));
            }
            case "book" -> {
                int depth = whole(fields, "depth", 10, DEPTHS, "Subscription depth not supported");
                // One book of a pair: frames do not say of which depth they are.
                yield new Wish("book:" + rule.symbol(), Json.map("channel", channel, "depth", depth),
                        () -> streams.pair(rule).book(socket, depth, now),
                        () -> end(rule, feed -> feed.noBook(socket)));
            }
            case "ohlc" -> {
                int minutes = whole(fields, "interval", 0, INTERVALS, "Subscription ohlc interval not supported");
                yield new Wish("ohlc-" + minutes + ":" + rule.symbol(),
                        Json.map("channel", channel, "interval", minutes),
                        () -> streams.pair(rule).candles(socket, minutes, now),
                        () -> end(rule, feed -> feed.noCandles(socket, minutes)));
            }
            default -> new Wish("trade:" + rule.symbol(), Json.map("channel", channel),
                    () -> streams.pair(rule).trades(socket), () -> end(rule, feed -> feed.noTrades(socket)));
        };
    }

    private void end(PairRule rule, Consumer<PairFeed> how) {
        how.accept(streams.pair(rule));
        streams.tidy(rule);
    }

    private static int whole(Fields fields, String name, int otherwise, Set<Integer> legal, String error)
            throws Refused {
        Optional<JsonNode> given = fields.object(name);
        int value = given.isEmpty() ? otherwise : given.get().canConvertToInt() ? given.get().intValue() : -1;
        if (!legal.contains(value)) {
            throw new Refused(error);
        }
        return value;
    }

    private void instrument(Fields fields, Consumer<Object> answer, List<Frame> snapshots) throws Refused {
        if (ends.containsKey("instrument")) {
            throw new Refused("Already subscribed");
        }
        boolean snapshot = fields.yes("snapshot", true);
        Frame frame = streams.instruments(socket);
        ends.put("instrument", () -> streams.noInstruments(socket));
        answer.accept(Json.map("channel", "instrument", "snapshot", snapshot,
                "warnings", List.of("tick_size is deprecated, use price_increment")));
        if (snapshot) {
            snapshots.add(frame);
        }
    }

    private void executions(Request request, Fields fields, Consumer<Object> answer) throws Refused {
        ApiKey key = session.key(request);
        boolean open = fields.yes("snap_orders", fields.yes("snapshot_orders", fields.yes("snapshot", true)));
        boolean trades = fields.yes("snap_trades", fields.yes("snapshot_trades", false));
        if (!key.may(Permission.QUERY_OPEN_TRADES) || trades && !key.may(Permission.QUERY_CLOSED_TRADES)) {
            throw new Refused("EGeneral:Permission denied");
        }
        AccountFeed feed = begin("executions", request, key, true, fields.yes("order_status", true),
                fields.yes("ratecounter", false));
        List<String> warnings = new ArrayList<>(OLD_WORDS);
        for (String old : List.of("snapshot", "snapshot_orders", "snapshot_trades")) {
            if (fields.has(old)) {
                warnings.add(old + " is deprecated, use " + (old.endsWith("trades") ? "snap_trades" : "snap_orders"));
            }
        }
        answer.accept(Json.map("channel", "executions", "maxratecount", venue.tier() == Tier.UNLIMITED ? null
                : venue.tier().engineCounter().maximum() / 1_000, "snap_orders", open, "snap_trades", trades,
                "warnings", warnings));
        snapshot(feed, venue.account(key.account()), open, trades);
    }

    private void snapshot(AccountFeed feed, Account account, boolean open, boolean trades) {
        List<Object> orders = new ArrayList<>();
        List<Object> fills = new ArrayList<>();
        if (open) {
            account.openOrders().forEach(order -> orders.add(streams.orders().open(order)));
        }
        if (trades) {
            account.trades().newestFirst().limit(SNAPSHOT_TRADES).forEach(trade -> fills.add(fill(account, trade)));
        }
        if (open && trades && venue.variants().text(Variants.Name.EXECUTIONS_SNAPSHOT).equals("together")) {
            orders.addAll(fills);
            feed.snapshot(orders).send();
            return;
        }
        if (open) {
            feed.snapshot(orders).send();
        }
        if (trades) {
            feed.snapshot(fills).send();
        }
    }

    private Map<String, Object> fill(Account account, TradeRow trade) {
        Order order = account.order(trade.order()).orElse(null);
        return streams.orders().executed(trade, order, true);
    }

    private void balances(Request request, Fields fields, Consumer<Object> answer) throws Refused {
        ApiKey key = session.key(request);
        if (!key.may(Permission.QUERY_FUNDS)) {
            throw new Refused("EGeneral:Permission denied");
        }
        AccountFeed feed = begin("balances", request, key, false, true, false);
        boolean snapshot = fields.yes("snapshot", true);
        answer.accept(Json.map("channel", "balances", "snapshot", snapshot));
        if (snapshot) {
            feed.snapshot(BalanceText.all(Collections.unmodifiableMap(venue.account(key.account()).balances()),
                    streams.zeros())).send();
        }
    }

    private AccountFeed begin(String channel, Request request, ApiKey key, boolean ofOrders, boolean every,
            boolean counter) throws Refused {
        String name = channel + ":" + key.account();
        if (ends.containsKey(name)) {
            throw new Refused("Already subscribed");
        }
        String token = request.token().orElseThrow();
        AccountFeed feed = new AccountFeed(socket, channel, key.account(), every, counter);
        streams.add(feed, ofOrders);
        session.use(token);
        ends.put(name, () -> {
            streams.remove(feed, ofOrders);
            session.release(token);
        });
        return feed;
    }
}
