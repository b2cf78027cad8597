package io.nija.broker.kraken.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Side;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Balances and orders as Kraken writes them. */
class ReadingsTest {

    private static final LaneId LANE = LaneId.of("master", "kraken");

    private static JsonNode json(String text) {
        return KrakenJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Balance balance(String asset, String amounts) {
        return BalanceSheet.of(json("{\"" + asset + "\":" + amounts + "}"), Unnamed.BOOK).get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"balance\":\"10.5\",\"hold_trade\":\"0.5\"}|10.0",
        "{\"balance\":10.5,\"hold_trade\":0.5}|10.0",
        "{\"balance\":\"10.5\"}|10.5",
        "{\"balance\":\"10\",\"credit\":\"5\",\"credit_used\":\"2\",\"hold_trade\":\"1\"}|12",
        "{\"balance\":\"1\",\"hold_trade\":\"2\"}|0",
        "{\"balance\":\"0.0000000000\",\"hold_trade\":\"\"}|0"})
    void availableIsBalanceAndCreditLessWhatIsUsedAndHeld(String amounts, BigDecimal available) {
        assertThat(balance("ZEUR", amounts).available()).isEqualByComparingTo(available);
    }

    @ParameterizedTest
    @CsvSource({"XXBT,SPOT", "DOT.S,EARNING", "DOT28.S,EARNING", "DOT.F,EARNING", "USDT.M,EARNING", "XBT.B,EARNING", "DOT.P,EARNING",
        "ETH2,EARNING", "ETH2.S,EARNING", "ZUSD.HOLD,HELD", "AAPL.T,OTHER", "X.NEW,OTHER"})
    void whatCannotBeTradedUnderItsNameHasNothingAvailable(String asset, Balance.Kind kind) {
        Balance balance = balance(asset, "{\"balance\":\"3\"}");
        assertThat(balance.kind()).isEqualTo(kind);
        assertThat(balance.total()).isEqualByComparingTo("3");
        assertThat(balance.available()).isEqualByComparingTo(kind == Balance.Kind.SPOT ? "3" : "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"balance\":null}", "{\"balance\":\"abc\"}", "\"1.5\"", "{\"balance\":\"1\",\"hold_trade\":\"?\"}"})
    void aBalanceThatCannotBeReadIsNotZero(String amounts) {
        assertThatThrownBy(() -> balance("ZEUR", amounts)).isInstanceOf(UnexpectedShape.class);
    }

    private static OrderView order(String fields, String description) {
        return OrderList.of(json("{\"open\":{\"OABCDE-FGHIJ-KLMNOP\":{\"status\":\"open\",\"opentm\":1767225601.5,\"vol\":\"2.0\","
                + "\"vol_exec\":\"0.0\",\"price\":\"0.0\",\"descr\":{\"pair\":\"XBTEUR\",\"type\":\"buy\",\"ordertype\":\"limit\",\"price\":"
                + "\"50000.0\",\"price2\":\"0\"" + description + "}" + fields + "}}}"), "open", LANE, Unnamed.BOOK).get(0);
    }

    @Test
    void anUntouchedOrderHasALimitAndNoAverage() {
        assertThat(order("", "")).isEqualTo(new OrderView(LANE, "OABCDE-FGHIJ-KLMNOP", null, "XBTEUR", Side.BUY, OrderType.LIMIT,
                new BigDecimal("2.0"), new BigDecimal("50000.0"), null, new BigDecimal("0.0"), null, null, OrderState.OPEN,
                Instant.parse("2026-01-01T00:00:01.5Z"), Instant.parse("2026-01-01T00:00:01.5Z")));
    }

    @Test
    void laterFieldsWinAndAPartFillHasAnAverage() {
        OrderView order = order(",\"vol_exec\":\"1.0\",\"price\":\"49999.5\",\"cl_ord_id\":\"a-1\"", "");
        assertThat(order.state()).isEqualTo(OrderState.PARTIALLY_FILLED);
        assertThat(order.averagePrice()).isEqualByComparingTo("49999.5");
        assertThat(order.clientOrderId()).isEqualTo("a-1");
    }

    @Test
    void aStopLimitShowsItsLimitAndAStopItsTrigger() {
        assertThat(order("", ",\"ordertype\":\"stop-loss-limit\",\"price\":\"22000\",\"price2\":\"21000\"").price()).isEqualByComparingTo("21000");
        assertThat(order("", ",\"ordertype\":\"stop-loss\",\"price\":\"22000\"").price()).isEqualByComparingTo("22000");
        assertThat(order("", ",\"ordertype\":\"trailing-stop\",\"price\":\"+1.0000%\"").price()).isNull();
        assertThat(order("", ",\"ordertype\":\"brand-new\"").type()).isEqualTo(OrderType.OTHER);
    }

    @Test
    void aVolumeInQuoteIsNotTakenForAQuantity() {
        assertThat(order(",\"oflags\":\"fciq,viqc\"", "").quantity()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"pending,PENDING", "open,OPEN", "closed,FILLED", "canceled,CANCELED", "expired,EXPIRED", "odd,OTHER"})
    void statesAreKrakens(String word, OrderState state) {
        assertThat(order(",\"status\":\"" + word + "\"", "").state()).isEqualTo(state);
    }

    @Test
    void ordersComeNewestFirst() {
        List<OrderView> orders = OrderList.of(json("{\"closed\":{" + closed("OA", 100) + "," + closed("OB", 300) + "," + closed("OC", 200)
                + "}}"), "closed", LANE, Unnamed.BOOK);
        assertThat(orders).extracting(OrderView::venueOrderId).containsExactly("OB", "OC", "OA");
    }

    private static String closed(String id, int closeTime) {
        return "\"" + id + "\":{\"status\":\"closed\",\"opentm\":50,\"closetm\":" + closeTime + ",\"vol\":\"1\",\"vol_exec\":\"1\",\"price\":\"5\","
                + "\"descr\":{\"pair\":\"XBTEUR\",\"type\":\"sell\",\"ordertype\":\"market\",\"price\":\"0\"}}";
    }
}
