package io.nija.broker.kraken.internal.lane;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.SocketAnswers;
import io.nija.broker.kraken.internal.wire.TradingPath;

import tools.jackson.databind.JsonNode;

/**
 * Which of a lane's calls go by the private stream. A placement that was written goes nowhere a second time; a call of which
 * surely nothing was written may go by REST, and so may a cancel whose token was refused, for a cancel done twice is one. On the
 * lane's queue.
 */
final class SocketWrites {

    private SocketPath path = SocketPath.NONE;
    private TradingPath wanted = TradingPath.REST;

    void use(SocketPath newPath, TradingPath newWanted) {
        path = newPath;
        wanted = newWanted;
    }

    /** Whether this is the way for it now; with no other way for entries it is also where they are refused. */
    boolean takes(Turn.Waiter waiter) {
        return waiter.call.socket() != null && switch (wanted) {
            case REST -> false;
            case AUTO -> !waiter.byRest && path.open();
            case WEBSOCKET -> !waiter.byRest && path.open() || socketOnly(waiter);
        };
    }

    private boolean socketOnly(Turn.Waiter waiter) {
        return wanted == TradingPath.WEBSOCKET && waiter.call.priority() == Priority.ENTRY;
    }

    /** Why it is not sent at all; null when it may be. */
    Problem obstacle(Turn.Waiter waiter, Instant now) {
        Problem guarded = waiter.call.guard().obstacle(now);
        return guarded != null || !socketOnly(waiter) || !waiter.byRest && path.open() ? guarded : Problem.local("KRAKEN_STREAM_PATH",
                "Entries go by the private stream alone (trading.path=websocket), and it is not live; nothing was sent.",
                "Wait until it is open again, or set trading.path=auto in io.nija.broker.kraken.cfg.", now);
    }

    Optional<CompletableFuture<Reply<JsonNode>>> write(Turn.Waiter waiter, BooleanSupplier beginWrite) {
        return path.exchange(waiter.call.socket(), beginWrite);
    }

    /** Whether it is to go once more, by REST. */
    static boolean again(Turn.Waiter waiter, Problem problem) {
        boolean cancel = waiter.call.priority() == Priority.CANCEL && !waiter.byRest && SocketAnswers.tokenRefused(problem);
        waiter.byRest |= cancel;
        return cancel;
    }
}
