package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.JarVariant;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Plug-ins are replaced, deleted and added while three lanes are asked. */
class SwapTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> LANES = List.of("master/kraken", "daivon_frazier/kraken", "tania_gilbert/kraken");
    /** A handful in every build; {@code -Dnija.long=true} makes it the long run. */
    private static final int SWAPS = Boolean.getBoolean("nija.long") ? 200 : 6;

    @TempDir
    Path root;
    private Path deploy;
    private Path kraken;
    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;

    @BeforeEach
    void start() throws Exception {
        deploy = root.resolve("deploy");
        Shell.copy(Shell.distribution().resolve("deploy"), deploy);
        kraken = Shell.distribution().resolve("deploy/broker-kraken.jar");
        shell = Shell.in(root).with("NIJA_DEPLOY", deploy.toString());
        exchange = Exchange.start(shell, "--accounts", "4", "--seed", "11", "--tier", "unlimited");
        exchange.configure(shell, "tier=unlimited");
        shell.env(exchange.envForAll());
        nija = shell.start("run", "--headless");
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
    }

    @AfterEach
    void stop() {
        nija.close();
        exchange.close();
    }

    private String version() throws Exception {
        for (JsonNode broker : shell.ask("brokers").path("brokers")) {
            if (broker.path("id").asString().equals("kraken")) {
                return broker.path("version").asString("absent");
            }
        }
        return "absent";
    }

    private JsonNode plugIn(String name) throws Exception {
        for (JsonNode plugIn : shell.ask("deploy").path("plugIns")) {
            if (plugIn.path("name").asString().equals(name)) {
                return plugIn;
            }
        }
        return Shell.JSON.nullNode();
    }

    private void awaitVersion(String version) {
        Eventually.get("kraken is " + version, SOON, this::version, version::equals);
    }

    private void awaitProblem(String name, String code) {
        Eventually.get(name + " is refused with " + code, SOON, () -> plugIn(name).path("problem").path("code").asString(""), code::equals);
    }

    @Test
    void swapsUnderRequestLoadKeepTheProcessAndLoseNoRequest() throws Exception {
        long pid = nija.process().pid();
        long bundle = plugIn("broker-kraken").path("bundleId").asLong();
        ConcurrentLinkedQueue<Shell.Result> answers = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> load = new ArrayList<>();
        for (String lane : LANES) {
            Thread thread = new Thread(() -> {
                while (!enough.get()) {
                    try {
                        answers.add(shell.run("verify", lane, "--json"));
                    } catch (Exception | AssertionError unanswered) {
                        lost.add(lane + ": " + unanswered);
                    }
                }
            }, "load of " + lane);
            load.add(thread);
            thread.start();
        }
        List<Long> took = new ArrayList<>();
        for (int swap = 1; swap <= SWAPS; swap++) {
            String version = "0.2." + swap;
            if (swap % 2 == 0) {
                JarVariant.of(kraken).version(version).at(deploy.resolve("broker-kraken.jar"));
                awaitVersion(version);
            } else {
                Path built = JarVariant.of(kraken).version(version).at(root.resolve("built.jar"));
                JsonNode done = shell.json("deploy", built.toString(), "--wait", "60");
                assertThat(done.path("version").asString()).as(done.toString()).isEqualTo(version);
                assertThat(done.path("change").asString()).isEqualTo("UPDATED");
                assertThat(done.path("bundleId").asLong()).as("it is still the same bundle").isEqualTo(bundle);
                took.add(done.path("milliseconds").asLong());
                assertThat(version()).isEqualTo(version);
            }
            for (String lane : LANES) {
                shell.await(lane, SOON, "AUTHENTICATED", "PERMITTED", "FUNDED");
            }
        }
        enough.set(true);
        for (Thread thread : load) {
            thread.join();
        }
        assertThat(lost).as("requests nobody answered").isEmpty();
        assertThat(nija.process().isAlive()).isTrue();
        assertThat(nija.process().pid()).isEqualTo(pid);
        // The promise is two seconds; a busy machine says nothing about it, so only ten times as much fails the build.
        System.out.println("Milliseconds until all lanes were back after a swap: " + took);
        assertThat(took).as("milliseconds until all lanes were back").isNotEmpty().anyMatch(millis -> millis < 20_000);
        Map<String, Integer> found = new TreeMap<>();
        for (Shell.Result answer : answers) {
            JsonNode lane = Shell.JSON.readTree(answer.out()).path("lanes").path(0);
            assertThat(lane.path("evidence").isEmpty()).as("an answer without evidence: " + answer).isFalse();
            found.merge(lane.path("connected").asBoolean() ? "connected" : lane.path("cause").path("code").asString(), 1, Integer::sum);
        }
        // Which ones depends on the moment and on the machine; the usual ones are SESSION_CLOSED, NO_SESSION and SESSION_OPENING.
        System.out.println("What became of the requests during swaps: " + found);
        assertThat(found).as("answered, refused or reported: each with a reason").containsKey("connected").doesNotContainKey("");
        assertThat(nija.err()).doesNotContain("Exception");
    }

    @Test
    void aDeletedBrokerIsNoBrokerAndComesBackWithItsFile() throws Exception {
        Path file = deploy.resolve("broker-kraken.jar");
        Path aside = Files.move(file, root.resolve("aside.jar"));
        for (String lane : LANES) {
            shell.await(lane, SOON, "NO_BROKER");
        }
        assertThat(shell.run("why", "master").out()).contains("broker-kraken.jar");
        Files.move(aside, file);
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
    }

    @Test
    void aMistakeInTheFolderIsNamedAndCostsNothing() throws Exception {
        Path file = deploy.resolve("broker-kraken.jar");
        byte[] whole = Files.readAllBytes(kraken);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        awaitProblem("broker-kraken", "JAR_INCOMPLETE");
        JarVariant.of(kraken).version("0.3.0").header("Import-Package", "gone.away").at(file);
        awaitProblem("broker-kraken", "JAR_UNRESOLVABLE");
        JarVariant.of(kraken).version("0.3.1")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"").at(file);
        awaitProblem("broker-kraken", "JAR_JAVA");
        JarVariant.of(kraken).version("0.3.2").header("Export-Package", "a").at(file);
        awaitProblem("broker-kraken", "JAR_MANIFEST");
        JarVariant.of(kraken).version("0.3.3").at(deploy.resolve("broker-kraken-0.3.3.jar"));
        awaitProblem("broker-kraken-0.3.3", "JAR_DUPLICATE");
        assertThat(version()).isEqualTo(plugIn("broker-kraken").path("version").asString()).isEqualTo("0.1.0");
        assertThat(shell.run("verify").exit()).as("all three went on").isZero();

        Files.delete(deploy.resolve("broker-kraken-0.3.3.jar"));
        JarVariant.of(kraken).version("0.0.9").at(file);
        awaitVersion("0.0.9");
        Eventually.get("nothing is wrong any more", SOON, () -> plugIn("broker-kraken").path("problem").isNull(), Boolean::booleanValue);
    }

    @Test
    void aJarThatActivatesAndFailsIsRolledBackAndTheFileOfTheCommandIsNotKept() throws Exception {
        // Its sessions are declared, and what they are made from is not.
        Path bad = JarVariant.of(kraken).version("0.4.0")
                .header("Service-Component", "OSGI-INF/io.nija.broker.kraken.internal.KrakenSession.xml").at(root.resolve("bad.jar"));
        Shell.Result refused = shell.run("deploy", bad.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("taken back").contains("0.1.0").doesNotContain("Exception");
        assertThat(version()).isEqualTo("0.1.0");
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
        assertThat(deploy.resolve("broker-kraken.jar")).hasSameBinaryContentAs(kraken);
        assertThat(Files.readString(shell.data.resolve("deploy/history"))).contains("ROLLED_BACK");

        // By folder the file stays, and the next start must not fail by it.
        Files.copy(bad, deploy.resolve(".bad.part"));
        Files.move(deploy.resolve(".bad.part"), deploy.resolve("broker-kraken.jar"), StandardCopyOption.REPLACE_EXISTING);
        awaitProblem("broker-kraken", "JAR_FAILED");
        assertThat(nija.terminate(Duration.ofSeconds(60))).isZero();
        nija = shell.start("run", "--headless");
        for (String lane : LANES) {
            shell.await(lane, SOON, "FUNDED");
        }
        assertThat(version()).isEqualTo("0.1.0");
        assertThat(nija.err()).contains("broker-kraken.jar is refused", "starts with what ran before, io.nija.broker.kraken 0.1.0");
        awaitProblem("broker-kraken", "JAR_FAILED");
        assertThat(shell.run("doctor").out()).containsPattern("warn +plug-ins +broker-kraken.jar is refused");
        assertThat(shell.run("brokers").err()).contains("broker-kraken.jar is refused");
        assertThat(shell.run("report").out()).contains("| `broker-kraken.jar` | `JAR_FAILED` |");
        assertThat(shell.json("undo", "broker-kraken").path("change").asString()).isEqualTo("UNCHANGED");
        assertThat(deploy.resolve("broker-kraken.jar")).hasSameBinaryContentAs(kraken);
        assertThat(plugIn("broker-kraken").path("problem").isNull()).isTrue();
    }

    @Test
    void aSwapWhileTheExchangeIsGoneIsTakenBackIfLanesWereConnectedAndElseTakenAndUndoGoesBack() throws Exception {
        exchange.control("POST", "/gone", "{}");
        Path next = JarVariant.of(kraken).version("0.4.1").at(root.resolve("next.jar"));
        Shell.Result takenBack = shell.run("deploy", next.toString(), "--wait", "1");
        assertThat(takenBack.exit()).as(takenBack.toString()).isEqualTo(2);
        assertThat(takenBack.err()).contains("did not come back").contains("KRAKEN_UNREACHABLE").doesNotContain("Exception");
        assertThat(version()).isEqualTo("0.1.0");
        for (String lane : LANES) {
            shell.await(lane, Duration.ofSeconds(60), "CONNECTING");
        }
        JsonNode taken = shell.json("deploy", next.toString());
        assertThat(taken.path("change").asString()).as("there was nothing to lose: " + taken).isEqualTo("UPDATED");
        exchange.control("DELETE", "/gone", null);
        for (String lane : LANES) {
            shell.await(lane, Duration.ofSeconds(90), "FUNDED");
        }
        assertThat(version()).isEqualTo("0.4.1");
        assertThat(nija.process().isAlive()).isTrue();

        JsonNode undone = shell.json("undo", "broker-kraken", "--wait", "60");
        assertThat(undone.path("version").asString()).as(undone.toString()).isEqualTo("0.1.0");
        assertThat(undone.path("from").path("version").asString()).isEqualTo("0.4.1");
        assertThat(deploy.resolve("broker-kraken.jar")).hasSameBinaryContentAs(kraken);
        assertThat(shell.json("trust", "broker-kraken").path("trusted").asBoolean()).isTrue();
    }

    @Test
    void aNewBrokerIsDeployedAndItsLanesComeAndGoWhileOthersKeepTheirs() throws Exception {
        Path sample = Path.of(System.getProperty("nija.sample", "../broker-sample/target/broker-sample.jar"));
        shell.write(shell.config.resolve("io.nija.account-master.cfg"), "name=Master", "role=master", "brokers=kraken, sample");
        shell.await("master/sample", SOON, "NOT_CONFIGURED");
        List<String> env = new ArrayList<>(List.of(exchange.envForAll()));
        env.add("SAMPLE_MASTER_API_KEY=SAMPLE0123456789");
        env.add("SAMPLE_MASTER_API_SECRET=" + "A".repeat(85) + "A==");
        shell.env(env.toArray(String[]::new));
        shell.await("master/sample", SOON, "NO_BROKER");

        JsonNode done = shell.json("deploy", sample.toString());
        assertThat(done.path("change").asString()).as(done.toString()).isEqualTo("INSTALLED");
        assertThat(done.path("file").asString()).isEqualTo("broker-sample.jar");
        shell.await("master/sample", SOON, "AUTHENTICATED");
        assertThat(shell.json("brokers").toString()).contains("\"id\":\"sample\"", "io.nija.broker.sample");
        assertThat(shell.run("why", "master/sample").out()).contains("The sample cannot trade.", "SAMPLE_READS_ONLY");

        String since = shell.await("daivon_frazier/kraken", SOON, "RECONCILED").path("since").asString();
        Set<Integer> sockets = exchange.clients();
        assertThat(sockets).isNotEmpty();
        Path next = JarVariant.of(sample).version("0.2.0").at(root.resolve("sample-next.jar"));
        assertThat(shell.json("deploy", next.toString()).path("lanes").toString()).isEqualTo("[\"master/sample\"]");
        assertThat(exchange.clients()).as("the exchange saw no connection of another broker's lane end").containsAll(sockets);
        assertThat(shell.lane("daivon_frazier/kraken").path("since").asString()).as("another broker's lane did not move").isEqualTo(since);
        Files.delete(deploy.resolve("broker-sample.jar"));
        shell.await("master/sample", SOON, "NO_BROKER");
        assertThat(Shell.reached(shell.lane("master/kraken"), "FUNDED")).isTrue();
    }
}
