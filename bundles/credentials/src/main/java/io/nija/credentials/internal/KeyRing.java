package io.nija.credentials.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.credentials.KeyFormat;

/**
 * The keys that are in use: hands a lane's {@link LaneCredentials} out when it may have them, and takes them back.
 * Whoever wants to prove a new pair before the old one goes does it between {@link #withdraw} and {@link #issue}.
 * Not thread-safe.
 */
final class KeyRing {

    /** Makes a lane's keys available to others. */
    interface Publisher {

        Publication publish(LaneCredentials credentials);
    }

    /** Keys that are available. */
    interface Publication {

        /** The place where they were found is another one now. */
        void sourceChanged();

        /** They are not available any more when this returns. */
        void end();
    }

    private record Issued(LaneCredentials credentials, Publication publication, long generation, long since) {}

    private final Publisher publisher;
    private final Map<LaneId, Issued> issued = new TreeMap<>();

    KeyRing(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Brings what is issued in line with what was found: first all that goes, then all that comes. */
    void apply(Map<LaneId, Finding> found, Function<LaneId, KeyFormat> formats, long generation, long now) {
        for (LaneId lane : List.copyOf(issued.keySet())) {
            Finding finding = found.get(lane);
            if (finding == null || finding.pair() == null || !issued.get(lane).credentials().isSamePair(finding.pair())) {
                withdraw(lane);
            }
        }
        found.forEach((lane, finding) -> {
            if (finding.pair() != null) {
                issue(lane, finding.pair(), formats.apply(lane).encoding(), generation, now);
            }
        });
    }

    private void issue(LaneId lane, KeyPair pair, KeyFormat.Encoding encoding, long generation, long now) {
        Issued running = issued.get(lane);
        if (running == null) {
            LaneCredentials credentials = new LaneCredentials(lane, pair, encoding);
            issued.put(lane, new Issued(credentials, publisher.publish(credentials), generation, now));
            return;
        }
        boolean moved = !running.credentials().source().equals(pair.source());
        running.credentials().refresh(pair.source(), encoding);
        if (moved) {
            running.publication().sourceChanged();
        }
    }

    private void withdraw(LaneId lane) {
        Issued gone = issued.remove(lane);
        gone.publication().end();
        gone.credentials().withdraw();
    }

    /**
     * Whether a lane has been running on the key of {@code pair}. One that got it from the very same state of the
     * files only just now does not count: lanes ask one after the other, and the first must not win by chance.
     */
    boolean holds(LaneId lane, KeyPair pair, long generation, long now, long chance) {
        Issued running = issued.get(lane);
        return running != null && running.credentials().digest().equals(pair.digest())
                && (running.generation() != generation || now - running.since() >= chance);
    }

    void withdrawAll() {
        new ArrayList<>(issued.keySet()).forEach(this::withdraw);
    }
}
