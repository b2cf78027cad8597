package io.nija.alerts.internal.watch;

import static io.nija.alerts.internal.Samples.MASTER;
import static io.nija.alerts.internal.Samples.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.nija.account.AccountId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.alert.Alert;
import io.nija.alert.Severity;
import io.nija.alerts.internal.Samples;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.AccountStatus;
import io.nija.status.Blocked;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneWatchTest {

    @TempDir
    Path folder;
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private Samples.Recorder alerts = new Samples.Recorder();
    private LaneWatch watch;
    private LaneStatus last;

    @BeforeEach
    void open() {
        watch = watch();
    }

    private LaneWatch watch() {
        return new LaneWatch(config(Map.of("settle_seconds", 20)), new Samples.Home(folder, Installation.Start.RUN), alerts, time, time,
                new DirectWorkers());
    }

    private void restart() {
        watch.stop();
        alerts = new Samples.Recorder();
        last = null;
        watch = watch();
    }

    private static LaneStatus status(LadderState state, Blocked blocked, Integer openOrders, Integer positions) {
        return new LaneStatus(MASTER, Mode.OBSERVE, state, blocked, Instant.EPOCH,
                List.of(Evidence.failed(Step.VENUE, Instant.EPOCH, "KRAKEN_DOWN", "Kraken does not answer", "")), List.of(), "", null, null,
                openOrders, positions, null, null);
    }

    private void becomes(LaneStatus status) {
        LaneStatus before = last;
        last = status;
        watch.changed(before, status);
    }

    private void becomes(LadderState state) {
        becomes(status(state, null, null, null));
    }

    private List<String> raised() {
        return alerts.told.stream().filter(line -> line.startsWith("+")).map(line -> line.substring(1, line.indexOf(' '))).toList();
    }

    private Alert only() {
        assertThat(alerts.raised).hasSize(1);
        return alerts.raised.get(0);
    }

    @Test
    void aLaneThatNeverConnectedIsNoAlert() {
        becomes(LadderState.NOT_CONFIGURED);
        becomes(LadderState.CONNECTING);
        becomes(LadderState.MISCONFIGURED);
        time.advance(Duration.ofHours(1));
        assertThat(raised()).isEmpty();
    }

    @Test
    void aLaneThatFellIsAnAlertWhenItStaysDown() {
        becomes(LadderState.FUNDED);
        becomes(LadderState.CONNECTING);
        time.advance(Duration.ofSeconds(19));
        assertThat(raised()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(raised()).containsExactly("LANE_DOWN");
        assertThat(only().sentence()).isEqualTo("master/kraken lost its connection and is CONNECTING: Kraken does not answer.");
        assertThat(only().severity()).isEqualTo(Severity.WARNING);
        becomes(LadderState.AUTHENTICATED);
        assertThat(alerts.told).endsWith("-LANE_DOWN master/kraken", "-KEYS_GONE master/kraken", "-LANE_QUARANTINED master/kraken",
                "-LANE_SUSPENDED master/kraken");
    }

    @Test
    void ordersAtTheVenueMakeItCritical() {
        becomes(status(LadderState.FUNDED, null, 2, null));
        becomes(LadderState.CONNECTING);
        time.advance(Duration.ofMinutes(1));
        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only().sentence()).contains("orders resting at the venue: 2");
    }

    @Test
    void aShortFallIsNone() {
        becomes(LadderState.FUNDED);
        becomes(LadderState.CONNECTING);
        time.advance(Duration.ofSeconds(10));
        becomes(LadderState.FUNDED);
        time.advance(Duration.ofHours(1));
        assertThat(raised()).isEmpty();
    }

    @Test
    void manyShortFallsAreOne() {
        becomes(LadderState.FUNDED);
        for (int i = 0; i < 8; i++) {
            becomes(LadderState.CONNECTING);
            time.advance(Duration.ofSeconds(5));
            becomes(LadderState.FUNDED);
            time.advance(Duration.ofSeconds(30));
        }
        assertThat(raised()).containsExactly("LANE_FLAPPING");
        time.advance(Duration.ofMinutes(10));
        assertThat(alerts.told).endsWith("-LANE_FLAPPING master/kraken");
    }

    @Test
    void aQuarantineIsCriticalAtOnce() {
        becomes(LadderState.FUNDED);
        becomes(status(LadderState.CONNECTING, new Blocked(Blocked.Kind.QUARANTINED, Instant.parse("2026-11-22T13:00:00Z"),
                "the key is not valid"), null, null));
        assertThat(raised()).containsExactly("LANE_QUARANTINED");
        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only().sentence()).contains("the key is not valid").contains("2026-11-22T13:00:00Z");
        time.advance(Duration.ofMinutes(10));
        assertThat(raised()).as("one cause, one alert").containsExactly("LANE_QUARANTINED");
        becomes(LadderState.CONNECTING);
        time.advance(Duration.ofMinutes(1));
        assertThat(raised()).containsExactly("LANE_QUARANTINED", "LANE_DOWN");
    }

    @Test
    void aQuarantineOfALaneThatNeverConnectedIsAnAlertToo() {
        becomes(status(LadderState.CONNECTING, new Blocked(Blocked.Kind.QUARANTINED, null, "the key is not valid"), null, null));
        time.advance(Duration.ofMinutes(1));
        assertThat(raised()).containsExactly("LANE_QUARANTINED");
    }

    @Test
    void maintenanceThatLastsIsAWarning() {
        becomes(LadderState.FUNDED);
        becomes(status(LadderState.FUNDED, new Blocked(Blocked.Kind.SUSPENDED, null, "maintenance"), null, null));
        time.advance(Duration.ofSeconds(20));
        assertThat(raised()).containsExactly("LANE_SUSPENDED");
        becomes(LadderState.FUNDED);
        assertThat(alerts.told).endsWith("-LANE_SUSPENDED master/kraken");
    }

    @Test
    void vanishedKeysAreAnAlertAtOnce() {
        becomes(status(LadderState.FUNDED, null, 3, 1));
        becomes(LadderState.NOT_CONFIGURED);
        assertThat(raised()).containsExactly("KEYS_GONE");
        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only().lasting()).isFalse();
        assertThat(only().sentence()).contains("positions: 1").contains("resting at the venue: 3");
    }

    @Test
    void whetherAnythingIsOpenIsUnknownWhenNobodyKnew() {
        becomes(status(LadderState.FUNDED, null, null, null));
        becomes(LadderState.NOT_CONFIGURED);
        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only().sentence()).contains("not known");
    }

    @Test
    void keysThatVanishWithNothingOpenAreAWarning() {
        becomes(status(LadderState.FUNDED, null, 0, null));
        becomes(LadderState.NOT_CONFIGURED);
        assertThat(only().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void rightsThatWereTakenAwayAreAWarning() {
        becomes(LadderState.FUNDED);
        becomes(LadderState.AUTHENTICATED);
        time.advance(Duration.ofSeconds(20));
        assertThat(raised()).containsExactly("LANE_NOT_PERMITTED");
        becomes(LadderState.PERMITTED);
        assertThat(alerts.told).contains("-LANE_NOT_PERMITTED master/kraken");
    }

    @Test
    void aLaneThatWasSwitchedOffOrRemovedIsNoAlertAnyMore() {
        becomes(LadderState.FUNDED);
        becomes(LadderState.CONNECTING);
        becomes(LadderState.DISABLED);
        time.advance(Duration.ofHours(1));
        assertThat(raised()).isEmpty();
        assertThat(alerts.told).contains("-LANE_DOWN master/kraken");
        becomes(LadderState.FUNDED);
        becomes(LadderState.CONNECTING);
        becomes((LaneStatus) null);
        time.advance(Duration.ofHours(1));
        assertThat(raised()).isEmpty();
    }

    @Test
    void aLaneThatDoesNotComeBackAfterARestartIsMissed() {
        becomes(LadderState.FUNDED);
        restart();
        becomes(LadderState.CONNECTING);
        time.advance(Duration.ofSeconds(59));
        assertThat(raised()).isEmpty();
        time.advance(Duration.ofSeconds(2));
        assertThat(raised()).containsExactly("LANE_DOWN");
    }

    @Test
    void aLaneThatComesBackAfterARestartIsNot() {
        becomes(LadderState.FUNDED);
        restart();
        becomes(LadderState.NOT_CONFIGURED);
        becomes(LadderState.CONNECTING);
        time.advance(Duration.ofSeconds(5));
        becomes(LadderState.FUNDED);
        time.advance(Duration.ofHours(1));
        assertThat(raised()).isEmpty();
        assertThat(alerts.told).as("what was open from before is over").contains("-LANE_DOWN master/kraken");
    }

    @Test
    void vanishedKeysAreToldOnceAndNotAfterEveryRestart() {
        becomes(LadderState.FUNDED);
        becomes(LadderState.NOT_CONFIGURED);
        restart();
        becomes(LadderState.NOT_CONFIGURED);
        time.advance(Duration.ofHours(1));
        assertThat(raised()).isEmpty();
    }

    @Test
    void aLaneWhoseStateNobodyToldIsLookedAt() {
        becomes(LadderState.FUNDED);
        restart();
        LaneStatus connecting = status(LadderState.CONNECTING, null, null, null);
        watch.setModel(() -> new Board(time.instant(), "9.9.9",
                List.of(new AccountStatus(new AccountId("master"), "Master", Role.MASTER, null, List.of(connecting)))));
        time.advance(Duration.ofMinutes(2));
        assertThat(raised()).containsExactly("LANE_DOWN");
    }

    /** Whatever a lane does: once it has been up for long, nothing of it is left open; down for long, something is. */
    @Property(tries = 200)
    void inTheEndTheAlertsTellTheTruth(@ForAll long seed) {
        Random random = new Random(seed);
        VirtualTime clock = new VirtualTime(Instant.EPOCH);
        LaneJudge judge = new LaneJudge(java.util.Set.of(), Duration.ofSeconds(20), clock.nanoTime());
        List<String> open = new ArrayList<>();
        LaneStatus before = null;
        boolean everUp = false;
        List<LadderState> states = List.of(LadderState.CONNECTING, LadderState.AUTHENTICATED, LadderState.FUNDED, LadderState.MISCONFIGURED);
        for (int step = 0; step < 30; step++) {
            LaneStatus now = status(states.get(random.nextInt(states.size())), random.nextInt(5) == 0
                    ? new Blocked(Blocked.Kind.QUARANTINED, null, "stopped") : null, null, null);
            everUp |= now.state().connected();
            apply(judge.changed(before, now, clock.nanoTime()), open);
            before = now;
            for (int seconds = random.nextInt(60); seconds > 0; seconds--) {
                clock.advance(Duration.ofSeconds(1));
                apply(judge.due(clock.nanoTime()), open);
            }
        }
        clock.advance(Duration.ofMinutes(11));
        apply(judge.due(clock.nanoTime()), open);
        boolean blocked = before.blocked() != null;
        boolean up = before.state() == LadderState.FUNDED;
        if (up && !blocked) {
            assertThat(open).isEmpty();
        }
        if (blocked || everUp && !before.state().connected()) {
            assertThat(open).isNotEmpty();
        }
        assertThat(open).doesNotHaveDuplicates();
    }

    private static void apply(List<LaneJudge.Action> actions, List<String> open) {
        for (LaneJudge.Action action : actions) {
            if (action instanceof LaneJudge.Action.Raise raise) {
                open.add(raise.alert().code());
            } else if (action instanceof LaneJudge.Action.Clear clear) {
                open.remove(clear.code());
            }
        }
    }
}
