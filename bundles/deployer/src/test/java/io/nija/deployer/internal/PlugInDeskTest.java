package io.nija.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import io.nija.broker.Broker;
import io.nija.deployer.internal.JarRefused.Code;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The commands, against a real framework. */
class PlugInDeskTest {

    private static final String SOME = "io.nija.some";

    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(root);
        Jars.bundle(SOME, "1.0.0").at(bench.deploy.resolve("some.jar"));
        bench.look();
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    private Path jar(String version) throws Exception {
        return Jars.bundle(SOME, version).at(bench.elsewhere.resolve("build-" + version + ".jar"));
    }

    private Deployment deploy(Path file) throws Exception {
        return bench.desk.deploy(file, "test", Bench.LIMIT);
    }

    @Test
    void aJarFromAnywhereReplacesTheBundleAndTheFile() throws Exception {
        Bundle before = bench.bundle(SOME);
        Deployment done = deploy(jar("1.1.0"));
        assertThat(done.kind()).isEqualTo(Deployment.Kind.UPDATED);
        assertThat(done.fromVersion()).hasToString("1.0.0");
        assertThat(bench.running(SOME)).isEqualTo("1.1.0");
        assertThat(bench.bundle(SOME)).isSameAs(before);
        assertThat(JarContent.sha256(bench.deploy.resolve("some.jar"))).isEqualTo(JarContent.sha256(jar("1.1.0")));
        long changed = before.getLastModified();
        bench.look();
        assertThat(before.getLastModified()).as("the folder finds nothing to do").isEqualTo(changed);
        assertThat(Files.list(bench.deploy)).extracting(file -> file.getFileName().toString()).containsExactly("some.jar");
    }

    @Test
    void theSameBytesStopNothing() throws Exception {
        long before = bench.bundle(SOME).getLastModified();
        assertThat(deploy(bench.deploy.resolve("some.jar")).kind()).isEqualTo(Deployment.Kind.UNCHANGED);
        assertThat(bench.bundle(SOME).getLastModified()).isEqualTo(before);
    }

    @Test
    void whereTheFolderHoldsARefusedFileUndoPutsTheJarThatRunsThere() throws Exception {
        Path file = Jars.bundle(SOME, "1.0.0").at(bench.deploy.resolve("some.jar"));
        bench.look();
        Path good = Jars.bundle(SOME, "2.0.0").at(file);
        byte[] bytes = Files.readAllBytes(good);
        bench.look();
        bench.badVersions.add("3.0.0");
        Jars.bundle(SOME, "3.0.0").at(file);
        bench.look();
        assertThat(bench.problem("some.jar")).startsWith("JAR_FAILED");
        Deployment undone = bench.desk.undo("some", "test", Bench.LIMIT);
        assertThat(undone.kind()).isEqualTo(Deployment.Kind.UNCHANGED);
        assertThat(bench.running(SOME)).isEqualTo("2.0.0");
        assertThat(file).hasBinaryContent(bytes);
        bench.look();
        assertThat(bench.problem("some.jar")).isEqualTo("none");
    }

    @Test
    void undoGoesBackAndASecondUndoGoesForward() throws Exception {
        deploy(jar("1.1.0"));
        Deployment undone = bench.desk.undo("some", "test", Bench.LIMIT);
        assertThat(undone.downgrade()).isTrue();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        bench.look();
        assertThat(bench.running(SOME)).as("the file went back too").isEqualTo("1.0.0");
        bench.desk.undo(SOME, "test", Bench.LIMIT);
        assertThat(bench.running(SOME)).isEqualTo("1.1.0");
    }

    @Test
    void aJarThatFailsLeavesFileAndBundleAsTheyWere() throws Exception {
        bench.badVersions.add("2.0.0");
        String before = JarContent.sha256(bench.deploy.resolve("some.jar"));
        JarRefused refused = catchThrowableOfType(JarRefused.class, () -> deploy(jar("2.0.0")));
        assertThat(refused.code()).isEqualTo(Code.JAR_FAILED);
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(JarContent.sha256(bench.deploy.resolve("some.jar"))).isEqualTo(before);
        assertThat(Files.list(bench.deploy)).hasSize(1);
        assertThat(Files.list(bench.data.resolve("staging"))).isEmpty();
    }

    @Test
    void aNewPlugInGetsAStableNameWithoutItsVersion() throws Exception {
        Path file = Jars.bundle("io.nija.other", "3.1.4").at(bench.elsewhere.resolve("broker-other-3.1.4-SNAPSHOT.jar"));
        Deployment done = deploy(file);
        assertThat(done.kind()).isEqualTo(Deployment.Kind.INSTALLED);
        assertThat(done.plugIn().file()).isEqualTo("broker-other.jar");
        assertThat(bench.deploy.resolve("broker-other.jar")).exists();
        bench.look();
        assertThat(bench.running("io.nija.other")).isEqualTo("3.1.4");
    }

    @Test
    void aNewPlugInDoesNotTakeAnothersFile() throws Exception {
        Path file = Jars.bundle("io.nija.other", "1.0.0").at(bench.elsewhere.resolve("some.jar"));
        assertThat(catchThrowableOfType(JarRefused.class, () -> deploy(file)).code()).isEqualTo(Code.JAR_NAME_TAKEN);
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
    }

    @Test
    void intentsAreHeldWhileABrokerIsReplacedAndReleasedWhateverCame() throws Exception {
        List<String> calls = new ArrayList<>();
        bench.holds.add(broker -> {
            calls.add("hold " + broker + " " + bench.running(SOME));
            return () -> calls.add("release " + bench.running(SOME));
        });
        bench.bundle(SOME).getBundleContext().registerService(Broker.class, broker(),
                new Hashtable<>(Map.of(Broker.BROKER, "some")));
        // The new jar does not offer that broker, so this one is taken back as well.
        assertThat(catchThrowableOfType(JarRefused.class, () -> deploy(jar("1.1.0"))).reason()).contains("the broker some");
        assertThat(calls).containsExactly("hold some 1.0.0", "release 1.0.0");
    }

    private static Broker broker() {
        return (Broker) Proxy.newProxyInstance(Broker.class.getClassLoader(), new Class<?>[] {Broker.class}, (proxy, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        });
    }

    @Test
    void whatNobodyKnowsCannotBeTakenBack() {
        assertThat(catchThrowableOfType(JarRefused.class, () -> bench.desk.undo("../some", "test", Bench.LIMIT)).reason())
                .contains("there is no plug-in");
        assertThat(catchThrowableOfType(JarRefused.class, () -> bench.desk.undo("some", "test", Bench.LIMIT)).reason())
                .contains("nothing to go back to");
    }

    @Test
    void theListShowsWhatRunsWhatWasBeforeAndWhatIsRefused() throws Exception {
        deploy(jar("1.1.0"));
        Files.writeString(bench.deploy.resolve("text.jar"), "no jar");
        bench.look();
        assertThat(bench.desk.list()).satisfiesExactly(
                some -> {
                    assertThat(some.plugIn().version()).hasToString("1.1.0");
                    assertThat(some.previous().version()).isEqualTo("1.0.0");
                    assertThat(some.problem()).isNull();
                },
                text -> {
                    assertThat(text.plugIn()).isNull();
                    assertThat(text.problem().code()).isEqualTo(Code.JAR_INCOMPLETE);
                });
    }

    @Test
    void whatRanBeforeIsStillKnownAfterARestart() throws Exception {
        deploy(jar("1.1.0"));
        bench.close();
        Path jar = bench.deploy.resolve("some.jar");
        try (Bench again = new Bench(root)) {
            again.look();
            assertThat(again.running(SOME)).isEqualTo("1.1.0");
            again.desk.undo("some", "test", Bench.LIMIT);
            assertThat(again.running(SOME)).isEqualTo("1.0.0");
            assertThat(jar).exists();
        }
        bench = new Bench(root.resolve("other"));
    }
}
