package io.nija.alerts.internal;

import static io.nija.alerts.internal.Samples.config;
import static io.nija.alerts.internal.Samples.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.alert.HeartbeatCondition;
import io.nija.alert.HeartbeatCondition.Standing;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final FakeCalls calls = new FakeCalls();
    private final Heartbeat heartbeat = heartbeat(Installation.Start.RUN, Map.of());
    private final Condition trading = new Condition("trading");
    private final Condition journal = new Condition("journal");

    private static final class Condition implements HeartbeatCondition {

        private final String id;
        final AtomicReference<Standing> standing = new AtomicReference<>(Standing.good());

        Condition(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Standing now() {
            Standing now = standing.get();
            if (now == null) {
                throw new IllegalStateException("broken");
            }
            return now;
        }
    }

    private Heartbeat heartbeat(Installation.Start start, Map<String, Object> values) {
        Heartbeat made = new Heartbeat(config(values), new Samples.Home(Path.of("."), start), calls, time, time, new DirectWorkers());
        made.setUrl(secret(Variables.HEARTBEAT, "https://hc.example.org/Zx81secret"));
        return made;
    }

    private int beatsIn(int minutes) {
        int before = calls.made.size();
        time.advance(Duration.ofMinutes(minutes));
        return calls.made.size() - before;
    }

    private void allIsWell() {
        heartbeat.addCondition(trading);
        heartbeat.addCondition(journal);
    }

    @Test
    void nobodyVouchesSoNothingBeats() {
        assertThat(beatsIn(5)).isZero();
        assertThat(heartbeat.status().state()).isEqualTo(Heartbeat.State.STOPPED);
        assertThat(heartbeat.status().reason()).contains("journal and trading");
    }

    @Test
    void itBeatsEachMinuteWhileAllConditionsHold() {
        allIsWell();
        assertThat(beatsIn(5)).isEqualTo(5);
        assertThat(calls.made.get(0).method()).isEqualTo("GET");
        assertThat(calls.made.get(0).address()).isEqualTo("https://hc.example.org/Zx81secret");
        assertThat(heartbeat.status().state()).isEqualTo(Heartbeat.State.BEATING);
        assertThat(heartbeat.status().lastAt()).isEqualTo(time.instant());
    }

    @Test
    void itStopsAtOnceWhenOneDoesNotHoldAndGoesOnWhenItDoes() {
        allIsWell();
        beatsIn(2);
        journal.standing.set(Standing.bad("the disk is full"));
        assertThat(beatsIn(10)).isZero();
        assertThat(heartbeat.status().state()).isEqualTo(Heartbeat.State.STOPPED);
        assertThat(heartbeat.status().reason()).contains("journal: the disk is full");
        journal.standing.set(Standing.good());
        assertThat(beatsIn(3)).isEqualTo(3);
    }

    @Test
    void aConditionThatGoesAwayStopsIt() {
        allIsWell();
        beatsIn(1);
        heartbeat.removeCondition(journal);
        assertThat(beatsIn(3)).isZero();
        assertThat(heartbeat.status().reason()).contains("journal: it is not here");
    }

    @Test
    void aConditionThatThrowsDoesNotHold() {
        allIsWell();
        trading.standing.set(null);
        assertThat(beatsIn(3)).isZero();
        assertThat(heartbeat.status().reason()).contains("trading").contains("broken");
    }

    @Test
    void anyConditionCounts() {
        allIsWell();
        Condition disk = new Condition("disk");
        disk.standing.set(Standing.bad("nearly full"));
        heartbeat.addCondition(disk);
        assertThat(beatsIn(3)).isZero();
    }

    @Test
    void evenIfNothingIsRequiredNobodyVouchingIsNoHeartbeat() {
        heartbeat.configure(config(Map.of("heartbeat_requires", new String[0])));
        assertThat(beatsIn(3)).isZero();
        heartbeat.addCondition(journal);
        assertThat(beatsIn(3)).isEqualTo(3);
    }

    @Test
    void aCallThatFailsIsMadeAgainInTheNextMinute() {
        allIsWell();
        calls.fail(1);
        assertThat(beatsIn(1)).isEqualTo(1);
        assertThat(heartbeat.status().state()).isEqualTo(Heartbeat.State.FAILING);
        assertThat(beatsIn(1)).isEqualTo(1);
        assertThat(heartbeat.status().state()).isEqualTo(Heartbeat.State.BEATING);
    }

    @Test
    void itCanBeSwitchedOff() {
        allIsWell();
        heartbeat.configure(config(Map.of("heartbeat", false)));
        assertThat(beatsIn(3)).isZero();
        assertThat(heartbeat.status().state()).isEqualTo(Heartbeat.State.OFF);
    }

    @Test
    void anAddressThatMayNotBeCalledIsNotCalled() {
        allIsWell();
        heartbeat.setUrl(secret(Variables.HEARTBEAT, "http://example.org/Zx81secret"));
        assertThat(beatsIn(2)).isZero();
        assertThat(heartbeat.status().state()).isEqualTo(Heartbeat.State.FAILING);
        assertThat(heartbeat.status().reason()).contains("https://").doesNotContain("Zx81secret");
    }

    @Test
    void aProcessOfOneCommandDoesNotBeat() {
        Heartbeat command = heartbeat(Installation.Start.COMMAND, Map.of());
        command.addCondition(trading);
        command.addCondition(journal);
        assertThat(beatsIn(3)).isZero();
    }
}
