package io.nija.credentials.internal;

import static io.nija.credentials.internal.Desk.DAIVON;
import static io.nija.credentials.internal.Desk.MASTER;
import static io.nija.credentials.internal.Desk.key;
import static io.nija.credentials.internal.Desk.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.credentials.CredentialReport.State;
import io.nija.credentials.Credentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running lane's pair is changed in {@code .env}. */
class RotationTest {

    @TempDir
    Path folder;

    private Desk desk;
    private final FakeVenue venue = new FakeVenue();
    private final FakeVenue.Session master = new FakeVenue.Session(MASTER);
    private final FakeVenue.Session daivon = new FakeVenue.Session(DAIVON);

    @BeforeEach
    void run() {
        desk = new Desk(folder);
        keys(1, 2);
        desk.broker().askAll();
        desk.desk().addProof(venue);
        desk.desk().addSession(master);
        desk.desk().addSession(daivon);
        desk.pass(CredentialDesk.EQUALLY_NEW);
        desk.events.clear();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void keys(int masters, int daivons) {
        desk.env(lines(masters, secret(masters), daivons, secret(daivons)));
        desk.settle();
    }

    private static String[] lines(int masters, String mastersSecret, int daivons, String daivonsSecret) {
        return new String[] {"KRAKEN_MASTER_API_KEY=" + key(masters), "KRAKEN_MASTER_API_SECRET=" + mastersSecret,
            "KRAKEN_USER_DAIVON_API_KEY=" + key(daivons), "KRAKEN_USER_DAIVON_API_SECRET=" + daivonsSecret};
    }

    private String masterKey() {
        return desk.published.get(MASTER).use(Credentials.Scope::key);
    }

    @Test
    void theNewPairIsProvenWhileTheOldOneWorksAndTakesOverOnlyThen() {
        keys(3, 2);
        assertThat(venue.asked).containsExactly(key(3));
        assertThat(masterKey()).isEqualTo(key(1));
        assertThat(desk.master().state()).isEqualTo(State.PRESENT);
        assertThat(desk.master().code()).isEqualTo("NEW_KEYS_BEING_PROVEN");
        assertThat(desk.master().fingerprint()).isEqualTo(desk.published.get(MASTER).fingerprint());

        venue.open.get(key(3)).complete(FakeVenue.accepted());
        assertThat(masterKey()).isEqualTo(key(3));
        assertThat(desk.events).containsExactly("-master", "+master");
        assertThat(desk.master().code()).isEqualTo("KEYS_PRESENT");
        assertThatThrownBy(() -> venue.lastCandidate.use(Credentials.Scope::secret)).isInstanceOf(IllegalStateException.class);
        assertThat(desk.time.pending()).as("nothing but the looks").isEqualTo(1);
    }

    @Test
    void aPairThatIsRefusedLeavesTheOldOneWorkingSaysSoAndIsNotTriedAgainByItself() {
        venue.verdicts.put(key(3), FakeVenue.refused());
        keys(3, 2);
        assertThat(masterKey()).isEqualTo(key(1));
        assertThat(desk.events).isEmpty();
        assertThat(desk.master().state()).isEqualTo(State.PRESENT);
        assertThat(desk.master().code()).isEqualTo("NEW_KEYS_REFUSED");
        assertThat(desk.master().detail()).contains("the venue does not know it", "VENUE_SAYS_NO", "goes on with the pair it has");
        assertThat(desk.master().hint()).isEqualTo("Copy it again.");
        desk.pass(Duration.ofHours(1));
        keys(3, 4);
        assertThat(venue.asked).as("an edit of another lane's keys asks nothing of this one").containsExactly(key(3), key(4));

        desk.desk().retry(MASTER);
        assertThat(venue.asked).containsExactly(key(3), key(4), key(3));
    }

    @Test
    void theOldPairWrittenBackEndsTheMatter() {
        venue.verdicts.put(key(3), FakeVenue.refused());
        keys(3, 2);
        keys(1, 2);
        assertThat(desk.events).isEmpty();
        assertThat(desk.master().code()).isEqualTo("KEYS_PRESENT");
    }

    @Test
    void aPairThatCannotBeProvenYetIsTriedAgainWithGrowingPauses() {
        venue.verdicts.put(key(3), FakeVenue.unreachable());
        keys(3, 2);
        assertThat(desk.master().code()).isEqualTo("NEW_KEYS_UNPROVEN");
        assertThat(masterKey()).isEqualTo(key(1));
        desk.pass(Duration.ofSeconds(1));
        assertThat(venue.asked).hasSize(2);
        desk.pass(Duration.ofSeconds(2));
        assertThat(venue.asked).hasSize(3);
        desk.pass(Duration.ofMinutes(5));
        assertThat(venue.asked.size()).isBetween(10, 16);
        venue.verdicts.put(key(3), FakeVenue.accepted());
        desk.pass(Duration.ofSeconds(30));
        assertThat(masterKey()).isEqualTo(key(3));
    }

    @Test
    void aProofThatNeverEndsIsGivenUpAndTriedAgain() {
        keys(3, 2);
        Credentials first = venue.lastCandidate;
        desk.pass(KeyTrials.LIMIT.plusSeconds(1));
        assertThat(venue.asked).hasSize(2);
        assertThatThrownBy(() -> first.use(Credentials.Scope::key)).isInstanceOf(IllegalStateException.class);
        assertThat(masterKey()).isEqualTo(key(1));
    }

    @Test
    void aPairThatChangesWhileItIsProvenIsForgottenWhateverTheVenueSays() {
        keys(3, 2);
        keys(4, 2);
        venue.open.get(key(3)).complete(FakeVenue.accepted());
        assertThat(masterKey()).isEqualTo(key(1));
        venue.open.get(key(4)).complete(FakeVenue.accepted());
        assertThat(masterKey()).isEqualTo(key(4));
    }

    @Test
    void keysThatVanishEndTheSessionAtOnceAlsoDuringAProof() {
        keys(3, 2);
        desk.env("KRAKEN_USER_DAIVON_API_KEY=" + key(2), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(2));
        desk.settle();
        assertThat(desk.events).containsExactly("-master");
        venue.open.get(key(3)).complete(FakeVenue.accepted());
        assertThat(desk.published).containsOnlyKeys(DAIVON);
    }

    @Test
    void halfAPairEndsTheSessionAndNamesTheOtherHalf() {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(1));
        desk.settle();
        assertThat(desk.events).containsExactlyInAnyOrder("-master", "-daivon_frazier");
        assertThat(desk.master().state()).isEqualTo(State.HALF);
        assertThat(desk.master().missing()).containsExactly("KRAKEN_MASTER_API_SECRET");
    }

    @Test
    void aMalformedPairLeavesTheOldOneWorking() {
        desk.env(lines(3, secret(3).substring(9), 2, secret(2)));
        desk.settle();
        assertThat(desk.events).isEmpty();
        assertThat(desk.master().code()).isEqualTo("NEW_KEYS_REFUSED");
        assertThat(desk.master().detail()).contains("SECRET_NOT_BASE64");
        assertThat(venue.asked).isEmpty();
    }

    @Test
    void anotherSecretForTheSameKeyIsNotSentWhileTheOldOneWorks() {
        desk.env(lines(1, secret(9), 2, secret(2)));
        desk.settle();
        assertThat(desk.events).isEmpty();
        assertThat(venue.asked).isEmpty();
        assertThat(desk.master().detail()).contains("KRAKEN_MASTER_API_SECRET was changed and KRAKEN_MASTER_API_KEY was not");
    }

    @Test
    void thereIsNothingToProveForALaneThatDoesNotWork() {
        for (int round = 0; round < 3; round++) {
            switch (round) {
                case 0 -> master.quarantined();
                case 1 -> master.anotherAccounts();
                default -> master.withoutACall();
            }
            keys(10 + round, 2);
            assertThat(masterKey()).isEqualTo(key(10 + round));
        }
        assertThat(venue.asked).isEmpty();
    }

    @Test
    void aVenueThatCannotBeReachedSaysNothingAgainstTheOldPair() {
        master.unreachable();
        venue.verdicts.put(key(3), FakeVenue.unreachable());
        keys(3, 2);
        assertThat(masterKey()).isEqualTo(key(1));
    }

    @Test
    void aRefusedPairIsTakenWhenTheOldOneStopsWorking() {
        venue.verdicts.put(key(3), FakeVenue.refused());
        keys(3, 2);
        master.quarantined();
        desk.pass(CredentialDesk.LOOK);
        assertThat(masterKey()).isEqualTo(key(3));
    }

    @Test
    void whileTheBrokersBundleIsReplacedTheOldPairIsKeptAndTheNewOneProvenAfterwards() {
        desk.desk().removeSession(master);
        desk.desk().removeProof(venue);
        keys(3, 2);
        assertThat(masterKey()).isEqualTo(key(1));
        desk.desk().addProof(venue);
        assertThat(venue.asked).containsExactly(key(3));
        desk.desk().addSession(master);
        venue.open.get(key(3)).complete(FakeVenue.accepted());
        assertThat(masterKey()).isEqualTo(key(3));
    }

    @Test
    void pairsExchangedBetweenTwoRunningLanesAreBothReplacedAtOnce() {
        keys(2, 1);
        assertThat(desk.events).containsExactly("-daivon_frazier", "-master", "+daivon_frazier", "+master");
        assertThat(masterKey()).isEqualTo(key(2));
        assertThat(venue.asked).isEmpty();
    }

    @Test
    void aKeyThatAnotherLaneStillRunsOnIsWaitedFor() {
        keys(2, 3);
        assertThat(venue.asked).as("daivon's new pair only").containsExactly(key(3));
        assertThat(desk.master().code()).isEqualTo("NEW_KEYS_IN_USE");
        assertThat(desk.master().detail()).contains("still in use by daivon_frazier/kraken");
        venue.verdicts.put(key(2), FakeVenue.accepted());
        venue.open.get(key(3)).complete(FakeVenue.accepted());
        assertThat(masterKey()).isEqualTo(key(2));
        assertThat(desk.published.get(DAIVON).<String>use(Credentials.Scope::key)).isEqualTo(key(3));
        assertThat(desk.events).containsExactly("-daivon_frazier", "+daivon_frazier", "-master", "+master");
    }

    @Test
    void aNewLaneGetsAKeyOnlyWhenTheLaneThatRunsOnItHasLeftIt() {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(1), "KRAKEN_MASTER_API_SECRET=" + secret(1));
        desk.settle();
        desk.desk().removeSession(daivon);
        keys(3, 1);
        assertThat(desk.report(DAIVON).code()).isEqualTo("KEY_DUPLICATE");
        assertThat(desk.report(DAIVON).detail()).contains("master/kraken");
        venue.open.get(key(3)).complete(FakeVenue.accepted());
        assertThat(desk.published.get(DAIVON).<String>use(Credentials.Scope::key)).isEqualTo(key(1));
        assertThat(masterKey()).isEqualTo(key(3));
    }

    @Test
    void aFileThatBecomesUnreadableIsNotTakenForVanishedKeys() throws Exception {
        Files.delete(desk.config.resolve(".env"));
        Files.createDirectory(desk.config.resolve(".env"));
        desk.settle();
        assertThat(desk.events).isEmpty();
        assertThat(desk.master().detail()).contains("ENV_FILE_UNREADABLE");
    }

    @Test
    void noReportOrCandidateShowsAKey() {
        List<String> texts = new ArrayList<>();
        keys(3, 2);
        texts.add(desk.master().toString() + venue.lastCandidate);
        venue.open.get(key(3)).complete(FakeVenue.refused());
        texts.add(desk.master().toString());
        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain(key(3), secret(3), key(1), secret(1)));
    }
}
