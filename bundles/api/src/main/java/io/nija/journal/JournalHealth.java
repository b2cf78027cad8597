package io.nija.journal;

import java.util.List;

/**
 * How the journal is.
 *
 * @param state what may be done
 * @param code stable, for programs; empty when all is well
 * @param reason one line of plain words; empty when all is well
 * @param hint what the operator can do; empty when nothing
 * @param last the sequence of the last forced record; 0 when there is none
 * @param forces how many times records were forced to the disk since the journal was opened
 * @param damage one line for each damaged record found; at most a hundred
 */
public record JournalHealth(State state, String code, String reason, String hint, long last, long forces,
        List<String> damage) {

    /** What may be done, best first. */
    public enum State {
        /** Everything. */
        OK,
        /** It is being opened; nothing yet. */
        OPENING,
        /** A record or the file is damaged: no entries, everything else. */
        DAMAGED,
        /** The disk is full and the reserve is being used: no entries, everything else. */
        RESERVE,
        /** Nothing can be written: nothing automatic may be sent. */
        FAILED
    }

    public JournalHealth {
        damage = List.copyOf(damage);
    }

    /** Whether entries may be appended. */
    public boolean entries() {
        return state == State.OK;
    }

    /** Whether anything can be appended. */
    public boolean writes() {
        return state == State.OK || state == State.DAMAGED || state == State.RESERVE;
    }
}
