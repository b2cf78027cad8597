package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.kraken.internal.reading.BalanceSheet;
import io.nija.broker.kraken.internal.reading.LedgerList;
import io.nija.broker.kraken.internal.reading.OrderList;
import io.nija.broker.kraken.internal.reading.TradeList;
import io.nija.broker.kraken.internal.reading.Unnamed;
import io.nija.order.OrderView;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import tools.jackson.databind.JsonNode;

/**
 * Lists by REST with a part of them damaged, the sheet's samples as corpus: each is read as it is written, to the last decimal, or
 * said to be unreadable. None is read in part, and nothing else is thrown.
 */
class ListFuzzTest {

    private static final LaneId LANE = LaneId.of("master", "kraken");

    private static final String ORDER = "\"refid\":null,\"userref\":0,\"cl_ord_id\":\"a-1\",\"opentm\":1767225601.5,\"starttm\":0,\"expiretm\":0,\"descr\":{"
            + "\"pair\":\"XBTEUR\",\"type\":\"buy\",\"ordertype\":\"limit\",\"price\":\"50000.0\",\"price2\":\"0\",\"leverage\":\"none\",\"order\":\"buy 2.0 XBTEUR\","
            + "\"close\":\"\"},\"vol\":\"2.0\",\"vol_exec\":\"0.5\",\"cost\":\"24999.75\",\"fee\":\"39.99\",\"price\":\"49999.5\",\"stopprice\":\"0.0\","
            + "\"limitprice\":\"0.0\",\"misc\":\"\",\"oflags\":\"fciq\"";

    private static final String OPEN = "{\"open\":{\"OABCDE-FGHIJ-KLMNOP\":{\"status\":\"open\"," + ORDER + "}}}";
    private static final String CLOSED = "{\"closed\":{\"OABCDE-FGHIJ-KLMNOP\":{\"status\":\"canceled\",\"reason\":\"User requested\",\"closetm\":1767225602.5,"
            + ORDER + "}},\"count\":1}";
    private static final String TRADES = "{\"trades\":{\"TABCDE-FGHIJ-KLMNOP\":{\"ordertxid\":\"OABCDE-FGHIJ-KLMNOP\",\"pair\":\"XXBTZEUR\",\"time\":1767225601.1234,"
            + "\"type\":\"buy\",\"ordertype\":\"limit\",\"price\":\"30010.00000\",\"cost\":\"600.20000\",\"fee\":\"0.00000\",\"vol\":\"0.02000000\",\"margin\":\"0.0\","
            + "\"misc\":\"\",\"trade_id\":40274859,\"maker\":true}},\"count\":1}";
    private static final String LEDGER = "{\"ledger\":{\"LABCDE-FGHIJ-KLMNOP\":{\"refid\":\"TABCDE-FGHIJ-KLMNOP\",\"time\":1767225601.1234,\"type\":\"trade\","
            + "\"subtype\":\"\",\"aclass\":\"currency\",\"asset\":\"XXBT\",\"amount\":\"-0.0200000000\",\"fee\":\"0.0000100000\",\"balance\":\"1.4899900000\"}},"
            + "\"count\":1}";
    private static final String BALANCES = "{\"ZEUR\":{\"balance\":\"1204.5512\",\"hold_trade\":\"300.0000\"},\"XXBT\":{\"balance\":0.05,\"credit\":\"0.0\"},"
            + "\"DOT28.S\":{\"balance\":\"12.5\"}}";

    private static <T> void readOrRefused(String damaged, Function<JsonNode, T> reading, BiConsumer<JsonNode, T> same) {
        JsonNode json;
        try {
            json = KrakenJson.parse(damaged.getBytes(StandardCharsets.UTF_8));
        } catch (UnexpectedShape notJson) {
            return;
        }
        T read;
        try {
            read = reading.apply(json);
        } catch (UnexpectedShape refused) {
            return;
        }
        same.accept(json, read);
    }

    /** What is written there, read another way than the product does. */
    private static BigDecimal written(JsonNode parent, String field) {
        JsonNode value = parent.get(field);
        return value.isNumber() ? value.decimalValue() : new BigDecimal(value.asString().strip());
    }

    private static void sameOrder(JsonNode orders, OrderView order) {
        JsonNode json = orders.properties().stream().map(java.util.Map.Entry::getValue)
                .filter(one -> written(one, "vol_exec").compareTo(order.filled() == null ? written(one, "vol_exec") : order.filled()) == 0).findFirst().orElseThrow();
        if (order.quantity() != null) {
            assertThat(order.quantity()).isEqualByComparingTo(written(json, "vol"));
        }
        if (order.averagePrice() != null) {
            assertThat(order.averagePrice()).isEqualByComparingTo(written(json, "price"));
        }
    }

    @Property(tries = 5_000)
    void openOrdersAreReadAsWrittenOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        readOrRefused(AnswerFuzzTest.damaged(OPEN, seed, times), json -> OrderList.of(json, "open", LANE, Unnamed.BOOK), (json, orders) -> {
            assertThat(orders).hasSize(json.get("open").size());
            orders.forEach(order -> sameOrder(json.get("open"), order));
        });
    }

    @Property(tries = 5_000)
    void closedOrdersAreReadAsWrittenOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        readOrRefused(AnswerFuzzTest.damaged(CLOSED, seed, times), json -> OrderList.page(json, LANE, Unnamed.BOOK), (json, page) -> {
            assertThat(page.entries()).hasSize(json.get("closed").size());
            page.entries().values().forEach(order -> sameOrder(json.get("closed"), order));
        });
    }

    @Property(tries = 5_000)
    void tradesAreReadAsWrittenOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        readOrRefused(AnswerFuzzTest.damaged(TRADES, seed, times), json -> TradeList.page(json, LANE, Unnamed.BOOK), (json, page) -> {
            assertThat(page.entries()).hasSize(json.get("trades").size());
            page.entries().forEach((id, trade) -> {
                JsonNode written = json.get("trades").get(id);
                assertThat(trade.quantity()).isEqualByComparingTo(written(written, "vol")).isPositive();
                assertThat(trade.price()).isEqualByComparingTo(written(written, "price"));
                assertThat(trade.fee()).isEqualByComparingTo(written(written, "fee"));
            });
        });
    }

    @Property(tries = 5_000)
    void ledgerEntriesAreReadAsWrittenOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        readOrRefused(AnswerFuzzTest.damaged(LEDGER, seed, times), json -> LedgerList.page(json, LANE, Unnamed.BOOK), (json, page) -> {
            assertThat(page.entries()).hasSize(json.get("ledger").size());
            page.entries().forEach((id, entry) -> {
                assertThat(entry.amount()).isEqualByComparingTo(written(json.get("ledger").get(id), "amount"));
                assertThat(entry.fee()).isEqualByComparingTo(written(json.get("ledger").get(id), "fee"));
            });
        });
    }

    @Property(tries = 5_000)
    void balancesAreReadAsWrittenOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        readOrRefused(AnswerFuzzTest.damaged(BALANCES, seed, times), json -> BalanceSheet.of(json, Unnamed.BOOK), (json, balances) -> {
            List<BigDecimal> written = json.properties().stream().map(one -> written(one.getValue(), "balance")).toList();
            assertThat(balances).extracting(Balance::total).usingElementComparator(BigDecimal::compareTo).containsExactlyElementsOf(written);
            assertThat(balances).allMatch(balance -> balance.available().signum() >= 0);
        });
    }

    @Property(tries = 500)
    void fieldsThatNobodyKnowsChangeNothing(@ForAll @IntRange(max = 3) int value) {
        String more = "\"new_in_2027\":" + List.of("null", "[1,{\"a\":\"b\"}]", "-1e5", "\"x\"").get(value) + ",";
        assertThat(OrderList.of(KrakenJson.parse(OPEN.replace("\"status\"", more + "\"status\"").getBytes(StandardCharsets.UTF_8)), "open", LANE, Unnamed.BOOK))
                .isEqualTo(OrderList.of(KrakenJson.parse(OPEN.getBytes(StandardCharsets.UTF_8)), "open", LANE, Unnamed.BOOK));
        assertThat(TradeList.page(KrakenJson.parse(TRADES.replace("\"ordertxid\"", more + "\"ordertxid\"").getBytes(StandardCharsets.UTF_8)), LANE, Unnamed.BOOK))
                .isEqualTo(TradeList.page(KrakenJson.parse(TRADES.getBytes(StandardCharsets.UTF_8)), LANE, Unnamed.BOOK));
    }
}
