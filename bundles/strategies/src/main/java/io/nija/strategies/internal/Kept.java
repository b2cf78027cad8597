package io.nija.strategies.internal;

import java.util.Optional;

import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.Mark;
import io.nija.journal.Note;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must survive a restart: the course of each position, and what a person said of each strategy. */
final class Kept {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.strategies");
    private static final String COURSE = "bracket ";
    private static final String WORD = "strategy ";

    private final Journal journal;

    Kept(Journal journal) {
        this.journal = journal;
    }

    /** Writes the course; null when the position is over. Forced before any order that is asked for afterwards. */
    void course(RunKey key, Course course) {
        journal.append(new Mark(key.lane(), COURSE + key.strategy() + " " + key.symbol(), course == null ? "" : course.text()));
    }

    /** Waits for the disk. */
    Optional<Course> course(RunKey key) {
        return read(key.lane(), COURSE + key.strategy() + " " + key.symbol()).map(text -> {
            try {
                return Course.parse(text);
            } catch (IllegalArgumentException e) {
                LOG.error("The bracket of {} cannot be read, so its targets are not sold; its stop stays. {} [BRACKET_UNREADABLE]", key, e.getMessage());
                return null;
            }
        });
    }

    /** What a person said of a strategy, and who. */
    record Said(Word word, String by) {}

    /** What a person can say of a strategy. */
    enum Word { RESUMED, PAUSED, STOPPED }

    void said(String strategy, Said said) {
        journal.append(new Mark(null, WORD + strategy, said.word() + " " + said.by()),
                new Note(null, null, "strategy", "STRATEGY_" + said.word(), strategy + " was " + said.word().name().toLowerCase(java.util.Locale.ROOT)
                        + " by " + said.by() + ".", java.util.Map.of()));
    }

    /** Waits for the disk. A word that cannot be read is a pause: nothing is opened on a guess. */
    Said said(String strategy) {
        try {
            return read(null, WORD + strategy).map(text -> {
                int space = text.indexOf(' ');
                return new Said(Word.valueOf(text.substring(0, space)), text.substring(space + 1));
            }).orElse(new Said(Word.RESUMED, ""));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return new Said(Word.PAUSED, "NIJA, since what a person said of it cannot be read");
        }
    }

    private Optional<String> read(io.nija.account.LaneId lane, String name) {
        try {
            return journal.history().mark(lane, name).filter(text -> !text.isEmpty());
        } catch (JournalException e) {
            LOG.error("'{}' cannot be read from the journal. {} [{}]", name, e.getMessage(), e.code());
            return Optional.empty();
        }
    }
}
