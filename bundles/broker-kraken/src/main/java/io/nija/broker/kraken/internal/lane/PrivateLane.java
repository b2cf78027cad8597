package io.nija.broker.kraken.internal.lane;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.Fate;
import io.nija.broker.kraken.internal.wire.KrakenForm;
import io.nija.broker.kraken.internal.wire.KrakenSigner;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.ReplyReader;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.TradingPath;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.WireRequest;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.credentials.Credentials;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import tools.jackson.databind.JsonNode;

/**
 * The one way for a key's calls to Kraken. Calls take turns: nonce, signature and write of one are done before the next
 * one's begin, in the order of their priority. A turn ends with the answer, or after two seconds (250 ms when an order or
 * cancel waits), so that a hanging query delays nobody for longer. A call whose nonce was overtaken on the way is refused
 * by Kraken without being executed; a read is then sent once more with a fresh nonce, anything else never. Commands may also
 * go by the private stream ({@link #join}), which needs no nonce and no turn: the most urgent call goes first on either way.
 *
 * <p>{@link #send} may be called from any thread; everything else runs on the session's queue.
 */
public final class PrivateLane {

    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration TURN_WHEN_TRADING_WAITS = Duration.ofMillis(250);
    private static final int MOST_TURNS_LOST = 3;
    /** History is late rather than refused: so many times as long as others it may wait. */
    private static final int HISTORY_WAITS = 5;

    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    private final Credentials credentials;
    private final Transport transport;
    private final NonceSource nonces;
    private final RateBudget budget;
    private final Duration longestWait;
    private final WaitingCalls waiting;
    private final SocketWrites socket = new SocketWrites();
    private final KrakenSigner signer = new KrakenSigner();
    private final KrakenForm form = new KrakenForm();
    private final OpenCalls open = new OpenCalls();
    private final NonceRefusals nonceRefusals = new NonceRefusals();
    private Turn turn;
    private Timers.Timer wake;
    private Problem gate;
    private volatile boolean closed;

    /**
     * A lane.
     *
     * @param limit how many calls may wait
     * @param longestWait a call that the budget would hold back for longer is refused at once; history for five times as long
     */
    public PrivateLane(SerialQueue queue, Timers timers, TimeSource time, Credentials credentials, Transport transport,
            NonceSource nonces, RateBudget budget, int limit, Duration longestWait) {
        this.queue = queue;
        this.timers = timers;
        this.time = time;
        this.credentials = credentials;
        this.transport = transport;
        this.nonces = nonces;
        this.budget = budget;
        this.longestWait = longestWait;
        this.waiting = new WaitingCalls(limit, budget.decayPerSecond());
    }

    /** Sends a call when its turn comes. The answer never comes exceptionally. */
    public CompletableFuture<Reply<JsonNode>> send(PrivateCall call) {
        CompletableFuture<Reply<JsonNode>> answer = open.begin();
        Turn.Waiter waiter = new Turn.Waiter(call, answer);
        queue.execute(() -> enter(waiter));
        if (closed && open.bar(waiter)) {
            answer.complete(new Reply.Bad<>(closedProblem()));
        }
        return answer;
    }

    private void enter(Turn.Waiter waiter) {
        if (closed || gate != null) {
            waiter.answer.complete(new Reply.Bad<>(closed ? closedProblem() : gate));
            return;
        }
        waiter.since = time.nanoTime();
        int cost = waiter.call.endpoint().cost();
        Duration wait = budget.wait(cost == 0 ? 0 : cost + waiting.cost(waiter.call.priority()), waiter.call.priority());
        Duration longest = waiter.call.priority() == Priority.HISTORY ? longestWait.multipliedBy(HISTORY_WAITS) : longestWait;
        if (wait.compareTo(longest) > 0) {
            waiter.answer.complete(new Reply.Bad<>(new Problem("KRAKEN_BUDGET", Fate.NOT_SENT, Cause.LIMIT,
                    "Kraken's call counter of this key is nearly full; the call would have to wait " + wait.toSeconds() + " s.",
                    "Try again then.", time.instant(), time.instant().plus(wait))));
        } else if (!waiting.offer(waiter)) {
            refuse(waiter, "KRAKEN_QUEUE_FULL", "Too many calls wait for this key already (" + waiting.size() + ").",
                    "Try again in a moment.");
        } else {
            if (waiter.call.priority().trading() && turn != null) {
                endEarly(turn);
            }
            pump();
        }
    }

    private void refuse(Turn.Waiter waiter, String code, String message, String hint) {
        waiter.answer.complete(new Reply.Bad<>(Problem.local(code, message, hint, time.instant())));
    }

    /** From now on commands may go this way as well. On the queue. */
    public void join(SocketPath path, TradingPath wanted) {
        socket.use(path, wanted);
        pump();
    }

    private void pump() {
        bySocket();
        while (turn == null && !closed) {
            long now = time.nanoTime();
            Turn.Waiter next = waiting.peek(now);
            if (next == null) {
                return;
            }
            boolean old = next.call.priority() == Priority.HISTORY && WaitingCalls.old(next, now);
            Duration wait = budget.wait(next.call.endpoint().cost(), old ? Priority.QUERY : next.call.priority());
            if (!wait.isZero()) {
                wakeAfter(Duration.ofNanos(Math.min(wait.toNanos(), waiting.untilOld(now))));
                return;
            }
            waiting.remove(next, now);
            grant(next);
        }
    }

    /** What may go by the stream needs no turn; it waits for a pause, and for what is more urgent and goes by REST. */
    private void bySocket() {
        long now = time.nanoTime();
        for (Turn.Waiter next = waiting.peek(now); next != null && !closed && socket.takes(next)
                && budget.wait(0, next.call.priority()).isZero(); next = waiting.peek(now)) {
            waiting.remove(next, now);
            writeBySocket(next);
        }
    }

    private void writeBySocket(Turn.Waiter waiter) {
        Problem obstacle = socket.obstacle(waiter, time.instant());
        if (obstacle != null) {
            waiter.answer.complete(new Reply.Bad<>(obstacle));
            return;
        }
        Optional<CompletableFuture<Reply<JsonNode>>> reply = socket.write(waiter, () -> mayWrite(waiter, () -> true));
        if (reply.isPresent()) {
            reply.get().whenComplete((read, failure) -> queue.execute(() -> answeredBySocket(waiter, read)));
            return;
        }
        // Surely not one byte of it was written, so it may still go the other way.
        open.unwritten(waiter);
        waiter.byRest = true;
        waiting.putBack(waiter);
    }

    private void answeredBySocket(Turn.Waiter waiter, Reply<JsonNode> reply) {
        if (reply instanceof Reply.Bad<JsonNode> bad) {
            limited(waiter, bad.problem());
            if (SocketWrites.again(waiter, bad.problem()) && !closed && gate == null) {
                open.unwritten(waiter);
                waiting.putBack(waiter);
                pump();
                return;
            }
        } else {
            accepted();
        }
        waiter.answer.complete(reply);
        pump();
    }

    private void wakeAfter(Duration wait) {
        if (wake != null) {
            wake.close();
        }
        wake = timers.after(wait, queue, this::pump);
    }

    private void grant(Turn.Waiter waiter) {
        Problem obstacle = waiter.call.guard().obstacle(time.instant());
        if (obstacle != null) {
            waiter.answer.complete(new Reply.Bad<>(obstacle));
            return;
        }
        WireRequest request;
        Turn granted;
        try {
            long nonce = nonces.next();
            request = credentials.use(scope -> signer.request(scope, waiter.call, nonce, form));
            granted = new Turn(waiter, nonce, time.nanoTime());
        } catch (IOException notDurable) {
            refuse(waiter, "KRAKEN_NONCE_NOT_DURABLE", "The nonce's mark cannot be written to the disk, so no call is made.",
                    "Make room, or make the folder writable: keys in NIJA's state folder.");
            return;
        } catch (ArithmeticException exhausted) {
            refuse(waiter, "KRAKEN_NONCE_EXHAUSTED", "This key's nonces are used up.", "Make a new API key on Kraken's page.");
            return;
        } catch (IllegalStateException withdrawn) {
            refuse(waiter, "KEYS_WITHDRAWN", "The keys were withdrawn while the call waited.", "");
            return;
        }
        budget.spend(waiter.call.endpoint());
        turn = granted;
        granted.end = timers.after(waiting.tradingWaits() ? TURN_WHEN_TRADING_WAITS : TURN, queue, () -> end(granted));
        transport.exchange(request, () -> mayWrite(waiter, granted::beginWrite)).whenComplete((result, failure) -> {
            WireResult certain = result != null ? result : new WireResult.Failed(WireResult.Fault.RESET,
                    "the transport failed", true, time.instant());
            Reply<JsonNode> reply = ReplyReader.read(certain);
            queue.execute(() -> answered(granted, reply));
        });
    }

    /**
     * Noted before the first byte, on the transport's thread: from here on nobody can say that the call was not sent. A call
     * that may not be sent any more loses its turn, and is told why when it asks for the next one.
     */
    private boolean mayWrite(Turn.Waiter waiter, BooleanSupplier mine) {
        return waiter.call.guard().obstacle(time.instant()) == null && open.beginWrite(waiter, mine);
    }

    private void endEarly(Turn held) {
        Duration heldFor = Duration.ofNanos(time.nanoTime() - held.grantedAt);
        Duration left = TURN_WHEN_TRADING_WAITS.minus(heldFor);
        held.end.close();
        held.end = timers.after(left.isNegative() ? Duration.ZERO : left, queue, () -> end(held));
    }

    /** The turn is over although there is no answer. */
    private void end(Turn held) {
        if (turn == held) {
            held.lose();
            held.overtaken = true;
            turn = null;
            pump();
        }
    }

    private void answered(Turn held, Reply<JsonNode> reply) {
        if (turn == held) {
            turn = null;
        }
        held.end.close();
        boolean again = reply instanceof Reply.Bad<JsonNode> bad ? note(held, bad.problem()) : accepted();
        if (again && !closed && gate == null) {
            waiting.putBack(held.waiter);
        }
        pump();
        if (!again || closed || gate != null) {
            held.waiter.answer.complete(reply);
        }
    }

    private boolean accepted() {
        budget.accepted();
        return false;
    }

    /** Draws the consequences for the lane; answers whether the call is to be sent again. */
    private boolean note(Turn held, Problem problem) {
        Turn.Waiter waiter = held.waiter;
        if (problem.cause() == Cause.TURN_LOST) {
            return ++waiter.turnsLost < MOST_TURNS_LOST;
        }
        if (problem.cause() == Cause.NONCE) {
            if (!held.overtaken) {
                nonceRefusals.add(time.instant());
            }
            boolean again = waiter.call.repeatable() && !waiter.nonceRepeated;
            waiter.nonceRepeated = true;
            return again;
        }
        limited(waiter, problem);
        return false;
    }

    private void limited(Turn.Waiter waiter, Problem problem) {
        if (problem.cause() == Cause.LIMIT) {
            if (problem.notBefore() == null) {
                Instant until = budget.refused();
                if (waiter.call.endpoint().cost() == 0) {
                    // It was not the counter then, or not only: what does not count on it is refused as well.
                    budget.pause(Duration.between(time.instant(), until));
                }
            } else {
                Duration pause = Duration.between(time.instant(), problem.notBefore());
                budget.pause(pause.isNegative() ? Duration.ZERO : pause);
            }
        }
    }

    /** How many nonces were refused within the last minute that nothing of ours had overtaken. */
    public int nonceRefusals() {
        return nonceRefusals.lately(time.instant());
    }

    /** Goes on above a nonce the venue has seen. */
    public void learn(BigInteger seen) {
        nonces.learn(seen);
    }

    /** Whether a nonce the venue has seen was counted in another unit than ours. */
    public boolean foreignScale(BigInteger seen) {
        return nonces.foreignScale(seen);
    }

    /** The last nonce given out. */
    public long lastNonce() {
        return nonces.last();
    }

    /** Goes on at least this far ahead of the clock. */
    public void jump(Duration ahead) {
        nonces.jump(ahead);
    }

    /** The estimate of the key's call counter, in thousandths of a point. On the queue. */
    public long counted() {
        return budget.counter();
    }

    /** By which that counter goes. */
    public Tier tier() {
        return budget.tier();
    }

    /** Until when the venue wants no calls, or null. */
    public Instant pausedUntil() {
        return budget.pausedUntil();
    }

    /** Refuses all calls, those that wait included, for this reason; null lets them through again. */
    public void gate(Problem reason) {
        gate = reason;
        if (reason != null) {
            waiting.drain().forEach(waiter -> waiter.answer.complete(new Reply.Bad<>(reason)));
        } else {
            budget.resume();
            nonceRefusals.clear();
            pump();
        }
    }

    /** Refuses everything from now on, what waits included. What is under way may still be answered: {@link #drain}. */
    public void close() {
        closed = true;
        if (wake != null) {
            wake.close();
        }
        if (turn != null) {
            turn.end.close();
        }
        waiting.drain().forEach(waiter -> waiter.answer.complete(new Reply.Bad<>(closedProblem())));
    }

    /** Waits for the answers of calls that may have reached the venue, after {@link #close}. Not on the lane's queue. */
    public void drain(Duration limit) {
        open.drain(limit);
    }

    /**
     * Answers every call that has had none: nobody will. What was never written was not sent; of the rest nobody knows.
     * Any thread.
     */
    public void abandon() {
        closed = true;
        open.abandon(closedProblem(), unknownProblem());
    }

    private Problem unknownProblem() {
        return new Problem("SESSION_CLOSED", Fate.UNCERTAIN, Cause.LOCAL, "The session was closed before Kraken answered.", "",
                time.instant(), null);
    }

    private Problem closedProblem() {
        return Problem.local("SESSION_CLOSED", "The session was closed.", "", time.instant());
    }
}
