package io.nija.broker.kraken.internal.session;

import static io.nija.broker.kraken.internal.testing.SessionFixture.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.wire.WireResult.Fault;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTroubleTest {

    @TempDir
    Path folder;

    private SessionFixture fixture;
    private ScriptedVenue venue;

    @BeforeEach
    void begin() {
        fixture = new SessionFixture(folder);
        venue = fixture.venue;
    }

    private LaneSession opened() {
        return fixture.session("master");
    }

    private void pass(Duration duration) {
        fixture.time.advance(duration);
    }

    @Test
    void aVenueThatOnlyHangsIsFoundDeadWithinHalfAMinuteToo() {
        LaneSession session = opened();
        pass(Duration.ofMillis(10_500));
        venue.silent(true);
        assertThat(untilUnproven(session)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(evidence(session, Step.VENUE).code()).isEqualTo("KRAKEN_TIMEOUT");
    }

    private Duration untilUnproven(LaneSession session) {
        for (int tenths = 0; tenths < 600; tenths++) {
            if (!evidence(session, Step.AUTHENTICATION).ok()) {
                return Duration.ofMillis(100L * tenths);
            }
            pass(Duration.ofMillis(100));
        }
        throw new AssertionError("still proven after a minute");
    }

    @Test
    void aVenueThatComesBackIsConnectedAgainWithinTheLongestPause() {
        LaneSession session = opened();
        venue.down(Fault.REFUSED);
        pass(Duration.ofMinutes(10));
        assertThat(evidence(session, Step.AUTHENTICATION).code()).isEqualTo("KRAKEN_UNREACHABLE");
        assertThat(session.status().blocked()).as("a dead venue is no reason for quarantine").isNull();
        venue.up();
        pass(Duration.ofSeconds(37));
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void oneLostCallOfThePulseIsConfirmedBeforeAnythingIsLowered() {
        LaneSession session = opened();
        int[] calls = {0};
        venue.script(ScriptedVenue.TIME, asked -> ++calls[0] == 1 ? venue.http(502, "<html>") : venue.result(
                "{\"unixtime\":" + fixture.time.instant().getEpochSecond() + "}"));
        pass(Duration.ofSeconds(10));
        assertThat(calls[0]).isEqualTo(2);
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void reconnectEndsAQuarantineAtOnce() {
        venue.refuse(ScriptedVenue.KEY_INFO, "EAPI:Invalid signature");
        LaneSession session = opened();
        venue.rights(ScriptedVenue.ALL_RIGHTS);
        session.reconnect();
        assertThat(session.status().blocked()).isNull();
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void aLockOutIsWaitedForWithoutASinglePrivateCallAndTheVenueStaysProven() {
        LaneSession session = opened();
        venue.refuse(ScriptedVenue.BALANCES, "EGeneral:Temporary lockout");
        pass(Duration.ofSeconds(41));
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.QUARANTINED);
        assertThat(evidence(session, Step.AUTHENTICATION).code()).isEqualTo("KRAKEN_LOCKOUT");
        long before = venue.asked.stream().filter(call -> call.path().contains("private")).count();
        session.verify();
        session.closedOrders(1);
        pass(Duration.ofMinutes(14));
        assertThat(venue.asked.stream().filter(call -> call.path().contains("private")).count()).isEqualTo(before);
        assertThat(evidence(session, Step.VENUE).ok()).isTrue();
        assertThat(evidence(session, Step.VENUE).at()).isAfter(fixture.time.instant().minusSeconds(15));
    }

    @Test
    void aQuarantineEndsAlthoughTheVenueWasDeadAndSomebodyVerifiedMeanwhile() {
        venue.refuse(ScriptedVenue.KEY_INFO, "EAPI:Invalid key");
        LaneSession session = opened();
        venue.down(Fault.REFUSED);
        pass(Duration.ofMinutes(1));
        session.verify();
        pass(Duration.ofMinutes(1));
        venue.up();
        venue.rights(ScriptedVenue.ALL_RIGHTS);
        pass(Duration.ofMinutes(14));
        assertThat(session.status().blocked()).isNull();
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void aNonceThatStaysRefusedIsJumpedOverOnceAndThenQuarantined() {
        venue.refuse(ScriptedVenue.KEY_INFO, "EAPI:Invalid nonce");
        LaneSession session = opened();
        assertThat(evidence(session, Step.AUTHENTICATION).code()).isEqualTo("KRAKEN_NONCE_REJECTED");
        assertThat(evidence(session, Step.AUTHENTICATION).hint()).contains("its own key");
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.QUARANTINED);
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).as("first, repeated, jumped").isBetween(3L, 4L);
    }

    @Test
    void aNonceUsedUpByAFastClockIsJumpedOver() {
        long ahead = fixture.time.epochNanos() + Duration.ofMinutes(2).toNanos();
        long[] last = {ahead};
        String info = "{\"permissions\":[" + ScriptedVenue.ALL_RIGHTS + "],\"iban\":\"AA\"}";
        venue.script(ScriptedVenue.KEY_INFO, asked -> {
            if (asked.nonce() <= last[0]) {
                return venue.http(200, "{\"error\":[\"EAPI:Invalid nonce\"]}");
            }
            last[0] = asked.nonce();
            return venue.result(info);
        });
        LaneSession session = opened();
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isTrue();
        assertThat(session.status().blocked()).isNull();
    }

    @Test
    void somethingElseOnTheKeyIsNamed() {
        long higher = fixture.time.epochNanos() + Duration.ofMinutes(1).toNanos();
        venue.keyInfo(ScriptedVenue.ALL_RIGHTS, "\"iban\":\"AA\"");
        venue.answer(ScriptedVenue.KEY_INFO, "{\"nonce\":\"" + higher + "\",\"permissions\":[" + ScriptedVenue.ALL_RIGHTS
                + "],\"iban\":\"AA\"}");
        LaneSession session = opened();
        assertThat(evidence(session, Step.AUTHENTICATION).code()).isEqualTo("KRAKEN_KEY_SHARED");
    }

    @Test
    void maintenanceSuspendsAndEndsByItself() {
        venue.answer(ScriptedVenue.STATUS, "{\"status\":\"maintenance\"}");
        LaneSession session = opened();
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.SUSPENDED);
        assertThat(evidence(session, Step.VENUE).code()).isEqualTo("KRAKEN_MAINTENANCE");
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isFalse();
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isZero();
        venue.answer(ScriptedVenue.STATUS, "{\"status\":\"online\"}");
        pass(Duration.ofSeconds(11));
        assertThat(session.status().blocked()).isNull();
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void outOfMaintenanceAVenueThatTakesOnlyCancelsIsAskedAgain() {
        venue.answer(ScriptedVenue.STATUS, "{\"status\":\"maintenance\"}");
        LaneSession session = opened();
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isFalse();
        venue.answer(ScriptedVenue.STATUS, "{\"status\":\"cancel_only\"}");
        pass(Duration.ofSeconds(11));
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isTrue();
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.SUSPENDED);
    }

    @Test
    void cancelOnlySuspendsAProvenLane() {
        LaneSession session = opened();
        venue.answer(ScriptedVenue.STATUS, "{\"status\":\"cancel_only\"}");
        pass(Duration.ofSeconds(10));
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.SUSPENDED);
        assertThat(session.status().blocked().reason()).contains("cancels");
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isTrue();
    }

    @Test
    void aSkewedClockWithinHalfAMinuteIsCompensatedBeyondItIsAFailedStep() {
        venue.skew = Duration.ofSeconds(-25);
        LaneSession session = opened();
        assertThat(evidence(session, Step.CLOCK).ok()).isTrue();
        assertThat(evidence(session, Step.CLOCK).detail()).contains("ahead of").contains("compensated");
        fixture.time.stepWallClock(Duration.ofMinutes(-1));
        venue.skew = Duration.ofSeconds(60);
        pass(Duration.ofSeconds(10));
        assertThat(evidence(session, Step.CLOCK).ok()).isFalse();
        assertThat(evidence(session, Step.CLOCK).code()).isEqualTo("KRAKEN_CLOCK_OFF");
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isTrue();
    }

    @Test
    void aFullCounterThrottlesForAWhileThatGrows() {
        LaneSession session = opened();
        venue.refuse(ScriptedVenue.BALANCES, "EAPI:Rate limit exceeded");
        pass(Duration.ofSeconds(40));
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.THROTTLED);
        Instant until = session.status().blocked().until();
        assertThat(Duration.between(fixture.time.instant(), until)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        venue.answer(ScriptedVenue.BALANCES, "{\"ZUSD\":{\"balance\":\"10\",\"hold_trade\":\"0\"}}");
        pass(Duration.ofSeconds(60));
        assertThat(session.status().blocked()).isNull();
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void throttledUntilIsKeptToTheSecond() {
        LaneSession session = opened();
        Instant until = fixture.time.instant().plusSeconds(90);
        venue.refuse(ScriptedVenue.KEY_INFO, "EService: Throttled: " + until.getEpochSecond());
        pass(Duration.ofSeconds(41));
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.THROTTLED);
        assertThat(session.status().blocked().until()).isEqualTo(until);
        venue.rights(ScriptedVenue.ALL_RIGHTS);
        long before = venue.count(ScriptedVenue.KEY_INFO);
        pass(Duration.ofSeconds(48));
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isEqualTo(before);
        pass(Duration.ofSeconds(3));
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isEqualTo(before + 1);
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void aFailedBalanceReadMakesTheOldOneStaleAndNeverZero() {
        LaneSession session = opened();
        venue.script(ScriptedVenue.BALANCES, asked -> venue.http(200, "<html>maintenance</html>"));
        pass(Duration.ofSeconds(45));
        assertThat(session.balances()).isInstanceOfSatisfying(Observation.Stale.class,
                stale -> assertThat((List<?>) stale.value()).hasSize(3));
        assertThat(evidence(session, Step.BALANCES).code()).isEqualTo("KRAKEN_UNREADABLE_ANSWER");
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"REFUSED", "RESET", "DNS", "TLS", "CONNECT_TIMEOUT"})
    void aDeadVenueTakesTheProofWithinHalfAMinute(Fault fault) {
        LaneSession session = opened();
        pass(Duration.ofSeconds(1));
        venue.down(fault);
        Duration taken = untilUnproven(session);
        assertThat(taken).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(evidence(session, Step.VENUE).ok()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAPI:Invalid key", "EAPI:Invalid signature", "EAuth:Account temporary disabled"})
    void aRefusedKeyIsNotTriedAgainForAQuarterOfAnHourThenTwiceAsLong(String error) {
        venue.refuse(ScriptedVenue.KEY_INFO, error);
        LaneSession session = opened();

        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isFalse();
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.QUARANTINED);
        assertThat(session.status().blocked().until()).isEqualTo(fixture.time.instant().plus(Duration.ofMinutes(15)));
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isEqualTo(1);
        pass(Duration.ofMinutes(14));
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isEqualTo(1);
        pass(Duration.ofMinutes(2));
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isEqualTo(2);
        pass(Duration.ofMinutes(28));
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isEqualTo(2);
        pass(Duration.ofMinutes(2));
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isEqualTo(3);
    }
}
