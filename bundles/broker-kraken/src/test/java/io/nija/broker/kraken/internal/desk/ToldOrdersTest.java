package io.nija.broker.kraken.internal.desk;

import static io.nija.broker.kraken.internal.testing.DeskFixture.now;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.stream.frame.Samples;
import io.nija.broker.kraken.internal.testing.DeskFixture;
import io.nija.broker.kraken.internal.testing.ScriptedSockets;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.order.OrderView;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream's list of resting orders, and REST's, which knows better. */
class ToldOrdersTest {

    /** The order that the stream's snapshot shows. */
    private static final String RESTING = "OABCDE-FGHIJ-KLMNOP";

    @TempDir
    Path folder;

    private SessionFixture session;
    private ScriptedSockets sockets;
    private DeskFixture fixture;
    private ScriptedSockets.Line line;

    @BeforeEach
    void begin() {
        session = new SessionFixture(folder);
        sockets = session.withStreams();
        fixture = new DeskFixture(session);
        live();
        byRest("");
        fixture.venue.asked.clear();
    }

    private void live() {
        line = sockets.last();
        line.opened();
        line.say(Samples.EXECUTIONS);
    }

    /** Kraken's own list from now on. */
    private void byRest(String orders) {
        fixture.venue.answer(ScriptedVenue.OPEN_ORDERS, "{\"open\":{" + orders + "}}");
    }

    private List<String> resting() {
        return ids(now(fixture.desk.restingOrders()));
    }

    private static List<String> ids(Observation<List<OrderView>> seen) {
        assertThat(seen).isInstanceOf(Observation.Known.class);
        return ((Observation.Known<List<OrderView>>) seen).value().stream().map(OrderView::venueOrderId).toList();
    }

    private int readings() {
        return fixture.calls(ScriptedVenue.OPEN_ORDERS).size();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.pass(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
    }

    @Test
    void whatTheStreamTellsIsBelievedAndCostsNothing() {
        assertThat(resting()).containsExactly(RESTING);
        assertThat(readings()).isZero();
    }

    @Test
    void whatRestSaysHasEndedIsNotBelievedToRest() {
        fixture.venue.answer(ScriptedVenue.QUERY_ORDERS, "{\"" + RESTING + "\":" + DeskFixture.order(null, "canceled", "0") + "}");
        assertThat(now(fixture.desk.orders(List.of(RESTING)))).isInstanceOf(Observation.Known.class);
        assertThat(resting()).as("the stream missed its end").isEmpty();
        assertThat(readings()).isEqualTo(1);
    }

    @Test
    void whoeverAsksForProofGetsTheListByRest() {
        assertThat(fixture.lane.verify()).isCompleted();
        assertThat(readings()).isEqualTo(1);
        assertThat(ids(fixture.lane.openOrders())).isEmpty();
    }

    @Test
    void anOrderThatRestsByTheStreamAloneIsNotBelievedAgainAtTheNextLook() {
        fixture.lane.verify();
        assertThat(resting()).as("the desk").isEmpty();
        pass(45);
        assertThat(readings()).as("a round has looked again").isGreaterThan(2);
        assertThat(ids(fixture.lane.openOrders())).as("the session").isEmpty();
        assertThat(resting()).isEmpty();
    }

    @Test
    void afterAMinuteRestIsAskedByItselfAndThenTheStreamIsNotBelieved() {
        pass(130);
        assertThat(resting()).isEmpty();
        assertThat(ids(fixture.lane.openOrders())).isEmpty();
    }

    @Test
    void theStreamIsBelievedAgainWhenItTellsTheEnd() {
        fixture.lane.verify();
        line.say("{\"channel\":\"executions\",\"type\":\"update\",\"data\":[{\"order_id\":\"" + RESTING + "\",\"exec_type\":\"canceled\","
                + "\"order_status\":\"canceled\",\"timestamp\":\"2026-01-01T00:00:02.1Z\"}],\"sequence\":2}");
        int before = readings();
        assertThat(resting()).isEmpty();
        assertThat(readings()).as("by the stream").isEqualTo(before);
    }

    @Test
    void theStreamIsBelievedAgainWhenItTellsAllAnew() {
        fixture.lane.verify();
        line.ended(0, 1006);
        fixture.pass(Duration.ofSeconds(2));
        live();
        int before = readings();
        assertThat(resting()).containsExactly(RESTING);
        assertThat(readings()).isEqualTo(before);
    }

    @Test
    void restThatShowsTheOrderContradictsNothing() {
        byRest("\"" + RESTING + "\":" + DeskFixture.order("x", "open", "0"));
        fixture.lane.verify();
        int before = readings();
        assertThat(resting()).containsExactly(RESTING);
        assertThat(readings()).isEqualTo(before);
    }

    @Test
    void aReadingThatFailedContradictsNothing() {
        fixture.venue.refuse(ScriptedVenue.OPEN_ORDERS, "EGeneral:Permission denied");
        fixture.lane.verify();
        assertThat(resting()).containsExactly(RESTING);
    }
}
