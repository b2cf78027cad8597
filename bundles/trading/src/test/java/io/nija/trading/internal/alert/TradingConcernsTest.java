package io.nija.trading.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nija.account.Account;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.JournalHealth;
import io.nija.journal.SwitchChange;
import io.nija.order.Side;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.Switchboard;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Venue;

import org.junit.jupiter.api.Test;

class TradingConcernsTest {

    private static final AlertScope LANE = AlertScope.of(LaneBench.LANE);

    private final LaneBench bench = new LaneBench();
    private final OpenAlerts alerts = new OpenAlerts();
    private final AlertBoard board = new AlertBoard(Concerns.OF_TRADING);

    private Known known(Mode mode, boolean armed, Venue venue) {
        return new Known(new Account(LaneBench.LANE.account(), "Master", Role.MASTER, true, List.of(LaneBench.LANE.broker()),
                Map.of(LaneBench.LANE.broker(), mode), Map.of(), "USD", ZoneOffset.UTC), bench.lane.snapshot(), venue, armed);
    }

    private Known armed() {
        return known(Mode.LIVE, true, bench.venue.venue());
    }

    private List<String> codes(Instant unreconciledSince) {
        return Concerns.of(armed(), unreconciledSince, bench.time.instant()).stream().map(Alert::code).toList();
    }

    @Test
    void aReconciledLaneConcernsNobody() {
        assertThat(codes(null)).isEmpty();
        assertThat(TradingWatch.standing(List.of(armed())).holds()).isTrue();
    }

    @Test
    void anOrphanIsToldAndStopsTheHeartbeatUntilItIsCancelled() {
        bench.venue.put(ClientOrderIds.of(new UUID(7, 7), 3), ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.pass(10);
        board.show(Concerns.of(armed(), null, bench.time.instant()), alerts);
        assertThat(alerts.open).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo("ORDER_ORPHANED");
            assertThat(alert.scope()).isEqualTo(LANE);
        });
        assertThat(TradingWatch.standing(List.of(armed()))).satisfies(standing -> {
            assertThat(standing.holds()).isFalse();
            assertThat(standing.reason()).startsWith("master/kraken is not reconciled: ");
        });
        bench.lane.cancelOrphan("V1");
        bench.pass(10);
        board.show(Concerns.of(armed(), null, bench.time.instant()), alerts);
        assertThat(alerts.open).isEmpty();
        assertThat(TradingWatch.standing(List.of(armed())).holds()).isTrue();
    }

    @Test
    void anOrderThatCannotBeProvenIsToldAsThat() {
        bench.venue.provable = false;
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.buy("0.5");
        bench.pass(60);
        assertThat(codes(null)).containsExactly("ORDER_UNPROVABLE");
    }

    @Test
    void anOrderThatIsInDoubtForLongerThanAMinuteIsTold() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.venue.reads = false;
        bench.buy("0.5");
        bench.pass(50);
        assertThat(codes(null)).doesNotContain("ORDER_UNRESOLVED");
        bench.pass(20);
        assertThat(codes(null)).contains("ORDER_UNRESOLVED");
        bench.venue.reads = true;
        bench.pass(120);
        assertThat(codes(null)).isEmpty();
    }

    @Test
    void aLaneIsToldAfterTwoMinutesWithoutAgreementAndOnlyIfItTrades() {
        bench.lane.venue(Venue.NONE);
        Instant now = bench.time.instant();
        assertThat(codes(now.minus(Duration.ofSeconds(119)))).isEmpty();
        assertThat(codes(now.minus(Duration.ofSeconds(121)))).containsExactly("LANE_NOT_RECONCILED");
        Instant longAgo = now.minus(Duration.ofDays(1));
        assertThat(Concerns.of(known(Mode.LIVE, false, bench.venue.venue()), longAgo, now)).isEmpty();
        assertThat(Concerns.of(known(Mode.OBSERVE, false, bench.venue.venue()), longAgo, now)).isEmpty();
        assertThat(Concerns.of(known(Mode.SANDBOX, false, bench.venue.venue()), longAgo, now)).hasSize(1);
        assertThat(Concerns.of(known(Mode.SANDBOX, false, Venue.NONE), longAgo, now)).as("it has no keys").isEmpty();
    }

    @Test
    void aLaneThatHoldsSomethingCountsHoweverItMayTrade() {
        bench.buy("0.5");
        bench.pass(10);
        assertThat(Concerns.trades(known(Mode.OBSERVE, false, Venue.NONE))).isTrue();
    }

    @Test
    void aSwitchThatALimitSetIsToldAndOneOfAPersonIsNot() {
        Switchboard switches = new Switchboard(bench.journal, bench.time);
        SwitchChange.Scope account = new SwitchChange.Scope(SwitchChange.Kind.ACCOUNT, "master");
        switches.set(new SwitchChange(SwitchChange.Scope.GLOBAL, SwitchChange.Position.HALT, "ann", "lunch"));
        switches.set(new SwitchChange(account, SwitchChange.Position.REDUCE_ONLY, "risk", "The day's loss is 51 of 50 USD."));
        board.show(Concerns.of(switches.all()), alerts);
        assertThat(alerts.open).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo("SWITCH_TRIPPED");
            assertThat(alert.scope()).isEqualTo(AlertScope.of(LaneBench.LANE.account()));
            assertThat(alert.sentence()).contains("reduce-only for master: The day's loss is 51 of 50 USD.");
        });
        switches.set(new SwitchChange(account, SwitchChange.Position.OPEN, "ann", "seen"));
        board.show(Concerns.of(switches.all()), alerts);
        assertThat(alerts.open).isEmpty();
    }

    @Test
    void aJournalThatIsNotWellIsTold() {
        assertThat(Concerns.of(health(JournalHealth.State.OK, ""))).isEmpty();
        assertThat(Concerns.of(health(JournalHealth.State.OPENING, "It is being opened."))).isEmpty();
        assertThat(Concerns.of(health(JournalHealth.State.RESERVE, "The disk is full."))).singleElement()
                .satisfies(alert -> assertThat(alert.sentence()).isEqualTo("The disk is full. No entry is sent; exits are."));
        assertThat(Concerns.of(health(JournalHealth.State.FAILED, "The disk is gone."))).singleElement()
                .satisfies(alert -> assertThat(alert.sentence()).isEqualTo("The disk is gone. Nothing automatic is sent."));
    }

    private static JournalHealth health(JournalHealth.State state, String reason) {
        return new JournalHealth(state, "", reason, "", 0, 0, List.of());
    }

    @Test
    void whatStaysIsRaisedOnceAndAgainForAnotherTakerAndOthersAlertsAreLeftAlone() {
        Alert mine = Alert.state(io.nija.alert.Severity.CRITICAL, Concerns.ORPHANED, LANE, "An order.", "");
        Alert others = Alert.state(io.nija.alert.Severity.WARNING, "LANE_DOWN", LANE, "Down.", "");
        alerts.raise(others);
        board.show(List.of(mine), null);
        board.show(List.of(mine), alerts);
        board.show(List.of(mine), alerts);
        assertThat(alerts.raised).containsExactly(others, mine);
        new AlertBoard(Concerns.OF_TRADING).show(List.of(), alerts);
        assertThat(alerts.open).as("another process sees that it is over").containsExactly(others);
    }
}
