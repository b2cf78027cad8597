package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.nija.account.LaneId;
import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.broker.Observation;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Side;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftBehindTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final LaneId LANE = LaneId.of("master", "kraken");

    private final LeftBehind left = new LeftBehind();
    private final OpenAlerts alerts = new OpenAlerts();
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
        left.setAlerts(alerts);
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
        assertThat(alerts.open).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo("ORDERS_LEFT_BEHIND");
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.scope()).isEqualTo(AlertScope.of(LANE));
            assertThat(alert.lasting()).isTrue();
            assertThat(alert.sentence()).startsWith("2 orders rest at kraken").doesNotContain("\u001b");
            assertThat(alert.hint()).contains("at the venue", "why master/kraken");
        });
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
        assertThat(alerts.open).isEmpty();
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
        assertThat(alerts.open).isEmpty();
    }

    @Test
    void keysThatComeAndGoAreOneAlertAndNotMany() {
        LeavingSession session = leaving(new Observation.Known<>(List.of(order("OA-1")), NOW));
        left.removeSession(session);
        left.removeSession(session);
        assertThat(alerts.open).hasSize(1);
    }

    @Test
    void whoeverTakesAlertsLaterIsToldThen() {
        left.unsetAlerts(alerts);
        left.removeSession(leaving(new Observation.Known<>(List.of(order("OA-1")), NOW)));
        assertThat(alerts.open).isEmpty();
        left.setAlerts(alerts);
        assertThat(alerts.open).hasSize(1);
    }

    @Test
    void ordersThatAreNotKnownAreNoAlertOfTheirOwnForTheKeysAre() {
        left.removeSession(leaving(new Observation.Missing<>("NO", "the venue was gone")));
        assertThat(alerts.open).isEmpty();
    }

    @Test
    void aLongListIsCut() {
        left.removeSession(leaving(new Observation.Known<>(IntStream.range(0, 50).mapToObj(i -> order("O-" + i)).toList(), NOW)));
        assertThat(left.sentence(LANE)).contains("50 orders", "O-19").doesNotContain("O-20").endsWith("…." );
    }
}
