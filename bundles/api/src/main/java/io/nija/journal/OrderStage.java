package io.nija.journal;

/** Where an order of ours is in its life, from the intent to the end. */
public enum OrderStage {
    /** The intent is durable, nothing was sent. */
    CREATED(false),
    /** A check of ours refused it; it was never sent. */
    DENIED(true),
    /** It was sent. */
    SUBMITTED(false),
    /** It was sent, and nobody knows whether the venue took it. */
    IN_DOUBT(false),
    /** The venue took it. */
    ACCEPTED(false),
    /** The venue took it, and its trigger was reached. */
    TRIGGERED(false),
    /** A part was filled, the rest lives. */
    PARTIALLY_FILLED(false),
    /** A change was sent. */
    PENDING_AMEND(false),
    /** A cancel was sent. */
    PENDING_CANCEL(false),
    /** All of it was filled. */
    FILLED(true),
    /** Ended by a cancel. */
    CANCELED(true),
    /** Ended by its time. */
    EXPIRED(true),
    /** The venue did not take it. */
    REJECTED(true);

    private final boolean ended;

    OrderStage(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing more is expected. A late acknowledgement or fill can still revive it. */
    public boolean ended() {
        return ended;
    }
}
