package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Side;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeftBehindTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final LaneId LANE = LaneId.of("master", "kraken");

    private final LeftBehind left = new LeftBehind();
    private final ListAppender<ILoggingEvent> alerts = new ListAppender<>();
    private final Logger alert = (Logger) LoggerFactory.getLogger("nija.alert");
    private State keys = State.ABSENT;

    @BeforeEach
    void open() {
        left.credentials = new CredentialDirectory() {

            @Override
            public Optional<CredentialReport> report(LaneId lane) {
                return Optional.of(new CredentialReport(lane, keys, "CODE", "detail", List.of(), "", "", "", NOW));
            }

            @Override
            public List<Warning> warnings() {
                return List.of();
            }

            @Override
            public void refresh() {
                throw new AssertionError("nobody reads here");
            }
        };
        alerts.start();
        alert.setLevel(Level.WARN);
        alert.addAppender(alerts);
    }

    @AfterEach
    void close() {
        alert.detachAppender(alerts);
        alert.setLevel(null);
    }

    private static OrderView order(String id) {
        return new OrderView(LANE, id, null, "BTC/USD", Side.BUY, OrderType.LIMIT, new BigDecimal("0.10"), new BigDecimal("20000.0"), null,
                BigDecimal.ZERO, null, null, OrderState.OPEN, NOW, NOW);
    }

    private static LeavingSession leaving(Observation<List<OrderView>> orders) {
        return new LeavingSession(LANE, orders);
    }

    @Test
    void ordersThatRestWhenTheKeysVanishAreListedAndAPersonIsAlerted() {
        left.removeSession(leaving(new Observation.Known<>(List.of(order("OA-1"), order("OB-2\u001b[31m")), NOW)));
        assertThat(left.sentence(LANE)).startsWith("2 orders rest at kraken since the keys went: OA-1 buy 0.10 BTC/USD limit at 20000.0; OB-2");
        assertThat(left.sentence(LANE)).doesNotContain("\u001b");
        assertThat(alerts.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .contains("master/kraken: 2 orders rest at kraken", "[ORDERS_LEFT_BEHIND]"));
    }

    @Test
    void whatWasReadLastCountsAlsoWhenItIsOld() {
        left.removeSession(leaving(new Observation.Stale<>(List.of(order("OA-1")), NOW, "OLD", "old")));
        assertThat(left.sentence(LANE)).startsWith("1 order rests at kraken");
    }

    @Test
    void ordersThatAreNotKnownAreNotCalledNone() {
        left.removeSession(leaving(new Observation.Missing<>("NO", "the venue was gone")));
        assertThat(left.sentence(LANE)).isEqualTo("Whether orders rest at kraken was not known when the keys went (the venue was gone).");
    }

    @Test
    void noOrdersAreNoMatter() {
        left.removeSession(leaving(new Observation.Known<>(List.of(), NOW)));
        assertThat(left.sentence(LANE)).isEmpty();
        assertThat(alerts.list).isEmpty();
    }

    @Test
    void aSessionThatGoesForAnotherReasonLeavesNothingBehind() {
        keys = State.PRESENT;
        left.removeSession(leaving(new Observation.Known<>(List.of(order("OA-1")), NOW)));
        assertThat(left.sentence(LANE)).isEmpty();
    }

    @Test
    void keysThatAreBackEndIt() {
        LeavingSession session = leaving(new Observation.Known<>(List.of(order("OA-1")), NOW));
        left.removeSession(session);
        left.addSession(session);
        assertThat(left.sentence(LANE)).isEmpty();
    }

    @Test
    void aLongListIsCut() {
        left.removeSession(leaving(new Observation.Known<>(IntStream.range(0, 50).mapToObj(i -> order("O-" + i)).toList(), NOW)));
        assertThat(left.sentence(LANE)).contains("50 orders", "O-19").doesNotContain("O-20").endsWith("…." );
    }
}
