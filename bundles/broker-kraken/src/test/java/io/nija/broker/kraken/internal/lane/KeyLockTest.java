package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.nija.platform.KeyLocks;
import io.nija.platform.internal.HeldKeyLocks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLockTest {

    @TempDir
    Path folder;

    /** Another process that takes the lock, says so, and keeps it until its input ends. */
    public static final class Holder {
        public static void main(String[] arguments) throws IOException {
            KeyLock.Attempt attempt = KeyLock.attempt(new KeyFiles(Path.of(arguments[0]), "key"), new HeldKeyLocks(), "the other process");
            System.out.println(attempt.getClass().getSimpleName());
            System.out.flush();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    private final KeyLocks held = new HeldKeyLocks();

    private KeyLock.Attempt attempt(String key) {
        return KeyLock.attempt(new KeyFiles(folder, key), held, "this test");
    }

    @Test
    void aKeyIsHeldOnceAndAgainAfterItWasGivenBack() throws IOException {
        KeyLock first = ((KeyLock.Attempt.Held) attempt("key")).lock();
        assertThat(attempt("key")).isEqualTo(new KeyLock.Attempt.InUse("another session of this NIJA"));
        assertThat(attempt("other key")).isInstanceOf(KeyLock.Attempt.Held.class);
        first.close();
        assertThat(attempt("key")).isInstanceOf(KeyLock.Attempt.Held.class);
    }

    @Test
    void anotherProcessHoldingTheKeyIsNamedAndItsDeathFreesTheKey() throws Exception {
        Process other = other();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("Held");
            assertThat(attempt("key")).isEqualTo(new KeyLock.Attempt.InUse("the other process"));
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(attempt("key")).isInstanceOf(KeyLock.Attempt.Held.class);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aSecondAttemptHereDoesNotTakeTheLockFromItsHolder() throws Exception {
        KeyLock first = ((KeyLock.Attempt.Held) attempt("key")).lock();
        assertThat(attempt("key")).isInstanceOf(KeyLock.Attempt.InUse.class);
        assertThat(saidByAnother()).as("the system still knows the lock").isEqualTo("InUse");
        first.close();
        KeyLock second = ((KeyLock.Attempt.Held) attempt("key")).lock();
        first.close();
        assertThat(attempt("key")).as("closing twice gives back once").isInstanceOf(KeyLock.Attempt.InUse.class);
        second.close();
        assertThat(saidByAnother()).isEqualTo("Held");
    }

    private String saidByAnother() throws IOException {
        Process other = other();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            return said.readLine();
        } finally {
            other.destroyForcibly();
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
