package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
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

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.venue.Tier;

class OrderLifeTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private Trader trader;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain().withAccounts(List.of("one", "two")), time));
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

    private String limit(String type, String price, String volume, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("type", type, "ordertype", "limit", "price", price, "volume", volume));
        all.addAll(List.of(more));
        return add(all.toArray(String[]::new));
    }

    private JsonNode order(String id) throws Exception {
        return trader.wanted("QueryOrders", "txid", id, "trades", "true").get(id);
    }

    private static BigDecimal number(JsonNode text) {
        return new BigDecimal(text.asString());
    }

    private JsonNode best(String side) throws Exception {
        return trader.result("Depth?pair=XBTUSD&count=1").get("XXBTZUSD").get(side).get(0);
    }

    private String bestPrice(String side) throws Exception {
        return number(best(side).get(0)).setScale(1).toPlainString();
    }

    /** A price just better than the best ask that does not take; waits until the spread has room for one. */
    private BigDecimal insideTheSpread() throws Exception {
        BigDecimal tick = new BigDecimal("0.1");
        for (int i = 0; i < 10_000; i++) {
            BigDecimal inside = number(best("asks").get(0)).subtract(tick);
            if (inside.compareTo(number(best("bids").get(0))) > 0) {
                return inside;
            }
            time.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("The spread is never wider than a tick.");
    }

    private BigDecimal held(String asset) throws Exception {
        return number(trader.wanted("BalanceEx").get(asset).get("hold_trade"));
    }

    @Test
    void aRestingOrderHoldsItsCostAndFeeIsListedAndCancelled() throws Exception {
        String id = limit("buy", "50000", "0.01", "userref", "7");

        assertThat(held("ZUSD")).isEqualByComparingTo("502");
        JsonNode open = trader.wanted("OpenOrders").get("open").get(id);
        assertThat(open.get("status").asString()).isEqualTo("open");
        assertThat(open.get("descr").get("pair").asString()).isEqualTo("XBTUSD");
        assertThat(open.get("descr").get("price").asString()).isEqualTo("50000.0");
        assertThat(open.get("vol_exec").asString()).isEqualTo("0.00000000");
        assertThat(open.get("userref").asInt()).isEqualTo(7);
        assertThat(open.get("refid").isNull()).isTrue();
        assertThat(trader.wanted("OpenOrders", "userref", "8").get("open")).isEmpty();

        assertThat(trader.wanted("CancelOrder", "txid", id).get("count").asInt()).isEqualTo(1);
        assertThat(held("ZUSD")).isEqualByComparingTo("0");
        assertThat(trader.wanted("OpenOrders").get("open")).isEmpty();
        JsonNode closed = trader.wanted("ClosedOrders").get("closed").get(id);
        assertThat(closed.get("status").asString()).isEqualTo("canceled");
        assertThat(closed.get("reason").asString()).isEqualTo("User requested");
        assertThat(trader.refusal("CancelOrder", "txid", id)).isEqualTo("EOrder:Unknown order");
    }

    @Test
    void aSellHoldsItsVolume() throws Exception {
        limit("sell", "90000", "0.25");
        assertThat(held("XXBT")).isEqualByComparingTo("0.25");
        assertThat(trader.refusal("AddOrder", "pair", "XBTUSD", "type", "sell", "ordertype", "market", "volume", "1.3"))
                .isEqualTo("EOrder:Insufficient funds");
    }

    @Test
    void aMarketOrderIsFilledFromTheBookAndEverythingAddsUp() throws Exception {
        JsonNode before = trader.wanted("Balance");
        String id = add("type", "buy", "ordertype", "market", "volume", "0.7");
        JsonNode after = trader.wanted("Balance");

        JsonNode order = trader.wanted("QueryOrders", "txid", id, "trades", "true", "consolidate_taker", "false").get(id);
        assertThat(order.get("status").asString()).isEqualTo("closed");
        assertThat(order.get("reason").isNull()).isTrue();
        assertThat(order.get("trades")).hasSizeGreaterThan(1);
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal fee = BigDecimal.ZERO;
        for (JsonNode trade : trader.wanted("QueryTrades", "ledgers", "true", "consolidate_taker", "false", "txid", String.join(",",
                order.get("trades").valueStream().map(JsonNode::asString).toList()))) {
            volume = volume.add(number(trade.get("vol")));
            cost = cost.add(number(trade.get("cost")));
            fee = fee.add(number(trade.get("fee")));
            assertThat(number(trade.get("cost"))).isEqualByComparingTo(number(trade.get("price"))
                    .multiply(number(trade.get("vol"))).setScale(4, RoundingMode.DOWN));
            assertThat(number(trade.get("fee"))).isEqualByComparingTo(number(trade.get("cost"))
                    .multiply(new BigDecimal("0.004")).setScale(4, RoundingMode.DOWN));
            assertThat(trade.get("maker").asBoolean()).isFalse();
            JsonNode rows = trader.wanted("QueryLedgers", "id", String.join(",",
                    trade.get("ledgers").valueStream().map(JsonNode::asString).toList()));
            assertThat(rows.valueStream().map(row -> row.get("asset").asString())).containsExactly("XXBT", "ZUSD");
            assertThat(rows.valueStream().map(row -> number(row.get("amount"))).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(number(trade.get("vol")).subtract(number(trade.get("cost"))));
        }
        assertThat(volume).isEqualByComparingTo("0.7");
        assertThat(number(order.get("cost"))).isEqualByComparingTo(cost);
        assertThat(number(order.get("fee"))).isEqualByComparingTo(fee);
        assertThat(number(after.get("XXBT"))).isEqualByComparingTo(number(before.get("XXBT")).add(volume));
        assertThat(number(after.get("ZUSD")))
                .isEqualByComparingTo(number(before.get("ZUSD")).subtract(cost).subtract(fee));
    }

    @Test
    void aFeeInBaseIsTakenFromWhatWasBought() throws Exception {
        JsonNode before = trader.wanted("Balance");
        String id = add("type", "buy", "ordertype", "market", "volume", "0.1", "oflags", "fcib");
        JsonNode after = trader.wanted("Balance");

        assertThat(number(after.get("XXBT"))).isEqualByComparingTo(number(before.get("XXBT")).add(new BigDecimal("0.0996")));
        assertThat(number(after.get("ZUSD")))
                .isEqualByComparingTo(number(before.get("ZUSD")).subtract(number(order(id).get("cost"))));
    }

    @Test
    void aVolumeInQuoteBuysForThatMuch() throws Exception {
        JsonNode order = order(add("type", "buy", "ordertype", "market", "volume", "1000", "oflags", "viqc"));
        assertThat(number(order.get("cost"))).isBetween(new BigDecimal("999.99"), new BigDecimal("1000"));
        assertThat(order.get("status").asString()).isEqualTo("closed");
    }

    @Test
    void aMarketableLimitTakesWhatItCanAndTheRestRests() throws Exception {
        JsonNode ask = best("asks");
        BigDecimal volume = number(ask.get(1)).add(new BigDecimal("0.01"));
        String id = limit("buy", bestPrice("asks"), volume.toPlainString());

        JsonNode order = order(id);
        assertThat(order.get("status").asString()).isEqualTo("open");
        assertThat(number(order.get("vol_exec"))).isEqualByComparingTo(number(ask.get(1)));
        assertThat(number(order.get("price"))).isEqualByComparingTo(number(ask.get(0)));
        JsonNode bid = best("bids");
        assertThat(number(bid.get(0))).isEqualByComparingTo(number(ask.get(0)));
        assertThat(number(bid.get(1))).isEqualByComparingTo("0.01");
    }

    @Test
    void theRestOfAnImmediateOrCancelOrderIsCancelled() throws Exception {
        JsonNode ask = best("asks");
        BigDecimal volume = number(ask.get(1)).add(new BigDecimal("0.01"));
        JsonNode order = order(limit("buy", bestPrice("asks"), volume.toPlainString(), "timeinforce", "IOC"));
        assertThat(order.get("status").asString()).isEqualTo("canceled");
        assertThat(number(order.get("vol_exec"))).isEqualByComparingTo(number(ask.get(1)));
    }

    @Test
    void fillOrKillDoesAllOrNothing() throws Exception {
        JsonNode ask = best("asks");
        BigDecimal tooMuch = number(ask.get(1)).add(new BigDecimal("0.01"));
        assertThat(order(limit("buy", bestPrice("asks"), tooMuch.toPlainString(), "timeinforce", "FOK"))
                .get("vol_exec").asString()).isEqualTo("0.00000000");
        assertThat(order(limit("buy", bestPrice("asks"), ask.get(1).asString(), "timeinforce", "FOK"))
                .get("status").asString()).isEqualTo("closed");
    }

    @Test
    void aPostOnlyOrderThatWouldTakeIsRefusedOrCancelled() throws Exception {
        String price = bestPrice("asks");
        assertThat(trader.refusal("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", price,
                "volume", "0.01", "oflags", "post")).isEqualTo("EOrder:Post only order");
        trader.control("PUT", "/variants", Map.of("post-only", "cancel"));
        assertThat(order(limit("buy", price, "0.01", "oflags", "post")).get("reason").asString())
                .isEqualTo("Post only order");
        assertThat(order(limit("buy", "50000", "0.01", "oflags", "post")).get("status").asString()).isEqualTo("open");
    }

    @Test
    void aRestingOrderIsMetByStrangersAtItsOwnPriceAsTimePasses() throws Exception {
        BigDecimal price = number(best("bids").get(0)).add(new BigDecimal("0.1"));
        if (price.compareTo(number(best("asks").get(0))) >= 0) {
            price = number(best("bids").get(0));
        }
        String id = limit("buy", price.setScale(1).toPlainString(), "0.0005");
        for (int i = 0; i < 2_000 && order(id).get("status").asString().equals("open"); i++) {
            time.advance(Duration.ofSeconds(15));
        }
        JsonNode order = order(id);
        assertThat(order.get("status").asString()).isEqualTo("closed");
        assertThat(number(order.get("price"))).isEqualByComparingTo(price);
        for (JsonNode trade : trader.wanted("QueryTrades", "txid", String.join(",",
                order.get("trades").valueStream().map(JsonNode::asString).toList()))) {
            assertThat(trade.get("maker").asBoolean()).isTrue();
            assertThat(number(trade.get("fee"))).isEqualByComparingTo(number(trade.get("cost"))
                    .multiply(new BigDecimal("0.0025")).setScale(4, RoundingMode.DOWN));
        }
        assertThat(held("ZUSD")).isEqualByComparingTo("0");
    }

    @Test
    void anotherAccountMeetsAnOrderThatStandsFirst() throws Exception {
        BigDecimal inside = insideTheSpread();
        String sell = limit("sell", inside.setScale(1).toPlainString(), "0.02");
        trader.as(trader.exchange.accounts().get(1));
        String buy = add("type", "buy", "ordertype", "market", "volume", "0.02");
        assertThat(number(order(buy).get("price"))).isEqualByComparingTo(inside);
        assertThat(trader.refusal("QueryOrders", "txid", sell)).isEqualTo("EOrder:Unknown order");
        trader.as(trader.exchange.accounts().get(0));
        assertThat(order(sell).get("status").asString()).isEqualTo("closed");
    }

    @ParameterizedTest
    @CsvSource({"cancel-newest, open, canceled", "cancel-oldest, canceled, closed", "cancel-both, canceled, canceled"})
    void ownOrdersNeverMeet(String protection, String older, String newer) throws Exception {
        BigDecimal inside = insideTheSpread();
        String sell = limit("sell", inside.setScale(1).toPlainString(), "0.02");
        String buy = add("type", "buy", "ordertype", "market", "volume", "0.02", "stptype", protection);
        assertThat(order(sell).get("status").asString()).isEqualTo(older);
        assertThat(order(buy).get("status").asString()).isEqualTo(newer);
    }

    @Test
    void aClientIdIsUniqueAmongOpenOrdersOnly() throws Exception {
        limit("buy", "50000", "0.01", "cl_ord_id", "mine-1");
        assertThat(trader.refusal("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "50000",
                "volume", "0.01", "cl_ord_id", "mine-1")).isEqualTo("EGeneral:Invalid arguments:cl_ord_id already in use");
        assertThat(trader.wanted("OpenOrders", "cl_ord_id", "mine-1").get("open")).hasSize(1);
        assertThat(trader.wanted("CancelOrder", "cl_ord_id", "mine-1").get("count").asInt()).isEqualTo(1);
        limit("buy", "50000", "0.01", "cl_ord_id", "mine-1");
        assertThat(trader.wanted("ClosedOrders", "cl_ord_id", "mine-1").get("count").asInt()).isEqualTo(1);
    }

    @Test
    void ordersAreCancelledByGroupInBatchesAndAll() throws Exception {
        limit("buy", "50000", "0.01", "userref", "5");
        limit("buy", "50001", "0.01", "userref", "5");
        String third = limit("buy", "50002", "0.01", "cl_ord_id", "c");
        limit("buy", "50003", "0.01");
        assertThat(trader.wanted("CancelOrder", "txid", "5").get("count").asInt()).isEqualTo(2);
        assertThat(trader.json("CancelOrderBatch", Map.of("orders", List.of(third, "OAAAAA-BBBBB-CCCCCC", 77)))
                .get("result").get("count").asInt()).isEqualTo(1);
        assertThat(trader.wanted("CancelAll").get("count").asInt()).isEqualTo(1);
        assertThat(trader.wanted("CancelAll").get("count").asInt()).isEqualTo(0);
    }

    @Test
    void theDeadMansSwitchFiresUnlessItIsRenewedOrDisarmed() throws Exception {
        String id = limit("buy", "50000", "0.01");
        JsonNode armed = trader.wanted("CancelAllOrdersAfter", "timeout", "60");
        assertThat(armed.get("currentTime").asString()).isEqualTo("2026-01-15T10:00:07Z");
        assertThat(armed.get("triggerTime").asString()).isEqualTo("2026-01-15T10:01:07Z");
        time.advance(Duration.ofSeconds(59));
        assertThat(order(id).get("status").asString()).isEqualTo("open");
        assertThat(trader.wanted("CancelAllOrdersAfter", "timeout", "0").get("triggerTime").asString()).isEqualTo("0");
        time.advance(Duration.ofSeconds(120));
        assertThat(order(id).get("status").asString()).isEqualTo("open");
        trader.wanted("CancelAllOrdersAfter", "timeout", "60");
        time.advance(Duration.ofSeconds(60));
        assertThat(order(id).get("status").asString()).isEqualTo("canceled");
    }

    @Test
    void anOrderWithAnEndExpires() throws Exception {
        String id = limit("buy", "50000", "0.01", "timeinforce", "GTD", "expiretm", "+60");
        time.advance(Duration.ofSeconds(59));
        assertThat(order(id).get("status").asString()).isEqualTo("open");
        time.advance(Duration.ofSeconds(1));
        assertThat(order(id).get("status").asString()).isEqualTo("expired");
        assertThat(held("ZUSD")).isEqualByComparingTo("0");
    }

    @Test
    void aNewOrderCanBeMissingFromTheListForAMoment() throws Exception {
        trader.control("PUT", "/variants", Map.of("listing-lag", "500"));
        limit("buy", "50000", "0.01");
        assertThat(trader.wanted("OpenOrders").get("open")).isEmpty();
        time.advance(Duration.ofMillis(500));
        assertThat(trader.wanted("OpenOrders").get("open")).hasSize(1);
    }

    @Test
    void theEnginesCounterPaysForYoungCancels() throws Exception {
        trader.control("PUT", "/tier", Map.of("tier", "starter"));
        for (int i = 0; i < 6; i++) {
            trader.wanted("CancelOrder", "txid", limit("buy", "50000", "0.01"));
        }
        assertThat(trader.control("GET", "/counters", null).get("engine").get("one").get("XXBTZUSD").decimalValue())
                .isEqualByComparingTo("54");
        for (int i = 0; i < 6; i++) {
            limit("buy", "50000", "0.001");
        }
        String[] another = {"pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "50000", "volume", "0.001"};
        assertThat(trader.refusal("AddOrder", another)).isEqualTo("EOrder:Rate limit exceeded");
        assertThat(trader.refusal("AddOrder", "pair", "ETHUSD", "type", "buy", "ordertype", "limit", "price", "2000",
                "volume", "0.01")).as("another pair has a counter of its own").isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(trader.refusal("AddOrder", another)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"STARTER, 60", "INTERMEDIATE, 80"})
    void aPairHasRoomForSoManyOrders(Tier tier, int most) throws Exception {
        trader.control("PUT", "/tier", Map.of("tier", tier.word()));
        for (int i = 0; i < most; i++) {
            limit("buy", "50000", "0.0001");
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(trader.refusal("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "50000",
                "volume", "0.0001")).isEqualTo("EOrder:Orders limit exceeded");
    }

    @Test
    void listsComeInPagesOfFiftyNewestFirst() throws Exception {
        for (int i = 0; i < 55; i++) {
            trader.wanted("CancelOrder", "txid", limit("buy", "50000", "0.001"));
            time.advance(Duration.ofSeconds(1));
        }
        JsonNode first = trader.wanted("ClosedOrders");
        JsonNode second = trader.wanted("ClosedOrders", "ofs", "50");
        assertThat(first.get("closed")).hasSize(50);
        assertThat(second.get("closed")).hasSize(10);
        assertThat(first.get("count").asInt()).isEqualTo(60);
        assertThat(trader.wanted("ClosedOrders", "without_count", "true").has("count")).isFalse();
        List<BigDecimal> times = first.get("closed").valueStream().map(order -> order.get("closetm").decimalValue()).toList();
        assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a));
        String start = Long.toString(time.instant().getEpochSecond() - 10);
        assertThat(trader.wanted("ClosedOrders", "start", start).get("count").asInt()).isEqualTo(9);
    }

    @Test
    void theFeesOfTheAccountFollowItsTurnover() throws Exception {
        assertThat(trader.wanted("TradeVolume").propertyNames()).containsExactly("currency", "volume");
        add("type", "buy", "ordertype", "market", "volume", "0.3");
        JsonNode volume = trader.wanted("TradeVolume", "pair", "XBTUSD");
        assertThat(number(volume.get("volume"))).isGreaterThan(new BigDecimal("10000"));
        assertThat(volume.get("fees").get("XXBTZUSD").get("fee").asString()).isEqualTo("0.3500");
        assertThat(volume.get("fees_maker").get("XXBTZUSD").get("fee").asString()).isEqualTo("0.2000");
        time.advance(Duration.ofDays(31));
        assertThat(trader.wanted("TradeVolume", "pair", "XBTUSD").get("fees").get("XXBTZUSD").get("fee").asString())
                .isEqualTo("0.4000");
    }
}
