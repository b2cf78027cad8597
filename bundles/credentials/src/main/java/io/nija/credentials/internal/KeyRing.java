package io.nija.credentials.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.credentials.KeyFormat;
import io.nija.credentials.internal.RotationPlan.Action;
import io.nija.credentials.internal.RotationPlan.Decision;

/**
 * The keys that are in use: hands a lane's {@link LaneCredentials} out when it may have them, and takes them back.
 * Not thread-safe.
 */
final class KeyRing {

    /** Makes a lane's keys available to others. */
    interface Publisher {

        Publication publish(LaneCredentials credentials);

        /** When all that was asked for a lane so far has happened. */
        default CompletionStage<Void> settled(LaneId lane) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Keys that are available. */
    interface Publication {

        /** The place where they were found is another one now. */
        void sourceChanged();

        /**
         * Takes them back, now or soon.
         *
         * @param then run when nobody has them any more
         */
        void end(Runnable then);
    }

    private record Issued(LaneCredentials credentials, Publication publication, long generation, long since) {}

    private final Publisher publisher;
    private final Map<LaneId, Issued> issued = new TreeMap<>();

    KeyRing(Publisher publisher) {
        this.publisher = publisher;
    }

    /** The pair a lane has, if it has one. */
    Optional<LaneCredentials> issued(LaneId lane) {
        return Optional.ofNullable(issued.get(lane)).map(Issued::credentials);
    }

    /** Does what was decided: first all that goes, then all that comes. A lane nothing was decided for loses its pair. */
    void apply(Map<LaneId, Decision> decisions, Map<LaneId, Finding> found, Function<LaneId, KeyFormat> formats, long generation,
            long now) {
        for (LaneId lane : List.copyOf(issued.keySet())) {
            Decision decision = decisions.get(lane);
            if (decision == null || !decision.action().keeps()) {
                withdraw(lane);
            }
        }
        decisions.forEach((lane, decision) -> {
            if (decision.action() == Action.KEEP) {
                refresh(issued.get(lane), found.get(lane).pair(), formats.apply(lane).encoding());
            } else if (decision.action() == Action.ISSUE || decision.action() == Action.REPLACE) {
                LaneCredentials credentials = new LaneCredentials(lane, found.get(lane).pair(), formats.apply(lane).encoding());
                issued.put(lane, new Issued(credentials, publisher.publish(credentials), generation, now));
            }
        });
    }

    private static void refresh(Issued running, KeyPair pair, KeyFormat.Encoding encoding) {
        boolean moved = !running.credentials().source().equals(pair.source());
        running.credentials().refresh(pair.source(), encoding);
        if (moved) {
            running.publication().sourceChanged();
        }
    }

    private void withdraw(LaneId lane) {
        Issued gone = issued.remove(lane);
        gone.publication().end(gone.credentials()::withdraw);
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

    /** When all that was decided for a lane so far is done. */
    CompletionStage<Void> settled(LaneId lane) {
        return publisher.settled(lane);
    }
}
