package io.nija.console.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.account.Role;
import io.nija.broker.Balance;
import io.nija.broker.Observation;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.Desk.Said;
import io.nija.console.internal.fake.FakeSession;
import io.nija.console.internal.fake.Lanes;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.plugin.RefusedPlugIn;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ListCommandsTest {

    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void oneFundedLane() {
        desk = new Desk(root);
        desk.board = Lanes.board(Lanes.account("master", Role.MASTER, Lanes.funded("master/kraken")));
        desk.broker("kraken", "elsewhere:broker-kraken.jar");
    }

    private static Balance balance(String asset, String total) {
        return new Balance(asset, "X" + asset, new BigDecimal(total), new BigDecimal("0.5"), Balance.Kind.SPOT);
    }

    private static OrderView order(String id, String symbol, OrderState state) {
        return new OrderView(LaneId.of("master", "kraken"), id, null, symbol, Side.BUY, OrderType.STOP_LOSS_LIMIT,
                new BigDecimal("1E-8"), new BigDecimal("60000.1"), null, BigDecimal.ZERO, null, null, state, Lanes.NOW.minusSeconds(90), null);
    }

    @Test
    void balancesHaveExactlyThePromisedFieldsAndExactNumbers() {
        desk.session("master/kraken").balances =
                new Observation.Known<>(List.of(balance("BTC", "0.00000001"), balance("USD", "1E+3")), Lanes.NOW.minusSeconds(7));
        JsonNode balances = desk.say("balances --json").json().get("balances");
        assertThat(Desk.fields(balances.get(0))).containsExactly("account", "broker", "asset", "total", "available", "at");
        assertThat(balances.get(0).get("total").asString()).isEqualTo("0.00000001");
        assertThat(balances.get(1).get("total").asString()).isEqualTo("1000");
        assertThat(balances.get(0).get("at").asString()).isEqualTo("2026-11-22T11:59:53Z");
        Said text = desk.say("balances");
        assertThat(text.exit()).isZero();
        assertThat(text.out()).contains("0.00000001").contains("7 s");
    }

    @Test
    void aSymbolSelectsItsTwoAssets() {
        desk.session("master/kraken").balances = new Observation.Known<>(
                List.of(balance("BTC", "1"), balance("ETH", "2"), balance("USD", "3")), Lanes.NOW);
        assertThat(desk.say("balances --symbol btc/usd --json").json().get("balances")).hasSize(2);
    }

    @Test
    void aFailedObservationIsUnknownWithItsReasonAndNotAnEmptyList() {
        desk.session("master/kraken").balances = new Observation.Missing<>("KRAKEN_TIMEOUT", "no answer within 5 s");
        Said said = desk.say("balances --json");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("master/kraken: the balances are unknown: no answer within 5 s (KRAKEN_TIMEOUT)\n");
        assertThat(said.json().get("balances")).isEmpty();
        JsonNode unknown = said.json().get("unknown");
        assertThat(unknown).hasSize(1);
        assertThat(Desk.fields(unknown.get(0))).containsExactly("account", "broker", "code", "why");
        assertThat(unknown.get(0).get("account").asString()).isEqualTo("master");
        assertThat(unknown.get(0).get("broker").asString()).isEqualTo("kraken");
        assertThat(unknown.get(0).get("why").asString()).isEqualTo("no answer within 5 s");
    }

    @Test
    void oneLaneThatCannotBeReadDoesNotHideTheOthers() {
        desk.board = Lanes.seed();
        desk.session("master/kraken").balances = new Observation.Known<>(List.of(balance("BTC", "1")), Lanes.NOW);
        Said said = desk.say("balances");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("BTC");
        assertThat(said.err()).contains("tania_gilbert/kraken: the balances are unknown: neither half of a pair is set (NOT_CONFIGURED)");
        assertThat(desk.say("balances --account master").exit()).isZero();
    }

    @Test
    void whatIsStaleIsShownWithItsAge() {
        desk.session("master/kraken").balances = new Observation.Stale<>(List.of(balance("BTC", "1")),
                Lanes.NOW.minusSeconds(300), "KRAKEN_TIMEOUT", "no answer within 5 s");
        Said said = desk.say("balances");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("stale, 5 min");
        assertThat(said.err()).contains("the balances are 5 min old");
    }

    @Test
    void anEmptyAccountIsAnEmptyListAndAllIsWell() {
        desk.session("master/kraken").balances = new Observation.Known<>(List.of(), Lanes.NOW);
        Said said = desk.say("balances --json");
        assertThat(said.exit()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).isEqualTo("{\"balances\":[]}\n");
    }

    @Test
    void ordersHaveExactlyThePromisedFields() {
        desk.session("master/kraken").openOrders = new Observation.Known<>(List.of(order("OABC", "BTC/USD", OrderState.OPEN)), Lanes.NOW);
        JsonNode order = desk.say("orders --json").json().get("orders").get(0);
        assertThat(Desk.fields(order)).containsExactly("id", "clientOrderId", "venueOrderId", "account", "broker", "symbol", "side", "type",
                "quantity", "price", "filled", "averagePrice", "state", "strategy", "createdAt", "updatedAt");
        assertThat(order.get("quantity").asString()).isEqualTo("0.00000001");
        assertThat(order.get("averagePrice").isNull()).isTrue();
        assertThat(order.get("updatedAt").isNull()).isTrue();
        assertThat(order.get("type").asString()).isEqualTo("stop-loss-limit");
        assertThat(order.get("createdAt").asString()).isEqualTo("2026-11-22T11:58:30Z");
    }

    @Test
    void allOrdersIncludeTheClosedOnesButNoneTwice() {
        FakeSession session = desk.session("master/kraken");
        session.openOrders = new Observation.Known<>(List.of(order("O1", "BTC/USD", OrderState.OPEN)), Lanes.NOW);
        session.closedOrders = new Observation.Known<>(
                List.of(order("O1", "BTC/USD", OrderState.OPEN), order("O2", "ETH/USD", OrderState.FILLED)), Lanes.NOW);
        assertThat(desk.say("orders --json").json().get("orders")).hasSize(1);
        assertThat(desk.say("orders --all --json").json().get("orders")).hasSize(2);
        session.closedOrders = new Observation.Missing<>("KRAKEN_PERMISSION", "the key may not query closed orders");
        Said said = desk.say("orders --all");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("the key may not query closed orders");
    }

    @Test
    void ordersAreFilteredByAnyNameOfTheInstrument() {
        desk.session("master/kraken").openOrders = new Observation.Known<>(
                List.of(order("O1", "BTC/USD", OrderState.OPEN), order("O2", "ETH/USD", OrderState.OPEN)), Lanes.NOW);
        assertThat(desk.say("orders --symbol XXBTZUSD --json").json().get("orders")).hasSize(1);
        assertThat(desk.say("orders --symbol eth/usd --json").json().get("orders").get(0).get("venueOrderId").asString()).isEqualTo("O2");
        assertThat(desk.say("orders --strategy apex --json").json().get("orders")).isEmpty();
    }

    @Test
    void instrumentsAreFoundByAnyName() {
        assertThat(desk.say("instruments --json").json().get("instruments")).hasSize(2);
        JsonNode btc = desk.say("instruments --symbol xxbtzusd --json").json().get("instruments").get(0);
        assertThat(btc.get("symbol").asString()).isEqualTo("BTC/USD");
        assertThat(btc.get("quantityStep").asString()).isEqualTo("0.00000001");
        assertThat(btc.get("makerFee").isNull()).isTrue();
        assertThat(desk.say("instruments").out()).contains("PRICE STEP", "ETH/USD");
        assertThat(desk.say("instruments --symbol BTC/USX").err()).isEqualTo("No broker here trades 'BTC/USX'; did you mean 'BTC/USD'?\n");
        assertThat(desk.say("instruments --broker kracken").exit()).isEqualTo(64);
    }

    @Test
    void brokersNamedByAnAccountButNotHereAreAbsent() {
        desk.board = Lanes.board(Lanes.account("master", Role.MASTER, Lanes.funded("master/kraken"), Lanes.withoutKeys("master/coinbase")));
        desk.session("master/kraken");
        JsonNode brokers = desk.say("brokers --json").json().get("brokers");
        assertThat(Desk.fields(brokers.get(0))).containsExactly("id", "bundle", "version", "state", "compatibility");
        assertThat(brokers.get(0).get("id").asString()).isEqualTo("coinbase");
        assertThat(brokers.get(0).get("state").asString()).isEqualTo("ABSENT");
        assertThat(brokers.get(0).get("bundle").isNull()).isTrue();
        assertThat(brokers.get(1).get("state").asString()).isEqualTo("ACTIVE");
        assertThat(brokers.get(1).get("bundle").asString()).isEqualTo("io.nija.broker.kraken");
        assertThat(desk.say("brokers --broker coinbase --json").json().get("brokers")).hasSize(1);
    }

    @Test
    void aSymbolThatNobodyTradesIsAMistakeAndNotAnEmptyList() {
        desk.broker("kraken", "somewhere");
        for (String list : List.of("orders", "balances")) {
            Said said = desk.say(list + " --symbol BTC/USX");
            assertThat(said.exit()).as(list).isEqualTo(64);
            assertThat(said.err()).isEqualTo("No broker here trades 'BTC/USX'; did you mean 'BTC/USD'?\n");
            assertThat(desk.say(list + " --symbol eth/usd").exit()).as(list).isNotEqualTo(64);
        }
        assertThat(desk.say("balances --symbol eth").exit()).isNotEqualTo(64);
    }

    @Test
    void aRefusedPlugInIsNamedBesideTheBrokers() {
        desk.brokers.addRefused(() -> List.of(new RefusedPlugIn("broker-kraken.jar", "JAR_INCOMPLETE",
                "broker-kraken.jar is refused: it is not a whole jar.", null)));
        assertThat(desk.say("brokers").err()).contains("broker-kraken.jar is refused: it is not a whole jar.");
    }

    @Test
    void compatibilityCountsOnlyForTheJarItNames() throws Exception {
        Path jar = Files.writeString(root.resolve("broker-kraken.jar"), "a jar");
        desk.broker("kraken", jar.toUri().toString());
        result(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))));
        JsonNode compatibility = desk.say("brokers --json").json().get("brokers").get(0).get("compatibility");
        assertThat(Desk.fields(compatibility)).containsExactly("passed", "failed", "notApplicable");
        assertThat(compatibility.get("passed").asInt()).isEqualTo(60);
        Files.writeString(jar, "another jar");
        assertThat(desk.say("brokers --json").json().get("brokers").get(0).get("compatibility").isNull()).isTrue();
    }

    @Test
    void aPlugInsCompatibilityGoesByTheJarThatRunsAndNotByTheFolder() throws IOException {
        String runs = "ab".repeat(32);
        desk.broker("kraken", "nija:deploy/broker-kraken.jar");
        result(runs);
        assertThat(desk.say("brokers --json").json().get("brokers").get(0).get("compatibility").isNull()).as("nobody knows what runs").isTrue();
        desk.brokers.addRunning(name -> name.equals("io.nija.broker.kraken") ? Optional.of(runs) : Optional.empty());
        assertThat(desk.say("brokers --json").json().get("brokers").get(0).get("compatibility").get("passed").asInt()).isEqualTo(60);
        assertThat(desk.say("brokers").out()).contains("60 passed, 0 failed, 4 not applicable");
        result("cd".repeat(32));
        assertThat(desk.say("brokers --json").json().get("brokers").get(0).get("compatibility").isNull()).as("another jar was tested").isTrue();
    }

    @Test
    void anUnreadableCompatibilityResultIsNamedAndNotBelieved() throws IOException {
        Path jar = Files.writeString(root.resolve("broker-kraken.jar"), "a jar");
        desk.broker("kraken", "reference:" + jar.toUri());
        Files.createDirectories(desk.installation.home().resolve("compatibility"));
        Files.writeString(desk.installation.home().resolve("compatibility/kraken.json"), "{broken");
        Said said = desk.say("brokers --json");
        assertThat(said.json().get("brokers").get(0).get("compatibility").isNull()).isTrue();
        assertThat(said.err()).contains("kraken.json cannot be used");
    }

    private void result(String sha256) throws IOException {
        Files.createDirectories(desk.installation.home().resolve("compatibility"));
        Files.writeString(desk.installation.home().resolve("compatibility/kraken.json"),
                "{\"sha256\":\"" + sha256 + "\",\"passed\":60,\"failed\":0,\"notApplicable\":4}");
    }

    @Test
    void versionNamesBuildJavaAndFramework() {
        JsonNode version = desk.say("version --json").json();
        assertThat(version.get("build").asString()).isEqualTo("0.1.0");
        assertThat(version.get("framework").get("version").asString()).isEqualTo("7.0.5");
        assertThat(desk.say("version").out()).contains("NIJA 0.1.0", "Java ");
    }
}
