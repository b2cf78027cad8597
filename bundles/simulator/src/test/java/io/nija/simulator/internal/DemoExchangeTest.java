package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import io.nija.platform.Installation;
import io.nija.platform.internal.SystemTime;
import io.nija.platform.virtual.DirectWorkers;

class DemoExchangeTest {

    @TempDir
    Path root;
    private Path config;

    @BeforeEach
    void folder() throws Exception {
        config = Files.createDirectories(root.resolve("config"));
    }

    private DemoExchange start(Installation.Start how) {
        return new DemoExchange(new At(root, how), new SystemTime(), new DirectWorkers());
    }

    /** An installation in one folder. */
    private record At(Path root, Start start) implements Installation {
        @Override
        public Path home() {
            return root;
        }

        @Override
        public Path config() {
            return root.resolve("config");
        }

        @Override
        public Path data() {
            return root.resolve("data");
        }

        @Override
        public Path deploy() {
            return root.resolve("deploy");
        }

        @Override
        public Path state() {
            return root.resolve("state");
        }

        @Override
        public String build() {
            return "test";
        }
    }

    private void account(String id, String... lines) throws Exception {
        Files.write(config.resolve("io.nija.account-" + id + ".cfg"), List.of(lines));
    }

    private Map<String, String> pairs(String file) throws Exception {
        Map<String, String> pairs = new HashMap<>();
        for (String line : Files.readAllLines(config.resolve(file))) {
            if (!line.startsWith("#")) {
                pairs.put(line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1).strip());
            }
        }
        return pairs;
    }

    private static JsonNode ask(String rest, String key, String secret, String endpoint) throws Exception {
        String nonce = Long.toString(System.nanoTime());
        String body = "nonce=" + nonce;
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest + "/0/private/" + endpoint))
                .header("API-Key", key).header("API-Sign", Trader.sign(secret, "/0/private/" + endpoint, nonce, body))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return Trader.MAPPER.readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    void itDoesNothingUnlessItIsADemo() throws Exception {
        account("master", "role = master", "brokers = kraken");
        DemoExchange demo = start(Installation.Start.RUN);
        try (Stream<Path> files = Files.list(config)) {
            assertThat(files).hasSize(1);
        }
        assertThat(SimulatorCommandTest.threads()).isEmpty();
        demo.stop();
    }

    @Test
    void eachKrakenAccountGetsKeysOfAVenueAccountOfItsOwn() throws Exception {
        account("master", "# the operator", "name = Master", "role = master", "brokers = kraken, paper");
        account("daivon_frazier", "role=user", "brokers=[\"kraken\"]");
        account("tania_gilbert", "brokers = coinbase,Kraken");
        account("alpaca_only", "brokers = alpaca");
        account("nobody", "name = Nobody");
        DemoExchange demo = start(Installation.Start.DEMO);

        Map<String, String> broker = pairs("io.nija.broker.kraken.cfg");
        assertThat(broker.get("simulator")).isEqualTo("true");
        assertThat(broker.get("ws.public.url")).startsWith("ws://127.0.0.1:").endsWith("/v2");
        Map<String, String> keys = pairs(".env");
        assertThat(keys.keySet()).containsExactlyInAnyOrder("KRAKEN_MASTER_API_KEY", "KRAKEN_MASTER_API_SECRET",
                "KRAKEN_USER_DAIVON_API_KEY", "KRAKEN_USER_DAIVON_API_SECRET", "KRAKEN_USER_TANIA_API_KEY",
                "KRAKEN_USER_TANIA_API_SECRET");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.resolve(".env"))))
                .isEqualTo("rw-------");
        List<String> identities = new ArrayList<>();
        for (String stem : List.of("KRAKEN_MASTER", "KRAKEN_USER_DAIVON", "KRAKEN_USER_TANIA")) {
            identities.add(ask(broker.get("rest.url"), keys.get(stem + "_API_KEY"), keys.get(stem + "_API_SECRET"),
                    "GetApiKeyInfo").get("result").get("iban").asString());
        }
        assertThat(identities).doesNotHaveDuplicates();
        demo.stop();
        assertThat(SimulatorCommandTest.threads()).isEmpty();
        try (Stream<Path> files = Files.list(config)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void theSecondStartHasTheSameKeysAndKeepsOtherSettings() throws Exception {
        account("master", "role = master", "brokers = kraken");
        Files.writeString(config.resolve("io.nija.broker.kraken.cfg"), "tier = pro\nrest.url = http://127.0.0.1:1\n");
        DemoExchange first = start(Installation.Start.DEMO);
        Map<String, String> keys = pairs(".env");
        String address = pairs("io.nija.broker.kraken.cfg").get("rest.url");
        first.stop();
        DemoExchange second = start(Installation.Start.DEMO);
        assertThat(pairs(".env")).isEqualTo(keys);
        assertThat(pairs("io.nija.broker.kraken.cfg")).containsEntry("tier", "pro");
        assertThat(pairs("io.nija.broker.kraken.cfg").get("rest.url")).isNotEqualTo("http://127.0.0.1:1");
        assertThat(address).startsWith("http://127.0.0.1:");
        second.stop();
    }

    @Test
    void aStrategyIsWrittenOnceForEachKrakenAccountAndBelongsToPeopleThen() throws Exception {
        account("master", "role = master", "brokers = kraken");
        account("daivon_frazier", "brokers = kraken, paper");
        account("alpaca_only", "brokers = alpaca");
        Path strategy = config.resolve("io.nija.strategy.dual_rsi-demo.cfg");
        start(Installation.Start.DEMO).stop();
        assertThat(pairs("io.nija.strategy.dual_rsi-demo.cfg")).containsEntry("lanes", "daivon_frazier/kraken, master/kraken");
        Files.delete(strategy);
        start(Installation.Start.DEMO).stop();
        assertThat(strategy).doesNotExist();
    }

    @Test
    void whoBringsAStrategyGetsNoOther() throws Exception {
        account("master", "role = master", "brokers = kraken");
        Files.writeString(config.resolve("io.nija.strategy.apex-mine.cfg"), "lanes = master/kraken\n");
        start(Installation.Start.DEMO).stop();
        assertThat(config.resolve("io.nija.strategy.dual_rsi-demo.cfg")).doesNotExist();
    }

    @Test
    void anotherDataFolderHasOtherKeys() throws Exception {
        account("master", "brokers = kraken");
        DemoExchange here = start(Installation.Start.DEMO);
        Map<String, String> keys = pairs(".env");
        here.stop();
        Path elsewhere = root.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("config"));
        Files.copy(config.resolve("io.nija.account-master.cfg"), elsewhere.resolve("config/io.nija.account-master.cfg"));
        DemoExchange there = new DemoExchange(new At(elsewhere, Installation.Start.DEMO), new SystemTime(), new DirectWorkers());
        assertThat(Files.readString(elsewhere.resolve("config/.env"))).doesNotContain(keys.get("KRAKEN_MASTER_API_KEY"));
        there.stop();
    }

    @Test
    void accountsThatShareAFirstNameAreNamedInFullAndOwnVariablesAreKept() throws Exception {
        account("anna", "role = master", "brokers = kraken");
        account("anna_a", "brokers = kraken");
        account("anna_b", "brokers = coinbase");
        account("bert_c", "brokers = kraken");
        account("carl", "brokers = kraken", "key.kraken = CARLS_KEY", "secret.kraken = CARLS_SECRET");
        DemoExchange demo = start(Installation.Start.DEMO);
        assertThat(pairs(".env").keySet()).containsExactlyInAnyOrder("KRAKEN_MASTER_API_KEY",
                "KRAKEN_MASTER_API_SECRET", "KRAKEN_USER_ANNA_A_API_KEY", "KRAKEN_USER_ANNA_A_API_SECRET",
                "KRAKEN_USER_BERT_API_KEY", "KRAKEN_USER_BERT_API_SECRET", "CARLS_KEY", "CARLS_SECRET");
        demo.stop();
    }

    @Test
    void aFolderThatCannotBeReadIsSurvived() throws Exception {
        Files.delete(config);
        DemoExchange demo = start(Installation.Start.DEMO);
        demo.stop();
        assertThat(SimulatorCommandTest.threads()).isEmpty();
    }
}
