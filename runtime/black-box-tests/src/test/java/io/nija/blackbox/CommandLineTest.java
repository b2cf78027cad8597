package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.nija.testkit.Shell;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in a shell while no NIJA runs: exit codes, help, and one clear sentence for every mistake. */
class CommandLineTest {

    @TempDir
    Path root;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        shell = Shell.in(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "why master", "reconnect master/kraken", "accounts", "brokers", "balances",
        "instruments", "orders"})
    void aCommandThatAsksARunningNijaExitsWith3WhenNoneRuns(String line) throws Exception {
        Shell.Result result = shell.run(line.split(" "));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertOneSentence(result.err(), "not running");
    }

    @Test
    void candlesOfTradesAreMadeAndKeptWithoutARunningNija() throws Exception {
        shell.write(shell.root.resolve("trades.csv"), "1672620480.5,90,1", "1672620490,91.5,0.25", "1672620602,89,2");
        assertThat(shell.run("data", "candles", "--trades", "trades.csv", "--interval", "1m").out().lines()).containsExactly(
                "time,open,high,low,close,volume", "1672620480,90,91.5,90,91.5,1.25", "1672620600,89,89,89,89,2");
        assertThat(shell.json("data", "import", "trades.csv", "--symbol", "BCH/EUR").path("added").asInt()).isEqualTo(2);
        shell.write(shell.root.resolve("trades.csv"), "1672620480.5,90,1", "1672620490,NaN,0.25");
        Shell.Result refused = shell.run("data", "import", "trades.csv", "--symbol", "BCH/EUR");
        assertThat(refused.exit()).isEqualTo(2);
        assertOneSentence(refused.err(), "line 2: the price is 'NaN'");
        assertThat(shell.json("data", "list").path("history").path(0).path("candles").asInt()).as("nothing was lost").isEqualTo(2);
    }

    @Test
    void anUnknownCommandNamesTheNearestOne() throws Exception {
        Shell.Result result = shell.run("statsu");
        assertThat(result.exit()).isEqualTo(64);
        assertOneSentence(result.err(), "statsu");
        assertThat(result.err()).contains("status");
    }

    @Test
    void withJsonARefusalIsADocumentToo() throws Exception {
        assertThat(shell.json("statsu").path("error").path("code").asString()).isEqualTo("USAGE");
        var notRunning = shell.json("status").path("error");
        assertThat(notRunning.path("code").asString()).isEqualTo("NOT_RUNNING");
        assertThat(notRunning.path("exit").asInt()).isEqualTo(3);
        assertThat(notRunning.path("message").asString()).contains("not running");
    }

    @Test
    void aWrongFlagIsNamed() throws Exception {
        Shell.Result result = shell.run("version", "--jsn");
        assertThat(result.exit()).isEqualTo(64);
        assertOneSentence(result.err(), "--jsn");
        assertThat(result.err()).contains("--json");
    }

    @Test
    void aWrongFlagOfRunIsNamed() throws Exception {
        Shell.Result result = shell.run("run", "--headles");
        assertThat(result.exit()).isEqualTo(64);
        assertOneSentence(result.err(), "--headles");
    }

    @Test
    void noCommandAtAllIsAUsageErrorWithTheListOfCommands() throws Exception {
        Shell.Result result = shell.run();
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err() + result.out()).contains("status").contains("run");
    }

    @Test
    void helpWorksEverywhereAndListsEveryCommandOfThisVersion() throws Exception {
        Shell.Result help = shell.run("help");
        assertThat(help.exit()).isZero();
        for (String command : List.of("run", "demo", "status", "why", "verify", "report", "reconnect", "accounts", "brokers",
                "balances", "instruments", "orders", "simulator", "config check", "doctor", "version")) {
            assertThat(help.out()).contains(command);
        }
        Shell.Result one = shell.run("why", "--help");
        assertThat(one.exit()).isZero();
        assertThat(one.out()).contains("ACCOUNT");
    }

    @Test
    void theReadmeListsTheCommandsAsTheyAre() throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("nija.readme", "../../README.md")));
        String begin = "<!-- commands: made by `bin/nija help --markdown`, compared by a test -->\n";
        int from = readme.indexOf(begin) + begin.length();
        assertThat(readme.substring(from, readme.indexOf("<!-- /commands -->"))).isEqualTo(shell.run("help", "--markdown").out());
    }

    @Test
    void commandsOfTradingAreKnownWithoutARunningNija() throws Exception {
        assertThat(shell.run("order", "--help").out()).contains("nija order SIDE ACCOUNT/BROKER SYMBOL QUANTITY");
        for (String line : List.of("order buy master/kraken BTC/USD 0.01", "flatten master --yes", "positions", "halt --reason test", "ledger")) {
            Shell.Result refused = shell.run(line.split(" "));
            assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
            assertThat(refused.err()).contains("NIJA is not running");
        }
    }

    @Test
    void versionSaysWhatRuns() throws Exception {
        var version = shell.json("version");
        assertThat(version.toString()).contains("0.1.0").contains("java");
    }

    @Test
    void theShippedConfigurationPassesItsCheck() throws Exception {
        Shell.Result check = shell.run("config", "check");
        assertThat(check.exit()).as(check.toString()).isZero();
        assertThat(check.out()).contains("io.nija.account-master.cfg");
    }

    @Test
    void aMalformedFileFailsTheCheckWithFileKeyValueAndRange() throws Exception {
        Files.writeString(shell.config.resolve("io.nija.account-master.cfg"), "name=Master\nrole=emperor\nbrokers=kraken\n");
        Shell.Result check = shell.run("config", "check");
        assertThat(check.exit()).isEqualTo(4);
        assertThat(check.out() + check.err()).contains("io.nija.account-master.cfg").contains("role").contains("emperor")
                .contains("master").contains("user");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() throws Exception {
        Files.writeString(shell.config.resolve("io.nija.account-master.cfg"), "nmae=Master\nrole=master\nbrokers=kraken\n");
        Shell.Result check = shell.run("config", "check");
        assertThat(check.out() + check.err()).contains("nmae").contains("name");
    }

    @Test
    void anIllegalAccountIdIsNamed() throws Exception {
        Files.writeString(shell.config.resolve("io.nija.account-Bad Name.cfg"), "role=user\nbrokers=kraken\n");
        Shell.Result check = shell.run("config", "check");
        assertThat(check.exit()).isEqualTo(4);
        assertThat(check.out() + check.err()).contains("Bad Name").contains("a-z");
    }

    @Test
    void doctorExaminesTheMachine() throws Exception {
        Shell.Result doctor = shell.run("doctor");
        assertThat(doctor.exit()).as(doctor.toString()).isIn(0, 1);
        assertThat(doctor.out()).containsIgnoringCase("java").containsIgnoringCase("disk");
    }

    @Test
    void aReportWithoutARunningNijaSaysSoFirst() throws Exception {
        Shell.Result report = shell.run("report");
        assertThat(report.exit()).isZero();
        assertThat(report.out()).startsWith("NIJA is not running");
    }

    @Test
    void verifyWithoutARunningNijaChecksForItself() throws Exception {
        Shell.Result verify = shell.run("verify");
        assertThat(verify.exit()).isEqualTo(2);
        assertThat(verify.out()).contains("KRAKEN_MASTER_API_KEY");
    }

    @Test
    void checkResolvesEverythingAndEnds() throws Exception {
        assertThat(shell.run("run", "--check").exit()).isZero();
    }

    @Test
    void aPortInUseIsOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Shell.Result result = shell.run("simulator", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertOneSentence(result.err(), Integer.toString(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port,many", "--port,99999", "--tier,gold", "--accounts,-1", "--faults,explode", "--seed,x"})
    void aBadSimulatorOptionIsOneSentence(String words) throws Exception {
        String[] option = words.split(",");
        Shell.Result result = shell.run("simulator", option[0], option[1]);
        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertOneSentence(result.err(), option[1]);
    }

    @Test
    void aDataFolderThatCannotBeMadeIsOneSentence() throws Exception {
        Path file = Files.writeString(root.resolve("occupied"), "a file, not a folder");
        Shell.Result result = shell.with("NIJA_DATA", file.resolve("data").toString()).run("run", "--headless");
        assertThat(result.exit()).isEqualTo(4);
        assertOneSentence(result.err(), "occupied");
    }

    @Test
    void aFullDiskIsOneSentence() throws Exception {
        Path disk = Files.createDirectory(root.resolve("disk"));
        Capabilities.prefer("the right to mount a small disk", Capabilities.mounted(disk, "64k"));
        try {
            Shell.Result result = shell.with("NIJA_DATA", disk.resolve("data").toString()).run("run", "--headless");
            assertThat(result.exit()).isEqualTo(4);
            assertOneSentence(result.err(), disk.toString());
        } finally {
            Capabilities.unmount(disk);
        }
    }

    private static void assertOneSentence(String err, String mustName) {
        assertThat(err).doesNotContain("Exception").doesNotContain("\tat ").contains(mustName);
        assertThat(err.lines().filter(line -> !line.isBlank())).as(err).hasSizeLessThanOrEqualTo(3);
    }
}
