package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Venue;

import tools.jackson.databind.JsonNode;

/** Every kind of order beyond market and limit, and every way to change one. */
class OrderKindsTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private Trader trader;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain().withTier(Tier.UNLIMITED)
                .withAccounts(List.of("one", "two")), time));
    }

    @AfterEach
    void stop() {
        trader.close();
    }

    private String add(String... namesAndValues) throws Exception {
        List<String> all = new ArrayList<>(List.of("pair", "XBTUSD"));
        all.addAll(List.of(namesAndValues));
        return trader.wanted("AddOrder", all.toArray(String[]::new)).get("txid").get(0).asString();
    }

    private JsonNode order(String id) throws Exception {
        return trader.wanted("QueryOrders", "txid", id, "trades", "true").get(id);
    }

    private String status(String id) throws Exception {
        return order(id).get("status").asString();
    }

    private static BigDecimal number(JsonNode text) {
        return new BigDecimal(text.asString());
    }

    private BigDecimal best(String side) throws Exception {
        return number(trader.result("Depth?pair=XBTUSD&count=1").get("XXBTZUSD").get(side).get(0).get(0));
    }

    private BigDecimal last() throws Exception {
        return number(trader.result("Ticker?pair=XBTUSD").get("XXBTZUSD").get("c").get(0));
    }

    private String near(BigDecimal price, int perMille) {
        return price.multiply(BigDecimal.valueOf(1000 + perMille)).movePointLeft(3)
                .setScale(1, java.math.RoundingMode.DOWN).toPlainString();
    }

    private BigDecimal held(String asset) throws Exception {
        return number(trader.wanted("BalanceEx").get(asset).get("hold_trade"));
    }

    private void jump(long perMillion) throws Refused {
        Venue venue = trader.exchange.venue();
        synchronized (venue) {
            venue.apply(new Input.Jump("XXBTZUSD", perMillion));
        }
    }

    private void passUntil(String id, String status) throws Exception {
        for (int i = 0; i < 5_000 && !status(id).equals(status); i++) {
            time.advance(Duration.ofSeconds(5));
        }
        assertThat(status(id)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"stop-loss, sell, -10, -30000, stopped", "stop-loss, buy, 10, 30000, stopped",
        "take-profit, sell, 10, 30000, touched", "take-profit, buy, -10, -30000, touched"})
    void aTriggeredOrderWaitsHoldsAndTradesAtTheMarketWhenItsPriceComes(String type, String side, int away, int jump,
            String misc) throws Exception {
        String id = add("type", side, "ordertype", type, "volume", "0.01", "price", near(last(), away));
        JsonNode waiting = trader.wanted("OpenOrders").get("open").get(id);
        assertThat(waiting.get("status").asString()).isEqualTo("open");
        assertThat(waiting.get("trigger").asString()).isEqualTo("last");
        assertThat(held(side.equals("buy") ? "ZUSD" : "XXBT")).isPositive();
        jump(jump);
        passUntil(id, "closed");
        JsonNode order = order(id);
        assertThat(order.get("misc").asString()).isEqualTo(misc);
        assertThat(number(order.get("vol_exec"))).isEqualByComparingTo("0.01");
        assertThat(held("ZUSD")).isZero();
        assertThat(held("XXBT")).isZero();
    }

    @Test
    void aStopWithALimitRestsAtTheLimitWhenItCannotTrade() throws Exception {
        BigDecimal last = last();
        String id = add("type", "sell", "ordertype", "stop-loss-limit", "volume", "0.01", "price", near(last, -5),
                "price2", near(last, 200));
        jump(-50_000);
        for (int i = 0; i < 5_000 && order(id).get("misc").asString().isEmpty(); i++) {
            time.advance(Duration.ofSeconds(5));
        }
        assertThat(order(id).get("misc").asString()).isEqualTo("stopped");
        assertThat(status(id)).isEqualTo("open");
        assertThat(order(id).get("descr").get("order").asString()).isEqualTo("sell 0.01000000 XBTUSD @ stop loss "
                + near(last, -5) + " -> limit " + near(last, 200));
        assertThat(trader.wanted("CancelOrder", "txid", id).get("count").asInt()).isEqualTo(1);
    }

    @Test
    void aTrailingStopFollowsThePriceUpAndSellsWhenItTurns() throws Exception {
        String id = add("type", "sell", "ordertype", "trailing-stop", "volume", "0.01", "price", "+2%");
        BigDecimal before = number(order(id).get("stopprice"));
        jump(60_000);
        for (int i = 0; i < 200; i++) {
            time.advance(Duration.ofSeconds(5));
            trader.result("Time");
        }
        BigDecimal after = number(order(id).get("stopprice"));
        assertThat(after).isGreaterThan(before);
        assertThat(status(id)).isEqualTo("open");
        jump(-60_000);
        passUntil(id, "closed");
        assertThat(order(id).get("descr").get("price").asString()).isEqualTo("+2.0000%");
    }

    @Test
    void anIcebergShowsAPartOfItself() throws Exception {
        BigDecimal far = best("bids").subtract(new BigDecimal("0.1"));
        BigDecimal shown = shownAt(far);
        add("type", "buy", "ordertype", "iceberg", "price", far.setScale(1).toPlainString(), "volume", "0.15",
                "displayvol", "0.01");
        assertThat(shownAt(far).subtract(shown)).isEqualByComparingTo("0.01");
        assertThat(held("ZUSD")).isGreaterThan(far.multiply(new BigDecimal("0.15")));
    }

    private BigDecimal shownAt(BigDecimal price) throws Exception {
        BigDecimal shown = BigDecimal.ZERO;
        for (JsonNode level : trader.result("Depth?pair=XBTUSD&count=500").get("XXBTZUSD").get("bids")) {
            if (number(level.get(0)).compareTo(price) == 0) {
                shown = number(level.get(1));
            }
        }
        return shown;
    }

    @Test
    void aScheduledOrderIsPendingUntilItsTime() throws Exception {
        String id = add("type", "buy", "ordertype", "limit", "price", "30000", "volume", "0.01", "starttm", "+60");
        assertThat(status(id)).isEqualTo("pending");
        assertThat(held("ZUSD")).isEqualByComparingTo("301.2");
        assertThat(trader.wanted("OpenOrders").get("open").has(id)).isTrue();
        time.advance(Duration.ofSeconds(59));
        assertThat(status(id)).isEqualTo("pending");
        time.advance(Duration.ofSeconds(1));
        assertThat(status(id)).isEqualTo("open");
        String never = add("type", "buy", "ordertype", "market", "volume", "0.01", "starttm", "+60");
        trader.wanted("CancelOrder", "txid", never);
        time.advance(Duration.ofSeconds(120));
        assertThat(order(never).get("vol_exec").asString()).isEqualTo("0.00000000");
    }

    @Test
    void eachExecutionIsFollowedByItsClose() throws Exception {
        String id = add("type", "buy", "ordertype", "market", "volume", "0.01", "close[ordertype]", "limit",
                "close[price]", "90000");
        JsonNode open = trader.wanted("OpenOrders").get("open");
        assertThat(open.size()).isEqualTo(order(id).get("trades").size());
        BigDecimal volume = BigDecimal.ZERO;
        for (JsonNode close : open) {
            assertThat(close.get("refid").asString()).isEqualTo(id);
            assertThat(close.get("descr").get("type").asString()).isEqualTo("sell");
            volume = volume.add(number(close.get("vol")));
        }
        assertThat(volume).isEqualByComparingTo("0.01");
        assertThat(order(id).get("descr").get("close").asString()).isEqualTo("close position @ limit 90000.0");
    }

    private static Map<String, Object> limit(String price, String volume, String clientId) {
        return Map.of("ordertype", "limit", "type", "buy", "volume", volume, "price", price, "cl_ord_id", clientId);
    }

    @Test
    void aBatchIsPlacedInOneCallAndFailsByOrderInTheEngineButAsAWholeInItsArguments() throws Exception {
        JsonNode orders = trader.json("AddOrderBatch", Map.of("pair", "XBTUSD", "orders",
                List.of(limit("30000", "0.01", "a"), limit("30000", "100", "b")))).get("result").get("orders");
        assertThat(orders.get(0).get("txid").isString()).isTrue();
        assertThat(orders.get(0).get("descr").get("order").asString()).isEqualTo("buy 0.01000000 XBTUSD @ limit 30000.0");
        assertThat(orders.get(1).get("error").asString()).isEqualTo("EOrder:Insufficient funds");
        assertThat(trader.wanted("OpenOrders").get("open")).hasSize(1);
        assertThat(Trader.refusal(trader.json("AddOrderBatch", Map.of("pair", "XBTUSD", "orders",
                List.of(limit("30000", "0.01", "c"), limit("30000.01", "0.01", "d")))))).startsWith("EOrder:Invalid price");
        assertThat(Trader.refusal(trader.json("AddOrderBatch", Map.of("pair", "XBTUSD", "orders",
                List.of(limit("30000", "0.01", "e"))))) ).isEqualTo("EGeneral:Invalid arguments:orders");
        assertThat(trader.wanted("OpenOrders").get("open")).hasSize(1);
        assertThat(trader.json("AddOrderBatch", Map.of("pair", "XBTUSD", "validate", true, "orders",
                List.of(limit("30000", "0.01", "f"), limit("30000", "0.01", "g")))).get("result").get("orders").get(0)
                .has("txid")).isFalse();
        assertThat(trader.wanted("OpenOrders").get("open")).hasSize(1);
    }

    @Test
    void anAmendmentKeepsTheIdAndChangesTheHold() throws Exception {
        String id = add("type", "buy", "ordertype", "limit", "price", "30000", "volume", "0.02", "cl_ord_id", "mine");
        String amend = trader.wanted("AmendOrder", "txid", id, "order_qty", "0.01").get("amend_id").asString();
        assertThat(held("ZUSD")).isEqualByComparingTo("301.2");
        trader.wanted("AmendOrder", "cl_ord_id", "mine", "limit_price", "31000");
        assertThat(held("ZUSD")).isEqualByComparingTo("311.24");
        JsonNode order = order(id);
        assertThat(order.get("descr").get("price").asString()).isEqualTo("31000.0");
        assertThat(order.get("vol").asString()).isEqualTo("0.01000000");
        assertThat(order.get("misc").asString()).isEqualTo("amended");
        JsonNode amends = trader.wanted("OrderAmends", "order_id", id);
        assertThat(amends.get("count").asInt()).isEqualTo(3);
        assertThat(amends.get("amends").get(0).get("amend_type").asString()).isEqualTo("original");
        assertThat(amends.get("amends").get(1).get("amend_id").asString()).isEqualTo(amend);
        assertThat(trader.refusal("AmendOrder", "txid", id)).isEqualTo("EGeneral:Invalid arguments:no amendable parameters");
        assertThat(trader.refusal("AmendOrder", "txid", id, "limit_price", "31000"))
                .isEqualTo("EGeneral:Invalid arguments:no amendable parameters");
        assertThat(trader.refusal("AmendOrder", "txid", id, "order_qty", "100")).isEqualTo("EOrder:Insufficient funds");
        assertThat(trader.refusal("AmendOrder", "txid", id, "trigger_price", "100")).isEqualTo("EOrder:Order not editable");
        assertThat(trader.refusal("AmendOrder", "txid", id, "limit_price", best("asks").setScale(1).toPlainString(),
                "post_only", "true")).isEqualTo("EOrder:Post only order");
        assertThat(trader.refusal("AmendOrder", "txid", "OAAAAA-BBBBB-CCCCCC", "order_qty", "1"))
                .isEqualTo("EOrder:Unknown order");
        trader.wanted("AmendOrder", "txid", id, "limit_price", near(best("asks"), 5));
        assertThat(status(id)).isEqualTo("closed");
        assertThat(held("ZUSD")).isZero();
    }

    @Test
    void anAmendmentToWhatIsFilledEndsTheOrder() throws Exception {
        BigDecimal tick = new BigDecimal("0.1");
        for (int i = 0; i < 10_000 && best("asks").subtract(best("bids")).compareTo(tick) <= 0; i++) {
            time.advance(Duration.ofSeconds(1));
        }
        String id = add("type", "buy", "ordertype", "limit", "price", best("bids").add(tick).setScale(1).toPlainString(),
                "volume", "0.02");
        trader.as(trader.exchange.accounts().get(1));
        add("type", "sell", "ordertype", "market", "volume", "0.01");
        trader.as(trader.exchange.accounts().get(0));
        assertThat(order(id).get("vol_exec").asString()).isEqualTo("0.01000000");
        trader.wanted("AmendOrder", "txid", id, "order_qty", "0.005");
        assertThat(status(id)).isEqualTo("canceled");
        assertThat(order(id).get("vol_exec").asString()).isEqualTo("0.01000000");
        assertThat(held("ZUSD")).isZero();
    }

    @Test
    void anEditIsANewOrderInTheOldOnesPlace() throws Exception {
        String id = add("type", "buy", "ordertype", "limit", "price", "30000", "volume", "0.02", "userref", "9");
        JsonNode edited = trader.wanted("EditOrder", "txid", id, "pair", "XBTUSD", "price", "31000", "volume", "0.01");
        String fresh = edited.get("txid").asString();
        assertThat(edited.get("status").asString()).isEqualTo("ok");
        assertThat(edited.get("originaltxid").asString()).isEqualTo(id);
        assertThat(edited.get("descr").get("order").asString()).isEqualTo("buy 0.01000000 XBTUSD @ limit 31000.0");
        assertThat(edited.get("olduserref").asString()).isEqualTo("9");
        assertThat(status(id)).isEqualTo("canceled");
        assertThat(status(fresh)).isEqualTo("open");
        assertThat(order(fresh).get("userref").asInt()).isZero();
        assertThat(held("ZUSD")).isEqualByComparingTo("311.24");
        String named = add("type", "buy", "ordertype", "limit", "price", "30000", "volume", "0.02", "cl_ord_id", "n");
        assertThat(trader.refusal("EditOrder", "txid", named, "pair", "XBTUSD", "price", "31000"))
                .isEqualTo("EOrder:Order not editable");
        assertThat(trader.refusal("EditOrder", "txid", id, "pair", "XBTUSD", "price", "31000"))
                .isEqualTo("EOrder:Unknown order");
    }
}
