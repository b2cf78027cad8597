package io.nija.broker.kraken.internal.session;

import static io.nija.broker.kraken.internal.testing.SessionFixture.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.broker.Balance;
import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.testing.TestCredentials;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSessionTest {

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
    void aGoodKeyProvesEveryStepWithTheTimeOfItsCall() {
        LaneSession session = opened();

        assertThat(session.status().evidence()).extracting(Evidence::step).containsExactly(Step.VENUE, Step.AUTHENTICATION,
                Step.IDENTITY, Step.CLOCK, Step.PERMISSIONS, Step.BALANCES, Step.INSTRUMENTS, Step.STREAM, Step.PATH, Step.LIMITS);
        assertThat(session.status().evidence()).allMatch(Evidence::ok)
                .allMatch(line -> line.at().equals(fixture.time.instant()));
        assertThat(session.status().blocked()).isNull();
        assertThat(session.status().lastError()).isNull();
    }

    @Test
    void balancesCountHoldsAndKeepWhatIsStakedApart() {
        LaneSession session = opened();

        List<Balance> balances = ((Observation.Known<List<Balance>>) session.balances()).value();
        assertThat(balances).contains(
                new Balance("USD", "ZUSD", new BigDecimal("1000.0000"), new BigDecimal("900.0000"), Balance.Kind.SPOT),
                new Balance("BTC", "XXBT", new BigDecimal("0.5"), new BigDecimal("0.4"), Balance.Kind.SPOT),
                new Balance("DOT.S", "DOT.S", new BigDecimal("12.5"), BigDecimal.ZERO, Balance.Kind.EARNING));
    }

    @Test
    void everyPieceOfEvidenceIsRenewedBeforeItIsAMinuteOldAndTheCounterIsKept() {
        LaneSession session = opened();
        for (int second = 0; second < 600; second++) {
            pass(Duration.ofSeconds(1));
            Instant oldest = fixture.time.instant().minusSeconds(60);
            assertThat(session.status().evidence()).hasSize(10).allMatch(Evidence::ok).allMatch(line -> line.at().isAfter(oldest));
        }
        assertThat(venue.count(ScriptedVenue.KEY_INFO)).isBetween(14L, 17L);
        assertThat(venue.count(ScriptedVenue.PAIRS)).as("samples only").isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query-funds", "query-open-trades", "query-closed-trades", "modify-trades", "close-trades",
        "create-ws-token"})
    void eachMissingRightIsNamedAsOnKrakensPage(String right) {
        venue.rights(ScriptedVenue.ALL_RIGHTS.replace("\"" + right + "\",", "").replace(",\"" + right + "\"", ""));
        LaneSession session = opened();

        Evidence permissions = evidence(session, Step.PERMISSIONS);
        assertThat(permissions.ok()).isFalse();
        assertThat(permissions.code()).isEqualTo("KRAKEN_PERMISSION_MISSING");
        assertThat(permissions.detail()).contains("(" + right + ")").contains(" - ");
        assertThat(permissions.hint()).contains("nija reconnect master/kraken");
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).isTrue();
    }

    @Test
    void aRightThatWasAddedShowsAfterReconnect() {
        venue.rights(ScriptedVenue.ALL_RIGHTS.replace("\"query-funds\",", ""));
        LaneSession session = opened();
        assertThat(evidence(session, Step.BALANCES).code()).isEqualTo("KRAKEN_PERMISSION_MISSING");
        venue.rights(ScriptedVenue.ALL_RIGHTS);
        session.reconnect();
        assertThat(session.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void aRightToWithdrawIsAWarningThatStays() {
        venue.rights(ScriptedVenue.ALL_RIGHTS + ",\"withdraw-funds\"");
        LaneSession session = opened();
        pass(Duration.ofMinutes(5));

        Evidence permissions = evidence(session, Step.PERMISSIONS);
        assertThat(permissions.ok()).isTrue();
        assertThat(permissions.code()).isEqualTo("KRAKEN_WITHDRAW_RIGHT");
        assertThat(permissions.detail()).contains("WARNING").contains("withdraw-funds");
        assertThat(permissions.hint()).isNotEmpty();
    }

    @Test
    void expiryAndAnEmptyAddressListAreNamedInEitherSpelling() {
        long expiry = fixture.time.instant().plus(Duration.ofDays(3)).getEpochSecond();
        venue.answer(ScriptedVenue.KEY_INFO, "{\"apiKeyName\":\"bot\",\"nonce\":1,\"permissions\":[" + ScriptedVenue.ALL_RIGHTS
                + "],\"iban\":\"AA\",\"validUntil\":" + expiry + ",\"queryFrom\":0,\"ipAllowlist\":[\"\"]}");
        LaneSession session = opened();

        Evidence permissions = evidence(session, Step.PERMISSIONS);
        assertThat(permissions.ok()).isTrue();
        assertThat(permissions.code()).isEqualTo("KRAKEN_KEY_EXPIRES");
        assertThat(permissions.detail()).contains("2026-11-25").contains("IP list is empty");
    }

    @Test
    void keysOfAnotherAccountStopAllReadingOfIt() {
        opened().close();
        venue.keyInfo(ScriptedVenue.ALL_RIGHTS, "\"iban\":\"BB11 OTHER\"");
        long before = venue.count(ScriptedVenue.BALANCES);
        venue.up();
        LaneSession session = opened();

        assertThat(evidence(session, Step.IDENTITY).code()).isEqualTo("KRAKEN_IDENTITY_CHANGED");
        assertThat(evidence(session, Step.BALANCES)).isNull();
        assertThat(session.balances()).isInstanceOf(Observation.Missing.class);
        assertThat(venue.count(ScriptedVenue.BALANCES)).isEqualTo(before);
    }

    @Test
    void anAccountThatIsAnotherLanesIsRefused() {
        opened();
        LaneSession second = fixture.session("daivon");
        assertThat(evidence(second, Step.IDENTITY).code()).isEqualTo("KRAKEN_IDENTITY_TAKEN");
        assertThat(evidence(second, Step.IDENTITY).detail()).contains("master/kraken");
    }

    @Test
    void aPinThatCannotBeReadAllowsNothing() {
        fixture.pins.unreadable = "disk broken";
        LaneSession session = opened();
        assertThat(evidence(session, Step.IDENTITY).code()).isEqualTo("KRAKEN_IDENTITY_UNREADABLE");
        assertThat(evidence(session, Step.PERMISSIONS)).isNull();
    }

    @Test
    void withoutGetApiKeyInfoRightsAreFoundOutByHarmlessCallsASecondApart() {
        venue.refuse(ScriptedVenue.KEY_INFO, "EGeneral:Unknown method");
        LaneSession session = opened();
        pass(Duration.ofSeconds(20));

        assertThat(session.status().evidence()).hasSize(10).allMatch(Evidence::ok);
        assertThat(venue.asked.stream().filter(call -> call.path().equals(ScriptedVenue.ADD_ORDER)))
                .isNotEmpty().allMatch(call -> "true".equals(call.fields().get("validate")));
        assertThat(evidence(session, Step.IDENTITY).detail()).contains("does not tell");
        assertThat(venue.asked).noneMatch(call -> call.path().matches(".*/(Withdraw|CancelAll|CancelAllOrdersAfter)"));
    }

    @Test
    void probingFindsTheMissingRightAndStaysWithinTheCounter() {
        venue.refuse(ScriptedVenue.KEY_INFO, "EGeneral:Unknown method");
        venue.refuse(ScriptedVenue.ADD_ORDER, "EGeneral:Permission denied");
        venue.answer(ScriptedVenue.WITHDRAW_METHODS, "[]");
        LaneSession session = opened();
        for (int second = 0; second < 300; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(session.status().blocked()).isNull();
        }
        Evidence permissions = evidence(session, Step.PERMISSIONS);
        assertThat(permissions.code()).isEqualTo("KRAKEN_PERMISSION_MISSING");
        assertThat(permissions.detail()).contains("modify-trades").contains("WARNING").contains("withdraw-funds");
        assertThat(permissions.at()).isAfter(fixture.time.instant().minusSeconds(61));
    }

    @Test
    void whileProbingTheKeyIsProvenByTheFirstAnswerAndNothingGetsAMinuteOld() {
        venue.refuse(ScriptedVenue.KEY_INFO, "EGeneral:Unknown method");
        LaneSession session = opened();
        assertThat(evidence(session, Step.AUTHENTICATION).ok()).as("before the other rights are asked for").isTrue();
        assertThat(evidence(session, Step.PERMISSIONS)).isNull();
        pass(Duration.ofSeconds(20));
        for (int second = 0; second < 1_500; second++) {
            pass(Duration.ofSeconds(1));
            Instant oldest = fixture.time.instant().minusSeconds(60);
            assertThat(session.status().evidence()).hasSize(10).allMatch(Evidence::ok).allMatch(line -> line.at().isAfter(oldest));
        }
    }

    @Test
    void probingEndsWhenKrakenTellsAboutKeysAgainAndAPinnedLaneIsWarnedMeanwhile() {
        opened().close();
        venue.up();
        venue.refuse(ScriptedVenue.KEY_INFO, "EGeneral:Unknown method");
        LaneSession session = opened();
        assertThat(evidence(session, Step.IDENTITY).ok()).isTrue();
        assertThat(evidence(session, Step.IDENTITY).code()).isEqualTo("KRAKEN_IDENTITY_UNKNOWN");
        assertThat(evidence(session, Step.IDENTITY).hint()).isNotEmpty();
        pass(Duration.ofMinutes(5));
        venue.rights(ScriptedVenue.ALL_RIGHTS);
        pass(Duration.ofMinutes(6));
        assertThat(evidence(session, Step.IDENTITY).code()).isEqualTo("OK");
        assertThat(evidence(session, Step.AUTHENTICATION).detail()).doesNotContain("by trying");
    }

    @Test
    void probingStopsAtOnceWhenTheKeyIsRefused() {
        venue.refuse(ScriptedVenue.KEY_INFO, "EGeneral:Unknown method");
        venue.refuse(ScriptedVenue.BALANCES, "EAPI:Invalid key");
        LaneSession session = opened();
        pass(Duration.ofMinutes(5));
        assertThat(session.status().blocked().kind()).isEqualTo(Blocked.Kind.QUARANTINED);
        assertThat(venue.count(ScriptedVenue.BALANCES)).isEqualTo(1);
        assertThat(venue.count(ScriptedVenue.CLOSED_ORDERS)).isZero();
    }

    @Test
    void anEmptyAccountIsReadButNotFunded() {
        venue.answer(ScriptedVenue.BALANCES, "{}");
        LaneSession session = opened();
        assertThat(evidence(session, Step.BALANCES).code()).isEqualTo("KRAKEN_NO_FUNDS");
        assertThat(((Observation.Known<List<Balance>>) session.balances()).value()).isEmpty();
    }

    @Test
    void aKeyThatIsNotASimulatorsNeverGoesToASimulatorNorTheOtherWayRound() {
        LaneSession real = fixture.session("master", new TestCredentials("master", "R".repeat(56), TestCredentials.SECRET));
        assertThat(evidence(real, Step.AUTHENTICATION).code()).isEqualTo("KRAKEN_SIMULATOR_KEY");
        fixture.addresses = new VenueAddresses.Accepted(VenueAddresses.REST, false);
        LaneSession fake = opened();
        assertThat(evidence(fake, Step.AUTHENTICATION).code()).isEqualTo("KRAKEN_SIMULATOR_KEY");
        pass(Duration.ofMinutes(5));
        real.reconnect();
        fake.verify();
        assertThat(venue.asked).isEmpty();
    }

    @Test
    void keysOfAnotherLaneAreNeverUsed() {
        LaneSession session = fixture.session("master", TestCredentials.simulator("tania"));
        assertThat(evidence(session, Step.AUTHENTICATION).code()).isEqualTo("WRONG_CREDENTIALS");
        pass(Duration.ofMinutes(1));
        assertThat(venue.asked).isEmpty();
    }

    @Test
    void aRefusedAddressIsNeverConnectedTo() {
        fixture.addresses = VenueAddresses.judge("http://203.0.113.7", "ws://127.0.0.1:1/v2", "ws://127.0.0.1:1/v2", true);
        LaneSession session = opened();
        pass(Duration.ofMinutes(1));
        assertThat(evidence(session, Step.VENUE).code()).isEqualTo("KRAKEN_ADDRESS_REFUSED");
        assertThat(evidence(session, Step.VENUE).hint()).contains("rest.url");
        assertThat(venue.asked).isEmpty();
    }

    @Test
    void aKeyThatIsInUseIsWaitedFor() {
        LaneSession first = opened();
        LaneSession second = opened();
        assertThat(evidence(second, Step.AUTHENTICATION).code()).isEqualTo("KEY_IN_USE");
        first.close();
        venue.up();
        pass(Duration.ofSeconds(4));
        assertThat(second.status().evidence()).allMatch(Evidence::ok);
    }

    @Test
    void afterItIsClosedNothingIsAskedAndEverybodyIsAnswered() {
        LaneSession session = opened();
        venue.hang(ScriptedVenue.KEY_INFO);
        pass(Duration.ofSeconds(41));
        var verified = session.verify();
        session.close();
        int before = venue.asked.size();
        assertThat(verified).isCompleted();
        assertThat(session.balances()).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("SESSION_CLOSED"));
        assertThat(session.closedOrders(5)).isCompletedWithValueMatching(seen -> seen instanceof Observation.Missing);
        pass(Duration.ofMinutes(10));
        assertThat(venue.asked).hasSize(before);
    }

    @Test
    void verifyAsksAgainAndAnswersWhatItFound() {
        LaneSession session = opened();
        pass(Duration.ofSeconds(20));
        var found = session.verify();
        assertThat(found).isCompleted();
        assertThat(found.join()).hasSize(10).allMatch(Evidence::ok).allMatch(line -> line.at().equals(fixture.time.instant()));
    }

    @Test
    void noSecretAndNoTokenIsInAnythingTheSessionShows() {
        LaneSession session = opened();
        String shown = session.status() + session.toString() + session.balances();
        assertThat(shown).doesNotContain(TestCredentials.SECRET).doesNotContain("t0ken").doesNotContain("NIJASIMmaster");
    }
}
