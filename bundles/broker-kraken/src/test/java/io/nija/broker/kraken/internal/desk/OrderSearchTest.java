package io.nija.broker.kraken.internal.desk;

import static io.nija.broker.kraken.internal.testing.DeskFixture.ID;
import static io.nija.broker.kraken.internal.testing.DeskFixture.TXID;
import static io.nija.broker.kraken.internal.testing.DeskFixture.now;
import static io.nija.broker.kraken.internal.testing.DeskFixture.order;
import static io.nija.broker.kraken.internal.testing.DeskFixture.trade;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.nija.broker.Observation;
import io.nija.broker.Sighting;
import io.nija.broker.kraken.internal.testing.DeskFixture;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.order.OrderKey;
import io.nija.order.OrderState;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderSearchTest {

    private static final OrderKey ORDER = new OrderKey(ID, null);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private SessionFixture session;
    private DeskFixture fixture;
    private ScriptedVenue venue;
    private Instant sentAt;
    private Instant deadline;

    @BeforeEach
    void begin() {
        session = new SessionFixture(folder);
        session.tier = Tier.PRO;
        open();
    }

    private void open() {
        fixture = new DeskFixture(session);
        venue = fixture.venue;
        sentAt = fixture.now();
        deadline = sentAt.plusSeconds(10);
    }

    private Sighting sighting(Observation<Sighting> observed) {
        assertThat(observed).isInstanceOf(Observation.Known.class);
        return ((Observation.Known<Sighting>) observed).value();
    }

    private Sighting find(OrderKey key) {
        return sighting(fixture.within(LONG, fixture.desk.find(key, sentAt, deadline)));
    }

    private void afterTheDeadline() {
        fixture.pass(Duration.ofSeconds(20));
    }

    @Test
    void anOrderThatRestsIsFoundAtOnceEvenBeforeItsDeadline() {
        venue.answer(ScriptedVenue.OPEN_ORDERS, "{\"open\":{\"" + TXID + "\":" + order(ID, "open", "0") + "}}");
        assertThat(now(fixture.desk.find(ORDER, sentAt, deadline))).isInstanceOfSatisfying(Observation.Known.class, known ->
                assertThat(known.value()).isInstanceOfSatisfying(Sighting.Found.class, found -> {
                    assertThat(found.order().venueOrderId()).isEqualTo(TXID);
                    assertThat(found.order().clientOrderId()).isEqualTo(ID);
                    assertThat(found.order().state()).isEqualTo(OrderState.OPEN);
                }));
        assertThat(fixture.calls(ScriptedVenue.OPEN_ORDERS).get(0).fields()).containsEntry("cl_ord_id", ID);
    }

    @Test
    void aStrangersOrderIsNotTakenForOurs() {
        venue.answer(ScriptedVenue.OPEN_ORDERS, "{\"open\":{\"" + TXID + "\":" + order("e1-000002", "open", "0") + "}}");
        assertThat(find(ORDER)).isInstanceOf(Sighting.TooEarly.class);
    }

    @Test
    void whatIsNotSeenBeforeTheDeadlineHasSurelyPassedIsTooEarly() {
        Sighting seen = find(ORDER);
        assertThat(seen).isInstanceOfSatisfying(Sighting.TooEarly.class, early ->
                assertThat(early.notBefore()).isBetween(deadline.plusSeconds(2), deadline.plusSeconds(4)));
        assertThat(fixture.calls(ScriptedVenue.CLOSED_ORDERS)).as("the dear calls are kept for later").isEmpty();
        fixture.pass(Duration.between(fixture.now(), ((Sighting.TooEarly) seen).notBefore()).plusSeconds(1));
        assertThat(find(ORDER)).isInstanceOf(Sighting.Absent.class);
    }

    @Test
    void theDeadlineIsJudgedByKrakensClock() {
        session = new SessionFixture(folder.resolve("slow"));
        session.tier = Tier.PRO;
        session.venue.skew = Duration.ofSeconds(-20);
        open();
        fixture.pass(Duration.ofSeconds(25));
        assertThat(find(ORDER)).as("at Kraken five seconds have passed").isInstanceOf(Sighting.TooEarly.class);
        fixture.pass(Duration.ofSeconds(15));
        assertThat(find(ORDER)).isInstanceOf(Sighting.Absent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "canceled", "expired"})
    void anOrderThatEndedIsFound(String status) {
        afterTheDeadline();
        venue.answer(ScriptedVenue.CLOSED_ORDERS, "{\"closed\":{\"" + TXID + "\":" + order(ID, status, "0.0001") + "},\"count\":1}");
        assertThat(find(ORDER)).isInstanceOfSatisfying(Sighting.Found.class, found -> assertThat(found.order().venueOrderId()).isEqualTo(TXID));
        var asked = fixture.calls(ScriptedVenue.CLOSED_ORDERS).get(0).fields();
        assertThat(asked).containsEntry("cl_ord_id", ID);
        assertThat(Long.parseLong(asked.get("start"))).isLessThan(sentAt.minusSeconds(59).getEpochSecond());
    }

    @Test
    void anOrderIsFoundOnTheSecondPageOfAVenueThatIgnoresTheFilter() {
        afterTheDeadline();
        venue.script(ScriptedVenue.CLOSED_ORDERS, asked -> {
            boolean first = asked.fields().get("ofs").equals("0");
            StringBuilder page = new StringBuilder();
            for (int i = 0; i < (first ? 50 : 1); i++) {
                page.append(page.isEmpty() ? "" : ",").append('"').append(first ? "OX" + i : TXID).append("\":")
                        .append(order(first ? "other" + i : ID, "closed", "0.0001"));
            }
            return venue.result("{\"closed\":{" + page + "}}");
        });
        assertThat(find(ORDER)).isInstanceOf(Sighting.Found.class);
    }

    @Test
    void anOrderThatShowsOnlyInATradeIsFoundBehindIt() {
        afterTheDeadline();
        venue.answer(ScriptedVenue.TRADES, "{\"trades\":{\"T1\":" + trade("OOTHER-AAAAA-AAAAAA", 1_795_348_800L) + ",\"T2\":"
                + trade(TXID, 1_795_348_801L) + "},\"count\":2}");
        venue.answer(ScriptedVenue.QUERY_ORDERS, "{\"OOTHER-AAAAA-AAAAAA\":" + order(null, "closed", "1") + ",\"" + TXID + "\":"
                + order(ID, "closed", "0.0001") + "}");
        assertThat(find(ORDER)).isInstanceOfSatisfying(Sighting.Found.class, found -> assertThat(found.order().venueOrderId()).isEqualTo(TXID));
        assertThat(fixture.calls(ScriptedVenue.TRADES).get(0).fields()).containsEntry("consolidate_taker", "false");
    }

    @Test
    void aTradeWhoseOrderKrakenDoesNotShowKeepsAbsenceFromBeingProven() {
        afterTheDeadline();
        venue.answer(ScriptedVenue.TRADES, "{\"trades\":{\"T2\":" + trade(TXID, 1_795_348_801L) + "},\"count\":1}");
        venue.refuse(ScriptedVenue.QUERY_ORDERS, "EOrder:Unknown order");
        assertThat(fixture.within(LONG, fixture.desk.find(ORDER, sentAt, deadline))).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("KRAKEN_ORDER_NOT_SHOWN"));
    }

    @Test
    void absenceIsProvenOnlyAfterEveryPlaceWasReadTwice() {
        afterTheDeadline();
        venue.asked.clear();
        assertThat(find(ORDER)).isEqualTo(new Sighting.Absent());
        assertThat(fixture.calls(ScriptedVenue.OPEN_ORDERS).stream().filter(call -> call.fields().containsKey("cl_ord_id"))).hasSize(2);
        assertThat(fixture.calls(ScriptedVenue.CLOSED_ORDERS)).hasSize(2);
        assertThat(fixture.calls(ScriptedVenue.TRADES)).hasSize(2);
    }

    @Test
    void anOrderThatKrakensListsShowLateIsFoundInTheSecondLook() {
        afterTheDeadline();
        venue.script(ScriptedVenue.CLOSED_ORDERS, asked -> venue.result(fixture.calls(ScriptedVenue.CLOSED_ORDERS).size() < 2
                ? "{\"closed\":{}}" : "{\"closed\":{\"" + TXID + "\":" + order(ID, "closed", "0.0001") + "}}"));
        assertThat(find(ORDER)).isInstanceOf(Sighting.Found.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedVenue.OPEN_ORDERS, ScriptedVenue.CLOSED_ORDERS, ScriptedVenue.TRADES})
    void aLookThatFailsProvesNothing(String path) {
        afterTheDeadline();
        venue.refuse(path, "EService:Unavailable");
        assertThat(fixture.within(LONG, fixture.desk.find(ORDER, sentAt, deadline))).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void aVenueWhoseClockCannotBeReadProvesNothing() {
        afterTheDeadline();
        venue.script(ScriptedVenue.TIME, asked -> venue.http(502, "x"));
        fixture.pass(Duration.ofSeconds(5));
        assertThat(fixture.within(LONG, fixture.desk.find(ORDER, sentAt, deadline))).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void aClockThatIsSetForwardMeanwhileDoesNotMakeADeadlinePass() {
        fixture.session.time.stepWallClock(Duration.ofHours(1));
        assertThat(find(ORDER)).isInstanceOf(Sighting.TooEarly.class);
    }

    @Test
    void aKeyThatMayNotReadEndedOrdersCanNeverProveAbsence() {
        venue.rights(ScriptedVenue.ALL_RIGHTS.replace("\"query-closed-trades\",", ""));
        fixture.lane.reconnect();
        afterTheDeadline();
        assertThat(find(ORDER)).isInstanceOfSatisfying(Sighting.Unprovable.class, unprovable -> {
            assertThat(unprovable.reason()).contains("query-closed-trades");
            assertThat(unprovable.hint()).isNotEmpty();
        });
    }

    @Test
    void aKeyWhoseHistoryIsLimitedToDatesCanNeverProveAbsence() {
        venue.keyInfo(ScriptedVenue.ALL_RIGHTS, "\"iban\":\"AA00 N001\",\"query_from\":\"1700000000\",\"query_to\":\"0\"");
        fixture.lane.reconnect();
        afterTheDeadline();
        assertThat(find(ORDER)).isInstanceOfSatisfying(Sighting.Unprovable.class, unprovable -> assertThat(unprovable.reason()).contains("dates"));
        venue.answer(ScriptedVenue.OPEN_ORDERS, "{\"open\":{\"" + TXID + "\":" + order(ID, "open", "0") + "}}");
        assertThat(find(ORDER)).as("what is seen is seen").isInstanceOf(Sighting.Found.class);
    }

    @Test
    void anOrderIsFoundByKrakensOwnId() {
        venue.answer(ScriptedVenue.QUERY_ORDERS, "{\"" + TXID + "\":" + order(null, "closed", "0.0001") + "}");
        assertThat(find(new OrderKey(null, TXID))).isInstanceOf(Sighting.Found.class);
    }

    @Test
    void onTheSmallestTierTheSearchWaitsForItsCounterAndComesToAnEnd() {
        session = new SessionFixture(folder.resolve("starter"));
        session.tier = Tier.STARTER;
        open();
        afterTheDeadline();
        assertThat(find(ORDER)).isEqualTo(new Sighting.Absent());
    }

    @Test
    void anOrderThatReachedKrakenBeforeTheTimeoutIsFoundAndOneThatDidNotIsAbsent() {
        venue.hang(ScriptedVenue.ADD_ORDER);
        var unknown = fixture.desk.place(fixture.entry());
        fixture.within(Duration.ofSeconds(15), unknown);
        afterTheDeadline();
        assertThat(find(ORDER)).isInstanceOf(Sighting.Absent.class);
        venue.answer(ScriptedVenue.CLOSED_ORDERS, "{\"closed\":{\"" + TXID + "\":" + order(ID, "closed", "0.0001") + "}}");
        assertThat(find(ORDER)).isInstanceOf(Sighting.Found.class);
        assertThat(fixture.calls(ScriptedVenue.ADD_ORDER)).hasSize(1);
    }

    @Test
    void aSearchIsAnsweredWhenTheSessionCloses() {
        afterTheDeadline();
        var search = fixture.desk.find(ORDER, sentAt, deadline);
        assertThat(search.toCompletableFuture()).isNotCompleted();
        fixture.lane.close();
        assertThat(now(search)).isInstanceOfSatisfying(Observation.Missing.class, missing -> assertThat(missing.code()).isEqualTo("SESSION_CLOSED"));
    }
}
