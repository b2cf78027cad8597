package io.nija.tck.kraken;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.Side;
import io.nija.tck.Fault;
import io.nija.tck.Venue;

import tools.jackson.databind.JsonNode;

/** The built-in exchange, moved by its control address; its accounts are {@code account-1}, {@code account-2}, …. */
final class KrakenVenue implements Venue {

    private static final BigDecimal TWICE = new BigDecimal(2);

    private final Control control;
    private final String rest;
    private final List<Keys> keys;
    private final Map<Integer, KrakenBooks> books = new ConcurrentHashMap<>();
    private final Set<String> bookKeys = new ConcurrentSkipListSet<>();
    private final Map<Integer, List<String>> faults = new ConcurrentHashMap<>();
    private final String handshakes;

    KrakenVenue(String control, List<Keys> keys) throws IOException, InterruptedException {
        this.control = new Control(control);
        this.keys = List.copyOf(keys);
        rest = this.control.ask("GET", "/", null).path("rest").asString();
        handshakes = ids("connect=status(503),nth=1000000000").get(0);
        for (int account = 0; account < keys.size(); account++) {
            for (String asset : List.of("USD", "EUR", "USDT")) {
                deposit(account, asset, new BigDecimal("5000000"));
            }
            for (String asset : List.of("BTC", "ETH", "SOL", "XTZ")) {
                deposit(account, asset, new BigDecimal("20000"));
            }
            deposit(account, "DOGE", new BigDecimal("90000000"));
        }
        for (String asset : List.of("USD", "EUR", "USDT", "BTC", "ETH", "SOL", "XTZ", "DOGE")) {
            // Whoever empties a book needs much.
            deposit(stranger(), asset, new BigDecimal("50000000000"));
        }
    }

    String rest() {
        return rest;
    }

    private static String id(int account) {
        return KrakenFaults.account(account);
    }

    @Override
    public int accounts() {
        return keys.size();
    }

    @Override
    public Keys keys(int account) {
        return keys.get(account);
    }

    @Override
    public Keys moreKeys(int account) throws IOException, InterruptedException {
        JsonNode issued = control.ask("POST", "/keys", "{\"account\":\"" + id(account) + "\"}");
        return new Keys(issued.path("key").asString(), issued.path("secret").asString(), issued.path("fingerprint").asString());
    }

    @Override
    public Keys keysOf(int account, String secret) throws IOException, InterruptedException {
        String key = ("NIJASIM" + java.util.UUID.randomUUID() + java.util.UUID.randomUUID()).replace("-", "").substring(0, 56);
        JsonNode issued = control.ask("POST", "/keys", "{\"account\":\"" + id(account) + "\",\"key\":\"" + key + "\",\"secret\":\"" + secret + "\"}");
        return new Keys(key, secret, issued.path("fingerprint").asString());
    }

    private KrakenBooks books(int account) throws IOException, InterruptedException {
        KrakenBooks known = books.get(account);
        if (known == null) {
            Keys own = moreKeys(account);
            bookKeys.add(own.id());
            KrakenBooks mine = new KrakenBooks(rest, own.key(), own.secret());
            known = books.putIfAbsent(account, mine);
            known = known == null ? mine : known;
        }
        return known;
    }

    @Override
    public List<BookedOrder> orders(int account) throws IOException, InterruptedException {
        return books(account).orders();
    }

    @Override
    public List<BookedTrade> trades(int account) throws IOException, InterruptedException {
        return books(account).trades();
    }

    @Override
    public Map<String, BigDecimal> balances(int account) throws IOException, InterruptedException {
        return books(account).balances();
    }

    @Override
    public long newest() throws IOException, InterruptedException {
        long newest = 0;
        for (JsonNode request : control.ask("GET", "/log?limit=50000", null).path("requests")) {
            newest = Math.max(newest, request.path("number").asLong());
        }
        return newest;
    }

    @Override
    public List<Call> calls(long after) throws IOException, InterruptedException {
        List<Call> calls = new ArrayList<>();
        for (JsonNode request : control.ask("GET", "/log?limit=50000&after=" + after, null).path("requests")) {
            String account = request.path("account").asString("");
            String key = request.path("key").asString("");
            String method = request.path("method").asString();
            if (!bookKeys.contains(key)) {
                calls.add(new Call(request.path("number").asLong(), KrakenFaults.verb(method), method,
                        account.startsWith("account-") ? Integer.parseInt(account.substring(8)) - 1 : -1, key, request.path("nonce").asString(""),
                        request.path("outcome").asString(""), Instant.parse(request.path("time").asString())));
            }
        }
        return calls;
    }

    @Override
    public String place(int account, Side side, Symbol symbol, BigDecimal quantity, BigDecimal limit) throws IOException, InterruptedException {
        return control.ask("POST", "/accounts/" + id(account) + "/orders", "{\"side\":\"" + side.name().toLowerCase(Locale.ROOT) + "\",\"pair\":\""
                + KrakenFaults.pair(symbol.toString()) + "\",\"volume\":\"" + quantity.toPlainString() + "\""
                + (limit == null ? "" : ",\"price\":\"" + limit.toPlainString() + "\"") + "}").path("txid").asString();
    }

    @Override
    public void cancel(int account, String orderId) throws IOException, InterruptedException {
        try {
            books(account).ask("CancelOrder", Map.of("txid", orderId));
        } catch (IOException gone) {
            if (orders(account).stream().anyMatch(order -> order.id().equals(orderId) && order.open())) {
                throw gone;
            }
        }
    }

    /** Sells (or buys) all that stands before the order, and what is to be filled of it, at the order's own price. */
    @Override
    public void fill(int account, String orderId, BigDecimal quantity) throws IOException, InterruptedException {
        while (true) {
            BookedOrder order = order(account, orderId);
            BigDecimal missing = quantity.subtract(order.filled());
            if (missing.signum() <= 0 || !order.open()) {
                return;
            }
            // Never less than the venue takes.
            BigDecimal least = order.quantity().divide(new BigDecimal("20"), 8, java.math.RoundingMode.UP);
            BigDecimal amount = before(order).add(missing.max(least));
            // Others come in between all the time; of an order that is to be filled wholly too much cannot be taken.
            BigDecimal enough = quantity.compareTo(order.quantity()) >= 0 ? amount.multiply(TWICE).add(order.quantity()) : amount;
            cancel(stranger(), place(stranger(), opposite(order), Symbol.parse(order.symbol()), enough, order.limit()));
        }
    }

    private int stranger() {
        return keys.size() - 1;
    }

    private BookedOrder order(int account, String orderId) throws IOException, InterruptedException {
        return orders(account).stream().filter(one -> one.id().equals(orderId)).findFirst().orElseThrow();
    }

    private static Side opposite(BookedOrder order) {
        return order.side() == Side.BUY ? Side.SELL : Side.BUY;
    }

    /** What the book has at better prices than the order's. */
    private BigDecimal before(BookedOrder order) throws IOException, InterruptedException {
        boolean buys = order.side() == Side.BUY;
        BigDecimal before = BigDecimal.ZERO;
        JsonNode depth = Control.send(HttpRequest.newBuilder(URI.create(rest + "/0/public/Depth?count=500&pair=" + KrakenFaults.pair(order.symbol()))));
        for (JsonNode level : depth.path("result").iterator().next().path(buys ? "bids" : "asks")) {
            int better = new BigDecimal(level.path(0).asString()).compareTo(order.limit());
            if (buys ? better > 0 : better < 0) {
                before = before.add(new BigDecimal(level.path(1).asString()));
            }
        }
        return before;
    }

    @Override
    public void buyWithFeeInBase(int account, Symbol symbol, BigDecimal quantity) throws IOException, InterruptedException {
        books(account).ask("AddOrder", Map.of("pair", KrakenFaults.pair(symbol.toString()), "type", "buy", "ordertype", "market", "volume",
                quantity.toPlainString(), "oflags", "fcib"));
    }

    @Override
    public void deposit(int account, String asset, BigDecimal amount) throws IOException, InterruptedException {
        control.ask("POST", "/accounts/" + id(account) + "/balances", "{\"asset\":\"" + asset + "\",\"amount\":\"" + amount.toPlainString() + "\"}");
    }

    @Override
    public void vanish(int account, String asset) throws IOException, InterruptedException {
        control.ask("PUT", "/variants", "{\"zero-balances\":\"false\"}");
        control.ask("POST", "/accounts/" + id(account) + "/balances", "{\"asset\":\"" + asset + "\",\"balance\":\"0\"}");
    }

    @Override
    public String stake(int account, BigDecimal amount) throws IOException, InterruptedException {
        control.ask("PUT", "/accounts/" + id(account) + "/staked", "{\"asset\":\"XTZ.S\",\"balance\":\"" + amount.toPlainString() + "\"}");
        return "XTZ.S";
    }

    private List<String> ids(String spec) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        control.ask("POST", "/faults", "{\"spec\":\"" + spec + "\"}").path("ids").forEach(id -> ids.add(id.asString()));
        return ids;
    }

    @Override
    public void inject(Fault fault) throws IOException, InterruptedException {
        if (fault instanceof Fault.TradeFirst first) {
            tradeFirst(first);
            return;
        }
        if (fault instanceof Fault.OnCall) {
            // Of the two ways a command can go only one was struck by the fault before: what is left of it is over.
            heal(((Fault.OnCall) fault).account());
        }
        int account = fault instanceof Fault.OnCall call ? call.account() : fault instanceof Fault.LateAnswer late ? late.account()
                : fault instanceof Fault.Throttled throttled ? throttled.account() : fault instanceof Fault.OnStream stream ? stream.account()
                : fault instanceof Fault.OnBook book ? book.account() : -1;
        faults.computeIfAbsent(account, none -> new CopyOnWriteArrayList<>()).addAll(ids(KrakenFaults.words(fault)));
    }

    /** The stranger's order comes as an event just before the call: it takes all that stands before ours, and a part of ours. */
    private void tradeFirst(Fault.TradeFirst first) throws IOException, InterruptedException {
        BookedOrder order = order(first.account(), first.orderId());
        faults.computeIfAbsent(first.account(), none -> new CopyOnWriteArrayList<>()).addAll(ids(KrakenFaults.event(first.verb(), first.account(),
                "order(" + id(stranger()) + "," + opposite(order).name().toLowerCase(Locale.ROOT) + "," + KrakenFaults.pair(order.symbol()) + ","
                + before(order).add(first.quantity()).toPlainString() + "," + order.limit().toPlainString() + ")")));
    }

    @Override
    public void heal(int account) throws IOException, InterruptedException {
        List<String> its = faults.remove(account);
        if (its != null) {
            Set<String> standing = new ConcurrentSkipListSet<>();
            control.ask("GET", "/faults", null).path("faults").forEach(fault -> standing.add(fault.path("id").asString()));
            for (String id : its) {
                if (standing.contains(id)) {
                    control.ask("DELETE", "/faults/" + id, null);
                }
            }
        }
    }

    @Override
    public void mode(Symbol symbol, MarketMode mode) throws IOException, InterruptedException {
        control.ask("PUT", "/mode", "{\"pair\":\"" + KrakenFaults.pair(symbol.toString()) + "\",\"mode\":\"" + mode.name().toLowerCase(Locale.ROOT) + "\"}");
    }

    @Override
    public void clock(Duration ahead) throws IOException, InterruptedException {
        control.ask("PUT", "/clock", "{\"skewMillis\":" + ahead.toMillis() + "}");
    }

    @Override
    public void limits(String tier) throws IOException, InterruptedException {
        control.ask("PUT", "/tier", "{\"tier\":\"" + (tier == null ? "unlimited" : tier) + "\"}");
    }

    @Override
    public long handshakes() throws IOException, InterruptedException {
        for (JsonNode fault : control.ask("GET", "/faults", null).path("faults")) {
            if (fault.path("id").asString().equals(handshakes)) {
                return fault.path("matches").asLong();
            }
        }
        throw new IOException("the count of handshakes is gone");
    }

    @Override
    public void close() {
        // The process ends with the test.
    }
}
