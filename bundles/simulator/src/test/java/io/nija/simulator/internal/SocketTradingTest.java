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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

/** Trading by socket: the same exchange as through the REST interface. */
class SocketTradingTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private Trader trader;
    private SocketClient socket;
    private String token;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), time));
        socket = SocketClient.open(trader.exchange);
        token = trader.wanted("GetWebSocketsToken").path("token").asString();
    }

    @AfterEach
    void stop() {
        socket.close();
        trader.close();
    }

    private Map<String, Object> params(Object... namesAndValues) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("token", token);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            params.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return params;
    }

    private Map<String, Object> limit(Object... more) {
        Map<String, Object> params = params("order_type", "limit", "side", "buy", "symbol", "BTC/USD",
                "order_qty", new BigDecimal("0.01"), "limit_price", new BigDecimal("20000.0"));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                params.remove(more[i]);
            } else {
                params.put((String) more[i], more[i + 1]);
            }
        }
        return params;
    }

    private JsonNode rest(String order) throws Exception {
        return trader.wanted("QueryOrders", "txid", order, "trades", "true").get(order);
    }

    private BigDecimal last() throws Exception {
        return new BigDecimal(trader.result("Ticker?pair=XBTUSD").at("/XXBTZUSD/c/0").asString()).setScale(1);
    }

    @Test
    void anOrderIsPlacedAmendedAndCancelled() throws Exception {
        JsonNode answer = socket.call("add_order", limit("cl_ord_id", "mine-1", "post_only", true));
        assertThat(answer.path("method").asString()).isEqualTo("add_order");
        assertThat(answer.path("time_in").asString()).matches(".*\\.\\d{6}Z");
        assertThat(answer.at("/result/cl_ord_id").asString()).isEqualTo("mine-1");
        String order = answer.at("/result/order_id").asString();
        assertThat(rest(order).path("oflags").asString()).contains("post");
        JsonNode amended = socket.result("amend_order", params("cl_ord_id", "mine-1", "order_qty", new BigDecimal("0.02"),
                "limit_price", new BigDecimal("21000.5")));
        assertThat(amended.path("amend_id").asString()).startsWith("T");
        assertThat(amended.path("cl_ord_id").asString()).isEqualTo("mine-1");
        assertThat(rest(order).at("/descr/price").asString()).isEqualTo("21000.5");
        assertThat(rest(order).path("vol").asString()).isEqualTo("0.02000000");
        assertThat(socket.result("cancel_order", params("order_id", List.of(order))).path("order_id").asString())
                .isEqualTo(order);
        assertThat(rest(order).path("status").asString()).isEqualTo("canceled");
        assertThat(socket.refusal("cancel_order", params("order_id", List.of(order)))).isEqualTo("EOrder:Unknown order");
    }

    @Test
    void anEditReplacesTheOrder() throws Exception {
        String order = socket.result("add_order", limit("order_userref", 7)).path("order_id").asString();
        JsonNode edited = socket.result("edit_order", params("order_id", order, "symbol", "BTC/USD",
                "limit_price", new BigDecimal("19000.0"), "order_qty", new BigDecimal("0.03")));
        assertThat(edited.path("original_order_id").asString()).isEqualTo(order);
        String fresh = edited.path("order_id").asString();
        assertThat(rest(fresh).at("/descr/price").asString()).isEqualTo("19000.0");
        assertThat(rest(fresh).path("vol").asString()).isEqualTo("0.03000000");
        assertThat(rest(order).path("status").asString()).isEqualTo("canceled");
    }

    @Test
    void eachCancelledOrderIsAnsweredApart() throws Exception {
        String first = socket.result("add_order", limit()).path("order_id").asString();
        socket.result("add_order", limit("cl_ord_id", "second"));
        long id = socket.ask("cancel_order", params("order_id", List.of(first, "OABCDE-FGHIJ-KLMNOP"),
                "cl_ord_id", List.of("second")));
        List<String> answers = new ArrayList<>();
        while (answers.size() < 3) {
            JsonNode answer = socket.await(message -> message.path("req_id").asLong(-1) == id);
            answers.add(answer.path("success").asBoolean() ? answer.path("result").toString()
                    : answer.path("error").asString());
        }
        assertThat(answers).containsExactly("{\"order_id\":\"" + first + "\"}", "EOrder:Unknown order",
                "{\"cl_ord_id\":\"second\"}");
        assertThat(trader.wanted("OpenOrders").path("open").isEmpty()).isTrue();
    }

    @Test
    void aGroupIsCancelledOrderByOrder() throws Exception {
        socket.result("add_order", limit("order_userref", 5));
        socket.result("add_order", limit("order_userref", 5));
        socket.result("add_order", limit("order_userref", 6));
        long id = socket.ask("cancel_order", params("order_userref", List.of(5)));
        assertThat(socket.await(message -> message.path("req_id").asLong(-1) == id).path("success").asBoolean()).isTrue();
        assertThat(socket.await(message -> message.path("req_id").asLong(-1) == id).path("success").asBoolean()).isTrue();
        assertThat(trader.wanted("OpenOrders").path("open").size()).isEqualTo(1);
    }

    @Test
    void batchesArePlacedAndCancelledInEitherForm() throws Exception {
        Map<String, Object> one = Map.of("order_type", "limit", "side", "buy", "order_qty", new BigDecimal("0.01"),
                "limit_price", new BigDecimal("20000.0"), "cl_ord_id", "a");
        Map<String, Object> two = Map.of("order_type", "limit", "side", "sell", "order_qty", new BigDecimal("900.0"),
                "limit_price", new BigDecimal("200000.0"));
        JsonNode array = socket.result("batch_add", params("symbol", "BTC/USD", "orders", List.of(one, two)));
        assertThat(array.isArray()).isTrue();
        assertThat(array.get(0).path("order_id").asString()).startsWith("O");
        assertThat(array.get(0).path("cl_ord_id").asString()).isEqualTo("a");
        assertThat(array.get(1).path("error").asString()).isEqualTo("EOrder:Insufficient funds");
        trader.control("PUT", "/variants", Map.of("batch-add", "object", "batch-cancel", "count"));
        Map<String, Object> more = new LinkedHashMap<>(one);
        more.remove("cl_ord_id");
        JsonNode object = socket.result("batch_add", params("symbol", "BTC/USD", "orders", List.of(more, more)));
        List<String> ids = object.path("orders").valueStream().map(each -> each.path("order_id").asString()).toList();
        assertThat(object.at("/orders/0/success").asBoolean()).isTrue();
        assertThat(socket.result("batch_cancel", params("orders", ids)).path("count").asInt()).isEqualTo(2);
        trader.control("PUT", "/variants", Map.of("batch-cancel", "orders_cancelled"));
        JsonNode cancelled = socket.call("batch_cancel", params("orders", List.of(ids.get(0)), "cl_ord_id", List.of("a")));
        assertThat(cancelled.path("success").asBoolean()).isTrue();
        assertThat(cancelled.path("orders_cancelled").asInt()).isEqualTo(1);
        assertThat(socket.refusal("batch_cancel", params("orders", List.of("x")))).isEqualTo(
                "EGeneral:Invalid arguments:orders");
    }

    @Test
    void allAreCancelledAtOnceOrWhenNobodyComesBack() throws Exception {
        socket.result("add_order", limit());
        socket.result("add_order", limit());
        assertThat(socket.result("cancel_all", params()).path("count").asInt()).isEqualTo(2);
        String order = socket.result("add_order", limit()).path("order_id").asString();
        JsonNode after = socket.result("cancel_all_orders_after", params("timeout", 60));
        assertThat(Duration.between(Instant.parse(after.path("currentTime").asString()),
                Instant.parse(after.path("triggerTime").asString()))).isEqualTo(Duration.ofSeconds(60));
        time.advance(Duration.ofSeconds(61));
        assertThat(rest(order).path("status").asString()).isEqualTo("canceled");
        assertThat(rest(order).path("reason").asString()).isEqualTo("Cancel all orders after");
    }

    @Test
    void everyParameterArrivesWhereTheRestInterfaceShowsIt() throws Exception {
        String price = last().multiply(new BigDecimal("0.8")).setScale(1, RoundingMode.DOWN).toPlainString();
        String stop = socket.result("add_order", params("order_type", "stop-loss-limit", "side", "sell", "symbol",
                "BTC/USD", "order_qty", new BigDecimal("0.02"), "limit_price", new BigDecimal(price).subtract(BigDecimal.TEN),
                "triggers", Map.of("reference", "index", "price", new BigDecimal(price), "price_type", "static"),
                "time_in_force", "gtd", "expire_time", "2026-01-15T11:00:00Z", "fee_preference", "base",
                "stp_type", "cancel_both", "order_userref", 12)).path("order_id").asString();
        JsonNode shown = rest(stop);
        assertThat(shown.at("/descr/ordertype").asString()).isEqualTo("stop-loss-limit");
        assertThat(shown.at("/descr/price").asString()).isEqualTo(price);
        assertThat(shown.path("trigger").asString()).isEqualTo("index");
        assertThat(shown.path("expiretm").asLong()).isEqualTo(Instant.parse("2026-01-15T11:00:00Z").getEpochSecond());
        assertThat(shown.path("oflags").asString()).contains("fcib");
        assertThat(shown.path("userref").asInt()).isEqualTo(12);
        String trailing = socket.result("add_order", params("order_type", "trailing-stop-limit", "side", "sell", "symbol",
                "BTC/USD", "order_qty", new BigDecimal("0.02"), "limit_price", new BigDecimal("-30.0"),
                "limit_price_type", "quote", "triggers", Map.of("price", new BigDecimal("1.5"), "price_type", "pct")))
                .path("order_id").asString();
        assertThat(rest(trailing).at("/descr/price").asString()).isEqualTo("+1.5000%");
        assertThat(rest(trailing).at("/descr/price2").asString()).isEqualTo("-30.0");
        String scheduled = socket.result("add_order", limit("effective_time", "2026-01-15T10:30:00.500Z"))
                .path("order_id").asString();
        assertThat(rest(scheduled).path("starttm").asLong())
                .isEqualTo(Instant.parse("2026-01-15T10:30:01Z").getEpochSecond());
        String iceberg = socket.result("add_order", limit("order_type", "iceberg", "display_qty", new BigDecimal("0.005"),
                "conditional", null)).path("order_id").asString();
        assertThat(rest(iceberg).at("/descr/ordertype").asString()).isEqualTo("iceberg");
        String money = socket.result("add_order", params("order_type", "market", "side", "buy", "symbol", "BTC/USD",
                "cash_order_qty", new BigDecimal("100.0"), "conditional",
                Map.of("order_type", "take-profit", "trigger_price", last().multiply(new BigDecimal("2")))))
                .path("order_id").asString();
        assertThat(rest(money).path("oflags").asString()).contains("viqc");
        assertThat(rest(money).at("/descr/close").asString()).startsWith("close position @ take profit ");
        JsonNode warned = socket.result("add_order", params("order_type", "market", "side", "buy", "symbol", "BTC/USD",
                "order_qty", new BigDecimal("0.01"), "no_mpp", true));
        assertThat(warned.path("warnings").get(0).asString()).contains("deprecated");
        assertThat(rest(warned.path("order_id").asString()).path("oflags").asString()).contains("nompp");
    }

    @Test
    void aValidationPlacesNothing() throws Exception {
        assertThat(socket.result("add_order", limit("validate", true)).path("order_id").asString()).isEmpty();
        assertThat(trader.wanted("OpenOrders").path("open").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "limit_price|'\"20000\"'|Limit_price field must be a number_float",
        "cash_order_qty|true|Cash_order_qty field must be a number_float",
        "price|1.0|Unsupported field: 'price' for the given msg type: add order",
        "leverage|2|Unsupported field: 'leverage' for the given msg type: add order",
        "symbol|'\"XBT/USD\"'|EQuery:Unknown asset pair",
        "symbol|'\"BTC/XYZ\"'|EQuery:Unknown asset pair",
        "order_qty|0.00000001|EGeneral:Invalid arguments:volume minimum not met",
        "order_qty|0.123456789|EGeneral:Invalid arguments:volume",
        "limit_price|20000.55|EOrder:Invalid price:XXBTZUSD price can only be specified up to 1 decimals.",
        "order_qty|5000.0|EOrder:Insufficient funds",
        "order_type|'\"wish\"'|EGeneral:Invalid arguments:ordertype",
        "margin|true|EGeneral:Invalid arguments:leverage",
        "reduce_only|true|EGeneral:Invalid arguments:reduce_only",
        "cl_ord_id|'\"much too long for an id\"'|EGeneral:Invalid arguments:cl_ord_id",
        "limit_price_type|'\"pct\"'|EGeneral:Invalid arguments:limit_price_type",
        "deadline|'\"2026-01-15T10:00:07.100Z\"'|EGeneral:Invalid arguments:deadline",
        "deadline|'\"2026-01-15T10:02:00Z\"'|EGeneral:Invalid arguments:deadline",
        "deadline|'\"2026-01-15T10:00:06Z\"'|EService:Deadline elapsed",
        "deadline|'\"soon\"'|EGeneral:Invalid arguments:deadline"
    })
    void anErrorIsThatOfTheRestInterfaceOrOfTheGateway(String name, String value, String error) throws Exception {
        Map<String, Object> params = limit();
        params.put(name, SocketClient.MAPPER.readTree(value));
        assertThat(socket.refusal("add_order", params)).isEqualTo(error);
        assertThat(trader.wanted("OpenOrders").path("open").isEmpty()).isTrue();
    }

    @Test
    void wholeNumbersAreTakenOrRefused() throws Exception {
        socket.result("add_order", limit("limit_price", 20000));
        trader.control("PUT", "/variants", Map.of("whole-numbers", "refuse"));
        assertThat(socket.refusal("add_order", limit("limit_price", 20000)))
                .isEqualTo("Limit_price field must be a number_float");
    }

    @Test
    void theEnginesLimitsAreSharedWithTheRestInterface() throws Exception {
        trader.control("PUT", "/tier", Map.of("tier", "starter"));
        // An order that goes at once costs 1 and 8 points; the threshold is 60.
        for (int i = 0; i < 6; i++) {
            String order = socket.result("add_order", limit()).path("order_id").asString();
            trader.wanted("CancelOrder", "txid", order);
        }
        for (int i = 0; i < 6; i++) {
            socket.result("add_order", limit());
        }
        assertThat(socket.refusal("add_order", limit())).isEqualTo("EOrder:Rate limit exceeded");
        assertThat(trader.refusal("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "volume", "0.01",
                "price", "20000")).isEqualTo("EOrder:Rate limit exceeded");
    }

    @ParameterizedTest
    @CsvSource({"before-reply, executions", "after-reply, reply"})
    void whatAnOrderDidIsHeardBeforeItsReplyOrAfterIt(String variant, String first) throws Exception {
        trader.control("PUT", "/variants", Map.of("order-events", variant));
        socket.result("subscribe", params("channel", "executions", "snap_orders", false));
        long id = socket.ask("add_order", params("order_type", "market", "side", "buy", "symbol", "BTC/USD",
                "order_qty", new BigDecimal("0.01")));
        JsonNode message = socket.await(each -> each.path("req_id").asLong(-1) == id
                || each.path("channel").asString("").equals("executions"));
        assertThat(message.has("channel") ? "executions" : "reply").isEqualTo(first);
    }

    @Test
    void aRestOrderIsHeardOfBeforeItIsAnswered() throws Exception {
        socket.result("subscribe", params("channel", "executions", "snap_orders", false));
        String order = trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "market",
                "volume", "0.01").at("/txid/0").asString();
        socket.event(order, "filled");
        assertThat(rest(order).path("status").asString()).isEqualTo("closed");
    }

    @Test
    void messagesAreInTheLogOfRequests() throws Exception {
        socket.result("add_order", limit());
        List<String> log = trader.control("GET", "/log", null).path("requests").valueStream()
                .map(entry -> entry.path("method").asString() + " " + entry.path("account").asString() + " "
                        + entry.path("outcome").asString()).toList();
        assertThat(log).contains("add_order account-1 ok");
    }
}
