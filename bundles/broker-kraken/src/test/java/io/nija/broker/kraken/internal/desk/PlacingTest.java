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

import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.testing.DeskFixture;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.market.Symbol;
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

class PlacingTest {

    @TempDir
    Path folder;

    private DeskFixture fixture;
    private ScriptedVenue venue;

    @BeforeEach
    void begin() {
        fixture = new DeskFixture(folder);
        venue = fixture.venue;
    }

    private Outcome<OrderKey> place(Placement placement) {
        return now(fixture.desk.place(placement));
    }

    private Outcome<OrderKey> placed() {
        return place(fixture.entry());
    }

    private void sent(int times) {
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER)).hasSize(times);
    }

    private static void refused(Outcome<OrderKey> outcome, String code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void unknown(Outcome<OrderKey> outcome, String code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> assertThat(unknown.code()).isEqualTo(code));
    }

    @Test
    void anAcknowledgedOrderIsConfirmedWithKrakensId() {
        assertThat(placed()).isEqualTo(new Outcome.Confirmed<>(new OrderKey(ID, TXID)));
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER).get(0).fields()).containsEntry("pair", "XBTUSD").containsEntry("type", "buy")
                .containsEntry("ordertype", "limit").containsEntry("volume", "0.0001").containsEntry("price", "37500")
                .containsEntry("cl_ord_id", ID).containsEntry("deadline", "2026-11-22T12:00:10Z")
                .doesNotContainKeys("validate", "userref", "timeinforce", "trigger", "oflags", "expiretm");
    }

    @Test
    void aStopNamesItsTriggerItsEndAndItsLimit() {
        OrderRequest stop = new OrderRequest(Symbol.parse("BTC/USD"), Side.SELL, OrderType.STOP_LOSS_LIMIT, new BigDecimal("1E-2"),
                new BigDecimal("29900.0"), new BigDecimal("3E+4"), TimeInForce.GTD, Instant.parse("2026-11-22T13:00:00Z"), false);
        assertThat(place(new Placement(ID, stop, Purpose.PROTECTIVE, fixture.now().plusSeconds(5)))).isInstanceOf(Outcome.Confirmed.class);
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER).get(0).fields()).containsEntry("ordertype", "stop-loss-limit")
                .containsEntry("price", "30000").containsEntry("price2", "29900").containsEntry("volume", "0.01")
                .containsEntry("oflags", "fciq").containsEntry("trigger", "last").containsEntry("timeinforce", "GTD").containsEntry("expiretm", "1795352400");
    }

    @Test
    void anOrderThatMustRestSaysSo() {
        OrderRequest order = new OrderRequest(Symbol.parse("BTC/USD"), Side.BUY, OrderType.LIMIT, new BigDecimal("0.001"),
                new BigDecimal("30000"), TimeInForce.GTC, true);
        place(new Placement(ID, order, Purpose.ENTRY, fixture.now().plusSeconds(5)));
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER).get(0).fields()).containsEntry("oflags", "post");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "EGeneral:Invalid arguments|KRAKEN_INVALID_ARGUMENTS", "EGeneral:Invalid arguments:volume minimum not met|KRAKEN_ORDER_MINIMUM",
        "EGeneral:Permission denied|KRAKEN_PERMISSION_DENIED", "EGeneral:Unknown method|KRAKEN_UNKNOWN_METHOD",
        "EGeneral:Temporary lockout|KRAKEN_LOCKOUT", "EGeneral:Too many requests|KRAKEN_TOO_MANY_REQUESTS",
        "EAPI:Invalid key|KRAKEN_INVALID_KEY", "EAPI:Invalid signature|KRAKEN_INVALID_SIGNATURE",
        "EAPI:Invalid nonce|KRAKEN_NONCE_REJECTED", "EAPI:Rate limit exceeded|KRAKEN_RATE_LIMIT",
        "EAPI:Bad request|KRAKEN_BAD_REQUEST", "EAPI:Feature disabled|KRAKEN_FEATURE_DISABLED",
        "EAccount:Invalid permissions:XMR trading restricted for PL.|KRAKEN_ACCOUNT_RESTRICTED",
        "EAuth:Account temporary disabled|KRAKEN_ACCOUNT_DISABLED", "EAuth:Account unconfirmed|KRAKEN_ACCOUNT_UNCONFIRMED",
        "EAuth:Rate limit exceeded|KRAKEN_AUTH_RATE_LIMIT", "EService: Throttled: 1795348805|KRAKEN_THROTTLED",
        "EService:Market in cancel_only mode|KRAKEN_CANCEL_ONLY", "EService:Market in post_only mode|KRAKEN_POST_ONLY",
        "EService:Market in limit_only mode|KRAKEN_LIMIT_ONLY", "EBM:limit exceeded:CAL|KRAKEN_ACQUISITION_LIMIT",
        "EQuery:Unknown asset pair|KRAKEN_UNKNOWN_PAIR", "EOrder:Insufficient funds|KRAKEN_INSUFFICIENT_FUNDS",
        "EOrder:Order minimum not met|KRAKEN_ORDER_MINIMUM", "EOrder:Cost minimum not met|KRAKEN_COST_MINIMUM",
        "EOrder:Minimum cost not met|KRAKEN_COST_MINIMUM", "EOrder:Tick size check failed|KRAKEN_TICK_SIZE",
        "EOrder:Invalid price:XXBTZEUR price can only be specified up to 1 decimals.|KRAKEN_INVALID_PRICE",
        "EOrder:Post only order|KRAKEN_WOULD_TAKE", "EOrder:Orders limit exceeded|KRAKEN_TOO_MANY_ORDERS",
        "EOrder:Rate limit exceeded|KRAKEN_ORDER_RATE_LIMIT", "EOrder:Domain rate limit exceeded|KRAKEN_ORDER_RATE_LIMIT",
        "EOrder:Scheduled orders limit exceeded|KRAKEN_TOO_MANY_ORDERS", "EOrder:Trading agreement required|KRAKEN_AGREEMENT_REQUIRED",
        "EOrder:Positions limit exceeded|KRAKEN_MARGIN", "EOrder:Cannot open position|KRAKEN_MARGIN",
        "EOrder:Margin allowance exceeded|KRAKEN_MARGIN", "EOrder:Insufficient margin|KRAKEN_MARGIN",
        "EOrder:Reduce only:No position exists|KRAKEN_MARGIN", "ETrade:Locked|KRAKEN_TRADING_LOCKED",
        "ETrade:User Locked|KRAKEN_TRADING_LOCKED", "ETrade:Invalid request|KRAKEN_BAD_REQUEST"})
    void eachDefiniteRefusalIsRefusedAndSentOnce(String error, String code) {
        venue.refuse(ScriptedVenue.ADD_ORDER, error);
        refused(placed(), code);
        fixture.pass(Duration.ofSeconds(20));
        sent(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "EService:Unavailable|KRAKEN_UNAVAILABLE", "EService:Busy|KRAKEN_BUSY", "EService:Timeout|KRAKEN_SERVICE_TIMEOUT",
        "EService:Deadline elapsed|KRAKEN_DEADLINE_ELAPSED", "EGeneral:Internal error|KRAKEN_INTERNAL_ERROR",
        "EGeneral:Internal error:42|KRAKEN_INTERNAL_ERROR", "EDatabase:Internal error|KRAKEN_INTERNAL_ERROR",
        "EOrder:Reduce only:Position is closed|KRAKEN_MARGIN", "EOrder:Cancel pending|KRAKEN_CANCEL_PENDING",
        "EOrder:Unknown order|KRAKEN_UNKNOWN_ORDER", "EOrder:Invalid order|KRAKEN_UNKNOWN_ORDER",
        "EGeneral:Invalid arguments:cl_ord_id already in use|KRAKEN_ORDER_ID_TAKEN", "EOrder:Never seen|KRAKEN_UNKNOWN_ERROR",
        "EOrder:Insufficient fundsx|KRAKEN_UNKNOWN_ERROR"})
    void whatIsNotOnTheClosedListIsUnknownAndSentOnce(String error, String code) {
        venue.refuse(ScriptedVenue.ADD_ORDER, error);
        unknown(placed(), code);
        fixture.pass(Duration.ofSeconds(20));
        sent(1);
    }

    @Test
    void oneUncertainMemberMakesTheWholeListUnknown() {
        venue.refuse(ScriptedVenue.ADD_ORDER, "EOrder:Insufficient funds", "EService:Busy");
        unknown(placed(), "KRAKEN_BUSY");
        venue.refuse(ScriptedVenue.ADD_ORDER, "EOrder:Something new", "EOrder:Insufficient funds");
        unknown(placed(), "KRAKEN_UNKNOWN_ERROR");
        venue.refuse(ScriptedVenue.ADD_ORDER, "EOrder:Insufficient funds", "EOrder:Post only order");
        refused(placed(), "KRAKEN_INSUFFICIENT_FUNDS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"result\":null", ",\"result\":{}", ",\"result\":[]"})
    void anEmptyResultBesideARefusalChangesNothing(String result) {
        venue.script(ScriptedVenue.ADD_ORDER, asked -> venue.http(200, "{\"error\":[\"EOrder:Insufficient funds\"]" + result + "}"));
        refused(placed(), "KRAKEN_INSUFFICIENT_FUNDS");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 400, 403, 404, 405, 408, 421, 429, 500, 502, 503, 504, 520, 525})
    void whatAGatewayAnswersIsUnknown(int status) {
        venue.script(ScriptedVenue.ADD_ORDER, asked -> venue.http(status, "<html>no</html>"));
        assertThat(placed()).isInstanceOf(Outcome.Unknown.class);
        fixture.pass(Duration.ofSeconds(20));
        sent(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>busy</html>", "<html>Error 1015</html>", "<html>Error 1020</html>", "", "{\"error\":[],\"result\":{\"txid\":[\"O",
        "{\"error\":[]}", "{\"result\":{}}", "{\"error\":[],\"result\":{}}", "{\"error\":[],\"result\":{\"txid\":[]}}",
        "{\"error\":[],\"result\":{\"txid\":[\"\"]}}", "{\"error\":[],\"result\":{\"txid\":[\"OA\",\"OB\"]}}", "{\"error\":[],\"result\":\"x\"}",
        "{\"error\":[\"EOrder:Insufficient funds\"],\"result\":{\"txid\":[\"OABCDE-FGHIJ-KLMNOP\"]}}",
        "{\"error\":[],\"result\":{\"txid\":\"OABCDE-FGHIJ-KLMNOP\"}}", "{\"error\":[],\"result\":[]}",
        "{\"error\":[],\"result\":{\"txid\":[\"OABCDE-FGHIJ-KLMNOP\"],\"cl_ord_id\":\"somebody-elses\"}}"})
    void anAnswerThatIsNoPlainYesIsUnknown(String body) {
        venue.script(ScriptedVenue.ADD_ORDER, asked -> venue.http(200, body));
        assertThat(placed()).isInstanceOf(Outcome.Unknown.class);
        fixture.pass(Duration.ofSeconds(20));
        sent(1);
    }

    @Test
    void aTimeoutIsUnknown() {
        venue.hang(ScriptedVenue.ADD_ORDER);
        unknown(fixture.within(Duration.ofSeconds(12), fixture.desk.place(fixture.entry())), "KRAKEN_TIMEOUT");
        fixture.pass(Duration.ofSeconds(60));
        sent(1);
    }

    @Test
    void aConnectionThatBreaksOffIsUnknown() {
        venue.script(ScriptedVenue.ADD_ORDER, asked -> new WireResult.Failed(WireResult.Fault.RESET, "x", true, fixture.now()));
        unknown(placed(), "KRAKEN_RESET");
        fixture.pass(Duration.ofSeconds(60));
        sent(1);
    }

    @ParameterizedTest
    @EnumSource(value = WireResult.Fault.class, names = {"DNS", "REFUSED", "CONNECT_TIMEOUT", "TLS"})
    void whatSurelyNeverLeftThisMachineIsRefused(WireResult.Fault fault) {
        venue.down(fault);
        assertThat(placed()).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567890123456789", "has blank", "é", "0123456789abcdef0123456789abcdeg"})
    void anIdThatKrakenWouldNotTakeIsNotSent(String id) {
        refused(place(new Placement(id, limit("0.0001", "37500"), Purpose.ENTRY, fixture.now().plusSeconds(10))), "KRAKEN_CLIENT_ID");
        sent(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6d1b345e-2821-40e2-ad83-4ecb18a06876", "6d1b345e282140e2ad834ecb18a06876", "e1-000001", "123456789012345678"})
    void anIdOfKrakensFormIsTaken(String id) {
        assertThat(place(new Placement(id, limit("0.0001", "37500"), Purpose.ENTRY, fixture.now().plusSeconds(10))))
                .isInstanceOf(Outcome.Confirmed.class);
    }

    @ParameterizedTest
    @CsvSource({"0.00004,37500,KRAKEN_ORDER_MINIMUM", "0.00005,9999,KRAKEN_COST_MINIMUM", "0.0001,37500.55,KRAKEN_PRICE_DECIMALS",
        "0.000100001,37500,KRAKEN_QUANTITY_STEP"})
    void whatBreaksARuleIsNotSent(String quantity, String price, String code) {
        refused(place(new Placement(ID, limit(quantity, price), Purpose.EXIT, fixture.now().plusSeconds(10))), code);
        sent(0);
    }

    @Test
    void aClosedMarketKeepsEntriesAwayAndLetsKrakenJudgeExits() {
        OrderRequest order = new OrderRequest(Symbol.parse("DOGE/USD"), Side.SELL, OrderType.LIMIT, new BigDecimal("100"),
                new BigDecimal("1"), TimeInForce.GTC, false);
        refused(place(new Placement(ID, order, Purpose.ENTRY, fixture.now().plusSeconds(10))), "KRAKEN_MARKET_CLOSED");
        sent(0);
        assertThat(place(new Placement(ID, order, Purpose.EXIT, fixture.now().plusSeconds(10)))).isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void aDeadlineThatIsPastOrTooNearIsNotSent() {
        refused(place(new Placement(ID, limit("0.0001", "37500"), Purpose.ENTRY, fixture.now().plusSeconds(1))), "DEADLINE_PASSED");
        sent(0);
    }

    @Test
    void aDeadlineTooFarAwayBecomesOneThatKrakenTakes() {
        place(new Placement(ID, limit("0.0001", "37500"), Purpose.ENTRY, fixture.now().plusSeconds(600)));
        Instant sent = Instant.parse(fixture.calls(ScriptedVenue.ADD_ORDER).get(0).fields().get("deadline"));
        assertThat(sent).isBetween(fixture.now().plusSeconds(55), fixture.now().plusSeconds(60));
    }

    @Test
    void aDeadlineIsByKrakensClock() {
        SessionFixture behind = new SessionFixture(folder.resolve("behind"));
        behind.venue.skew = Duration.ofSeconds(25);
        fixture = new DeskFixture(behind);
        assertThat(fixture.desk.clockOffset()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(26));
        refused(place(new Placement(ID, limit("0.0001", "37500"), Purpose.ENTRY, fixture.now().plusSeconds(20))), "DEADLINE_PASSED");
        assertThat(place(new Placement(ID, limit("0.0001", "37500"), Purpose.ENTRY,
                fixture.now().plus(fixture.desk.clockOffset()).plusSeconds(10)))).isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void aPlacementWhoseDeadlinePassesWhileItWaitsIsNeverSent() {
        venue.script(ScriptedVenue.BALANCES, asked -> venue.http(200, "{\"error\":[\"EService:Throttled: "
                + fixture.now().plusSeconds(30).getEpochSecond() + "\"]}"));
        now(fixture.desk.balancesNow());
        var waits = fixture.desk.place(fixture.entry());
        assertThat(waits.toCompletableFuture()).isNotCompleted();
        refused(fixture.within(Duration.ofSeconds(40), waits), "DEADLINE_PASSED");
        sent(0);
    }

    @Test
    void whoMayNotSendSendsNothingAtAll() {
        fixture.session.notCleared = new Refusal("LANE_NOT_ARMED", "not armed");
        refused(placed(), "LANE_NOT_ARMED");
        refused(now(fixture.desk.cancel(new OrderKey(ID, TXID))), "LANE_NOT_ARMED");
        assertThat(fixture.venue.asked).isEmpty();
    }

    @Test
    void aLaneThatIsDisarmedWhileAnOrderWaitsDoesNotSendIt() {
        venue.script(ScriptedVenue.BALANCES, asked -> venue.http(200, "{\"error\":[\"EService:Throttled: "
                + fixture.now().plusSeconds(3).getEpochSecond() + "\"]}"));
        now(fixture.desk.balancesNow());
        var waits = fixture.desk.place(fixture.entry());
        fixture.session.notCleared = new Refusal("LANE_NOT_ARMED", "not armed");
        refused(fixture.within(Duration.ofSeconds(10), waits), "LANE_NOT_ARMED");
        sent(0);
    }

    @Test
    void noOrderIsSentBeforeItIsProvenWhoseAccountItIs() {
        SessionFixture other = new SessionFixture(folder.resolve("other"));
        other.venue.hang(ScriptedVenue.KEY_INFO);
        fixture = new DeskFixture(other);
        refused(placed(), "SESSION_OPENING");
        other.pins.unreadable = "broken";
        other.venue.up();
        fixture.pass(Duration.ofSeconds(30));
        refused(placed(), "KRAKEN_IDENTITY_UNREADABLE");
        sent(0);
    }

    @Test
    void aClosedSessionRefuses() {
        fixture.lane.close();
        refused(placed(), "SESSION_CLOSED");
        sent(0);
    }

    @Test
    void anOrderThatIsHeldWhenTheSessionClosesIsRefusedAndNotSent() {
        venue.refuse(ScriptedVenue.ADD_ORDER, "EOrder:Rate limit exceeded");
        refused(placed(), "KRAKEN_ORDER_RATE_LIMIT");
        var held = fixture.desk.place(new Placement("e1-000002", limit("0.0001", "37500"), Purpose.ENTRY, fixture.now().plusSeconds(59)));
        assertThat(held.toCompletableFuture()).isNotCompleted();
        fixture.lane.close();
        refused(now(held), "SESSION_CLOSED");
        fixture.pass(Duration.ofSeconds(60));
        sent(1);
    }

    @Test
    void anEntryWaitsForRoomOnItsPairsCounterAndAnExitDoesNot() {
        for (int i = 0; i < 40; i++) {
            assertThat(place(new Placement("e1-" + i, limit("0.0001", "37500"), Purpose.ENTRY, fixture.now().plusSeconds(10))))
                    .isInstanceOf(Outcome.Confirmed.class);
        }
        var held = fixture.desk.place(fixture.entry());
        assertThat(held.toCompletableFuture()).as("two thirds of 60 are taken").isNotCompleted();
        assertThat(place(fixture.placement(Purpose.EXIT))).isInstanceOf(Outcome.Confirmed.class);
        sent(41);
        assertThat(fixture.within(Duration.ofSeconds(5), held)).isInstanceOf(Outcome.Confirmed.class);
        sent(42);
    }

    @Test
    void anEntryForWhichThereIsNoRoomBeforeItsDeadlineIsRefusedUnsent() {
        venue.refuse(ScriptedVenue.ADD_ORDER, "EOrder:Rate limit exceeded");
        placed();
        refused(placed(), "BUDGET");
        refused(place(fixture.placement(Purpose.EXIT)), "BUDGET");
        sent(1);
        assertThat(now(fixture.desk.cancel(new OrderKey(ID, TXID)))).as("a cancel always goes").isInstanceOf(Outcome.Refused.class);
        assertThat(fixture.calls(ScriptedVenue.CANCEL_ORDER)).hasSize(1);
    }

    @Test
    void aFullCallCounterDoesNotHoldUpAnOrder() {
        venue.refuse(ScriptedVenue.BALANCES, "EAPI:Rate limit exceeded");
        now(fixture.desk.balancesNow());
        assertThat(placed()).isInstanceOf(Outcome.Confirmed.class);
    }
}
