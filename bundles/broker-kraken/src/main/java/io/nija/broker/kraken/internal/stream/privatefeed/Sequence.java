package io.nija.broker.kraken.internal.stream.privatefeed;

/**
 * The numbers of one private channel's messages, which go up by one from 1 with each subscription (sheet, section 13.1). Not
 * thread-safe.
 */
final class Sequence {

    /** What a message is. */
    enum Place {
        /** The first of a subscription: what was known before is told anew. */
        FIRST,
        NEXT,
        /** Known already, or of a subscription that is over. */
        STALE,
        /** Something before it is missing. */
        GAP
    }

    private boolean awaiting = true;
    private long last;

    /** A subscription is asked for; whatever comes before its snapshot belongs to the one before. */
    void begin() {
        awaiting = true;
        last = 0;
    }

    /** Whether the snapshot has not come yet. */
    boolean awaiting() {
        return awaiting;
    }

    /** @param number null when the venue did not number it */
    Place take(Long number, boolean snapshot) {
        if (awaiting) {
            if (!snapshot) {
                return Place.STALE;
            }
            awaiting = false;
            last = number == null ? 0 : number;
            return Place.FIRST;
        }
        if (number == null) {
            return Place.NEXT;
        }
        if (number <= last) {
            return Place.STALE;
        }
        if (number > last + 1) {
            return Place.GAP;
        }
        last = number;
        return Place.NEXT;
    }
}
