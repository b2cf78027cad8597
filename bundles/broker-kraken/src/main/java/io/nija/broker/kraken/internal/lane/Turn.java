package io.nija.broker.kraken.internal.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.platform.Timers;

import tools.jackson.databind.JsonNode;

/**
 * One call's right to use the nonce it was given. The right ends when the answer is there, or after a bounded time;
 * a call that has not begun to write by then never writes, so a nonce that came later cannot be overtaken by it.
 */
final class Turn {

    /** A call in the queue. */
    static final class Waiter {
        final PrivateCall call;
        final CompletableFuture<Reply<JsonNode>> answer;
        boolean nonceRepeated;
        int turnsLost;
        /** The private stream could not take it, or not its token: it goes by REST. Only touched on the lane's queue. */
        boolean byRest;
        /** When it came, in nanoseconds of the time source; it counts as old from some time on. */
        long since;
        /** Whether it was answered as never sent; guarded by the lane's lock on what is written. */
        boolean barred;

        Waiter(PrivateCall call, CompletableFuture<Reply<JsonNode>> answer) {
            this.call = call;
            this.answer = answer;
        }
    }

    private enum Stage {
        GRANTED,
        WRITING,
        LOST
    }

    final Waiter waiter;
    final long nonce;
    final long grantedAt;
    /** Whether the next call was let through before this one was answered. Only touched on the lane's queue. */
    boolean overtaken;
    Timers.Timer end;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.GRANTED);

    Turn(Waiter waiter, long nonce, long grantedAt) {
        this.waiter = waiter;
        this.nonce = nonce;
        this.grantedAt = grantedAt;
    }

    /** Called by the transport just before the first byte: whether it may write. */
    boolean beginWrite() {
        return stage.compareAndSet(Stage.GRANTED, Stage.WRITING);
    }

    /** The turn goes to somebody else; what is not being written yet never will be. */
    void lose() {
        stage.compareAndSet(Stage.GRANTED, Stage.LOST);
    }
}
