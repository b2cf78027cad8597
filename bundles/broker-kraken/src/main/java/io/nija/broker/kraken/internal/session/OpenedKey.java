package io.nija.broker.kraken.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import io.nija.broker.kraken.internal.lane.KeyFiles;
import io.nija.broker.kraken.internal.lane.KeyLock;
import io.nija.broker.kraken.internal.lane.NonceSource;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.lane.RateBudget;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.credentials.Credentials;
import io.nija.platform.Installation;
import io.nija.platform.KeyLocks;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

/** A key that is ours alone on this machine, with the lane that uses it. */
final class OpenedKey {

    /** How many calls may wait; without a counter (a simulator under load) far more make sense. */
    private static final int QUEUE = 512;
    private static final int QUEUE_UNLIMITED = 32_768;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final KeyLock lock;
    private final Transport transport;
    private final PrivateLane calls;

    private OpenedKey(KeyLock lock, Transport transport, PrivateLane calls) {
        this.lock = lock;
        this.transport = transport;
        this.calls = calls;
    }

    /** How an attempt ended. */
    sealed interface Attempt {
        record Opened(OpenedKey key) implements Attempt {}

        record NotYet(Problem problem) implements Attempt {}
    }

    /** Tries once; reads small files. */
    static Attempt attempt(Credentials credentials, Venue venue, Installation installation, KeyLocks held, SerialQueue queue,
            Timers timers, TimeSource time) {
        Instant now = time.instant();
        KeyFiles files;
        try {
            files = credentials.use(scope -> new KeyFiles(installation.state(), scope.key()));
        } catch (IllegalStateException withdrawn) {
            return new Attempt.NotYet(Problem.local("KEYS_WITHDRAWN", "The keys were withdrawn.", "", now));
        }
        KeyLock.Attempt tried = KeyLock.attempt(files, held,
                "NIJA, process " + ProcessHandle.current().pid() + ", data folder " + installation.data());
        if (tried instanceof KeyLock.Attempt.InUse inUse) {
            return new Attempt.NotYet(Problem.local("KEY_IN_USE", "Another NIJA on this machine uses this key: " + inUse.holder()
                    + ". It is tried again every few seconds.", "Stop the other one, or give each its own key.", now));
        }
        if (tried instanceof KeyLock.Attempt.Failed failed) {
            return new Attempt.NotYet(unusable(files, failed.reason(), now));
        }
        KeyLock lock = ((KeyLock.Attempt.Held) tried).lock();
        Problem obstacle;
        try {
            NonceSource nonces = NonceSource.open(files, time);
            RateBudget budget = RateBudget.open(files, time, venue.tier());
            Transport transport;
            try {
                transport = venue.transports().apply(credentials.lane().toString());
            } catch (Throwable notPrepared) {
                // OkHttp throws what it does not declare here: checked exceptions and AssertionError for a bad trust store.
                return new Attempt.NotYet(givenBack(lock, Problem.unprepared(notPrepared, now)));
            }
            PrivateLane calls = new PrivateLane(queue, timers, time, credentials, transport, nonces, budget,
                    venue.tier() == Tier.UNLIMITED ? QUEUE_UNLIMITED : QUEUE, LONGEST_WAIT);
            return new Attempt.Opened(new OpenedKey(lock, transport, calls));
        } catch (IOException notReadable) {
            obstacle = unusable(files,
                    VenueText.clean(notReadable.getClass().getSimpleName() + ": " + notReadable.getMessage(), 200), now);
        } catch (RuntimeException | Error unforeseen) {
            obstacle = Problem.local("INTERNAL", "The session cannot begin: "
                    + VenueText.clean(unforeseen.getClass().getSimpleName() + ": " + unforeseen.getMessage(), 200)
                    + ". It is tried again every few seconds.", "Report this with the log.", now);
        }
        return new Attempt.NotYet(givenBack(lock, obstacle));
    }

    /** Nobody may find a key in use that nobody uses. */
    private static Problem givenBack(KeyLock lock, Problem obstacle) {
        try {
            lock.close();
            return obstacle;
        } catch (IOException notReleased) {
            return obstacle.told(obstacle.message() + " The key's lock could not be given back either: "
                    + VenueText.clean(notReleased.getMessage(), 100));
        }
    }

    private static Problem unusable(KeyFiles files, String reason, Instant now) {
        return Problem.local("KRAKEN_STATE_FOLDER", "The key's lock and nonce files in " + files.folder()
                + " cannot be used: " + reason + ".", "Make the folder readable and writable for NIJA's user, with room on its disk.", now);
    }

    PrivateLane calls() {
        return calls;
    }

    /**
     * Ends every call and gives the key back. Any thread, after the queue has ended.
     *
     * @throws IOException when the lock could not be given back; the end of the process does it then
     */
    void release(Duration limit) throws IOException {
        try {
            transport.close(limit);
            calls.abandon();
        } finally {
            lock.close();
        }
    }
}
