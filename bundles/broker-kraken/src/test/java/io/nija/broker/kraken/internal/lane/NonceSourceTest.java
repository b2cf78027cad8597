package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.platform.virtual.VirtualTime;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NonceSourceTest {

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));

    private NonceSource open() throws IOException {
        return NonceSource.open(new KeyFiles(folder, "key"), time);
    }

    private Path file(String ending) throws IOException {
        try (var files = Files.list(folder.resolve("keys"))) {
            return files.filter(path -> path.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    @Test
    void noncesAreNanosecondsOfTheClockAndRiseWhenItStandsStill() throws IOException {
        NonceSource nonces = open();
        long first = nonces.next();
        assertThat(first).isEqualTo(time.epochNanos());
        assertThat(nonces.next()).isEqualTo(first + 1);
    }

    @Test
    void beforeANonceIsGivenOutAMarkAboveItIsOnTheDisk() throws IOException {
        NonceSource nonces = open();
        for (int i = 0; i < 100; i++) {
            long nonce = nonces.next();
            assertThat(Long.parseLong(Files.readString(file(".nonce")).strip())).isGreaterThan(nonce);
            time.advance(Duration.ofMillis(700));
        }
    }

    @Test
    void theMarkIsWrittenOnceInTenSecondsAndNotForEveryCall() throws IOException {
        NonceSource nonces = open();
        nonces.next();
        String mark = Files.readString(file(".nonce"));
        for (int i = 0; i < 10_000; i++) {
            nonces.next();
        }
        assertThat(Files.readString(file(".nonce"))).isEqualTo(mark);
    }

    @Property(tries = 100)
    void theyRiseThroughRestartsAndClocksThatJumpEitherWay(
            @ForAll @Size(max = 30) List<@IntRange(min = -5_000, max = 5_000) Integer> steps) throws IOException {
        Path place = Files.createTempDirectory("nonces");
        VirtualTime clock = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
        KeyFiles files = new KeyFiles(place, "key");
        long last = 0;
        NonceSource nonces = NonceSource.open(files, clock);
        for (int step : steps) {
            clock.stepWallClock(Duration.ofSeconds(step));
            if (step % 3 == 0) {
                nonces = NonceSource.open(files, clock);
            }
            long next = nonces.next();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void anUnwritableMarkGivesNoNonce() throws IOException {
        NonceSource nonces = open();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("keys"), "a file where the folder should be");
        assertThatThrownBy(nonces::next).isInstanceOf(IOException.class);
    }

    @Test
    void aMarkThatIsNoNumberCountsAsNone() throws IOException {
        open().next();
        Files.writeString(file(".nonce"), "garbage");
        assertThat(open().next()).isEqualTo(time.epochNanos());
    }

    @Test
    void aNonceOfAnotherScaleIsKnownAndNotFollowed() throws IOException {
        NonceSource nonces = open();
        BigInteger picoseconds = BigInteger.valueOf(time.epochNanos()).multiply(BigInteger.TEN);
        assertThat(nonces.foreignScale(picoseconds)).isTrue();
        nonces.learn(picoseconds);
        assertThat(nonces.next()).isEqualTo(time.epochNanos());
        BigInteger ahead = BigInteger.valueOf(time.epochNanos() + 1_000_000);
        assertThat(nonces.foreignScale(ahead)).isFalse();
        nonces.learn(ahead);
        assertThat(BigInteger.valueOf(nonces.next())).isGreaterThan(ahead);
    }

    @Test
    void filesAreTheOwnersOnlyAndNamedByAHash() throws IOException {
        open().next();
        Path nonce = file(".nonce");
        assertThat(nonce.getFileName().toString()).matches("[0-9a-f]{64}\\.nonce");
        assertThat(Files.getPosixFilePermissions(nonce)).hasSize(2);
        assertThat(Files.getPosixFilePermissions(nonce.getParent())).hasSize(3);
    }
}
