package io.nija.broker.kraken.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Validation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderChecksTest {

    @TempDir
    Path folder;

    private SessionFixture fixture;
    private ScriptedVenue venue;
    private LaneSession session;

    @BeforeEach
    void begin() {
        fixture = new SessionFixture(folder);
        venue = fixture.venue;
        session = fixture.session("master");
    }

    private static OrderRequest limit(String symbol, String quantity, String price) {
        return new OrderRequest(Symbol.parse(symbol), Side.BUY, OrderType.LIMIT, new BigDecimal(quantity), new BigDecimal(price),
                TimeInForce.GTC, false);
    }

    private Outcome<Validation> check(OrderRequest order) {
        var outcome = session.validate(order);
        assertThat(outcome).isCompleted();
        return outcome.join();
    }

    @Test
    void aGoodOrderIsConfirmedInKrakensWordsAndNothingIsPlaced() {
        assertThat(check(limit("BTC/USD", "0.00010", "37500.5"))).isEqualTo(
                new Outcome.Confirmed<>(new Validation("buy 0.00005000 XBTUSD @ limit 10000.0")));
        assertThat(venue.asked.get(venue.asked.size() - 1).fields()).containsEntry("validate", "true").containsEntry("pair", "XBTUSD")
                .containsEntry("volume", "0.0001").containsEntry("price", "37500.5").doesNotContainKey("timeinforce");
    }

    @ParameterizedTest
    @CsvSource({"BTC/USD,0.00004,37500,KRAKEN_ORDER_MINIMUM", "BTC/USD,0.00005,9999,KRAKEN_COST_MINIMUM",
        "BTC/USD,0.0001,37500.55,KRAKEN_PRICE_DECIMALS", "BTC/USD,0.000100001,37500,KRAKEN_QUANTITY_STEP",
        "NO/SUCH,1,1,KRAKEN_UNKNOWN_PAIR", "DOGE/USD,100,1,KRAKEN_MARKET_CLOSED"})
    void whatBreaksARuleIsRefusedWithoutACall(String symbol, String quantity, String price, String code) {
        long before = venue.count(ScriptedVenue.ADD_ORDER);
        assertThat(check(limit(symbol, quantity, price))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(venue.count(ScriptedVenue.ADD_ORDER)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EOrder:Insufficient funds", "EAPI:Invalid nonce", "EGeneral:Permission denied", "EAPI:Rate limit exceeded"})
    void aDefiniteRefusalIsRefusedAndSentOnce(String error) {
        venue.refuse(ScriptedVenue.ADD_ORDER, error);
        assertThat(check(limit("BTC/USD", "0.0001", "37500"))).isInstanceOf(Outcome.Refused.class);
        assertThat(venue.count(ScriptedVenue.ADD_ORDER)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EService:Unavailable", "EService:Timeout", "EOrder:Never seen", "EGeneral:Internal error"})
    void whatIsNotDefiniteIsUnknownAndSentOnce(String error) {
        venue.refuse(ScriptedVenue.ADD_ORDER, error);
        assertThat(check(limit("BTC/USD", "0.0001", "37500"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(venue.count(ScriptedVenue.ADD_ORDER)).isEqualTo(1);
    }

    @Test
    void aTimeoutIsUnknownAndSentOnce() {
        venue.hang(ScriptedVenue.ADD_ORDER);
        var outcome = session.validate(limit("BTC/USD", "0.0001", "37500"));
        fixture.time.advance(Duration.ofSeconds(11));
        assertThat(outcome.join()).isInstanceOfSatisfying(Outcome.Unknown.class,
                unknown -> assertThat(unknown.code()).isEqualTo("KRAKEN_TIMEOUT"));
        assertThat(venue.count(ScriptedVenue.ADD_ORDER)).isEqualTo(1);
    }

    @Test
    void anOrderIdInAnAnswerToACheckIsAnAlarm() {
        venue.answer(ScriptedVenue.ADD_ORDER, "{\"descr\":{\"order\":\"x\"},\"txid\":[\"O\"]}");
        assertThat(check(limit("BTC/USD", "0.0001", "37500"))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void endedOrdersArePagedDeduplicatedAndCut() {
        venue.script(ScriptedVenue.CLOSED_ORDERS, asked -> {
            int offset = Integer.parseInt(asked.fields().get("ofs"));
            StringBuilder page = new StringBuilder();
            for (int i = Math.max(0, offset - 1); i < Math.min(70, offset + 50); i++) {
                page.append(page.isEmpty() ? "" : ",").append("\"O").append(i).append("\":{\"status\":\"closed\",\"opentm\":1,\"closetm\":")
                        .append(1_000 - i).append(",\"vol\":\"1\",\"vol_exec\":\"1\",\"price\":\"5\",\"descr\":{\"pair\":\"XBTUSD\",\"type\":\"sell\","
                                + "\"ordertype\":\"market\",\"price\":\"0\"}}");
            }
            return venue.result("{\"closed\":{" + page + "}}");
        });
        var all = session.closedOrders(200);
        fixture.time.advance(Duration.ofSeconds(30));
        assertThat(all.join()).isInstanceOfSatisfying(Observation.Known.class, known -> assertThat((java.util.List<?>) known.value()).hasSize(70));
        assertThat(venue.asked.stream().filter(call -> call.path().equals(ScriptedVenue.CLOSED_ORDERS))
                .map(call -> call.fields().get("end")).distinct()).as("one pinned end").hasSize(1);
        fixture.time.advance(Duration.ofSeconds(60));
        var few = session.closedOrders(3);
        fixture.time.advance(Duration.ofSeconds(30));
        assertThat(few.join()).isInstanceOfSatisfying(Observation.Known.class, known -> assertThat((java.util.List<?>) known.value()).hasSize(3));
    }

    @Test
    void aFailedPageIsNoHistory() {
        venue.refuse(ScriptedVenue.CLOSED_ORDERS, "EGeneral:Permission denied");
        assertThat(session.closedOrders(5).join()).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("KRAKEN_PERMISSION_DENIED"));
    }
}
