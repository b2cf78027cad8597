package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.nija.testkit.Shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nija demo --crash}, as people see it. */
class CrashDemoTest {

    /** Never reached when all is well. */
    private static final long LIMIT_SECONDS = 300;

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
            assertThat(ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse(""))
                    .filter(command -> command.contains(root.toString()))).as("processes that it left").isEmpty();
            assertThat(shell.config.resolve(".env")).as("it keeps to its own folder").doesNotExist();
        }
    }
}
