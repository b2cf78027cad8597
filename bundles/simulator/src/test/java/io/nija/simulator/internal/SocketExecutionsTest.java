package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

/** What an account's stream tells of its orders: each life, and together the same as the REST interface. */
class SocketExecutionsTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private final ExecutionsClient client = new ExecutionsClient();
    private Trader trader;
    private SocketClient socket;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain().withAccounts(List.of("one", "two")), time));
        socket = SocketClient.open(trader.exchange);
    }

    @AfterEach
    void stop() {
        socket.close();
        trader.close();
    }

    private String token() throws Exception {
        return trader.wanted("GetWebSocketsToken").path("token").asString();
    }

    private JsonNode subscribe(Object... more) throws Exception {
        Map<String, Object> params = new LinkedHashMap<>(Map.of("channel", "executions", "token", token()));
        for (int i = 0; i < more.length; i += 2) {
            params.put((String) more[i], more[i + 1]);
        }
        return socket.result("subscribe", params);
    }

    /** Everything that was told until now. */
    private void follow() throws Exception {
        socket.sendText("{\"method\":\"ping\",\"req_id\":78}");
        for (JsonNode message = socket.await(any -> true); !message.path("method").asString("").equals("pong");
                message = socket.await(any -> true)) {
            if (message.path("channel").asString("").equals("executions")) {
                client.apply(message);
            }
        }
    }

    private BigDecimal best(String side) throws Exception {
        return new BigDecimal(trader.result("Depth?pair=XBTUSD&count=1").at("/XXBTZUSD/" + side + "/0/0").asString())
                .setScale(1);
    }

    private String far(String factor) throws Exception {
        return best("bids").multiply(new BigDecimal(factor)).setScale(1, RoundingMode.DOWN).toPlainString();
    }

    private String place(String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("pair", "XBTUSD"));
        all.addAll(List.of(more));
        return trader.wanted("AddOrder", all.toArray(String[]::new)).at("/txid/0").asString();
    }

    private List<String> life(String order) throws Exception {
        follow();
        return client.life.get(order);
    }

    @Test
    void aRestingOrderThatIsCancelled() throws Exception {
        JsonNode result = subscribe();
        assertThat(result.path("snap_orders").asBoolean()).isTrue();
        assertThat(result.path("snap_trades").asBoolean()).isFalse();
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"),
                "cl_ord_id", "mine-1");
        trader.wanted("CancelOrder", "txid", order);
        assertThat(life(order)).containsExactly("pending_new/pending_new", "new/new", "canceled/canceled");
        assertThat(client.text(order, "reason")).isEqualTo("User requested");
        assertThat(client.text(order, "symbol")).isEqualTo("BTC/USD");
        assertThat(client.text(order, "cl_ord_id")).isEqualTo("mine-1");
        assertThat(socket.all.get(socket.all.size() - 2)).contains("\"cum_qty\":0.00000000,\"cum_cost\":0.00000,");
    }

    @Test
    void updatesSayOnlyWhatChanged() throws Exception {
        subscribe();
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"));
        JsonNode placed = socket.event(order, "pending_new");
        assertThat(placed.propertyNames()).contains("symbol", "side", "order_type", "order_qty", "limit_price",
                "time_in_force", "order_userref", "fee_ccy_pref", "cum_cost");
        assertThat(socket.event(order, "new").propertyNames()).containsExactly("timestamp", "order_status", "exec_type",
                "order_userref", "order_id");
    }

    @Test
    void aMarketOrderThatIsFilled() throws Exception {
        subscribe();
        String order = place("type", "buy", "ordertype", "market", "volume", "0.5");
        List<String> life = life(order);
        assertThat(life).startsWith("pending_new/pending_new", "new/new", "trade/partially_filled")
                .endsWith("filled/filled");
        assertThat(client.filled.get(order)).isEqualByComparingTo("0.5");
        assertThat(client.text(order, "cum_qty")).isEqualTo("0.50000000");
        assertThat(client.orders.get(order).get("fees").get(0).path("asset").asString()).isEqualTo("USD");
    }

    @Test
    void anAmendedOrder() throws Exception {
        subscribe();
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"));
        String price = far("0.4");
        trader.wanted("AmendOrder", "txid", order, "order_qty", "0.02", "limit_price", price);
        assertThat(life(order)).endsWith("new/new", "amended/new");
        assertThat(client.text(order, "order_qty")).isEqualTo("0.02000000");
        assertThat(client.text(order, "limit_price")).isEqualTo(price);
        assertThat(client.text(order, "amended")).isEqualTo("true");
    }

    @Test
    void ordersThatEndAtOnceSayWhy() throws Exception {
        subscribe();
        String ioc = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"),
                "timeinforce", "IOC");
        assertThat(life(ioc)).containsExactly("pending_new/pending_new", "new/new", "canceled/canceled");
        trader.control("PUT", "/variants", Map.of("post-only", "cancel"));
        String post = place("type", "buy", "ordertype", "limit", "volume", "0.01",
                "price", best("asks").add(BigDecimal.TEN).toPlainString(), "oflags", "post");
        assertThat(life(post)).containsExactly("pending_new/pending_new", "canceled/canceled");
        assertThat(client.text(post, "reason")).isEqualTo("Post only order");
        assertThat(client.text(post, "post_only")).isEqualTo("true");
    }

    @Test
    void anOrderThatEndsAtItsTime() throws Exception {
        subscribe();
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"),
                "timeinforce", "GTD", "expiretm", "+30");
        time.advance(Duration.ofSeconds(31));
        JsonNode expired = socket.event(order, "expired");
        assertThat(expired.path("order_status").asString()).isEqualTo("expired");
        assertThat(expired.path("reason").asString()).isEqualTo("Expired");
    }

    @Test
    void aScheduledOrderIsPendingUntilItsTime() throws Exception {
        subscribe();
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"),
                "starttm", "+20");
        assertThat(life(order)).containsExactly("pending_new/pending_new");
        assertThat(client.text(order, "effective_time")).isNotNull();
        time.advance(Duration.ofSeconds(21));
        assertThat(socket.event(order, "new").path("order_status").asString()).isEqualTo("new");
    }

    @Test
    void aStopTellsOfItsTriggerAndThenOfItsFill() throws Exception {
        subscribe();
        String order = place("type", "sell", "ordertype", "stop-loss", "volume", "0.01",
                "price", best("bids").multiply(new BigDecimal("0.99")).setScale(1, RoundingMode.DOWN).toPlainString());
        assertThat(life(order)).containsExactly("pending_new/pending_new", "new/new");
        assertThat(client.orders.get(order).get("triggers").path("status").asString()).isEqualTo("untriggered");
        trader.control("POST", "/jump", Map.of("pair", "XBTUSD", "percent", "-5"));
        time.advance(Duration.ofMinutes(5));
        JsonNode fired = socket.event(order, "status");
        assertThat(fired.at("/triggers/status").asString()).isEqualTo("triggered");
        assertThat(socket.event(order, "filled").path("order_status").asString()).isEqualTo("filled");
    }

    @Test
    void aTrailingStopWithALimitIsRestatedWhenItFires() throws Exception {
        subscribe();
        String order = place("type", "sell", "ordertype", "trailing-stop-limit", "volume", "0.01", "price", "+1%",
                "price2", "-20");
        assertThat(life(order)).containsExactly("pending_new/pending_new", "new/new");
        assertThat(client.orders.get(order).get("triggers").path("price_type").asString()).isEqualTo("pct");
        assertThat(client.text(order, "limit_price_type")).isEqualTo("quote");
        trader.control("POST", "/jump", Map.of("pair", "XBTUSD", "percent", "-5"));
        time.advance(Duration.ofMinutes(5));
        JsonNode restated = socket.event(order, "restated");
        assertThat(restated.path("limit_price_type").asString()).isEqualTo("static");
        assertThat(restated.path("limit_price").decimalValue()).isGreaterThan(new BigDecimal("1000"));
    }

    @Test
    void anIcebergTellsOfEachPart() throws Exception {
        subscribe();
        String price = best("asks").subtract(new BigDecimal("0.1")).max(best("bids")).toPlainString();
        String order = place("type", "buy", "ordertype", "iceberg", "volume", "0.03", "displayvol", "0.01",
                "price", price);
        trader.as(trader.exchange.accounts().get(1));
        trader.nonceFrom(5_000_000);
        String met = "0.015";
        BigDecimal before = new BigDecimal(trader.result("Depth?pair=XBTUSD&count=1").at("/XXBTZUSD/bids/0/1").asString())
                .subtract(new BigDecimal("0.01")).max(BigDecimal.ZERO);
        place("type", "sell", "ordertype", "limit", "volume", before.add(new BigDecimal(met)).toPlainString(),
                "price", price, "timeinforce", "IOC");
        JsonNode refill = socket.event(order, "iceberg_refill");
        assertThat(refill.path("display_qty").decimalValue()).isEqualByComparingTo("0.01");
        assertThat(refill.path("display_qty_remain").decimalValue()).isEqualByComparingTo("0.01");
    }

    @Test
    void theCloseOfAnOrderNamesIt() throws Exception {
        subscribe();
        String order = place("type", "buy", "ordertype", "market", "volume", "0.01", "close[ordertype]", "limit",
                "close[price]", far("1.5"));
        follow();
        assertThat(client.orders.get(order).get("contingent").path("order_type").asString()).isEqualTo("limit");
        assertThat(client.orders.values().stream().map(each -> each.get("ord_ref_id")).filter(each -> each != null)
                .map(JsonNode::asString)).contains(order);
    }

    @Test
    void aSubscriptionBeginsWithWhatIsOpenAndWithTheLastFills() throws Exception {
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"));
        place("type", "buy", "ordertype", "market", "volume", "0.01");
        subscribe("snap_trades", true);
        JsonNode orders = socket.of("executions");
        assertThat(orders.path("type").asString()).isEqualTo("snapshot");
        assertThat(orders.path("sequence").asInt()).isEqualTo(1);
        assertThat(orders.at("/data/0/order_id").asString()).isEqualTo(order);
        assertThat(orders.at("/data/0/exec_type").asString()).isEqualTo("new");
        JsonNode fills = socket.of("executions");
        assertThat(fills.path("sequence").asInt()).isEqualTo(2);
        JsonNode rest = trader.wanted("TradesHistory", "consolidate_taker", "false").path("trades");
        assertThat(fills.path("data").valueStream().map(fill -> fill.path("exec_id").asString()).toList())
                .containsExactlyInAnyOrderElementsOf(rest.propertyNames());
        assertThat(fills.path("data").valueStream().map(fill -> fill.path("order_status").asString())).containsOnly("filled");
    }

    @Test
    void anAccountWithoutAnythingHearsAnEmptySnapshot() throws Exception {
        subscribe();
        JsonNode snapshot = socket.of("executions");
        assertThat(snapshot.path("data").isEmpty()).isTrue();
        assertThat(snapshot.path("sequence").asInt()).isEqualTo(1);
    }

    @Test
    void withoutAllStatesOnlyTheGreatOnesAreTold() throws Exception {
        subscribe("order_status", false);
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"));
        trader.wanted("AmendOrder", "txid", order, "order_qty", "0.02");
        trader.wanted("CancelOrder", "txid", order);
        assertThat(life(order)).containsExactly("new/new", "canceled/canceled");
        assertThat(client.text(order, "symbol")).isEqualTo("BTC/USD");
    }

    @Test
    void theEnginesCounterIsToldWhenItIsWanted() throws Exception {
        trader.control("PUT", "/tier", Map.of("tier", "intermediate"));
        assertThat(subscribe("ratecounter", true).path("maxratecount").asInt()).isEqualTo(125);
        String order = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"));
        assertThat(socket.event(order, "new").path("ratecount").decimalValue()).isEqualByComparingTo("1");
        trader.wanted("CancelOrder", "txid", order);
        assertThat(socket.event(order, "canceled").path("ratecount").decimalValue()).isEqualByComparingTo("9");
    }

    @Test
    void nobodyHearsOfOthersOrders() throws Exception {
        subscribe();
        trader.as(trader.exchange.accounts().get(1));
        trader.nonceFrom(5_000_000);
        String foreign = place("type", "buy", "ordertype", "limit", "volume", "0.01", "price", far("0.5"));
        follow();
        assertThat(client.orders).doesNotContainKey(foreign);
    }

    @Test
    void whateverHappensTheStreamAndTheRestInterfaceAgree() throws Exception {
        subscribe();
        SplittableRandom random = new SplittableRandom(11);
        List<String> open = new ArrayList<>();
        for (int step = 0; step < 150; step++) {
            boolean buys = random.nextBoolean();
            BigDecimal away = new BigDecimal(random.nextInt(200)).movePointLeft(1);
            String price = best(buys ? "asks" : "bids").add(buys ? away.negate() : away).toPlainString();
            String volume = "0.0" + (1 + random.nextInt(9));
            JsonNode placed = switch (random.nextInt(6)) {
                case 0 -> trader.call("AddOrder", "pair", "XBTUSD", "type", buys ? "buy" : "sell", "ordertype", "market",
                        "volume", volume);
                case 1 -> trader.call("AddOrder", "pair", "XBTUSD", "type", buys ? "buy" : "sell", "ordertype",
                        "stop-loss", "volume", volume, "price", far(buys ? "1.001" : "0.999"));
                case 2 -> open.isEmpty() ? null : trader.call("CancelOrder", "txid", open.get(random.nextInt(open.size())));
                case 3 -> open.isEmpty() ? null : trader.call("AmendOrder", "txid", open.get(random.nextInt(open.size())),
                        "order_qty", volume);
                default -> trader.call("AddOrder", "pair", "XBTUSD", "type", buys ? "buy" : "sell", "ordertype", "limit",
                        "volume", volume, "price", price);
            };
            if (placed != null && placed.at("/result/txid/0").isString()) {
                open.add(placed.at("/result/txid/0").asString());
            }
            time.advance(Duration.ofMillis(random.nextInt(2_500)));
        }
        trader.call("Balance");
        follow();
        assertThat(client.orders.size()).isGreaterThan(60);
        Map<String, BigDecimal> rest = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, JsonNode>> entry : client.orders.entrySet()) {
            JsonNode order = trader.wanted("QueryOrders", "txid", entry.getKey(), "trades", "true",
                    "consolidate_taker", "false").get(entry.getKey());
            String status = client.text(entry.getKey(), "order_status");
            assertThat(order.path("status").asString()).as(order.toString()).isEqualTo(switch (status) {
                case "pending_new" -> "pending";
                case "new", "partially_filled" -> "open";
                case "filled" -> "closed";
                default -> status;
            });
            assertThat(new BigDecimal(order.path("vol").asString()))
                    .isEqualByComparingTo(client.text(entry.getKey(), "order_qty"));
            rest.put(entry.getKey(), new BigDecimal(order.path("vol_exec").asString()));
            assertThat(client.filled.getOrDefault(entry.getKey(), BigDecimal.ZERO))
                    .isEqualByComparingTo(rest.get(entry.getKey()));
            assertThat(client.fills).containsAll(order.path("trades").valueStream().map(JsonNode::asString).toList());
            if (!order.path("status").asString().equals("open")) {
                assertThat(new BigDecimal(order.path("cost").asString()))
                        .isEqualByComparingTo(client.text(entry.getKey(), "cum_cost"));
            }
        }
        assertThat(rest.values()).anyMatch(volume -> volume.signum() > 0);
    }
}
