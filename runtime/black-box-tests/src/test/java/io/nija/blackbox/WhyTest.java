package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code why} names the true cause and the right action, for every trouble in the table, in one running NIJA. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LANE = "master/kraken";

    @TempDir
    static Path root;
    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;

    @BeforeAll
    void start() throws Exception {
        shell = Shell.in(root);
        exchange = Exchange.start(shell, "--accounts", "5", "--seed", "21", "--tier", "unlimited");
        configure();
        shell.env(Trouble.pair(fresh()));
        nija = shell.start("run", "--headless");
        shell.await(LANE, SOON, "FUNDED");
    }

    @AfterAll
    void stop() {
        nija.close();
        exchange.close();
    }

    static Stream<Trouble> troubles() {
        return Trouble.all().stream();
    }

    @BeforeEach
    void everythingIsFineAndHasNoKeys() throws Exception {
        exchange.control("DELETE", "/gone", null);
        exchange.control("DELETE", "/faults", null);
        exchange.control("PUT", "/mode", "{\"mode\":\"online\"}");
        exchange.control("PUT", "/clock", "{\"skewMillis\":0}");
        shell.write(shell.config.resolve("io.nija.account-master.cfg"), "name=Master", "role=master", "brokers=kraken");
        configure();
        Files.deleteIfExists(shell.config.resolve(".env"));
        shell.await(LANE, SOON, "NOT_CONFIGURED");
    }

    private void configure() throws Exception {
        exchange.configure(shell, "tier=unlimited", "call.timeout.seconds=3");
    }

    private Trouble.Fresh fresh() throws Exception {
        JsonNode key = exchange.control("POST", "/keys", "{\"account\":\"" + exchange.id(0) + "\"}");
        return new Trouble.Fresh(key.path("key").asString(), key.path("secret").asString(),
                key.path("fingerprint").asString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void whyNamesTheCauseAndTheRemedy(Trouble trouble) throws Exception {
        trouble.make().on(shell, exchange, fresh());
        Eventually.get("the cause is " + trouble.code(), SOON, this::causes, causes -> causes.contains(trouble.code()));
        Shell.Result page = shell.run("why", "master");
        assertThat(page.out()).contains(trouble.code());
        for (String word : trouble.words()) {
            assertThat(page.out()).containsIgnoringCase(word);
        }
        assertThat(shell.lane(LANE).path("hint").asString()).as("there is something to do").isNotBlank();
    }

    /** The first unsatisfied step's code; when all are satisfied, the codes of those that have something to say. */
    private List<String> causes() throws Exception {
        JsonNode lane = shell.ask("why", LANE).path("lanes").path(0);
        if (!lane.path("cause").isNull()) {
            return List.of(lane.path("cause").path("code").asString());
        }
        return lane.path("evidence").valueStream().map(line -> line.path("code").asString()).toList();
    }
}
