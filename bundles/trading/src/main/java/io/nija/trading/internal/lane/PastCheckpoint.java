package io.nija.trading.internal.lane;

import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.journal.Checkpoint;
import io.nija.journal.Entry;
import io.nija.journal.Journal;

/**
 * The checkpoint of one lane's past: brought up to date from itself and what was written since, and compared with all that was written.
 * It is made of the journal alone, never of what the lane holds in its hands, so neither waits for the other. Waits for the disk;
 * not thread-safe.
 */
public final class PastCheckpoint {

    private final LaneId lane;
    private final Journal journal;

    public PastCheckpoint(LaneId lane, Journal journal) {
        this.lane = lane;
        this.journal = journal;
    }

    /**
     * Brings it up to date when that is worth it.
     *
     * @param least so many fills and rows must have come behind it
     * @param most about so many are read at most; when there are more it stays as it is
     * @return whether another one is kept now
     * @throws io.nija.journal.JournalException when the journal cannot be read
     */
    public boolean renew(long least, long most) {
        ReckonedPast past = read(most);
        boolean worth = past.complete() && past.read() >= least;
        if (worth) {
            journal.checkpoints().keep(past.checkpoint(lane));
        }
        return worth;
    }

    private ReckonedPast read(long most) {
        try {
            return ReckonedPast.read(Reckoning.of(lane), lane, journal, most);
        } catch (ReckonedPast.Nonsense dropped) {
            return ReckonedPast.read(Reckoning.of(lane), lane, journal, most);
        }
    }

    /** Begins to compare it with all that was written before it; empty when there is none. */
    public Optional<Comparing> compare() {
        return journal.checkpoints().find(ReckonedPast.name(lane)).map(Comparing::new);
    }

    /** The one that is kept is of no use. */
    public void drop() {
        journal.checkpoints().drop(ReckonedPast.name(lane));
    }

    /** Counts everything again, some records at a time. */
    public final class Comparing {

        private final Checkpoint checkpoint;
        private final Reckoning anew = Reckoning.of(lane);
        private long after;
        private boolean done;

        private Comparing(Checkpoint checkpoint) {
            this.checkpoint = checkpoint;
            anew.beginWith(Reckoning.opening(checkpoint.body()));
        }

        /** Reads on. @return whether all is read */
        public boolean step(int most) {
            List<Entry> page = journal.history().booked(lane, after, most);
            List<Entry> before = page.stream().filter(entry -> entry.sequence() <= checkpoint.upTo()).toList();
            before.forEach(entry -> anew.take(entry.record()));
            after = before.isEmpty() ? after : before.get(before.size() - 1).sequence();
            done = before.size() < most;
            return done;
        }

        /** The first line in which the checkpoint says otherwise than all records before it; empty when it says the same. Once all is read. */
        public Optional<String> difference() {
            if (!done) {
                throw new IllegalStateException("Not everything is read yet.");
            }
            String[] kept = checkpoint.body().split("\n");
            String[] counted = anew.text().split("\n");
            for (int line = 0; line < Math.max(kept.length, counted.length); line++) {
                String here = line < kept.length ? kept[line] : "nothing";
                String there = line < counted.length ? counted[line] : "nothing";
                if (!here.equals(there)) {
                    return Optional.of("line " + (line + 1) + " is '" + here + "', and all records before it make it '" + there + "'");
                }
            }
            return Optional.empty();
        }
    }
}
