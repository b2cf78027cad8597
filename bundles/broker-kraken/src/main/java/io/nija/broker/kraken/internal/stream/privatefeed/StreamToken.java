package io.nija.broker.kraken.internal.stream.privatefeed;

import java.time.Duration;

import io.nija.platform.TimeSource;

/**
 * The token of one private stream. It must be used first within its life (sheet, section 2.5), so a command shows one that is
 * not old, and at half its life a new one is due. Guarded by the stream's lock.
 */
final class StreamToken {

    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(30);

    private final TimeSource time;
    private String text;
    private long at;
    private long life;
    private long renewAt;
    private boolean renewing;

    StreamToken(TimeSource time) {
        this.time = time;
    }

    void use(PrivateStream.Token.Granted granted) {
        text = granted.text();
        at = time.nanoTime();
        life = granted.life().toNanos();
        renewAt = at + life / 2;
    }

    void drop() {
        text = null;
    }

    /** The venue does not take it any more: a new one is due now. */
    void refused() {
        life = 0;
        renewAt = time.nanoTime();
    }

    String text() {
        return text;
    }

    /** Whether a command may show it. */
    boolean good() {
        return text != null && time.nanoTime() - at < life - life / 20;
    }

    /** Whether a new one is to be asked for now; then {@link #asked} is told what came. */
    boolean ask() {
        if (renewing || time.nanoTime() - renewAt < 0) {
            return false;
        }
        renewing = true;
        renewAt = time.nanoTime() + BETWEEN_RENEWALS.toNanos();
        return true;
    }

    void asked() {
        renewing = false;
    }
}
