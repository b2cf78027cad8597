package io.nija.credentials.internal;

import static io.nija.credentials.internal.Desk.DAIVON;
import static io.nija.credentials.internal.Desk.DAIVON_KEYS;
import static io.nija.credentials.internal.Desk.LEGACY_KEYS;
import static io.nija.credentials.internal.Desk.MASTER;
import static io.nija.credentials.internal.Desk.MASTER_KEYS;
import static io.nija.credentials.internal.Desk.key;
import static io.nija.credentials.internal.Desk.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.credentials.CredentialReport.State;
import io.nija.credentials.CredentialRequest;
import io.nija.credentials.Credentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialDeskTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void masterFile(int number) {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(number), "KRAKEN_MASTER_API_SECRET=" + secret(number));
    }

    private String masterKey() {
        return desk.published.get(MASTER).use(Credentials.Scope::key);
    }

    @Test
    void keysThatAppearAreInForceWithinAQuarterOfASecondAfterTheFirstLook() {
        desk.broker().askAll();
        assertThat(desk.master().state()).isEqualTo(State.ABSENT);
        masterFile(1);
        desk.pass(Duration.ofMillis(250));
        assertThat(desk.published).isEmpty();
        desk.pass(Duration.ofMillis(250));
        assertThat(masterKey()).isEqualTo(key(1));
        assertThat(desk.master().state()).isEqualTo(State.PRESENT);
        assertThat(desk.master().source()).isEqualTo(".env");
        assertThat(desk.master().fingerprint()).hasSize(8).isEqualTo(desk.published.get(MASTER).fingerprint());
    }

    @Test
    void aFileThatIsStillBeingWrittenIsWaitedFor() throws IOException {
        desk.broker().askAll();
        Path file = desk.config.resolve(".env");
        Files.writeString(file, "KRAKEN_MASTER_API_KEY=" + key(1) + "\n");
        desk.pass(Duration.ofMillis(250));
        Files.writeString(file, "KRAKEN_MASTER_API_KEY=" + key(1) + "\nKRAKEN_MASTER_API_SECRET=" + secret(1) + "\n");
        desk.pass(Duration.ofMillis(250));
        assertThat(desk.master().state()).isEqualTo(State.ABSENT);
        desk.pass(Duration.ofMillis(250));
        assertThat(desk.master().state()).isEqualTo(State.PRESENT);
    }

    @Test
    void askingForLooksDoesNotMakeAChangeCountSooner() {
        desk.broker().askAll();
        masterFile(1);
        desk.desk().refresh();
        desk.desk().refresh();
        desk.desk().refresh();
        assertThat(desk.published).isEmpty();
        desk.pass(Duration.ofMillis(250));
        assertThat(desk.published).containsKey(MASTER);
    }

    @Test
    void keysThatVanishAreWithdrawnAndNothingElseIsTouched() {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(1), "KRAKEN_MASTER_API_SECRET=" + secret(1),
                "KRAKEN_USER_DAIVON_API_KEY=" + key(2), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(2));
        desk.broker().askAll();
        Credentials master = desk.published.get(MASTER);
        desk.env("KRAKEN_USER_DAIVON_API_KEY=" + key(2), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(2));
        desk.settle();
        assertThat(desk.events).containsExactly("+master", "+daivon_frazier", "-master");
        assertThatThrownBy(() -> master.use(Credentials.Scope::secret)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDeletedFileWithdrawsItsKeys() throws IOException {
        masterFile(1);
        desk.broker().askAll();
        Files.delete(desk.config.resolve(".env"));
        desk.settle();
        assertThat(desk.published).isEmpty();
        assertThat(desk.master().code()).isEqualTo("KEYS_ABSENT");
    }

    @Test
    void anotherPairReplacesTheService() {
        masterFile(1);
        desk.broker().askAll();
        masterFile(2);
        desk.settle();
        assertThat(desk.events).containsExactly("+master", "-master", "+master");
        assertThat(masterKey()).isEqualTo(key(2));
    }

    @Test
    void theSamePairWrittenAgainBouncesNobody() {
        masterFile(1);
        desk.broker().askAll();
        desk.env("# the same, with a remark", "export KRAKEN_MASTER_API_KEY='" + key(1) + "'",
                "KRAKEN_MASTER_API_SECRET=\"" + secret(1) + "\" # quoted");
        desk.settle();
        assertThat(desk.events).containsExactly("+master");
    }

    @Test
    void aPairThatMovedToAnotherPlaceKeepsItsSession() {
        desk.write(desk.working.resolve("key"), key(1) + "\n", "rw-------");
        desk.write(desk.working.resolve("secret"), secret(1) + "\n", "rw-------");
        masterFile(1);
        desk.broker().askAll();
        desk.environment.put("KRAKEN_MASTER_API_KEY_FILE", "key");
        desk.environment.put("KRAKEN_MASTER_API_SECRET_FILE", "secret");
        desk.settle();
        assertThat(desk.events).containsExactly("+master", "~master");
        assertThat(desk.master().source()).isEqualTo("key");
    }

    @Test
    void theEnvironmentGoesBeforeSecretFilesAndThoseBeforeTheFile() {
        Path secrets = desk.working.resolve("secrets");
        desk.environment.put("NIJA_SECRETS", secrets.toString());
        masterFile(1);
        desk.broker().askAll();
        assertThat(masterKey()).isEqualTo(key(1));
        desk.write(secrets.resolve("KRAKEN_MASTER_API_KEY"), key(2), "rw-------");
        desk.write(secrets.resolve("KRAKEN_MASTER_API_SECRET"), secret(2) + "\r\n", "rw-------");
        desk.settle();
        assertThat(masterKey()).isEqualTo(key(2));
        desk.environment.put("KRAKEN_API_KEY", key(3));
        desk.environment.put("KRAKEN_API_SECRET", secret(3));
        desk.ask(DAIVON, DAIVON_KEYS);
        assertThat(masterKey()).isEqualTo(key(3));
        assertThat(desk.master().source()).isEqualTo("environment");
    }

    @Test
    void aSecretFileThatIsReplacedIsNoticed() {
        Path secrets = desk.working.resolve("secrets");
        desk.environment.put("NIJA_SECRETS", secrets.toString());
        desk.write(secrets.resolve("KRAKEN_MASTER_API_KEY"), key(1), "rw-------");
        desk.write(secrets.resolve("KRAKEN_MASTER_API_SECRET"), secret(1), "rw-------");
        desk.broker().askAll();
        assertThat(desk.master().source()).isEqualTo("KRAKEN_MASTER_API_KEY");
        desk.write(secrets.resolve("KRAKEN_MASTER_API_KEY"), key(2), "rw-r--r--");
        desk.write(secrets.resolve("KRAKEN_MASTER_API_SECRET"), secret(2), "rw-------");
        desk.settle();
        assertThat(masterKey()).isEqualTo(key(2));
        assertThat(desk.warnings()).containsExactly("SECRET_FILE_MODE");
    }

    @Test
    void aRunningLaneKeepsItsKeyAndTheNewcomerIsRefused() {
        masterFile(1);
        desk.broker().askAll();
        desk.env("KRAKEN_MASTER_API_KEY=" + key(1), "KRAKEN_MASTER_API_SECRET=" + secret(1),
                "KRAKEN_USER_DAIVON_API_KEY=" + key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(1));
        desk.settle();
        assertThat(desk.events).containsExactly("+master");
        assertThat(desk.report(DAIVON).code()).isEqualTo("KEY_DUPLICATE");
        assertThat(desk.report(DAIVON).detail()).contains("master/kraken (KRAKEN_MASTER_API_KEY)", "runs and keeps it");
    }

    @Test
    void lanesThatAskOneAfterTheOtherAtStartAreEquallyNew() {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(1), "KRAKEN_MASTER_API_SECRET=" + secret(1),
                "KRAKEN_USER_DAIVON_API_KEY=" + key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(1));
        desk.broker();
        desk.ask(MASTER, MASTER_KEYS);
        desk.ask(DAIVON, DAIVON_KEYS);
        assertThat(desk.published).isEmpty();
        assertThat(desk.report(MASTER).detail()).contains("daivon_frazier/kraken", "both are refused");
        assertThat(desk.report(DAIVON).detail()).contains("master/kraken", "both are refused");
    }

    @Test
    void anAccountAddedLaterDoesNotTakeARunningLanesKey() {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(1), "KRAKEN_MASTER_API_SECRET=" + secret(1),
                "KRAKEN_USER_DAIVON_API_KEY=" + key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(1));
        desk.broker();
        desk.ask(MASTER, MASTER_KEYS);
        desk.pass(CredentialDesk.EQUALLY_NEW);
        desk.ask(DAIVON, DAIVON_KEYS);
        assertThat(desk.published).containsOnlyKeys(MASTER);
    }

    @Test
    void aRefusedLaneGetsItsKeyWhenTheOtherGivesItUp() {
        aRunningLaneKeepsItsKeyAndTheNewcomerIsRefused();
        desk.env("KRAKEN_USER_DAIVON_API_KEY=" + key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(1));
        desk.settle();
        assertThat(desk.events).containsExactly("+master", "-master", "+daivon_frazier");
    }

    @Test
    void theSameKeyAtTwoBrokersIsNoDuplicate() {
        masterFile(1);
        desk.broker().broker("other").ask(MASTER, MASTER_KEYS);
        desk.ask(io.nija.account.LaneId.of("master", "other"), MASTER_KEYS);
        assertThat(desk.published).hasSize(2);
    }

    @Test
    void aRequestThatGoesTakesTheServiceAlongAndOneThatIsReplacedDoesNot() {
        masterFile(1);
        CredentialRequest first = desk.broker().ask(MASTER, MASTER_KEYS);
        CredentialRequest second = desk.ask(MASTER, MASTER_KEYS, LEGACY_KEYS);
        desk.desk().removeRequest(first);
        assertThat(desk.events).containsExactly("+master");
        desk.desk().removeRequest(second);
        assertThat(desk.events).containsExactly("+master", "-master");
        assertThat(desk.desk().report(MASTER)).isEmpty();
    }

    @Test
    void aPairIsGivenOutOnlyWhenItsBrokerHasSaidHowItSigns() {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(1), "KRAKEN_MASTER_API_SECRET=" + secret(1),
                "KRAKEN_USER_DAIVON_API_KEY=short", "KRAKEN_USER_DAIVON_API_SECRET=" + secret(2));
        desk.askAll();
        assertThat(desk.published).isEmpty();
        desk.broker();
        assertThat(desk.events).containsExactly("+master");
        assertThat(desk.published.get(MASTER).<byte[]>use(scope -> scope.hmacSha512(new byte[1])))
                .isEqualTo(SigningKeyTest.reference(secret(1), new byte[1]));
    }

    @Test
    void modesRepetitionsBadLinesAndFilesInTheWrongPlaceAreNamed() throws IOException {
        desk.env("KRAKEN_API_KEY=1", "KRAKEN_API_KEY=2", "what is this");
        Files.setPosixFilePermissions(desk.config.resolve(".env"), PosixFilePermissions.fromString("rw-r--r--"));
        desk.write(desk.working.resolve(".env"), "KRAKEN_API_SECRET=" + secret(1), "rw-------");
        desk.environment.put("NIJA_SECRETS", "nowhere");
        desk.askAll();
        assertThat(desk.warnings()).containsExactly("ENV_FILE_MODE", "ENV_NAME_REPEATED", "ENV_LINE_IGNORED",
                "ENV_FILE_MISPLACED", "SECRETS_FOLDER_UNREADABLE");
        assertThat(desk.desk().warnings().get(0).message()).contains("0644", "chmod 600");
        assertThat(desk.desk().warnings().get(2).message()).contains("Line 3").doesNotContain("what is this");
        assertThat(desk.master().code()).isEqualTo("SECRET_MISSING");
        Files.setPosixFilePermissions(desk.config.resolve(".env"), PosixFilePermissions.fromString("rw-------"));
        desk.settle();
        assertThat(desk.warnings()).doesNotContain("ENV_FILE_MODE");
    }

    @Test
    void theReportSaysWhenTheSourcesWereLastLookedAt() {
        desk.askAll();
        desk.pass(Duration.ofMinutes(1));
        assertThat(desk.master().at()).isEqualTo(desk.time.instant());
    }

    @Test
    void aScopeIsDeadAfterItsCallbackAndOnOtherThreads() throws InterruptedException {
        masterFile(1);
        desk.broker().askAll();
        Credentials credentials = desk.published.get(MASTER);
        AtomicReference<Throwable> elsewhere = new AtomicReference<>();
        Credentials.Scope leaked = credentials.use(scope -> {
            Thread thief = new Thread(() -> {
                try {
                    scope.secret();
                } catch (IllegalStateException refused) {
                    elsewhere.set(refused);
                }
            });
            thief.start();
            try {
                thief.join();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return scope;
        });
        assertThat(elsewhere.get()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(leaked::key).isInstanceOf(IllegalStateException.class);
        assertThat(credentials.toString() + leaked).doesNotContain(key(1), secret(1)).contains("master/kraken");
    }

    @Test
    void aUseThatIsUnderWayWhenTheKeysGoIsFinished() {
        masterFile(1);
        desk.broker().askAll();
        byte[] signature = desk.published.get(MASTER).use(scope -> {
            desk.env("");
            desk.settle();
            assertThat(desk.published).isEmpty();
            return scope.hmacSha512("late".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        });
        assertThat(signature).isEqualTo(SigningKeyTest.reference(secret(1), "late".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    @Test
    void stoppingWithdrawsEverythingAndLeavesNoTimer() throws Exception {
        masterFile(1);
        desk.broker().askAll();
        desk.desk().stop();
        assertThat(desk.published).isEmpty();
        assertThat(desk.time.pending()).isZero();
    }
}
