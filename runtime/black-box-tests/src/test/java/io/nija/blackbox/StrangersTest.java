package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/**
 * ccxt, of another language and other people, takes the exchange for Kraken: unmodified but for the address, its streaming
 * classes too. What it does stands in {@code src/test/strangers/}; what must come of it stands here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersTest {

    private static final Path SCRIPTS = Path.of("src/test/strangers").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target/strangers").toAbsolutePath();

    private Path folder;
    private Exchange exchange;
    private final Map<String, JsonNode> steps = new LinkedHashMap<>();
    private final Map<String, JsonNode> streams = new LinkedHashMap<>();

    @BeforeAll
    void letItTrade(@TempDir Path own) throws Exception {
        folder = own;
        Capabilities.require("Node 18 or newer with npm", works("node", "--version") && works("npm", "--version"));
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", "ccxt.mjs", "ccxt-pro.mjs")) {
            Files.copy(SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(INSTALLED.resolve("node_modules/ccxt"))) {
            Capabilities.require("the packages of src/test/strangers (npm ci)",
                    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").exit == 0);
        }
        exchange = Exchange.start(Shell.in(folder), "--tier", "unlimited", "--seed", "7");
        read(run("node", "ccxt.mjs", exchange.rest(), exchange.key(0), exchange.secret(0)), steps);
        read(run("node", "ccxt-pro.mjs", exchange.rest(), exchange.sockets(), exchange.key(0), exchange.secret(0)), streams);
    }

    private static void read(Ended ended, Map<String, JsonNode> into) {
        for (String line : ended.out.split("\n")) {
            JsonNode step = Shell.JSON.readTree(line);
            into.put(step.path("step").asString(), step);
        }
        assertThat(into).as(ended.err).isNotEmpty();
    }

    @AfterAll
    void stop() throws IOException {
        if (exchange != null) {
            exchange.close();
        }
    }

    @Test
    void everyStepIsTaken() {
        assertThat(steps.values().stream().filter(step -> !step.path("ok").asBoolean()).map(JsonNode::toString)).isEmpty();
        assertThat(steps).hasSize(39);
        assertThat(streams.values().stream().filter(step -> !step.path("ok").asBoolean()).map(JsonNode::toString)).isEmpty();
        assertThat(streams).hasSize(23);
    }

    @Test
    void theMarketIsStreamed() {
        assertThat(streamed("markets").asInt()).isGreaterThan(5);
        assertThat(streamed("book").path("bids").asInt()).isEqualTo(25);
        assertThat(streamed("book").path("bid").decimalValue()).isLessThan(streamed("book").path("ask").decimalValue());
        assertThat(streamed("ticker").path("bid").decimalValue()).isLessThan(streamed("ticker").path("ask").decimalValue());
        assertThat(streamed("best prices").path("bid").decimalValue())
                .isLessThan(streamed("best prices").path("ask").decimalValue());
        assertThat(streamed("candles").asInt()).isGreaterThan(600);
        assertThat(streamed("tape").asInt()).isEqualTo(50);
        assertThat(streamed("checksums").path("count").asInt()).isGreaterThan(2);
        assertThat(streamed("checksums").path("wrong").asInt()).isZero();
    }

    @Test
    void ordersArePlacedChangedAndSeenThroughSockets() {
        assertThat(streamed("place").path("seen").asInt()).isPositive();
        assertThat(streamed("open").decimalValue()).isEqualByComparingTo("20000");
        assertThat(streamed("edit").asString()).isEqualTo(streamed("place").path("id").asString());
        assertThat(streamed("edited").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(streamed("cancel").asString()).isEqualTo("canceled");
        assertThat(streamed("cancel several").asInt()).isEqualTo(2);
        assertThat(streamed("cancel all").asInt()).isEqualTo(2);
    }

    @Test
    void aFillIsSeenAsATradeAndInTheBalance() {
        JsonNode bought = streamed("buy at market");
        assertThat(bought.path("mine").size()).isPositive();
        assertThat(bought.at("/mine/0/symbol").asString()).isEqualTo("BTC/USD");
        assertThat(bought.at("/mine/0/fee/currency").asString()).isEqualTo("USD");
        assertThat(bought.path("after").decimalValue()).isGreaterThan(bought.path("before").decimalValue());
    }

    @Test
    void aRefusalOfASocketIsTheOneItKnows() {
        assertThat(streamed("a refusal").asString()).isEqualTo("BadRequest");
        assertThat(streamed("no money").asString()).isEqualTo("EOrder:Insufficient funds");
        assertThat(streamed("unknown order").asString()).isEqualTo("OrderNotFound");
        assertThat(streamed("unknown symbol").asString()).isEqualTo("BadSymbol");
    }

    @Test
    void theMarketIsReadable() {
        assertThat(answer("markets").asInt()).isGreaterThan(5);
        assertThat(answer("ticker").path("bid").decimalValue()).isLessThan(answer("ticker").path("ask").decimalValue());
        assertThat(answer("book").path("bids").asInt()).isEqualTo(20);
        assertThat(answer("book").path("bid").decimalValue()).isLessThan(answer("book").path("ask").decimalValue());
        assertThat(answer("tape").asInt()).isGreaterThan(100);
        assertThat(answer("candles").asInt()).isGreaterThan(700);
    }

    @Test
    void aLimitOrderRestsIsEditedAndCancelled() {
        String placed = answer("place limit").path("id").asString();
        assertThat(ids("open")).containsExactly(placed);
        assertThat(answer("order").path("status").asString()).isEqualTo("open");
        // This client edits by AmendOrder: the order stays the same one, and what is answered is the change's own id.
        assertThat(answer("edit").path("id").asString()).isNotEmpty().isNotEqualTo(placed);
        assertThat(ids("open after edit")).containsExactly(placed);
        assertThat(answer("open after edit").get(0).path("amount").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(answer("closed").path("status").asString()).isEqualTo("canceled");
    }

    @Test
    void everyKindOfOrderRestsUntilAllAreCancelled() {
        List<String> resting = ids("open before cancel all");
        List<String> placed = new ArrayList<>(ids("place several"));
        for (String step : List.of("place stop", "place stop limit", "place trailing")) {
            placed.add(answer(step).path("id").asString());
        }
        assertThat(resting).containsExactlyInAnyOrderElementsOf(placed).hasSize(5);
        assertThat(answer("open after cancel all").asInt()).isZero();
    }

    @Test
    void aMarketOrderIsFilledAndBooked() {
        JsonNode filled = answer("filled");
        assertThat(filled.path("status").asString()).isEqualTo("closed");
        assertThat(filled.path("filled").decimalValue()).isEqualByComparingTo("0.01");
        BigDecimal parts = BigDecimal.ZERO;
        for (JsonNode trade : answer("its trades")) {
            parts = parts.add(trade.path("amount").decimalValue());
        }
        assertThat(parts).isEqualByComparingTo("0.01");
        assertThat(answer("my trades").asInt()).isEqualTo(answer("its trades").size());
        assertThat(answer("ledger entry").decimalValue()).isPositive();
    }

    @Test
    void aRefusalIsTheOneItKnows() {
        assertThat(answer("a refusal").asString()).isEqualTo("InvalidOrder");
        assertThat(answer("no money").asString()).isEqualTo("InsufficientFunds");
        assertThat(answer("unknown order").asString()).isEqualTo("OrderNotFound");
    }

    private JsonNode answer(String step) {
        assertThat(steps).containsKey(step);
        return steps.get(step).path("answer");
    }

    private JsonNode streamed(String step) {
        assertThat(streams).containsKey(step);
        return streams.get(step).path("answer");
    }

    private List<String> ids(String step) {
        List<String> ids = new ArrayList<>();
        for (JsonNode order : answer(step)) {
            ids.add(order.path("id").asString());
        }
        return ids;
    }

    private record Ended(int exit, String out, String err) {}

    private static boolean works(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private Ended run(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = new ProcessBuilder(words).directory(INSTALLED.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
