package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;

import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Troubles that are there when NIJA starts: what is bad is named, and everything else starts. */
class BadStartTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path root;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        shell = Shell.in(root);
    }

    private JsonNode awaitCause(String lane, String code) {
        return Eventually.get(lane + " names " + code, SOON, () -> shell.ask("why", lane).path("lanes").path(0),
                entry -> entry.path("cause").path("code").asString().equals(code));
    }

    @Test
    void aBadAccountFileIsMisconfiguredAndTheOthersStart() throws Exception {
        Files.writeString(shell.config.resolve("io.nija.account-tania_gilbert.cfg"), "role=user\nbrokers=kraken\nzone=Mars\n");
        try (Shell.Running nija = shell.start("run", "--headless")) {
            JsonNode tania = awaitCause("tania_gilbert/kraken", "ACCOUNT_FILE_REFUSED");
            assertThat(tania.path("state").asString()).isEqualTo("MISCONFIGURED");
            assertThat(tania.toString()).contains("Mars").contains("io.nija.account-tania_gilbert.cfg");
            assertThat(shell.lane("master/kraken").path("state").asString()).isEqualTo("NOT_CONFIGURED");
            assertThat(nija.terminate(Duration.ofSeconds(60))).isZero();
        }
    }

    @Test
    void theJournalOfANewerNijaIsLeftAloneAndTheStartEndsWithExitCode4() throws Exception {
        Path journal = Files.createDirectories(shell.data.resolve("journal"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))).resolve("journal.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE journal_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
            statement.execute("INSERT INTO journal_meta VALUES ('schema', '99')");
        }
        String sentence = "The journal " + journal.toRealPath() + " was written by a newer NIJA (version 99 of the journal, this one knows";
        Shell.Result run = shell.run("run", "--headless");
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err().lines().toList()).last().asString().startsWith(sentence);
        assertThat(run.err()).doesNotContain("Exception").doesNotContain(" is up after ");
        assertThat(run.out()).doesNotContain("is up");
        Shell.Result doctor = shell.run("doctor");
        assertThat(doctor.exit()).isEqualTo(2);
        assertThat(doctor.out()).contains(sentence);
        assertThat(shell.run("backup", "monday").exit()).isEqualTo(3);
    }

    @Test
    void aBadBrokerFileNeverFallsBackToTheRealVenue() throws Exception {
        try (Exchange exchange = Exchange.start(shell, "--accounts", "3")) {
            exchange.configure(shell, "tier=gold");
            shell.env(exchange.envForAll());
            try (Shell.Running nija = shell.start("run", "--headless")) {
                JsonNode master = awaitCause("master/kraken", "BROKER_FILE_REFUSED");
                assertThat(master.path("state").asString()).isEqualTo("MISCONFIGURED");
                assertThat(master.toString()).contains("gold").contains("io.nija.broker.kraken.cfg");
                exchange.configure(shell);
                shell.await("master/kraken", SOON, "FUNDED");
                assertThat(nija.err()).doesNotContain("api.kraken.com");
            }
        }
    }

    @Test
    void withoutTheBrokersJarTheLanesSayNoBroker() throws Exception {
        Path deploy = Files.createDirectory(root.resolve("deploy"));
        try (Exchange exchange = Exchange.start(shell, "--accounts", "3")) {
            exchange.configure(shell);
            shell.env(exchange.envForAll());
            shell.with("NIJA_DEPLOY", deploy.toString());
            try (Shell.Running nija = shell.start("run", "--headless")) {
                JsonNode master = awaitCause("master/kraken", "BROKER_ABSENT");
                assertThat(master.path("state").asString()).isEqualTo("NO_BROKER");
                assertThat(shell.json("brokers").toString()).contains("ABSENT");
                assertThat(nija.process().isAlive()).isTrue();
            }
        }
    }

    @Test
    void aKeyThatAnotherNijaOfThisMachineUsesIsNamed() throws Exception {
        try (Exchange exchange = Exchange.start(shell, "--accounts", "3")) {
            exchange.configure(shell);
            shell.env(exchange.envForAll());
            Shell second = shell.sibling(root.resolve("second"));
            exchange.configure(second);
            second.env(exchange.envForAll());
            try (Shell.Running first = shell.start("run", "--headless")) {
                shell.await("master/kraken", SOON, "FUNDED");
                try (Shell.Running other = second.start("run", "--headless")) {
                    Eventually.get("the key is in use", SOON, () -> second.json("why", "master").toString(),
                            page -> page.contains("KEY_IN_USE"));
                    assertThat(first.process().isAlive() && other.process().isAlive()).isTrue();
                    assertThat(Shell.reached(shell.lane("master/kraken"), "FUNDED")).isTrue();
                }
            }
        }
    }

    @Test
    void aKeyThatMayWithdrawWorksAndCarriesAWarning() throws Exception {
        try (Exchange exchange = Exchange.start(shell, "--accounts", "3")) {
            exchange.configure(shell);
            JsonNode key = exchange.control("POST", "/keys", "{\"account\":\"" + exchange.id(0) + "\",\"permissions\":["
                    + "\"query-funds\",\"query-open-trades\",\"query-closed-trades\",\"modify-trades\",\"close-trades\","
                    + "\"create-ws-token\",\"withdraw-funds\"]}");
            shell.env("KRAKEN_MASTER_API_KEY=" + key.path("key").asString(),
                    "KRAKEN_MASTER_API_SECRET=" + key.path("secret").asString());
            try (Shell.Running nija = shell.start("run", "--headless")) {
                shell.await("master/kraken", SOON, "FUNDED");
                assertThat(shell.run("why", "master").out()).contains("KRAKEN_WITHDRAW_RIGHT").containsIgnoringCase("withdraw");
                assertThat(nija.process().isAlive()).isTrue();
            }
        }
    }
}
