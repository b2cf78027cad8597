package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Keys come and go in {@code .env} while NIJA runs, and the exchange dies. */
class KeysTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> LANES = List.of("master/kraken", "daivon_frazier/kraken", "tania_gilbert/kraken");

    @TempDir
    Path root;
    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;

    @BeforeEach
    void start() throws Exception {
        shell = Shell.in(root);
        exchange = Exchange.start(shell, "--accounts", "4", "--seed", "7");
        exchange.configure(shell);
        nija = shell.start("run", "--headless");
        Eventually.happens("the board answers", SOON, () -> shell.exit("status") == 2);
    }

    @AfterEach
    void stop() {
        nija.close();
        exchange.close();
    }

    @Test
    void keysThatAppearBecomeSessionsAndKeysThatVanishEndThem() throws Exception {
        shell.env(exchange.envForAll());
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
        assertThat(shell.run("status").exit()).isZero();
        assertThat(shell.run("verify").exit()).isZero();

        shell.env(exchange.env("KRAKEN_MASTER", 0).toArray(String[]::new));
        shell.await("tania_gilbert/kraken", SOON, "NOT_CONFIGURED");
        shell.await("daivon_frazier/kraken", SOON, "NOT_CONFIGURED");
        assertThat(Shell.reached(shell.lane("master/kraken"), "FUNDED")).isTrue();
        assertThat(shell.run("status").exit()).as("some are connected").isEqualTo(1);
        assertThat(shell.run("verify").exit()).isEqualTo(1);

        Files.delete(shell.config.resolve(".env"));
        shell.await("master/kraken", SOON, "NOT_CONFIGURED");
        assertThat(shell.run("status").exit()).isEqualTo(2);
    }

    @Test
    void oneBadKeyAmongThreeCostsTheOthersNothing() throws Exception {
        List<String> lines = new ArrayList<>(exchange.env("KRAKEN_MASTER", 0));
        lines.addAll(exchange.env("KRAKEN_USER_DAIVON", 1));
        lines.add("KRAKEN_USER_TANIA_API_KEY=" + exchange.key(2));
        lines.add("KRAKEN_USER_TANIA_API_SECRET=" + exchange.secret(3));
        shell.env(lines.toArray(String[]::new));
        shell.await("master/kraken", SOON, "FUNDED");
        shell.await("daivon_frazier/kraken", SOON, "FUNDED");
        JsonNode tania = Eventually.get("tania is refused", SOON, () -> shell.lane("tania_gilbert/kraken"),
                lane -> lane.path("hint").asString().contains("KRAKEN_USER_TANIA_API_SECRET"));
        assertThat(tania.path("state").asString()).isIn("CONNECTING", "MISCONFIGURED");
        assertThat(tania.path("lastError").path("code").asString()).isEqualTo("KRAKEN_INVALID_SIGNATURE");
    }

    @Test
    void keysSwappedBetweenAccountsAreRefused() throws Exception {
        shell.env(exchange.envForAll());
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
        List<String> lines = new ArrayList<>(exchange.env("KRAKEN_MASTER", 0));
        lines.addAll(exchange.env("KRAKEN_USER_DAIVON", 2));
        lines.addAll(exchange.env("KRAKEN_USER_TANIA", 1));
        shell.env(lines.toArray(String[]::new));
        shell.await("daivon_frazier/kraken", SOON, "MISCONFIGURED");
        shell.await("tania_gilbert/kraken", SOON, "MISCONFIGURED");
        assertThat(Shell.reached(shell.lane("master/kraken"), "FUNDED")).isTrue();
        assertThat(shell.run("why", "tania_gilbert").out()).contains("These keys belong to the account at Kraken that daivon_frazier/kraken uses");

        shell.env(exchange.envForAll());
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
    }

    @Test
    void halfAPairIsMisconfiguredAndNamesTheMissingHalf() throws Exception {
        shell.env("KRAKEN_USER_TANIA_API_KEY=" + exchange.key(2));
        JsonNode tania = shell.await("tania_gilbert/kraken", SOON, "MISCONFIGURED");
        assertThat(tania.path("missing").toString()).isEqualTo("[\"KRAKEN_USER_TANIA_API_SECRET\"]");
        assertThat(tania.path("hint").asString()).contains("KRAKEN_USER_TANIA_API_SECRET");
    }

    @Test
    void aKeyInTwoAccountsIsRefusedInBothAndEachNamesTheOther() throws Exception {
        List<String> lines = new ArrayList<>(exchange.env("KRAKEN_USER_DAIVON", 1));
        lines.addAll(exchange.env("KRAKEN_USER_TANIA", 1));
        shell.env(lines.toArray(String[]::new));
        JsonNode daivon = shell.await("daivon_frazier/kraken", SOON, "MISCONFIGURED");
        JsonNode tania = shell.await("tania_gilbert/kraken", SOON, "MISCONFIGURED");
        assertThat(daivon.toString()).contains("tania_gilbert");
        assertThat(tania.toString()).contains("daivon_frazier");
    }

    @Test
    void thirtySecondsAfterTheExchangeDiedNoLaneIsConnectedAndEveryEvidenceHasTheTimeOfARealCall() throws Exception {
        Instant before = Instant.now();
        shell.env(exchange.envForAll());
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
        for (String lane : LANES) {
            for (JsonNode line : shell.lane(lane).path("evidence")) {
                if (!List.of("file", "keys", "format", "broker").contains(line.path("step").asString())) {
                    assertThat(Instant.parse(line.path("at").asString())).as(lane + " " + line)
                            .isBetween(before, Instant.now());
                }
            }
        }
        Instant death = Instant.now();
        exchange.kill();
        Eventually.happens("no lane is connected", Duration.ofSeconds(90), () -> shell.exit("status") == 2);
        for (String lane : LANES) {
            JsonNode entry = shell.lane(lane);
            assertThat(entry.path("state").asString()).isEqualTo("CONNECTING");
            // When NIJA knew it; asking took its time too.
            assertThat(Instant.parse(entry.path("since").asString())).as(lane).isBetween(death, death.plusSeconds(30));
            assertThat(entry.path("lastError").path("code").asString()).isEqualTo("KRAKEN_UNREACHABLE");
        }
        try (Exchange again = Exchange.start(shell, "--accounts", "4", "--seed", "7", "--port",
                Integer.toString(exchange.port()))) {
            assertThat(again.key(0)).as("the same accounts").isEqualTo(exchange.key(0));
            for (String lane : LANES) {
                shell.await(lane, Duration.ofSeconds(60), "FUNDED");
            }
        }
    }
}
