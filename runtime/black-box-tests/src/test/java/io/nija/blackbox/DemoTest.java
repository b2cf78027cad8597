package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.nija.testkit.Eventually;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code nija demo}: the built-in exchange and three accounts, in one process and one command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {

    @TempDir
    static Path root;
    private Shell shell;
    private Shell.Running demo;

    @BeforeAll
    void start() throws Exception {
        shell = Shell.in(root).with("KRAKEN_MASTER_API_KEY", "a-key-of-the-environment-that-the-demo-must-ignore")
                .with("KRAKEN_MASTER_API_SECRET", "and-its-secret");
        demo = shell.start("demo", "--headless");
        Eventually.get("a strategy trades on three accounts", Duration.ofSeconds(90), () -> shell.run("status", "--json").out(),
                out -> out.split("\"TRADING\"", -1).length == 4);
    }

    @AfterAll
    void stop() throws Exception {
        assertThat(demo.terminate(Duration.ofSeconds(60))).isZero();
    }

    @Test
    void itPrintsOneReadyLineOnStandardOutput() throws Exception {
        String out = Eventually.get("the ready line", Duration.ofSeconds(60), demo::out, text -> !text.isBlank());
        assertThat(out.lines()).hasSize(1);
        assertThat(out).containsIgnoringCase("ready");
    }

    @Test
    void theLanesAreASandboxAndShownAsSuch() throws Exception {
        assertThat(shell.lane("master/kraken").path("mode").asString()).isEqualTo("sandbox");
    }

    @Test
    void verifyPasses() throws Exception {
        Shell.Result verify = shell.run("verify");
        assertThat(verify.exit()).as(verify.toString()).isZero();
    }

    @Test
    void theReportAnswersWithEvidence() throws Exception {
        String report = shell.run("report").out();
        assertThat(report).containsIgnoringCase("connected: YES").containsIgnoringCase("may trade: YES")
                .containsIgnoringCase("trading: YES");
    }

    @Test
    void balancesAndOrdersAreOnTheScreen() throws Exception {
        JsonNode balances = shell.json("balances", "--account", "tania_gilbert").path("balances");
        assertThat(balances).isNotEmpty();
        balances.forEach(balance -> {
            assertThat(balance.path("account").asString()).isEqualTo("tania_gilbert");
            assertThat(balance.path("total").isString()).isTrue();
            assertThat(balance.path("available").isString()).isTrue();
        });
        assertThat(balances.toString()).contains("\"BTC\"").contains("\"USD\"");
        assertThat(shell.json("instruments", "--symbol", "XBTUSD").toString()).contains("BTC/USD");
        assertThat(shell.json("orders").path("orders").isArray()).isTrue();
        assertThat(shell.json("orders", "--all", "--account", "master").path("orders")).isNotEmpty();
    }

    @Test
    void aPositionHasItsStopAtTheVenueWhichMakesRoomForSales() throws Exception {
        String lane = "tania_gilbert/kraken";
        Shell.Result bought = shell.run("order", "buy", lane, "BTC/USD", "0.002", "--protect", "20000");
        assertThat(bought.exit()).as(bought.toString()).isZero();
        String stop = stopped("0.002", "20000").path("orderId").asString();
        JsonNode resting = shell.json("orders", "--account", "tania_gilbert").path("orders");
        assertThat(resting).hasSize(1);
        assertThat(resting.get(0).path("id").asString()).isEqualTo(stop);
        assertThat(resting.get(0).path("type").asString()).isEqualTo("stop-loss");
        Shell.Result sold = shell.run("order", "sell", lane, "BTC/USD", "0.0005");
        assertThat(sold.exit()).as(sold.toString()).isZero();
        assertThat(stopped("0.0015", "20000").path("orderId").asString()).as("it was changed in place").isEqualTo(stop);
        Shell.Result moved = shell.run("protect", lane, "XBTUSD", "25000");
        assertThat(moved.exit()).as(moved.toString()).isZero();
        stopped("0.0015", "25000");
        Shell.Result refused = shell.run("cancel", stop);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("ORDER_PROTECTS");
    }

    private JsonNode positions() throws Exception {
        return shell.json("positions", "--account", "tania_gilbert").path("positions");
    }

    private JsonNode stopped(String quantity, String price) throws Exception {
        return Eventually.get("a stop of " + quantity + " at " + price, Duration.ofSeconds(150), () -> positions().path(0).path("stop"),
                stop -> stop.path("state").asString("").equals("venue") && number(stop, "quantity").compareTo(new BigDecimal(quantity)) == 0
                        && number(stop, "price").compareTo(new BigDecimal(price)) == 0);
    }

    private static BigDecimal number(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asString("0"));
    }

    @Test
    void itKeepsToItsOwnFolders() {
        assertThat(shell.data.resolve("demo/config/.env")).exists();
        assertThat(shell.config.resolve(".env")).doesNotExist();
        assertThat(shell.config.resolve("io.nija.broker.kraken.cfg")).doesNotExist();
    }

    @Test
    void itsKeysAreReadableByTheirOwnerOnly() throws Exception {
        assertThat(Files.getPosixFilePermissions(shell.data.resolve("demo/config/.env"))).hasSize(2);
    }

    @Test
    void anUnknownAccountIsNamedWithTheNearest() throws Exception {
        Shell.Result why = shell.run("why", "tania_gilbrt");
        assertThat(why.exit()).isEqualTo(64);
        assertThat(why.err()).contains("tania_gilbert");
    }

    @Test
    void reconnectAnswersWithTheLane() throws Exception {
        JsonNode lane = shell.json("reconnect", "daivon_frazier/kraken");
        assertThat(lane.toString()).contains("daivon_frazier");
        shell.await("daivon_frazier/kraken", Duration.ofSeconds(60), "FUNDED");
    }
}
