package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nija.testkit.Eventually;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nija demo --crash}, as people see it. */
class CrashDemoTest {

    /** Never reached when all is well. */
    private static final long LIMIT_SECONDS = 300;
    private static final int SIGINT = 2;

    @TempDir
    Path root;

    @Test
    void peopleSeeThatNothingIsLostWhenItIsKilledTwice() throws Exception {
        Shell shell = Shell.in(root);
        try (Shell.Running demo = shell.start("demo", "--crash", "--rounds", "2")) {
            assertThat(demo.process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(demo.out() + demo.err()).isTrue();
            String out = demo.out();
            assertThat(demo.process().exitValue()).as(out + demo.err()).isZero();
            assertThat(out).contains("KILLED", "lost 0 · doubled 0 · on the wrong account 0 · unprotected 0 · other disagreements 0",
                    "VERDICT: every order is where it was meant to be, once");
            assertThat(out.split("  KILLED ", -1).length - 1).as(out).isEqualTo(2);
            assertThat(left()).as("processes that it left").isEmpty();
            assertThat(shell.config.resolve(".env")).as("it keeps to its own folder").doesNotExist();
        }
    }

    @Test
    void ctrlCEndsItWithWhatItStartedAndIsNoSuccess() throws Exception {
        Shell shell = Shell.in(root);
        try (Shell.Running demo = shell.start("demo", "--crash")) {
            Eventually.happens("its first NIJA answers", Duration.ofSeconds(LIMIT_SECONDS), () -> !demo.process().isAlive()
                    || demo.out().contains("In its life 1 NIJA is process"));
            assertThat(left()).as("processes while it runs: " + demo.err()).hasSizeGreaterThanOrEqualTo(2);
            String signal = ignoresCtrlC(demo.process().pid()) ? "-TERM" : "-INT";
            assertThat(new ProcessBuilder("kill", signal, Long.toString(demo.process().pid())).inheritIO().start().waitFor()).isZero();
            assertThat(demo.process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(demo.out() + demo.err()).isTrue();
            assertThat(demo.process().exitValue()).as(demo.out() + demo.err()).isEqualTo(signal.equals("-INT") ? 130 : 143);
            assertThat(demo.out()).doesNotContain("VERDICT");
            Eventually.happens("nothing of it is left", Duration.ofSeconds(LIMIT_SECONDS), () -> left().isEmpty());
        }
    }

    /** Processes that name this test's folder. */
    private List<String> left() {
        return ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(root.toString())).toList();
    }

    /** Whoever starts the tests in the background of a script has Ctrl-C ignored, and all that they start inherits it. */
    private static boolean ignoresCtrlC(long pid) throws IOException {
        String mask = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("SigIgn:"))
                .findFirst().orElseThrow().substring("SigIgn:".length()).strip();
        return (Long.parseUnsignedLong(mask, 16) & 1L << SIGINT - 1) != 0;
    }
}
