package io.nija.broker.kraken.internal.lane;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.nija.broker.kraken.internal.wire.PrivateEndpoint;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.platform.TimeSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our estimate of a key's REST counter (sheet, section 4.1), which Kraken keeps but never shows. It is written down
 * after each call, so that a restarted process does not spend what is already spent. History leaves room for the
 * session's own round of reads. A full counter holds back only what counts on it; orders and cancels do not. A throttle
 * holds back everything. Not thread-safe.
 */
public final class RateBudget {

    private static final Logger LOG = LoggerFactory.getLogger(RateBudget.class);
    private static final String KIND = "counter";

    /** The two clocks and the network are not exact: half a point is never used. */
    private static final long MARGIN = 500;

    /** What one round of the session's reads costs, and history may not take. */
    private static final long ROUND = 5_000;

    private static final long SECOND = 1_000_000_000;

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final KeyFiles files;
    private final TimeSource time;
    private final Tier tier;
    private long counter;
    private long countedAt;
    private int refusals;
    private long pausedUntil;
    private long fullUntil;
    private Instant pausedUntilWall;
    private boolean complained;

    private RateBudget(KeyFiles files, TimeSource time, Tier tier, long counter) {
        this.files = files;
        this.time = time;
        this.tier = tier;
        this.counter = counter;
        this.countedAt = time.nanoTime();
        this.pausedUntil = countedAt;
        this.fullUntil = countedAt;
    }

    /**
     * Continues the estimate.
     *
     * @throws IOException when it is there but cannot be read
     */
    public static RateBudget open(KeyFiles files, TimeSource time, Tier tier) throws IOException {
        Optional<String> text = tier == Tier.UNLIMITED ? Optional.empty() : files.read(KIND);
        long counter = 0;
        if (text.isPresent() && text.get().matches("\\d{1,9} \\d{1,15}")) {
            String[] parts = text.get().split(" ");
            long then = Long.parseLong(parts[1]);
            // A clock that was set back says nothing about how long it was; then nothing is taken off.
            long millis = Math.max(0, time.instant().toEpochMilli() - then);
            counter = after(Math.min(Long.parseLong(parts[0]), tier.maximum()), millis, tier);
        }
        return new RateBudget(files, time, tier, counter);
    }

    private static long after(long counter, long millis, Tier tier) {
        long whole = tier.maximum() * 1000 / tier.decayPerSecond() + 1;
        return Math.max(0, counter - Math.min(millis, whole) * tier.decayPerSecond() / 1000);
    }

    /**
     * How long calls must wait until they surely fit; zero when they may go now.
     *
     * @param points what they cost together
     */
    public Duration wait(int points, Priority priority) {
        long now = time.nanoTime();
        long pause = Math.max(0, pausedUntil - now);
        if (points == 0) {
            return Duration.ofNanos(pause);
        }
        pause = Math.max(pause, fullUntil - now);
        if (tier == Tier.UNLIMITED) {
            return Duration.ofNanos(pause);
        }
        settle(now);
        long limit = tier.maximum() - MARGIN - (priority == Priority.HISTORY ? ROUND : 0);
        long over = counter + 1000L * points - limit;
        if (over <= 0) {
            return Duration.ofNanos(pause);
        }
        Duration decay = Duration.ofMillis(over * 1000 / tier.decayPerSecond() + 1);
        return decay.toNanos() > pause ? decay : Duration.ofNanos(pause);
    }

    /** A call goes out now. */
    public void spend(PrivateEndpoint endpoint) {
        if (tier == Tier.UNLIMITED || endpoint.cost() == 0) {
            return;
        }
        settle(time.nanoTime());
        counter = Math.min(tier.maximum(), counter + 1000L * endpoint.cost());
        save();
    }

    /** Kraken says that the counter is full: believe it, and stay away for five seconds, longer each time in a row. */
    public Instant refused() {
        settle(time.nanoTime());
        counter = tier == Tier.UNLIMITED ? 0 : tier.maximum();
        save();
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(refusals, 5));
        refusals++;
        Duration length = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        fullUntil = later(fullUntil, length);
        return pausedUntil();
    }

    /** No call for this long. */
    public Instant pause(Duration length) {
        pausedUntil = later(pausedUntil, length);
        return pausedUntil();
    }

    private long later(long before, Duration length) {
        long until = time.nanoTime() + length.toNanos();
        if (pausedUntilWall == null || until - Math.max(pausedUntil, fullUntil) > 0) {
            pausedUntilWall = time.instant().plus(length);
        }
        return Math.max(before, until);
    }

    /** A call was answered without complaint. */
    public void accepted() {
        refusals = 0;
    }

    /** Ends a pause: a person wants it tried now. */
    public void resume() {
        pausedUntil = time.nanoTime();
        fullUntil = pausedUntil;
        pausedUntilWall = null;
    }

    /** Until when no call goes out, or none that counts, or null. */
    public Instant pausedUntil() {
        return Math.max(pausedUntil, fullUntil) - time.nanoTime() > 0 ? pausedUntilWall : null;
    }

    /** What time takes off the counter in a second, in thousandths of a point. */
    long decayPerSecond() {
        return tier.decayPerSecond();
    }

    /** The estimate, in thousandths of a point. */
    public long counter() {
        settle(time.nanoTime());
        return counter;
    }

    /** By which it goes. */
    public Tier tier() {
        return tier;
    }

    private void settle(long now) {
        // What is less than a thousandth of a point is counted next time, however often it is asked.
        long whole = tier.maximum() * SECOND / tier.decayPerSecond() + 1;
        long credit = Math.min(now - countedAt, whole) * tier.decayPerSecond() / SECOND;
        if (credit >= counter) {
            counter = 0;
            countedAt = now;
        } else if (credit > 0) {
            counter -= credit;
            countedAt += (credit * SECOND + tier.decayPerSecond() - 1) / tier.decayPerSecond();
        }
    }

    private void save() {
        if (tier == Tier.UNLIMITED) {
            return;
        }
        try {
            files.write(KIND, counter + " " + time.instant().toEpochMilli(), false);
            complained = false;
        } catch (IOException notWritten) {
            if (!complained) {
                complained = true;
                LOG.warn("The call counter's estimate cannot be written to {}; after a restart Kraken may answer"
                        + " 'Rate limit exceeded' once.", files.folder());
            }
        }
    }
}
