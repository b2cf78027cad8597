package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and keys made by commands, without and with a running NIJA. */
class AccountCommandsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path root;

    @Test
    void anAccountIsAddedWithoutARunningNijaAndMistakesAreNamed() throws Exception {
        Shell shell = Shell.in(root);
        Shell.Result added = shell.run("account", "add", "ada_lovelace", "--broker", "kraken");
        assertThat(added.exit()).as(added.toString()).isZero();
        assertThat(added.out()).contains("KRAKEN_USER_ADA_API_KEY");
        assertThat(shell.config.resolve("io.nija.account-ada_lovelace.cfg")).content().contains("brokers = kraken");
        assertThat(shell.run("config", "check").exit()).isZero();
        for (String[] wrong : new String[][] {{"Ada", "--broker", "kraken"}, {"ada"}, {"ada", "--broker", "Kra ken"}}) {
            String[] words = java.util.stream.Stream.concat(java.util.stream.Stream.of("account", "add"),
                    java.util.Arrays.stream(wrong)).toArray(String[]::new);
            assertThat(shell.run(words).exit()).as(String.join(" ", words)).isEqualTo(64);
        }
        Shell.Result again = shell.run("account", "add", "ada_lovelace", "--broker", "kraken");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err().lines()).singleElement().asString().contains("already");
    }

    @Test
    void keysAreAskedForAtATerminalOnly() throws Exception {
        Shell shell = Shell.in(root);
        Shell.Result result = shell.run("keys", "set", "master/kraken");
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err().lines()).singleElement().asString().contains("terminal", "KRAKEN_MASTER_API_KEY");
        assertThat(shell.config.resolve(".env")).doesNotExist();
    }

    @Test
    void anAddedAccountComesAliveAndARebindAcceptsAnotherVenueAccount() throws Exception {
        Shell shell = Shell.in(root);
        try (Exchange exchange = Exchange.start(shell, "--accounts", "4", "--seed", "17")) {
            exchange.configure(shell);
            try (Shell.Running nija = shell.start("run", "--headless")) {
                Eventually.happens("the board answers", SOON, () -> shell.exit("status") == 2);
                assertThat(shell.run("account", "add", "ada", "--broker", "kraken").exit()).isZero();
                shell.await("ada/kraken", SOON, "NOT_CONFIGURED");
                shell.env(exchange.env("KRAKEN_USER_ADA", 0).toArray(String[]::new));
                shell.await("ada/kraken", SOON, "FUNDED");
                assertThat(shell.run("account", "rebind", "ada/kraken").out()).contains("Nothing was changed");

                shell.env(exchange.env("KRAKEN_USER_ADA", 1).toArray(String[]::new));
                shell.await("ada/kraken", SOON, "MISCONFIGURED");
                assertThat(shell.run("why", "ada").out()).contains("account rebind ada/kraken");
                assertThat(shell.run("account", "rebind", "ada/kraken").exit()).isZero();
                shell.await("ada/kraken", SOON, "FUNDED");
                assertThat(Files.readString(shell.data.resolve("logs/audit.log"))).contains("account rebind ada/kraken");
                assertThat(nija.process().isAlive()).isTrue();
            }
        }
    }
}
