package io.nija.broker.kraken.internal.desk;

import static io.nija.broker.kraken.internal.testing.DeskFixture.ID;
import static io.nija.broker.kraken.internal.testing.DeskFixture.TXID;
import static io.nija.broker.kraken.internal.testing.DeskFixture.limit;
import static io.nija.broker.kraken.internal.testing.DeskFixture.now;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.stream.frame.Samples;
import io.nija.broker.kraken.internal.testing.DeskFixture;
import io.nija.broker.kraken.internal.testing.ScriptedSockets;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.wire.TradingPath;
import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands by the private stream: sent once, by one way; what is not a plain answer is unknown. */
class BySocketTest {

    private static final OrderKey ORDER = new OrderKey(ID, TXID);

    @TempDir
    Path folder;

    private int folders;
    private SessionFixture session;
    private ScriptedSockets sockets;
    private DeskFixture fixture;
    private ScriptedSockets.Line line;

    @BeforeEach
    void begin() {
        begin(TradingPath.AUTO);
        live();
    }

    private void begin(TradingPath path) {
        session = new SessionFixture(folder.resolve(path.label() + folders++));
        session.path = path;
        sockets = session.withStreams();
        fixture = new DeskFixture(session);
        fixture.venue.answer(ScriptedVenue.CANCEL_ORDER, "{\"count\":1}");
    }

    private void live() {
        line = sockets.last();
        line.opened();
        line.say(Samples.EXECUTIONS);
        line.take();
    }

    private CompletionStage<Outcome<OrderKey>> place(String id, Purpose purpose) {
        return fixture.desk.place(new Placement(id, limit("0.0001", "37500"), purpose, fixture.now().plusSeconds(10)));
    }

    private CompletionStage<Outcome<OrderKey>> place() {
        return place(ID, Purpose.ENTRY);
    }

    private List<String> said(String method) {
        return line.sent.stream().filter(text -> text.contains("\"method\":\"" + method + "\"")).toList();
    }

    private void answer(String method, String members) {
        line.say("{\"method\":\"" + method + "\"," + members + ",\"req_id\":" + line.request("\"" + method + "\"") + "}");
    }

    private void done(String method, String result) {
        answer(method, "\"result\":" + result + ",\"success\":true");
    }

    private long byRest() {
        return fixture.venue.count(ScriptedVenue.ADD_ORDER) + fixture.venue.count(ScriptedVenue.AMEND_ORDER)
                + fixture.venue.count(ScriptedVenue.CANCEL_ORDER);
    }

    private static void refused(CompletionStage<Outcome<OrderKey>> outcome, String code) {
        assertThat(now(outcome)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void unknown(CompletionStage<Outcome<OrderKey>> outcome, String code) {
        assertThat(now(outcome)).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> assertThat(unknown.code()).isEqualTo(code));
    }

    @Test
    void anOrderGoesOverTheLiveStreamInItsWordsAndNotByRest() {
        var placed = place();
        assertThat(placed.toCompletableFuture()).isNotCompleted();
        String text = said("add_order").get(0);
        assertThat(text).contains("\"order_type\":\"limit\"", "\"side\":\"buy\"", "\"order_qty\":0.0001,", "\"limit_price\":37500.0,",
                "\"symbol\":\"BTC/USD\"", "\"cl_ord_id\":\"" + ID + "\"", "\"token\":\"t0ken\"").doesNotContain("time_in_force", "post_only");
        assertThat(Instant.parse(text.replaceAll(".*\"deadline\":\"([^\"]*)\".*", "$1"))).isEqualTo(fixture.now().plusSeconds(10));
        done("add_order", "{\"order_id\":\"" + TXID + "\",\"cl_ord_id\":\"" + ID + "\"}");
        assertThat(now(placed)).isEqualTo(new Outcome.Confirmed<>(ORDER));
        assertThat(byRest()).isZero();
    }

    @Test
    void aStopSaysItsTriggerAndItsEnd() {
        OrderRequest order = new OrderRequest(Symbol.parse("BTC/USD"), Side.SELL, OrderType.STOP_LOSS_LIMIT, new BigDecimal("1"),
                new BigDecimal("29900"), new BigDecimal("30000"), TimeInForce.GTD, Instant.parse("2026-11-22T13:00:00.7Z"), false);
        fixture.desk.place(new Placement(ID, order, Purpose.PROTECTIVE, fixture.now().plusSeconds(5)));
        assertThat(said("add_order").get(0)).contains("\"order_type\":\"stop-loss-limit\"", "\"order_qty\":1.0,", "\"limit_price\":29900.0",
                "\"triggers\":{\"reference\":\"last\",\"price\":30000.0,\"price_type\":\"static\"}", "\"time_in_force\":\"gtd\"",
                "\"expire_time\":\"2026-11-22T13:00:00Z\"", "\"fee_preference\":\"quote\"");
    }

    @Test
    void amendmentsAndCancelsGoTheSameWay() {
        var amended = fixture.desk.amend(new Amendment(ORDER, new BigDecimal("0.0002"), new BigDecimal("37000"), null, fixture.now().plusSeconds(9)));
        assertThat(said("amend_order").get(0)).contains("\"order_id\":\"" + TXID + "\"", "\"order_qty\":0.0002", "\"limit_price\":37000.0");
        done("amend_order", "{\"amend_id\":\"TABCDE-FGHIJ-KLMNOP\",\"order_id\":\"" + TXID + "\"}");
        assertThat(now(amended)).isEqualTo(new Outcome.Confirmed<>(ORDER));
        var cancelled = fixture.desk.cancel(new OrderKey(ID, null));
        assertThat(said("cancel_order").get(0)).contains("\"cl_ord_id\":[\"" + ID + "\"]");
        done("cancel_order", "{\"cl_ord_id\":\"" + ID + "\"}");
        assertThat(now(cancelled)).isEqualTo(new Outcome.Confirmed<>(new OrderKey(ID, null)));
        assertThat(byRest()).isZero();
    }

    @Test
    void answersFindTheirQuestionsInAnyOrder() {
        var first = place("e1-1", Purpose.ENTRY);
        var second = place("e1-2", Purpose.ENTRY);
        long id = Long.parseLong(said("add_order").get(0).replaceAll(".*\"req_id\":(\\d+).*", "$1"));
        done("add_order", "{\"order_id\":\"OB\",\"cl_ord_id\":\"e1-2\"}");
        assertThat(now(second)).isEqualTo(new Outcome.Confirmed<>(new OrderKey("e1-2", "OB")));
        assertThat(first.toCompletableFuture()).isNotCompleted();
        line.say("{\"method\":\"add_order\",\"result\":{\"order_id\":\"OA\"},\"success\":true,\"req_id\":" + id + "}");
        assertThat(now(first)).isEqualTo(new Outcome.Confirmed<>(new OrderKey("e1-1", "OA")));
    }

    @Test
    void whatWasWrittenWhenTheSocketDiesIsUnknownAndGoesNowhereElse() {
        var placed = place();
        var cancelled = fixture.desk.cancel(ORDER);
        line.ended(0, 1006);
        unknown(placed, "KRAKEN_RESET");
        unknown(cancelled, "KRAKEN_RESET");
        fixture.pass(Duration.ofSeconds(60));
        assertThat(byRest()).isZero();
        assertThat(said("add_order")).hasSize(1);
    }

    @Test
    void whatSurelyWasNotWrittenGoesByRestOnce() {
        line.dead = true;
        assertThat(now(place())).isEqualTo(new Outcome.Confirmed<>(ORDER));
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER)).hasSize(1);
    }

    @Test
    void withoutALiveStreamItGoesByRest() {
        line.ended(0, 1006);
        assertThat(now(place())).isEqualTo(new Outcome.Confirmed<>(ORDER));
        fixture.pass(Duration.ofSeconds(2));
        line = sockets.last();
        line.opened();
        assertThat(now(place("e1-2", Purpose.ENTRY))).as("Kraken's snapshot is not here yet").isInstanceOf(Outcome.Confirmed.class);
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER)).hasSize(2);
        live();
        place("e1-3", Purpose.ENTRY);
        assertThat(said("add_order")).hasSize(1);
    }

    @Test
    void noAnswerWithinTheLimitIsUnknownAndALateOneChangesNothing() {
        var placed = place();
        for (int i = 0; i < 11; i++) {
            fixture.pass(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        unknown(placed, "KRAKEN_TIMEOUT");
        done("add_order", "{\"order_id\":\"" + TXID + "\"}");
        unknown(placed, "KRAKEN_TIMEOUT");
        assertThat(byRest()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"EOrder:Insufficient funds|KRAKEN_INSUFFICIENT_FUNDS", "EOrder:Post only order|KRAKEN_WOULD_TAKE",
        "EGeneral:Invalid arguments:volume minimum not met|KRAKEN_ORDER_MINIMUM", "EOrder:Rate limit exceeded|KRAKEN_ORDER_RATE_LIMIT",
        "Limit_price field must be a number_float|KRAKEN_BAD_REQUEST", "Currency pair not supported XBT/USD|KRAKEN_UNKNOWN_PAIR",
        "Unsupported field: 'leverage' for the given msg type: add order|KRAKEN_BAD_REQUEST",
        "Token(s) not found|KRAKEN_INVALID_TOKEN", "EAPI:Invalid token|KRAKEN_INVALID_TOKEN"})
    void aDefiniteRefusalIsRefusedAndSentOnce(String error, String code) {
        var placed = place();
        answer("add_order", "\"error\":\"" + error + "\",\"success\":false");
        refused(placed, code);
        assertThat(byRest()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"error\":\"EService:Unavailable\",\"success\":false", "\"error\":\"EService:Deadline elapsed\",\"success\":false",
        "\"error\":\"Exceeded msg rate\",\"success\":false", "\"error\":\"EOrder:Never seen\",\"success\":false", "\"success\":false",
        "\"error\":\"EOrder:Unknown order\",\"success\":false",
        "\"error\":\"EOrder:Insufficient funds\",\"success\":true", "\"success\":true", "\"success\":true,\"result\":{}", "\"success\":true,\"result\":[]",
        "\"success\":true,\"result\":{\"order_id\":\"\"}", "\"success\":\"true\",\"result\":{\"order_id\":\"OA\"}",
        "\"error\":\"EOrder:Insufficient funds\",\"success\":false,\"result\":{\"order_id\":\"OA\"}",
        "\"success\":true,\"result\":{\"order_id\":\"OA\",\"cl_ord_id\":\"somebody-elses\"}"})
    void whatIsNoPlainAnswerIsUnknownAndSentOnce(String members) {
        var placed = place();
        answer("add_order", members);
        assertThat(now(placed)).isInstanceOf(Outcome.Unknown.class);
        fixture.pass(Duration.ofSeconds(5));
        assertThat(byRest()).isZero();
        assertThat(said("add_order")).hasSize(1);
    }

    @Test
    void anAnswerToAnotherMethodIsNone() {
        var placed = place();
        line.say("{\"method\":\"amend_order\",\"result\":{\"order_id\":\"OA\"},\"success\":true,\"req_id\":" + line.request("add_order") + "}");
        assertThat(now(placed)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void anErrorThatNamesNoMethodIsFoundByItsNumber() {
        var placed = place();
        line.say("{\"error\":\"EGeneral:Permission denied\",\"success\":false,\"req_id\":" + line.request("add_order") + "}");
        refused(placed, "KRAKEN_PERMISSION_DENIED");
    }

    @Test
    void aCancelOfAnOrderThatIsGoneIsNotFoundAndOneThatNamesAnotherOrderIsUnknown() {
        var gone = fixture.desk.cancel(ORDER);
        answer("cancel_order", "\"error\":\"EOrder:Unknown order\",\"success\":false");
        refused(gone, "ORDER_NOT_FOUND");
        var other = fixture.desk.cancel(ORDER);
        done("cancel_order", "{\"order_id\":\"OZZZZZ-FGHIJ-KLMNOP\"}");
        unknown(other, "KRAKEN_UNREADABLE_ANSWER");
    }

    @Test
    void aCancelWhoseTokenIsRefusedGoesByRestAndANewTokenIsFetched() {
        long tokens = fixture.venue.count(ScriptedVenue.TOKEN);
        var cancelled = fixture.desk.cancel(ORDER);
        answer("cancel_order", "\"error\":\"EAPI:Invalid token\",\"success\":false");
        assertThat(now(cancelled)).isEqualTo(new Outcome.Confirmed<>(ORDER));
        assertThat(now(place())).as("without a good token orders go by REST").isEqualTo(new Outcome.Confirmed<>(ORDER));
        fixture.venue.answer(ScriptedVenue.TOKEN, "{\"token\":\"fresh\",\"expires\":900}");
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.venue.count(ScriptedVenue.TOKEN)).isEqualTo(tokens + 1);
        place("e1-2", Purpose.ENTRY);
        assertThat(said("add_order")).hasSize(1).allMatch(text -> text.contains("\"token\":\"fresh\""));
    }

    @Test
    void aTokenIsRenewedAtHalfItsLife() {
        fixture.venue.answer(ScriptedVenue.TOKEN, "{\"token\":\"fresh\",\"expires\":900}");
        for (int i = 0; i < 440; i++) {
            fixture.pass(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        place("e1-1", Purpose.ENTRY);
        assertThat(said("add_order").get(0)).contains("\"token\":\"t0ken\"");
        for (int i = 0; i < 20; i++) {
            fixture.pass(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        place("e1-2", Purpose.ENTRY);
        assertThat(said("add_order").get(1)).contains("\"token\":\"fresh\"");
    }

    @Test
    void whileNoNewTokenComesOrdersGoByRestBeforeTheOldOneIsUsedUp() {
        fixture.venue.refuse(ScriptedVenue.TOKEN, "EService:Busy");
        for (int i = 0; i < 870; i++) {
            fixture.pass(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        assertThat(now(place())).isEqualTo(new Outcome.Confirmed<>(ORDER));
        assertThat(said("add_order")).isEmpty();
    }

    @Test
    void aCancelGoesOverTheStreamWhileAQueryHoldsTheTurn() {
        fixture.venue.hang(ScriptedVenue.BALANCES);
        fixture.desk.balancesNow();
        fixture.desk.restingOrders();
        fixture.desk.cancel(ORDER);
        assertThat(said("cancel_order")).hasSize(1);
        assertThat(fixture.calls(ScriptedVenue.OPEN_ORDERS)).as("the query waits for its turn").isEmpty();
    }

    @Test
    void aThrottleHoldsBackWhatGoesOverTheStreamToo() {
        fixture.venue.script(ScriptedVenue.BALANCES, asked -> fixture.venue.http(200, "{\"error\":[\"EService:Throttled: "
                + fixture.now().plusSeconds(3).getEpochSecond() + "\"]}"));
        now(fixture.desk.balancesNow());
        place("e1-1", Purpose.ENTRY);
        place("e1-2", Purpose.PROTECTIVE);
        fixture.desk.cancel(ORDER);
        assertThat(line.sent).isEmpty();
        for (int i = 0; i < 5; i++) {
            fixture.pass(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        assertThat(line.sent.stream().filter(text -> text.contains("_order")).toList()).hasSize(3)
                .satisfies(all -> {
                    assertThat(all.get(0)).contains("cancel_order");
                    assertThat(all.get(1)).contains("e1-2");
                    assertThat(all.get(2)).contains("e1-1");
                });
    }

    @Test
    void theCountersOfThePairHoldOnEitherWay() {
        for (int i = 0; i < 40; i++) {
            place("e1-" + i, Purpose.ENTRY);
        }
        assertThat(said("add_order")).as("two thirds of 60").hasSize(40);
        place("e1-late", Purpose.ENTRY);
        assertThat(said("add_order")).hasSize(40);
        place("e1-exit", Purpose.EXIT);
        fixture.desk.cancel(ORDER);
        assertThat(said("add_order")).hasSize(41);
        assertThat(said("cancel_order")).as("a cancel is never refused").hasSize(1);
    }

    @Test
    void theOperatorMayWantRestAlone() {
        begin(TradingPath.REST);
        live();
        assertThat(now(place())).isEqualTo(new Outcome.Confirmed<>(ORDER));
        assertThat(line.sent).isEmpty();
    }

    @Test
    void withTheStreamAloneEntriesAreRefusedUnsentWhileItIsDownAndAllElseGoesByRest() {
        begin(TradingPath.WEBSOCKET);
        refused(place(), "KRAKEN_STREAM_PATH");
        assertThat(now(place("e1-2", Purpose.EXIT))).isInstanceOf(Outcome.Confirmed.class);
        assertThat(now(place("e1-3", Purpose.PROTECTIVE))).isInstanceOf(Outcome.Confirmed.class);
        assertThat(now(fixture.desk.cancel(ORDER))).isInstanceOf(Outcome.Confirmed.class);
        live();
        place("e1-4", Purpose.ENTRY);
        assertThat(said("add_order")).hasSize(1);
        line.dead = true;
        refused(place("e1-5", Purpose.ENTRY), "KRAKEN_STREAM_PATH");
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TradingPath.class)
    void whoMayNotSendSendsNothingOnAnyWay(TradingPath path) {
        begin(path);
        live();
        session.notCleared = new Refusal("LANE_NOT_ARMED", "not armed");
        refused(place(), "LANE_NOT_ARMED");
        refused(fixture.desk.cancel(ORDER), "LANE_NOT_ARMED");
        assertThat(line.sent).isEmpty();
        assertThat(byRest()).isZero();
    }

    @Test
    void aSessionThatEndsLeavesWrittenCommandsUnknown() {
        var placed = place();
        fixture.lane.close();
        assertThat(now(placed)).isInstanceOf(Outcome.Unknown.class);
        assertThat(byRest()).isZero();
    }
}
