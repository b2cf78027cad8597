package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.nija.testkit.Eventually;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, stop, kill, second instance, read-only folders. */
class LifeTest {

    private static final Duration STARTED = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private static void awaitUp(Shell shell) {
        Eventually.happens("the board answers", STARTED, () -> shell.exit("status") == 2);
    }

    @Test
    void sigtermEndsItWithin10SecondsWithExitCode0() throws Exception {
        Shell shell = Shell.in(root);
        try (Shell.Running nija = shell.start("run", "--headless")) {
            awaitUp(shell);
            assertThat(nija.terminate(Duration.ofSeconds(60))).isZero();
            assertThat(shell.run("status").exit()).isEqualTo(3);
        }
    }

    @Test
    void theProcessOfBinNijaIsNija() throws Exception {
        Shell shell = Shell.in(root);
        try (Shell.Running nija = shell.start("run", "--headless")) {
            awaitUp(shell);
            assertThat(nija.process().info().command().orElse("")).endsWith("java");
            assertThat(nija.process().descendants()).isEmpty();
        }
    }

    @Test
    void aKilledNijaStartsAgain() throws Exception {
        Shell shell = Shell.in(root);
        try (Shell.Running first = shell.start("run", "--headless")) {
            awaitUp(shell);
            first.process().destroyForcibly();
            assertThat(first.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(shell.run("status").exit()).isEqualTo(3);
        try (Shell.Running second = shell.start("run", "--headless")) {
            awaitUp(shell);
            assertThat(second.terminate(Duration.ofSeconds(60))).isZero();
        }
    }

    @Test
    void aSecondInstanceOnTheSameDataFolderIsRefused() throws Exception {
        Shell shell = Shell.in(root);
        try (Shell.Running nija = shell.start("run", "--headless")) {
            awaitUp(shell);
            Shell.Result second = shell.run("run", "--headless");
            assertThat(second.exit()).isEqualTo(5);
            assertThat(second.err()).contains(shell.data.toString()).doesNotContain("Exception");
            assertThat(shell.run("demo", "--headless").exit()).isEqualTo(5);
            assertThat(shell.run("status").exit()).as("the first one is unharmed").isEqualTo(2);
            assertThat(nija.process().isAlive()).isTrue();
        }
    }

    @Test
    void headlessWithoutInputKeepsRunning() throws Exception {
        Shell shell = Shell.in(root);
        try (Shell.Running nija = shell.start("run")) {
            awaitUp(shell);
            assertThat(nija.process().waitFor(2, TimeUnit.SECONDS)).as("ended although only its input did").isFalse();
        }
    }

    @Test
    void aReadOnlyConfigurationIsEnough() throws Exception {
        Capabilities.require("runuser and the user nobody", Capabilities.canBecomeNobody());
        Shell shell = Shell.in(root);
        Capabilities.openTo(root);
        for (Path folder : new Path[] {shell.data, shell.state, root.resolve("home")}) {
            Files.createDirectories(folder);
            Capabilities.give(folder, "nobody");
        }
        Capabilities.readOnly(shell.config);
        Shell nobody = shell.through("runuser", "-u", "nobody", "--");
        try (Shell.Running nija = nobody.start("run", "--headless")) {
            Eventually.happens("the board answers", STARTED, () -> nobody.run("status").exit() == 2);
            assertThat(nobody.run("status").out()).contains("tania_gilbert");
            assertThat(nija.err()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    @Test
    void aDataFolderOfAnotherUserIsOneSentence() throws Exception {
        Capabilities.require("runuser and the user nobody", Capabilities.canBecomeNobody());
        Shell shell = Shell.in(root);
        Capabilities.openTo(root);
        Files.createDirectories(shell.data);
        Capabilities.readOnly(shell.data);
        Shell.Result result = shell.through("runuser", "-u", "nobody", "--").run("run", "--headless");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).contains(shell.data.toString()).doesNotContain("Exception");
    }

    @Test
    void theLanesAlsoConnectOnANewerJavaWhenThereIsOne() throws Exception {
        Path newer = Capabilities.otherJava().orElse(null);
        Capabilities.prefer("a second JDK under /usr/lib/jvm", newer != null);
        Shell shell = Shell.in(root).with("JAVA_HOME", newer.toString());
        try (Shell.Running demo = shell.start("demo", "--headless")) {
            shell.await("master/kraken", STARTED, "FUNDED");
            shell.await("tania_gilbert/kraken", STARTED, "FUNDED");
            assertThat(shell.run("verify").exit()).isZero();
            assertThat(demo.err()).doesNotContain("WARNING").doesNotContain("Exception");
            assertThat(demo.terminate(Duration.ofSeconds(60))).isZero();
        }
    }

    @Test
    void itAlsoRunsOnANewerJavaWhenThereIsOne() throws Exception {
        Path newer = Capabilities.otherJava().orElse(null);
        Capabilities.prefer("a second JDK under /usr/lib/jvm", newer != null);
        Shell shell = Shell.in(root).with("JAVA_HOME", newer.toString());
        try (Shell.Running nija = shell.start("run", "--headless")) {
            awaitUp(shell);
            assertThat(shell.json("version").toString()).contains(Capabilities.release(newer));
            assertThat(nija.err()).doesNotContain("WARNING");
            assertThat(nija.terminate(Duration.ofSeconds(60))).isZero();
        }
    }
}
