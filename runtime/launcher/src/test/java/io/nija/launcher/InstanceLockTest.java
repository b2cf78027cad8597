package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    @TempDir
    private Path data;

    @Test
    void aSecondOneIsRefusedAndToldWhoHasIt() throws Exception {
        try (InstanceLock first = InstanceLock.acquire(data, "run")) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> InstanceLock.acquire(data, "run"))
                    .withMessageMatching("Another NIJA holds the data folder \\S+ \\(nija run, pid "
                            + ProcessHandle.current().pid() + ", since 20\\S+Z\\); stop it first, or .*")
                    .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(5));
            assertThat(first).isNotNull();
        }
    }

    @Test
    void givenBackItCanBeTakenAgain() throws Exception {
        InstanceLock.acquire(data, "run").close();
        InstanceLock.acquire(data, "demo").close();
        assertThat(InstanceLock.heldBy(data)).isEmpty();
    }

    @Test
    void lookingAtItTellsTheHolderAndDoesNotDisturbIt() throws Exception {
        try (InstanceLock lock = InstanceLock.acquire(data, "demo")) {
            assertThat(lock).isNotNull();
            assertThat(InstanceLock.heldBy(data)).hasValueSatisfying(text -> assertThat(text).contains("nija demo, pid"));
            assertThat(InstanceLock.heldBy(data)).isPresent();
        }
        assertThat(InstanceLock.heldBy(data)).isEmpty();
    }

    @Test
    void aFolderNeverUsedIsHeldByNobody() {
        assertThat(InstanceLock.heldBy(data)).isEmpty();
    }

    @Test
    void anotherProcessIsRefusedToo() throws Exception {
        try (InstanceLock lock = InstanceLock.acquire(data, "run")) {
            assertThat(lock).isNotNull();
            Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), Contender.class.getName(), data.toString())
                    .redirectErrorStream(true).start();
            String said = new String(other.getInputStream().readAllBytes());
            assertThat(other.waitFor()).as(said).isEqualTo(5);
        }
    }

    /** A process that wants the lock; its exit code says whether it got it. */
    static final class Contender {

        private Contender() {}

        public static void main(String[] arguments) throws Exception {
            try (InstanceLock lock = InstanceLock.acquire(Path.of(arguments[0]), "run")) {
                System.exit(lock == null ? 1 : 0);
            } catch (Refusal e) {
                System.exit(e.exit());
            }
        }
    }
}
