package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.nija.testkit.Eventually;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A fresh installation without a single key: nothing is wrong, and everything says what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutKeysTest {

    @TempDir
    static Path root;
    private Shell shell;
    private Shell.Running nija;

    @BeforeAll
    void start() throws Exception {
        shell = Shell.shipped(root).with("NIJA_DEPLOY", deploy().toString());
        // A candle of five minutes each second: the first fill by rule need not be waited for.
        shell.write(shell.config.resolve("io.nija.broker.paper.cfg"), "speed = 300");
        nija = shell.start("run", "--headless");
        Eventually.get("three lanes on the board", Duration.ofSeconds(60), () -> shell.run("status"),
                result -> result.exit() == 2 && result.out().contains("tania_gilbert"));
    }

    private static Path deploy() throws IOException {
        Shell.copy(Shell.distribution().resolve("deploy"), root.resolve("deploy"));
        return root.resolve("deploy");
    }

    @AfterAll
    void stop() {
        nija.close();
    }

    @Test
    void theThreeShippedAccountsAreNotConfiguredAndNameTheirVariables() throws Exception {
        JsonNode accounts = shell.json("status").path("accounts");
        List<String> seen = new ArrayList<>();
        accounts.forEach(account -> seen.add(account.path("id").asString() + " " + account.path("role").asString() + " "
                + account.path("brokers").path(0).path("broker").asString() + " "
                + account.path("brokers").path(0).path("state").asString() + " "
                + account.path("brokers").path(0).path("missing")));
        assertThat(seen).containsExactlyInAnyOrder(
                "master master kraken NOT_CONFIGURED [\"KRAKEN_MASTER_API_KEY\",\"KRAKEN_MASTER_API_SECRET\"]",
                "daivon_frazier user kraken NOT_CONFIGURED"
                        + " [\"KRAKEN_USER_DAIVON_API_KEY\",\"KRAKEN_USER_DAIVON_API_SECRET\"]",
                "tania_gilbert user kraken NOT_CONFIGURED"
                        + " [\"KRAKEN_USER_TANIA_API_KEY\",\"KRAKEN_USER_TANIA_API_SECRET\"]");
    }

    @Test
    void unknownNumbersAreNullAndNotZero() throws Exception {
        JsonNode lane = shell.lane("master/kraken");
        for (String field : List.of("equity", "todayPnl", "openOrders", "positions", "lastOrderAt", "lastError", "blocked",
                "until")) {
            assertThat(lane.has(field)).as(field + " is there").isTrue();
            assertThat(lane.path(field).isNull()).as(field + " is null").isTrue();
        }
        assertThat(lane.path("mode").asString()).isEqualTo("observe");
    }

    @Test
    void nothingIsReportedAsAnError() throws Exception {
        List<String> red = new ArrayList<>();
        try (var files = Files.walk(shell.data.resolve("logs"))) {
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                Files.readAllLines(log).stream().filter(line -> line.contains("ERROR") || line.contains("WARN"))
                        .forEach(red::add);
            }
        }
        assertThat(red).isEmpty();
        assertThat(nija.err()).doesNotContain("ERROR").doesNotContain("WARN").doesNotContain("Exception");
    }

    @Test
    void eachAccountIsToldOnceWhichVariablesToSet() throws Exception {
        String log = nija.err();
        for (String variable : List.of("KRAKEN_MASTER_API_KEY", "KRAKEN_USER_DAIVON_API_KEY", "KRAKEN_USER_TANIA_API_KEY")) {
            assertThat(log.lines().filter(line -> line.contains(variable + " ") || line.contains(variable + ",")
                    || line.contains(variable + ".") || line.endsWith(variable))).as(variable).hasSize(1);
        }
    }

    @Test
    void whyNamesTheVariablesInPlainWords() throws Exception {
        Shell.Result why = shell.run("why", "daivon_frazier");
        assertThat(why.exit()).isZero();
        assertThat(why.out()).contains("KRAKEN_USER_DAIVON_API_KEY").contains("KRAKEN_USER_DAIVON_API_SECRET")
                .contains("NOT_CONFIGURED");
    }

    @Test
    void verifyFindsNothingConnected() throws Exception {
        Shell.Result verify = shell.run("verify");
        assertThat(verify.exit()).isEqualTo(2);
        assertThat(verify.out()).contains("KRAKEN_MASTER_API_KEY");
    }

    @Test
    void theReportAnswersTheQuestion() throws Exception {
        Shell.Result report = shell.run("report");
        assertThat(report.exit()).isZero();
        assertThat(report.out()).contains("Executive summary").containsIgnoringCase("connected: NO")
                .containsIgnoringCase("trading: NO").contains("KRAKEN_USER_TANIA_API_SECRET");
    }

    @Test
    void theBrokerIsThereAndHasNoSession() throws Exception {
        JsonNode broker = shell.json("brokers").path("brokers").path(0);
        assertThat(broker.path("id").asString()).isEqualTo("kraken");
        assertThat(broker.path("state").asString()).isNotEmpty();
    }

    /** A build that skipped the kit has no result; one that played it has those of this very jar. */
    @Test
    void theBrokersCompatibilityIsWhatTheKitFoundForThisJar() throws Exception {
        Path result = Shell.distribution().resolve("compatibility/kraken.json");
        if (!Files.exists(result) || !Shell.JSON.readTree(Files.readString(result)).path("sha256").asString()
                .equals(sha256(Shell.distribution().resolve("deploy/broker-kraken.jar")))) {
            assertThat(shell.json("brokers").path("brokers").path(0).path("compatibility").isNull()).isTrue();
            return;
        }
        JsonNode kit = Shell.JSON.readTree(Files.readString(result));
        JsonNode told = Eventually.get("brokers tells what the kit found", Duration.ofSeconds(60),
                () -> shell.json("brokers").path("brokers").path(0).path("compatibility"), JsonNode::isObject);
        for (String count : List.of("passed", "failed", "notApplicable")) {
            assertThat(told.path(count).asInt(-1)).as(count).isEqualTo(kit.path(count).asInt());
        }
        assertThat(shell.run("brokers").out()).contains(kit.path("passed").asInt() + " passed");
    }

    @Test
    void nobodyIsAskedForKeysOfPaper() throws Exception {
        JsonNode lane = shell.lane("master/paper");
        assertThat(lane.path("mode").asString()).isEqualTo("paper");
        assertThat(lane.path("missing")).isEmpty();
        assertThat(nija.err()).doesNotContain("PAPER_MASTER").doesNotContain("PAPER_USER");
        assertThat(shell.run("why", "master/paper").out()).contains("Paper needs no keys.").contains("300 times the world's speed");
    }

    /** Line by line as the template's README says, but for where this NIJA has its files. */
    @Test
    void aStrangersFirstStrategyIsBuiltTestedDeployedAndTrades() throws Exception {
        Path repository = Path.of("../..").toRealPath();
        String readme = Files.readString(repository.resolve("runtime/strategy-template/README.md"), StandardCharsets.UTF_8);
        String commands = readme.substring(readme.indexOf("```sh\n") + 6, readme.indexOf("```\n\nThe last command"));
        assertThat(commands.lines()).hasSizeGreaterThan(5);
        ProcessBuilder builder = new ProcessBuilder("sh", "-ec", commands.replace("NIJA=runtime/target/nija", "NIJA=" + repository.relativize(
                Shell.distribution().toRealPath())).replace("$NIJA/config/", "\"$NIJA_CONFIG\"")).directory(repository.toFile()).redirectErrorStream(true);
        builder.environment().putAll(shell.environment);
        builder.environment().put("MAVEN_ARGS", "-o");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Eventually.get("it runs on both symbols", Duration.ofMinutes(2), () -> shell.json("strategies").path("strategies").valueStream()
                .filter(one -> one.path("name").asString().equals("crossing-mine")).flatMap(one -> one.path("runs").valueStream())
                .filter(run -> run.path("state").asString().equals("RUNNING")).count(), count -> count == 2);
    }

    /** What the strategies' rules led to, and that every page tells the same of it. */
    @Test
    void itTradesOnPaperByRule() throws Exception {
        shell.await("master/paper", Duration.ofSeconds(60), "TRADING");
        JsonNode fill = Eventually.get("a fill by rule", Duration.ofMinutes(5), () -> shell.json("fills").path("fills").path(0), JsonNode::isObject);
        assertThat(fill.path("account").asString() + "/" + fill.path("broker").asString()).isEqualTo("master/paper");
        String order = fill.path("orderId").asString();
        assertThat(shell.run("story", order).out()).contains("by strategy ").contains("fill");
        assertThat(shell.run("decisions", "--symbol", fill.path("symbol").asString()).out()).contains("strategy ");
        JsonNode orders = shell.json("orders", "--all").path("orders");
        assertThat(orders.valueStream().filter(one -> one.path("id").asString().equals(order)).map(one -> one.path("strategy").asString()))
                .singleElement().asString().containsAnyOf("apex-paper", "dual_rsi-paper");
        JsonNode today = Eventually.get("today tells of it", Duration.ofSeconds(60), () -> shell.json("today"), day ->
                day.path("lanes").valueStream().anyMatch(lane -> lane.path("broker").asString().equals("paper") && lane.path("fills").asInt() > 0));
        assertThat(today.path("lanes").valueStream().filter(lane -> lane.path("broker").asString().equals("kraken"))
                .mapToInt(lane -> lane.path("fills").asInt())).allMatch(fills -> fills == 0);
        assertThat(shell.run("report").out()).contains("only with play money, on master/paper");
        assertThat(shell.run("status").exit()).as("paper lanes are not counted").isEqualTo(2);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
