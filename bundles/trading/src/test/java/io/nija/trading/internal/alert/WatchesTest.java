package io.nija.trading.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.nija.account.Mode;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHealth.State;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two components that raise what the journal and trading give reason for. */
class WatchesTest {

    @TempDir
    private Path folder;
    private final OpenAlerts alerts = new OpenAlerts();

    private static JournalHealth health(State state, String reason) {
        return new JournalHealth(state, state == State.OK ? "" : "JOURNAL_" + state, reason, "Look.", 1, 1, List.of());
    }

    @Test
    void theJournalsTroubleIsOneAlertUntilItIsOverAndStopsTheHeartbeat() {
        VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
        JournalHealth[] now = {health(State.OPENING, "It is being opened.")};
        JournalWatch watch = new JournalWatch(() -> now[0], time, new DirectWorkers());
        watch.setAlerts(alerts);
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.raised).isEmpty();
        assertThat(watch.now().holds()).as("what is being opened vouches for nothing").isFalse();

        now[0] = health(State.RESERVE, "The disk is full.");
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.raised).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo("JOURNAL_NOT_WELL");
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.sentence()).isEqualTo("The disk is full. No entry is sent; exits are.");
        });
        now[0] = health(State.FAILED, "The disk is full.");
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.open).singleElement().extracting(Alert::sentence).isEqualTo("The disk is full. Nothing automatic is sent.");
        assertThat(watch.now().holds()).isFalse();

        now[0] = health(State.OK, "");
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.open).isEmpty();
        assertThat(watch.now().holds()).isTrue();
        watch.stop();
    }

    @Test
    void alertsThatComeLaterAreToldWhatIsSo() {
        VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
        JournalWatch watch = new JournalWatch(() -> health(State.FAILED, "It is gone."), time, new DirectWorkers());
        time.advance(Duration.ofMinutes(1));
        watch.setAlerts(alerts);
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.open).hasSize(1);
        watch.unsetAlerts(alerts);
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.raised).hasSize(1);
        watch.stop();
    }

    @Test
    void aLaneThatNoFileNamesAnyMoreIsCriticalWhileSomethingIsThere() throws Exception {
        FloorBench bench = new FloorBench(folder).start();
        TradingWatch watch = watch(bench.armed());
        bench.floor.find(FloorBench.LANE).orElseThrow().submit(LaneBench.wish(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, null));
        bench.pass(20);
        bench.accounts.clear();
        bench.pass(20);
        assertThat(codes()).as("a file that is replaced").doesNotContain("LANE_LEFT_BEHIND");
        bench.pass(40);
        assertThat(alerts.open).filteredOn(alert -> alert.code().equals("LANE_LEFT_BEHIND")).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.scope()).isEqualTo(AlertScope.of(FloorBench.LANE));
            assertThat(alert.sentence()).isEqualTo("master/kraken is named by no account's file any more and NIJA still has there: "
                    + "order o1 (BTC/USD). Nobody looks after it.");
        });
        bench.accounts.add(FloorBench.account(Mode.LIVE));
        bench.pass(30);
        assertThat(codes()).doesNotContain("LANE_LEFT_BEHIND");
        watch.stop();
    }

    @Test
    void aLaneThatItsFileSwitchesOffIsCriticalWhileSomethingIsThere() throws Exception {
        FloorBench bench = new FloorBench(folder).start();
        TradingWatch watch = watch(bench.armed());
        bench.floor.find(FloorBench.LANE).orElseThrow().submit(LaneBench.wish(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, null));
        bench.pass(20);
        bench.accounts.set(0, FloorBench.account(Mode.LIVE, false));
        bench.pass(20);
        assertThat(alerts.open).filteredOn(alert -> alert.code().equals("LANE_LEFT_BEHIND")).singleElement()
                .satisfies(alert -> assertThat(alert.sentence()).contains("is switched off by its account's file"));
        watch.stop();
    }

    @Test
    void aLaneThatWasDisarmedByNijaIsToldUntilAPersonDecides() throws Exception {
        FloorBench bench = new FloorBench(folder).start();
        TradingWatch watch = watch(bench);
        bench.armory.arm(FloorBench.LANE, "alice", "").toCompletableFuture().join();
        bench.evidence.clear();
        bench.evidence.add(new Evidence(Step.PERMISSIONS, true, bench.time.instant(), "KRAKEN_WITHDRAW_RIGHT", "", ""));
        bench.pass(30);
        assertThat(alerts.open).filteredOn(alert -> alert.code().equals("LANE_DISARMED")).singleElement()
                .satisfies(alert -> assertThat(alert.sentence()).contains("was disarmed").contains("withdraw"));
        bench.armory.disarm(FloorBench.LANE, "alice", "so be it").toCompletableFuture().join();
        bench.pass(10);
        assertThat(codes()).doesNotContain("LANE_DISARMED");
        watch.stop();
    }

    @Test
    void theHeartbeatDependsOnEveryTradingLane() throws Exception {
        FloorBench bench = new FloorBench(folder).start();
        TradingWatch watch = watch(bench);
        bench.pass(10);
        assertThat(watch.id()).isEqualTo("trading");
        assertThat(watch.now().holds()).isTrue();
        bench.armory.arm(FloorBench.LANE, "alice", "").toCompletableFuture().join();
        bench.venue.put(ClientOrderIds.of(new UUID(7, 7), 3), ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.pass(30);
        assertThat(watch.now().holds()).isFalse();
        assertThat(watch.now().reason()).startsWith("master/kraken is not reconciled: ");
        watch.stop();
    }

    private TradingWatch watch(FloorBench bench) {
        TradingWatch watch = new TradingWatch(bench.floor, bench.time, bench.time, new DirectWorkers());
        watch.setAlerts(alerts);
        return watch;
    }

    private List<String> codes() {
        return alerts.open.stream().map(Alert::code).toList();
    }
}
