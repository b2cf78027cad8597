package io.nija.broker.kraken.internal.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.WireRequest;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.broker.kraken.internal.wire.WireResult.Fault;
import io.nija.platform.virtual.VirtualTime;

/** Kraken in a test's hand, in virtual time: what it answers is scripted, what it was asked is written down. */
public final class ScriptedVenue implements Transport {

    /** One request, as it was written. */
    public record Asked(String path, Map<String, String> fields, long nonce) {}

    public static final String KEY_INFO = "/0/private/GetApiKeyInfo";
    public static final String BALANCES = "/0/private/BalanceEx";
    public static final String OPEN_ORDERS = "/0/private/OpenOrders";
    public static final String CLOSED_ORDERS = "/0/private/ClosedOrders";
    public static final String LEDGERS = "/0/private/Ledgers";
    public static final String TOKEN = "/0/private/GetWebSocketsToken";
    public static final String ADD_ORDER = "/0/private/AddOrder";
    public static final String AMEND_ORDER = "/0/private/AmendOrder";
    public static final String QUERY_ORDERS = "/0/private/QueryOrders";
    public static final String TRADES = "/0/private/TradesHistory";
    public static final String VOLUME = "/0/private/TradeVolume";
    public static final String DEPTH = "/0/public/Depth";
    public static final String CANCEL_ORDER = "/0/private/CancelOrder";
    public static final String WITHDRAW_METHODS = "/0/private/WithdrawMethods";
    public static final String TIME = "/0/public/Time";
    public static final String STATUS = "/0/public/SystemStatus";
    public static final String ASSETS = "/0/public/Assets";
    public static final String PAIRS = "/0/public/AssetPairs";

    public static final String ALL_RIGHTS = "\"query-funds\",\"query-open-trades\",\"query-closed-trades\",\"modify-trades\","
            + "\"close-trades\",\"query-ledger\",\"create-ws-token\"";

    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    public final List<Asked> asked = new ArrayList<>();
    private final Map<String, Function<Asked, WireResult>> script = new HashMap<>();
    private final Map<String, CompletableFuture<WireResult>> late = new HashMap<>();
    private final List<String> hanging = new ArrayList<>();
    private final VirtualTime time;
    public Duration skew = Duration.ZERO;
    private Fault down;
    private boolean silent;

    public ScriptedVenue(VirtualTime time) {
        this.time = time;
        script.put(TIME, asked -> result("{\"unixtime\":" + time.instant().plus(skew).getEpochSecond() + ",\"rfc1123\":\"x\"}"));
        answer(STATUS, "{\"status\":\"online\",\"timestamp\":\"2026-01-01T00:00:00Z\"}");
        answer(ASSETS, """
                {"XXBT":{"aclass":"currency","altname":"XBT","decimals":10,"display_decimals":5,"status":"enabled"},
                 "XXDG":{"aclass":"currency","altname":"XDG","decimals":8,"display_decimals":2},
                 "XETH":{"aclass":"currency","altname":"ETH","decimals":10,"display_decimals":5},
                 "XTZ":{"aclass":"currency","altname":"XTZ","decimals":8,"display_decimals":5},
                 "DOT":{"aclass":"currency","altname":"DOT","decimals":10,"display_decimals":8},
                 "ZUSD":{"aclass":"currency","altname":"USD","decimals":4,"display_decimals":2},
                 "ZEUR":{"aclass":"currency","altname":"EUR","decimals":4,"display_decimals":2}}""");
        answer(PAIRS, PAIRS_JSON);
        answer(BALANCES, "{\"ZUSD\":{\"balance\":\"1000.0000\",\"hold_trade\":\"100.0000\"},\"XXBT\":{\"balance\":0.5,"
                + "\"hold_trade\":0.1},\"DOT.S\":{\"balance\":\"12.5\",\"hold_trade\":\"0\"}}");
        answer(OPEN_ORDERS, "{\"open\":{}}");
        answer(CLOSED_ORDERS, "{\"closed\":{}}");
        answer(LEDGERS, "{\"ledger\":{}}");
        answer(QUERY_ORDERS, "{}");
        answer(TRADES, "{\"trades\":{},\"count\":0}");
        answer(VOLUME, "{\"currency\":\"ZUSD\",\"volume\":\"1\",\"fees\":{\"XXBTZUSD\":{\"fee\":\"0.3500\"}},"
                + "\"fees_maker\":{\"XXBTZUSD\":{\"fee\":\"0.2000\"}}}");
        answer(AMEND_ORDER, "{\"amend_id\":\"TABCDE-FGHIJ-KLMNOP\"}");
        answer(DEPTH, "{\"XXBTZUSD\":{\"asks\":[[\"37501.0\",\"0.5\",1],[\"37502.0\",\"1\",1]],\"bids\":[[\"37500.0\",\"2\",1]]}}");
        answer(TOKEN, "{\"token\":\"t0ken\",\"expires\":900}");
        answer(ADD_ORDER, "{\"descr\":{\"order\":\"buy 0.00005000 XBTUSD @ limit 10000.0\"}}");
        refuse(CANCEL_ORDER, "EOrder:Unknown order");
        refuse(WITHDRAW_METHODS, "EGeneral:Permission denied");
        rights(ALL_RIGHTS);
    }

    private static final String PAIRS_JSON = """
            {"XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT/USD","aclass_base":"currency","base":"XXBT","quote":"ZUSD",
              "cost_decimals":5,"pair_decimals":1,"lot_decimals":8,"fees":[[0,0.4],[10000,0.35]],"fees_maker":[[0,0.25]],
              "ordermin":"0.00005","costmin":"0.5","tick_size":"0.1","status":"online"},
             "XETHZEUR":{"altname":"ETHEUR","wsname":"ETH/EUR","aclass_base":"currency","base":"XETH","quote":"ZEUR",
              "cost_decimals":5,"pair_decimals":2,"lot_decimals":8,"fees":[[0,0.4]],"ordermin":"0.002","costmin":"0.5",
              "tick_size":"0.01"},
             "XDGUSD":{"altname":"XDGUSD","wsname":"XDG/USD","aclass_base":"currency","base":"XXDG","quote":"ZUSD",
              "cost_decimals":9,"pair_decimals":7,"lot_decimals":8,"fees":[[0,0.4]],"ordermin":"50","costmin":"0.5",
              "tick_size":"0.0000001","status":"cancel_only"}}""";

    public String pairs() {
        return PAIRS_JSON;
    }

    public WireResult result(String result) {
        return http(200, "{\"error\":[],\"result\":" + result + "}");
    }

    public WireResult http(int status, String body) {
        return new WireResult.Answered(status, body.getBytes(StandardCharsets.UTF_8), null, time.instant(), Duration.ofMillis(20));
    }

    public void answer(String path, String result) {
        script.put(path, asked -> result(result));
    }

    public void refuse(String path, String... errors) {
        script.put(path, asked -> http(200, "{\"error\":[\"" + String.join("\",\"", errors) + "\"]}"));
    }

    public void script(String path, Function<Asked, WireResult> answer) {
        script.put(path, answer);
    }

    /** The answer to this path comes when the test completes it. */
    public void scriptLate(String path, CompletableFuture<WireResult> answer) {
        late.put(path, answer);
    }

    public void rights(String rights) {
        keyInfo(rights, "\"iban\":\"AA00 N001\",\"ip_allowlist\":[\"10.0.0.1\"]");
    }

    public void keyInfo(String rights, String more) {
        answer(KEY_INFO, "{\"api_key_name\":\"bot-1\",\"api_key\":\"x\",\"nonce\":\"1\",\"nonce_window\":\"0\",\"permissions\":["
                + rights + "]," + more + "}");
    }

    /** Nothing answers; every connection fails this way at once. */
    public void down(Fault fault) {
        down = fault;
    }

    /** Connections stand, nothing answers. */
    public void silent(boolean yes) {
        silent = yes;
    }

    /** Calls of this path are taken and never answered. */
    public void hang(String path) {
        hanging.add(path);
    }

    public void up() {
        down = null;
        silent = false;
        hanging.clear();
    }

    public long count(String path) {
        return asked.stream().filter(call -> call.path().equals(path)).count();
    }

    @Override
    public CompletableFuture<WireResult> exchange(WireRequest request, BooleanSupplier beginWrite) {
        if (down != null) {
            return CompletableFuture.completedFuture(new WireResult.Failed(down, "scripted", down == Fault.RESET, time.instant()));
        }
        if (!beginWrite.getAsBoolean()) {
            return CompletableFuture.completedFuture(new WireResult.Failed(Fault.TURN_LOST, "scripted", false, time.instant()));
        }
        String path = request.path().contains("?") ? request.path().substring(0, request.path().indexOf('?')) : request.path();
        Map<String, String> fields = fields(request);
        Asked call = new Asked(path, fields, Long.parseLong(fields.getOrDefault("nonce", "0")));
        asked.add(call);
        if (late.containsKey(path)) {
            return late.get(path);
        }
        CompletableFuture<WireResult> answer = new CompletableFuture<>();
        if (silent || hanging.contains(path)) {
            Duration limit = request.limit() == null ? CALL_LIMIT : request.limit();
            time.after(limit, Runnable::run, () ->
                    answer.complete(new WireResult.Failed(Fault.TIMEOUT, "scripted", true, time.instant())));
        } else if (path.equals(PAIRS) && fields.containsKey("pair")) {
            answer.complete(script.get(PAIRS).apply(call));
        } else {
            answer.complete(script.get(path).apply(call));
        }
        return answer;
    }

    private static Map<String, String> fields(WireRequest request) {
        String text = request.body() != null ? new String(request.body(), StandardCharsets.US_ASCII)
                : request.path().contains("?") ? request.path().substring(request.path().indexOf('?') + 1) : "";
        Map<String, String> fields = new HashMap<>();
        for (String field : text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = field.indexOf('=');
            fields.put(URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close(Duration limit) {
        down = Fault.CANCELLED;
    }
}
