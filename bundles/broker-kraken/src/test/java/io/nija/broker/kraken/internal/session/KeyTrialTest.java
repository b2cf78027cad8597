package io.nija.broker.kraken.internal.session;

import static io.nija.broker.kraken.internal.testing.ScriptedVenue.BALANCES;
import static io.nija.broker.kraken.internal.testing.ScriptedVenue.KEY_INFO;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.nija.broker.KeyProof.Verdict;
import io.nija.broker.kraken.internal.lane.KeyFiles;
import io.nija.broker.kraken.internal.lane.KeyLock;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.testing.TestCredentials;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.broker.kraken.internal.wire.WireResult.Fault;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pair is proven while, or before, a session runs. */
class KeyTrialTest {

    @TempDir
    Path folder;

    private SessionFixture fixture;
    private TestCredentials candidate;

    @BeforeEach
    void aVenueAndAPair() {
        fixture = new SessionFixture(folder);
        candidate = TestCredentials.simulator("fresh");
    }

    private KeyTrial trial() {
        Venue venue = new Venue(fixture.addresses, name -> fixture.venue, null, null, fixture.tier);
        KeyTrial trial = new KeyTrial(candidate, venue, new DirectWorkers().serial("proof"));
        trial.begin(fixture.installation, fixture.held, fixture.time, fixture.time);
        return trial;
    }

    private Verdict verdict() {
        Verdict verdict = trial().verdict().getNow(null);
        // The scripted venue is one transport for all; the trial has closed its own.
        fixture.venue.up();
        return verdict;
    }

    private boolean lockIsFree() throws Exception {
        KeyLock.Attempt attempt = KeyLock.attempt(new KeyFiles(fixture.installation.state(), candidate.key()), fixture.held, "the test");
        if (attempt instanceof KeyLock.Attempt.Held held) {
            held.lock().close();
            return true;
        }
        return false;
    }

    @Test
    void oneHarmlessReadProvesAPairAndTellsWhoseItIsAndWhatItMay() throws Exception {
        Verdict.Accepted accepted = (Verdict.Accepted) verdict();
        assertThat(fixture.venue.asked).extracting(ScriptedVenue.Asked::path).containsExactly(KEY_INFO);
        assertThat(accepted.identity()).isEqualTo(Optional.of("AA00 N001"));
        assertThat(accepted.evidence()).extracting(Evidence::step).isEqualTo(List.of(Step.AUTHENTICATION, Step.PERMISSIONS));
        assertThat(accepted.evidence()).allMatch(Evidence::ok);
        assertThat(lockIsFree()).as("a session can begin at once").isTrue();
    }

    @Test
    void theNoncesOfTheSessionThatFollowsAreAboveThoseOfTheProof() {
        verdict();
        long proof = fixture.venue.asked.get(0).nonce();
        var session = fixture.session("fresh", candidate);
        assertThat(fixture.venue.asked.stream().skip(1).filter(call -> call.nonce() > 0).map(ScriptedVenue.Asked::nonce))
                .isNotEmpty().allMatch(nonce -> nonce > proof);
        session.close();
    }

    @Test
    void aRunningSessionOnAnotherKeyIsNotTouched() {
        var running = fixture.session("master");
        List<Evidence> before = running.status().evidence();
        fixture.venue.refuse(KEY_INFO, "EAPI:Invalid key");
        assertThat(verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(running.status().evidence()).isEqualTo(before);
        running.close();
    }

    @Test
    void whatKrakenDoesNotAcceptIsRefusedAndTheRemedyNamed() throws Exception {
        for (String error : List.of("EAPI:Invalid key", "EAPI:Invalid signature", "EGeneral:Permission denied")) {
            fixture.venue.refuse(KEY_INFO, error);
            Verdict.Refused refused = (Verdict.Refused) verdict();
            assertThat(refused.code()).startsWith("KRAKEN_");
            assertThat(refused.hint()).isNotBlank().doesNotContain("{");
            assertThat(lockIsFree()).isTrue();
        }
        assertThat(fixture.venue.asked).as("each is asked once, for refusals lead to lock-outs").hasSize(3);
    }

    @Test
    void aUsedUpNonceIsJumpedOverOnceAndThenRefused() {
        fixture.venue.refuse(KEY_INFO, "EAPI:Invalid nonce");
        assertThat(((Verdict.Refused) verdict()).code()).isEqualTo("KRAKEN_NONCE_REJECTED");
        List<ScriptedVenue.Asked> asked = fixture.venue.asked;
        assertThat(asked.get(asked.size() - 1).nonce() - asked.get(0).nonce()).isGreaterThan(Duration.ofMinutes(4).toNanos());
    }

    @Test
    void whatSaysNothingOfThePairLeavesItUnproven() throws Exception {
        for (Fault fault : List.of(Fault.REFUSED, Fault.DNS, Fault.RESET)) {
            fixture.venue.down(fault);
            assertThat(verdict()).isInstanceOf(Verdict.Unproven.class);
        }
        fixture.venue.up();
        for (String error : List.of("EService:Busy", "EGeneral:Temporary lockout", "EOdd:Never seen")) {
            fixture.venue.refuse(KEY_INFO, error);
            assertThat(verdict()).as(error).isInstanceOf(Verdict.Unproven.class);
            // A key whose counter is full waits, also for the proof of it.
            fixture.time.advance(Duration.ofMinutes(2));
        }
        fixture.venue.script(KEY_INFO, asked -> fixture.venue.http(503, "<html>"));
        assertThat(verdict()).isInstanceOf(Verdict.Unproven.class);
        // The last, for it fills the key's counter, and whoever asks next has to wait.
        fixture.venue.refuse(KEY_INFO, "EAPI:Rate limit exceeded");
        assertThat(verdict()).isInstanceOf(Verdict.Unproven.class);
        assertThat(lockIsFree()).isTrue();
    }

    @Test
    void aKeyThatAnotherProgramUsesIsNotTouched() throws Exception {
        KeyLock.Attempt attempt = KeyLock.attempt(new KeyFiles(fixture.installation.state(), candidate.key()), fixture.held, "another program");
        try (KeyLock lock = ((KeyLock.Attempt.Held) attempt).lock()) {
            assertThat(((Verdict.Unproven) verdict()).code()).isEqualTo("KEY_IN_USE");
        }
        assertThat(fixture.venue.asked).isEmpty();
    }

    @Test
    void whereTheKeysDescriptionIsNotOfferedAnyReadProvesThePair() {
        fixture.venue.refuse(KEY_INFO, "EGeneral:Unknown method");
        assertThat(verdict()).isInstanceOf(Verdict.Accepted.class);
        fixture.venue.refuse(BALANCES, "EGeneral:Permission denied");
        assertThat(verdict()).isInstanceOf(Verdict.Accepted.class);
        fixture.venue.refuse(BALANCES, "EAPI:Invalid signature");
        assertThat(verdict()).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aKeyOfKrakenItselfIsNeverSentToASimulatorNorTheOtherWayRound() {
        fixture.addresses = new VenueAddresses.Accepted("https://api.kraken.com", false);
        assertThat(((Verdict.Refused) verdict()).code()).isEqualTo("KRAKEN_SIMULATOR_KEY");
        assertThat(fixture.venue.asked).isEmpty();
    }

    @Test
    void aProofThatIsAbandonedGivesTheKeyBackAndAnswers() throws Exception {
        fixture.venue.silent(true);
        KeyTrial trial = trial();
        assertThat(trial.verdict()).isNotDone();
        trial.abandon();
        assertThat(trial.verdict().getNow(null)).isInstanceOf(Verdict.Unproven.class);
        assertThat(lockIsFree()).isTrue();
    }
}
