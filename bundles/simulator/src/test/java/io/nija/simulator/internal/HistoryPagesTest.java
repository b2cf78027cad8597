package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.venue.Tier;

import tools.jackson.databind.JsonNode;

/** Pages of histories, executions that are merged, fees by what was traded, and places in the queue. */
class HistoryPagesTest {

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

    private void be(int account) {
        trader.as(trader.exchange.accounts().get(account));
    }

    private String add(String... namesAndValues) throws Exception {
        List<String> all = new ArrayList<>(List.of("pair", "XBTUSD"));
        all.addAll(List.of(namesAndValues));
        return trader.wanted("AddOrder", all.toArray(String[]::new)).get("txid").get(0).asString();
    }

    private static BigDecimal number(JsonNode text) {
        return new BigDecimal(text.asString());
    }

    private static BigDecimal sum(JsonNode rows, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(number(row.get(field)));
        }
        return sum;
    }

    private JsonNode order(String id, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("txid", id, "trades", "true"));
        all.addAll(List.of(more));
        return trader.wanted("QueryOrders", all.toArray(String[]::new)).get(id);
    }

    private static List<String> ids(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void whatATakerMetInOneGoIsOneTradeUnlessItIsAskedForInParts() throws Exception {
        int before = trader.wanted("TradesHistory").get("count").asInt();
        String id = add("type", "buy", "ordertype", "market", "volume", "0.7");

        JsonNode merged = trader.wanted("TradesHistory", "ledgers", "true");
        JsonNode parts = trader.wanted("TradesHistory", "ledgers", "true", "consolidate_taker", "false");
        int fills = parts.get("count").asInt() - before;
        assertThat(fills).isGreaterThan(1);
        assertThat(merged.get("count").asInt()).isEqualTo(before + 1);

        List<String> single = ids(order(id, "consolidate_taker", "false").get("trades"));
        String one = ids(order(id).get("trades")).get(0);
        assertThat(order(id).get("trades")).hasSize(1);
        assertThat(single).hasSize(fills).contains(one);
        JsonNode trade = merged.get("trades").get(one);
        JsonNode rows = Trader.MAPPER.createArrayNode().addAll(single.stream().map(parts.get("trades")::get).toList());
        assertThat(trade.get("vol").asString()).isEqualTo("0.70000000");
        for (String field : List.of("vol", "cost", "fee")) {
            assertThat(number(trade.get(field))).as(field).isEqualByComparingTo(sum(rows, field));
            assertThat(number(trade.get(field))).as(field)
                    .isEqualByComparingTo(number(order(id).get(field.equals("vol") ? "vol_exec" : field)));
        }
        assertThat(number(trade.get("price"))).isEqualByComparingTo(number(order(id).get("price")));
        assertThat(trade.get("ledgers")).hasSize(2 * fills);
        assertThat(trade.get("maker").asBoolean()).isFalse();
        assertThat(trader.wanted("QueryTrades", "txid", one).get(one).get("vol")).isEqualTo(trade.get("vol"));
        assertThat(number(trader.wanted("QueryTrades", "txid", one, "consolidate_taker", "false").get(one).get("vol")))
                .isLessThan(number(trade.get("vol")));
        String last = single.get(fills - 1);
        assertThat(trader.wanted("QueryTrades", "txid", last).get(last).get("vol"))
                .isEqualTo(parts.get("trades").get(last).get("vol"));
    }

    @Test
    void twoOrdersAreNeverOneTrade() throws Exception {
        int before = trader.wanted("TradesHistory").get("count").asInt();
        add("type", "buy", "ordertype", "market", "volume", "0.0001");
        add("type", "buy", "ordertype", "market", "volume", "0.0001");
        assertThat(trader.wanted("TradesHistory").get("count").asInt()).isEqualTo(before + 2);
    }

    @Test
    void pagesAndRangesOfTheLedgerFitTogether() throws Exception {
        for (int i = 0; i < 60; i++) {
            time.advance(Duration.ofSeconds(2));
            trader.control("POST", "/accounts/one/balances", Map.of("asset", i % 3 == 0 ? "USD" : "EUR",
                    "amount", "1", "type", i % 2 == 0 ? "deposit" : "transfer"));
        }
        JsonNode all = trader.wanted("Ledgers");
        int count = all.get("count").asInt();
        Set<String> seen = new HashSet<>();
        BigDecimal newest = null;
        for (int from = 0; from < count; from += 50) {
            JsonNode page = trader.wanted("Ledgers", "ofs", Integer.toString(from)).get("ledger");
            assertThat(page).hasSize(Math.min(50, count - from));
            for (var row : page.properties()) {
                assertThat(seen.add(row.getKey())).isTrue();
                BigDecimal at = row.getValue().get("time").decimalValue();
                assertThat(newest == null || at.compareTo(newest) <= 0).isTrue();
                newest = at;
            }
        }
        assertThat(seen).hasSize(count);
        assertThat(trader.wanted("Ledgers", "ofs", Integer.toString(count)).get("ledger")).isEmpty();
        assertThat(trader.wanted("Ledgers", "type", "transfer").get("count").asInt()).isEqualTo(30);
        assertThat(trader.wanted("Ledgers", "type", "transfer", "asset", "USD").get("count").asInt()).isEqualTo(10);
        assertThat(trader.wanted("Ledgers", "type", "transfer", "asset", "USD", "ofs", "7").get("ledger")).hasSize(3);
        // A row is a bound by its id, and as a beginning it does not belong to what is wanted.
        List<String> newestFirst = new ArrayList<>();
        all.get("ledger").propertyNames().forEach(newestFirst::add);
        JsonNode between = trader.wanted("Ledgers", "start", newestFirst.get(9), "end", newestFirst.get(4));
        assertThat(between.get("count").asInt()).isEqualTo(5);
        assertThat(between.get("ledger").propertyNames()).containsExactlyElementsOf(newestFirst.subList(4, 9));
        assertThat(trader.wanted("Ledgers", "without_count", "true").has("count")).isFalse();
    }

    @Test
    void closedOrdersAreFoundByTheirBeginningOrTheirEnd() throws Exception {
        String early = add("type", "buy", "ordertype", "limit", "price", "30000", "volume", "0.01", "cl_ord_id", "early");
        time.advance(Duration.ofHours(1));
        String middle = Long.toString(time.instant().getEpochSecond());
        time.advance(Duration.ofHours(1));
        String late = add("type", "buy", "ordertype", "limit", "price", "30000", "volume", "0.01", "userref", "5");
        trader.wanted("CancelOrder", "txid", early);
        trader.wanted("CancelOrder", "txid", late);
        assertThat(closed("start", middle, "closetime", "open")).containsExactly(late);
        assertThat(closed("start", middle, "closetime", "close")).containsExactly(late, early);
        assertThat(closed("start", middle)).containsExactly(late, early);
        assertThat(closed("end", middle, "closetime", "open")).contains(early).doesNotContain(late);
        assertThat(closed("end", middle)).contains(early).doesNotContain(late);
        assertThat(closed("end", middle, "closetime", "close")).doesNotContain(early, late);
        assertThat(closed("cl_ord_id", "early")).containsExactly(early);
        assertThat(closed("userref", "5", "start", middle)).containsExactly(late);
    }

    private List<String> closed(String... namesAndValues) throws Exception {
        List<String> ids = new ArrayList<>();
        trader.wanted("ClosedOrders", namesAndValues).get("closed").propertyNames().forEach(ids::add);
        return ids;
    }

    @Test
    void aFeeIsThatOfTheTierThatTheTurnoverBeforeItHadReached() throws Exception {
        Map<String, String> taker = new LinkedHashMap<>();
        for (JsonNode step : trader.result("AssetPairs?pair=XBTUSD&info=fees").get("XXBTZUSD").get("fees")) {
            taker.put(step.get(0).asString(), step.get(1).asString());
        }
        trader.control("POST", "/accounts/one/balances", Map.of("asset", "USD", "amount", "5000000"));
        Set<BigDecimal> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            BigDecimal turnover = turnover();
            String id = add("type", i % 2 == 0 ? "buy" : "sell", "ordertype", "market", "volume", "0.15");
            for (JsonNode trade : trader.wanted("QueryTrades", "consolidate_taker", "false", "txid",
                    String.join(",", ids(order(id, "consolidate_taker", "false").get("trades")).stream().limit(20).toList()))) {
                // An order's taker fee is that of the moment it came.
                BigDecimal percent = percent(taker, turnover);
                assertThat(number(trade.get("fee"))).isEqualByComparingTo(number(trade.get("cost"))
                        .multiply(percent).movePointLeft(2).setScale(4, RoundingMode.DOWN));
                seen.add(percent);
            }
            BigDecimal shown = number(trader.wanted("TradeVolume", "pair", "XBTUSD").get("fees").get("XXBTZUSD").get("fee"));
            assertThat(shown).isEqualByComparingTo(percent(taker, turnover()));
            time.advance(Duration.ofSeconds(30));
        }
        assertThat(seen).as("tiers passed").hasSizeGreaterThanOrEqualTo(4);
        time.advance(Duration.ofDays(29));
        assertThat(turnover()).isPositive();
        time.advance(Duration.ofDays(2));
        assertThat(turnover()).isZero();
        assertThat(number(trader.wanted("TradeVolume", "pair", "XBTUSD").get("fees").get("XXBTZUSD").get("fee")))
                .isEqualByComparingTo("0.4");
    }

    private BigDecimal turnover() throws Exception {
        return number(trader.wanted("TradeVolume").get("volume"));
    }

    private static BigDecimal percent(Map<String, String> steps, BigDecimal turnover) {
        String percent = null;
        for (var step : steps.entrySet()) {
            if (new BigDecimal(step.getKey()).compareTo(turnover) <= 0) {
                percent = step.getValue();
            }
        }
        return new BigDecimal(percent);
    }

    private BigDecimal insideTheSpread() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            JsonNode depth = trader.result("Depth?pair=XBTUSD&count=1").get("XXBTZUSD");
            BigDecimal inside = number(depth.get("bids").get(0).get(0)).add(new BigDecimal("0.1"));
            if (inside.compareTo(number(depth.get("asks").get(0).get(0))) < 0) {
                return inside.setScale(1);
            }
            time.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("The spread is never wider than a tick.");
    }

    /** Two accounts at one price, alone and best; a third party's sale tells who was first. Time stands still meanwhile. */
    private String firstAfter(String... change) throws Exception {
        String price = insideTheSpread().toPlainString();
        String first = add("type", "buy", "ordertype", "limit", "price", price, "volume", "0.02");
        be(1);
        String second = add("type", "buy", "ordertype", "limit", "price", price, "volume", "0.02");
        be(0);
        for (String each : change) {
            int equals = each.indexOf('=');
            trader.wanted("AmendOrder", "txid", first, each.substring(0, equals),
                    each.substring(equals + 1).replace("PRICE", price));
        }
        JsonNode third = trader.control("POST", "/accounts", Map.of("id", "three-" + first));
        trader.as(third.get("key").asString(), third.get("secret").asString());
        add("type", "sell", "ordertype", "market", "volume", "0.005");
        be(0);
        boolean firstTraded = number(order(first).get("vol_exec")).signum() > 0;
        be(1);
        boolean secondTraded = number(order(second).get("vol_exec")).signum() > 0;
        assertThat(firstTraded).isNotEqualTo(secondTraded);
        trader.wanted("CancelAll");
        be(0);
        trader.wanted("CancelAll");
        return firstTraded ? "the first" : "the second";
    }

    @Test
    void anAmendmentKeepsThePlaceInTheQueueOnlyWhenItAsksForLess() throws Exception {
        assertThat(firstAfter()).isEqualTo("the first");
        assertThat(firstAfter("order_qty=0.01")).isEqualTo("the first");
        assertThat(firstAfter("order_qty=0.03")).isEqualTo("the second");
        assertThat(firstAfter("limit_price=30000", "limit_price=PRICE")).isEqualTo("the second");
    }
}
