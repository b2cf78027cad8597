package io.nija.broker.kraken.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.Balance;
import io.nija.broker.LaneFollower;
import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.stream.frame.Samples;
import io.nija.broker.kraken.internal.testing.ScriptedSockets;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.wire.WireResult.Fault;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session and its private stream: said on the ladder, told to those who follow, never in REST's way. */
class SessionStreamTest {

    @TempDir
    Path folder;

    private SessionFixture fixture;
    private ScriptedSockets sockets;
    private LaneSession session;
    private final List<Object> heard = new ArrayList<>();
    private final LaneFollower follower = new LaneFollower() {
        @Override
        public void order(OrderView order) {
            heard.add(order);
        }

        @Override
        public void trade(Trade trade) {
            heard.add(trade);
        }

        @Override
        public void live() {
            heard.add("live");
        }

        @Override
        public void down(String reason) {
            heard.add("down");
        }

        @Override
        public void gap(String reason) {
            heard.add("gap");
        }
    };

    @BeforeEach
    void begin() {
        fixture = new SessionFixture(folder);
        sockets = fixture.withStreams();
        session = fixture.session("master");
        assertThat(session.follow(follower)).isPresent();
    }

    private ScriptedSockets.Line live() {
        ScriptedSockets.Line line = sockets.last();
        line.opened();
        line.say(Samples.EXECUTIONS);
        return line;
    }

    private Evidence stream() {
        return SessionFixture.evidence(session, Step.STREAM);
    }

    /** Time passes, and the stream beats meanwhile. */
    private void pass(ScriptedSockets.Line line, int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.time.advance(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
    }

    @Test
    void theStepIsProvenByTheOpenStreamAndRenewedWithoutACall() {
        ScriptedSockets.Line line = live();
        assertThat(stream().ok()).isTrue();
        pass(line, 120);
        assertThat(stream().ok()).isTrue();
        assertThat(Duration.between(stream().at(), fixture.time.instant())).isLessThan(Duration.ofSeconds(60));
        assertThat(fixture.venue.count(ScriptedVenue.TOKEN)).isEqualTo(1);
    }

    @Test
    void aStreamThatDiesIsSaidAtOnceAndPullsNothingElseDown() {
        ScriptedSockets.Line line = live();
        line.ended(0, 1006);
        assertThat(stream().ok()).isFalse();
        assertThat(stream().code()).isEqualTo("KRAKEN_STREAM_ENDED");
        assertThat(heard).contains("down");
        for (Step step : List.of(Step.VENUE, Step.AUTHENTICATION, Step.PERMISSIONS, Step.BALANCES)) {
            assertThat(SessionFixture.evidence(session, step).ok()).as(step.label()).isTrue();
        }
        fixture.time.advance(Duration.ofSeconds(2));
        live();
        assertThat(stream().ok()).isTrue();
    }

    @Test
    void anOpenStreamDoesNotKeepALaneUpWhoseVenueIsDead() {
        ScriptedSockets.Line line = live();
        fixture.venue.down(Fault.REFUSED);
        pass(line, 30);
        assertThat(SessionFixture.evidence(session, Step.AUTHENTICATION).ok()).isFalse();
        assertThat(SessionFixture.evidence(session, Step.VENUE).ok()).isFalse();
    }

    @Test
    void fillsReachThoseWhoFollow() {
        live().say(Samples.FILL);
        assertThat(heard).contains("live").anyMatch(Trade.class::isInstance);
    }

    @Test
    void whoComesLateHearsThatItIsLiveAndWhoWentHearsNothing() throws Exception {
        ScriptedSockets.Line line = live();
        List<Object> before = List.copyOf(heard);
        AutoCloseable second = session.follow(follower).orElseThrow();
        assertThat(heard.size()).isEqualTo(before.size() + 1);
        second.close();
        int size = heard.size();
        line.say(Samples.FILL);
        assertThat(heard.size()).isEqualTo(size);
    }

    @Test
    void balancesStayOneReadingOfOneMoment() {
        ScriptedSockets.Line line = live();
        Observation<List<Balance>> before = session.balances();
        line.say(Samples.BALANCES);
        line.say(Samples.LEDGER.replace("\"balance\":0.054", "\"balance\":0.6"));
        assertThat(session.balances()).isEqualTo(before);
    }

    @Test
    void withAKeyThatMayNotStreamNothingIsTried() {
        fixture = new SessionFixture(folder.resolve("other"));
        sockets = fixture.withStreams();
        fixture.venue.rights(ScriptedVenue.ALL_RIGHTS.replace(",\"create-ws-token\"", ""));
        session = fixture.session("master");
        assertThat(sockets.attempts).isEmpty();
        assertThat(stream().code()).isEqualTo("KRAKEN_PERMISSION_MISSING");
    }

    @Test
    void keysOfAnotherAccountCloseTheStream() {
        ScriptedSockets.Line line = live();
        fixture.venue.keyInfo(ScriptedVenue.ALL_RIGHTS, "\"iban\":\"AA00 N999\",\"ip_allowlist\":[\"10.0.0.1\"]");
        pass(line, 45);
        assertThat(SessionFixture.evidence(session, Step.IDENTITY).ok()).isFalse();
        assertThat(line.abandoned).isTrue();
        assertThat(stream()).isNull();
    }

    @Test
    void theEndOfTheSessionEndsTheStream() {
        ScriptedSockets.Line line = live();
        session.close();
        assertThat(line.abandoned).isTrue();
        assertThat(sockets.closed).isTrue();
        assertThat(session.follow(follower)).isEmpty();
    }
}
