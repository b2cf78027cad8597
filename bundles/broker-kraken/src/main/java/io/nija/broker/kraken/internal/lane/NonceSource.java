package io.nija.broker.kraken.internal.lane;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

import io.nija.platform.TimeSource;

/**
 * One key's nonces: nanoseconds since 1970, each greater than every one before it, also across restarts and when the
 * clock is set back. Before a nonce is given out, a mark above it is on the disk; the mark is set ten seconds ahead, so
 * that the disk is not written for every call, and a restart begins above the mark. Not thread-safe.
 */
public final class NonceSource {

    private static final String KIND = "nonce";
    private static final Duration AHEAD = Duration.ofSeconds(10);

    private final KeyFiles files;
    private final TimeSource time;
    private long last;
    private long mark;

    private NonceSource(KeyFiles files, TimeSource time, long mark) {
        this.files = files;
        this.time = time;
        this.last = mark;
        this.mark = mark;
    }

    /**
     * Continues where this key's last user on this machine stopped. A mark that cannot be understood counts as none:
     * the venue itself then says whether the clock is far enough.
     *
     * @throws IOException when the mark is there but cannot be read
     */
    public static NonceSource open(KeyFiles files, TimeSource time) throws IOException {
        Optional<String> text = files.read(KIND);
        long mark = text.filter(digits -> digits.matches("\\d{1,18}|[1-8]\\d{18}")).map(Long::parseLong).orElse(0L);
        return new NonceSource(files, time, mark);
    }

    /**
     * The next nonce.
     *
     * @throws IOException when the mark cannot be made durable: then no nonce may be used
     */
    public long next() throws IOException {
        long nonce = Math.max(time.epochNanos(), Math.addExact(last, 1));
        if (nonce > mark) {
            long ahead = Math.addExact(nonce, AHEAD.toNanos());
            files.write(KIND, Long.toString(ahead), true);
            mark = ahead;
        }
        last = nonce;
        return nonce;
    }

    /** Goes on above a nonce that the venue says it has seen; one that no clock in nanoseconds can reach is not followed. */
    public void learn(BigInteger seen) {
        if (seen.signum() > 0 && !foreignScale(seen)) {
            last = Math.max(last, seen.longValueExact());
        }
    }

    /** Goes on at least this far ahead of the clock. */
    public void jump(Duration ahead) {
        last = Math.max(last, Math.addExact(time.epochNanos(), ahead.toNanos()));
    }

    /** Whether a nonce is so far above this clock that it was counted in another unit. */
    public boolean foreignScale(BigInteger seen) {
        return seen.compareTo(BigInteger.valueOf(Math.addExact(time.epochNanos(), Duration.ofDays(30).toNanos()))) > 0;
    }

    /** The last one given out, or the mark where it continues. */
    public long last() {
        return last;
    }
}
