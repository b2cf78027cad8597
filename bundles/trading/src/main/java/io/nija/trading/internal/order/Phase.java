package io.nija.trading.internal.order;

/** Where an order of ours is in its life, as far as we know. */
public enum Phase {
    /** Wanted; no intent is on disk, nothing was sent. */
    CREATED("CR", Kind.BEFORE),
    /** A check refused it; it never left. */
    DENIED("DN", Kind.ENDED),
    /** Its intent is on disk and it was sent, or may have been. */
    SUBMITTED("SU", Kind.UNSURE),
    /** Nobody knows whether the venue has it: it is looked for, and never sent again. */
    IN_DOUBT("ID", Kind.UNSURE),
    /** It rests at the venue, nothing of it is filled. */
    ACCEPTED("AC", Kind.LIVE),
    /** It rests at the venue, some of it is filled. */
    PARTIALLY_FILLED("PF", Kind.LIVE),
    /** A cancel was sent, its end is not known yet. */
    PENDING_CANCEL("PC", Kind.LIVE),
    /** A change was sent, its end is not known yet. */
    PENDING_AMEND("PA", Kind.LIVE),
    /** All of it is filled. */
    FILLED("FI", Kind.ENDED),
    /** It was cancelled; what was filled before stays filled. */
    CANCELED("CA", Kind.ENDED),
    /** It ended by itself, by its time or because it could not trade at once. */
    EXPIRED("EX", Kind.ENDED),
    /** The venue did not take it, or it is proven that it never got there. */
    REJECTED("RE", Kind.ENDED),
    /** Its trigger price was reached; it works now. */
    TRIGGERED("TR", Kind.LIVE);

    private final String code;
    private final Kind kind;

    Phase(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    private enum Kind { BEFORE, UNSURE, LIVE, ENDED }

    /** Two letters, for the table. */
    public String code() {
        return code;
    }

    /** Whether nothing more is expected of it; a late acknowledgement or fill may still come. */
    public boolean ended() {
        return kind == Kind.ENDED;
    }

    /** Whether the venue is known to have it, and it has not ended. */
    public boolean live() {
        return kind == Kind.LIVE;
    }

    /** Whether it may be at the venue without our knowing. */
    public boolean unsure() {
        return kind == Kind.UNSURE;
    }

    /** Whether it can still trade: it is at the venue, or may be. */
    public boolean open() {
        return kind == Kind.LIVE || kind == Kind.UNSURE;
    }

    static Phase ofCode(String code) {
        for (Phase phase : values()) {
            if (phase.code.equals(code)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("No phase has the code '" + code + "'.");
    }
}
