package io.nija.trading.internal.lane;

import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.journal.Checkpoint;
import io.nija.journal.Entry;
import io.nija.journal.Journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lane's past amounts to by the last checkpoint and what was written after it; by all that was written when there is none that
 * can be used. Reads the journal and waits for it.
 *
 * @param reckoning what it amounts to
 * @param kept the last record that is in the checkpoint that it began with; 0 without one
 * @param upTo the last record that is in it
 * @param read how many fills and rows were read
 * @param complete whether all that there is was read
 */
record ReckonedPast(Reckoning reckoning, long kept, long upTo, long read, boolean complete) {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    /** Records at a time. */
    private static final int PAGE = 5_000;

    /** The name of a lane's checkpoint. */
    static String name(LaneId lane) {
        return "past/" + lane;
    }

    /**
     * Reads it.
     *
     * @param into fresh
     * @param most fills and rows that are read at most, to the next page
     * @throws Nonsense when {@code into} is of no use any more; the next reading needs no checkpoint
     */
    static ReckonedPast read(Reckoning into, LaneId lane, Journal journal, long most) {
        String opening = journal.history().mark(lane, LaneLedger.OPENING).orElse(null);
        Optional<Checkpoint> checkpoint = usable(lane, journal, opening);
        checkpoint.ifPresentOrElse(kept -> begin(into, kept, lane, journal), () -> into.beginWith(opening));
        long kept = checkpoint.map(Checkpoint::upTo).orElse(0L);
        // Asked first: what is written meanwhile is behind it.
        long upTo = Math.max(kept, journal.history().last());
        long after = kept;
        long read = 0;
        List<Entry> page;
        do {
            page = journal.history().booked(lane, after, PAGE);
            page.forEach(entry -> into.take(entry.record()));
            read += page.size();
            after = page.isEmpty() ? after : page.get(page.size() - 1).sequence();
        } while (page.size() == PAGE && read < most);
        return new ReckonedPast(into, kept, page.size() < PAGE ? Math.max(upTo, after) : after, read, page.size() < PAGE);
    }

    /** The checkpoint, if this version can go on from it now. */
    private static Optional<Checkpoint> usable(LaneId lane, Journal journal, String opening) {
        Optional<Checkpoint> kept = journal.checkpoints().find(name(lane));
        Optional<String> objection = kept.flatMap(checkpoint -> Reckoning.objection(checkpoint.body(), lane, opening));
        objection.ifPresent(why -> {
            LOG.warn("The checkpoint of {} is not used ({}); its whole past is read [CHECKPOINT_DROPPED]", lane, why);
            journal.checkpoints().drop(name(lane));
        });
        return objection.isPresent() ? Optional.empty() : kept;
    }

    /** A checkpoint is whole by its checksum and nonsense all the same: it is dropped, and whoever was to go on from it must begin anew. */
    static final class Nonsense extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Nonsense(String message) {
            super(message);
        }
    }

    private static void begin(Reckoning into, Checkpoint kept, LaneId lane, Journal journal) {
        try {
            into.begin(kept.body());
        } catch (RuntimeException nonsense) {
            journal.checkpoints().drop(name(lane));
            throw new Nonsense("The checkpoint of " + lane + " cannot be understood (" + nonsense + "); it is dropped.");
        }
    }

    /** To be kept. */
    Checkpoint checkpoint(LaneId lane) {
        return new Checkpoint(name(lane), upTo, reckoning.text());
    }
}
