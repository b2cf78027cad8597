package io.nija.broker.kraken.internal.desk;

import static io.nija.broker.kraken.internal.testing.DeskFixture.ID;
import static io.nija.broker.kraken.internal.testing.DeskFixture.TXID;
import static io.nija.broker.kraken.internal.testing.DeskFixture.now;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;

import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.testing.DeskFixture;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancelAndAmendTest {

    private static final OrderKey ORDER = new OrderKey(ID, TXID);
    private static final OrderKey BY_ID = new OrderKey(ID, null);

    @TempDir
    Path folder;

    private DeskFixture fixture;
    private ScriptedVenue venue;

    @BeforeEach
    void begin() {
        fixture = new DeskFixture(folder);
        venue = fixture.venue;
        venue.answer(ScriptedVenue.CANCEL_ORDER, "{\"count\":1}");
    }

    private Outcome<OrderKey> cancel(OrderKey order) {
        return now(fixture.desk.cancel(order));
    }

    private Outcome<OrderKey> amend(String quantity, String limit, String stop) {
        return now(fixture.desk.amend(new Amendment(ORDER, number(quantity), number(limit), number(stop), fixture.now().plusSeconds(10))));
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static void refused(Outcome<OrderKey> outcome, String code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void aCancelNamesTheOrderByKrakensIdWhereItIsKnown() {
        assertThat(cancel(ORDER)).isEqualTo(new Outcome.Confirmed<>(ORDER));
        assertThat(cancel(BY_ID)).isEqualTo(new Outcome.Confirmed<>(BY_ID));
        assertThat(fixture.calls(ScriptedVenue.CANCEL_ORDER).get(0).fields()).containsEntry("txid", TXID).doesNotContainKey("cl_ord_id");
        assertThat(fixture.calls(ScriptedVenue.CANCEL_ORDER).get(1).fields()).containsEntry("cl_ord_id", ID).doesNotContainKey("txid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EOrder:Unknown order", "EOrder:Invalid order"})
    void anOrderThatIsFilledOrCancelledAlreadyIsNotFound(String error) {
        venue.refuse(ScriptedVenue.CANCEL_ORDER, error);
        refused(cancel(ORDER), "ORDER_NOT_FOUND");
        venue.refuse(ScriptedVenue.AMEND_ORDER, error);
        refused(amend(null, "37000", null), "ORDER_NOT_FOUND");
    }

    @Test
    void aCancelThatCancelledNothingFoundNothing() {
        venue.answer(ScriptedVenue.CANCEL_ORDER, "{\"count\":0}");
        refused(cancel(ORDER), "ORDER_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"count\":1,\"pending\":true}", "{\"count\":2}", "{}", "{\"count\":\"x\"}", "[]", "\"x\""})
    void aCancelThatIsNotPlainlyDoneIsUnknown(String result) {
        venue.answer(ScriptedVenue.CANCEL_ORDER, result);
        assertThat(cancel(ORDER)).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EOrder:Cancel pending", "EService:Busy", "EGeneral:Internal error", "EOrder:New one"})
    void whatIsNotDefiniteIsUnknownForBothAndSentOnce(String error) {
        venue.refuse(ScriptedVenue.CANCEL_ORDER, error);
        venue.refuse(ScriptedVenue.AMEND_ORDER, error);
        assertThat(cancel(ORDER)).isInstanceOf(Outcome.Unknown.class);
        assertThat(amend("0.0002", null, null)).isInstanceOf(Outcome.Unknown.class);
        fixture.pass(Duration.ofSeconds(20));
        assertThat(fixture.calls(ScriptedVenue.CANCEL_ORDER)).hasSize(1);
        assertThat(fixture.calls(ScriptedVenue.AMEND_ORDER)).hasSize(1);
    }

    @Test
    void aTimeoutIsUnknown() {
        venue.hang(ScriptedVenue.CANCEL_ORDER);
        venue.hang(ScriptedVenue.AMEND_ORDER);
        assertThat(fixture.within(Duration.ofSeconds(12), fixture.desk.cancel(ORDER))).isInstanceOf(Outcome.Unknown.class);
        assertThat(fixture.within(Duration.ofSeconds(12), fixture.desk.amend(new Amendment(ORDER, null, number("37000"), null,
                fixture.now().plusSeconds(10))))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aNumberIsNeverSentAsAnOrderBecauseItWouldNameAGroup() {
        refused(cancel(new OrderKey(null, "4711")), "ORDER_NOT_FOUND");
        refused(cancel(new OrderKey(null, "OAAAAA-AAAAA-AAAAAA,OBBBBB-BBBBB-BBBBBB")), "ORDER_NOT_FOUND");
        assertThat(fixture.calls(ScriptedVenue.CANCEL_ORDER)).isEmpty();
    }

    @Test
    void anAmendmentSaysOnlyWhatChanges() {
        assertThat(amend("0.00020", null, "36000.0")).isEqualTo(new Outcome.Confirmed<>(ORDER));
        assertThat(fixture.calls(ScriptedVenue.AMEND_ORDER).get(0).fields()).containsEntry("txid", TXID).containsEntry("order_qty", "0.0002")
                .containsEntry("trigger_price", "36000").containsEntry("deadline", "2026-11-22T12:00:10Z").doesNotContainKey("limit_price");
    }

    @ParameterizedTest
    @CsvSource({"EOrder:Order not editable", "EOrder:Not enough leaves qty"})
    void whatCannotBeAmendedIsRefused(String error) {
        venue.refuse(ScriptedVenue.AMEND_ORDER, error);
        refused(amend(null, "37000", null), "KRAKEN_NOT_EDITABLE");
    }

    @Test
    void anAmendmentThatKrakenDoesNotNameIsUnknown() {
        venue.answer(ScriptedVenue.AMEND_ORDER, "{}");
        assertThat(amend(null, "37000", null)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void theGridCountsForAnOrderThatWasPlacedHereOrSeenResting() {
        now(fixture.desk.place(fixture.entry()));
        refused(amend(null, "37000.05", null), "KRAKEN_PRICE_DECIMALS");
        venue.answer(ScriptedVenue.OPEN_ORDERS, "{\"open\":{\"OSEEN1-AAAAA-AAAAAA\":" + DeskFixture.order(null, "open", "0") + "}}");
        now(fixture.desk.restingOrders());
        refused(now(fixture.desk.amend(new Amendment(new OrderKey(null, "OSEEN1-AAAAA-AAAAAA"), number("0.000000001"), null, null,
                fixture.now().plusSeconds(10)))), "KRAKEN_QUANTITY_STEP");
        assertThat(fixture.calls(ScriptedVenue.AMEND_ORDER)).isEmpty();
    }

    @Test
    void aCancelGoesOutWhilePlacementsHang() {
        venue.hang(ScriptedVenue.ADD_ORDER);
        var first = fixture.desk.place(fixture.entry());
        var second = fixture.desk.place(fixture.entry());
        var cancel = fixture.desk.cancel(ORDER);
        fixture.pass(Duration.ofMillis(250));
        assertThat(now(cancel)).isInstanceOf(Outcome.Confirmed.class);
        assertThat(first.toCompletableFuture()).isNotCompleted();
        assertThat(second.toCompletableFuture()).isNotCompleted();
        assertThat(fixture.calls(ScriptedVenue.CANCEL_ORDER).get(0).nonce())
                .isGreaterThan(fixture.calls(ScriptedVenue.ADD_ORDER).get(0).nonce());
    }

    @Test
    void aPlacementThatWasOvertakenAndThereforeNotExecutedIsRefused() {
        var late = new java.util.concurrent.CompletableFuture<WireResult>();
        venue.scriptLate(ScriptedVenue.ADD_ORDER, late);
        var placement = fixture.desk.place(fixture.entry());
        var cancel = fixture.desk.cancel(BY_ID);
        fixture.pass(Duration.ofMillis(250));
        assertThat(now(cancel)).isInstanceOf(Outcome.Confirmed.class);
        late.complete(venue.http(200, "{\"error\":[\"EAPI:Invalid nonce\"]}"));
        refused(now(placement), "KRAKEN_NONCE_REJECTED");
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER)).hasSize(1);
    }
}
