package io.nija.broker.kraken.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import io.nija.broker.kraken.internal.desk.OrderForm;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.market.Instrument;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;

import tools.jackson.databind.JsonNode;

/**
 * Finds out what a key may do where Kraken does not offer {@code GetApiKeyInfo}: by calls without any effect, at
 * least a second apart (sheet, section 9.3). It never withdraws, cancels everything or places an order. What trading
 * does not need is asked every ten minutes only, because it is dear.
 */
final class RightsProbe {

    private static final Duration APART = Duration.ofMillis(1_100);
    private static final Duration SELDOM = Duration.ofMinutes(10);

    /** What came of it. */
    sealed interface Found {
        /** @param at when the last of the calls was answered */
        record Rights(RightsFinding finding, Instant at) implements Found {}

        /** The venue's answer says nothing about rights. */
        record Stopped(Problem problem) implements Found {}
    }

    private record Question(KeyRight right, PrivateCall call) {}

    private final SerialQueue queue;
    private final Timers timers;
    private final Function<PrivateCall, CompletableFuture<Reply<JsonNode>>> ask;
    private final Map<KeyRight, Boolean> known = new EnumMap<>(KeyRight.class);
    private Instant seldomAsked = Instant.MIN;

    RightsProbe(SerialQueue queue, Timers timers, Function<PrivateCall, CompletableFuture<Reply<JsonNode>>> ask) {
        this.queue = queue;
        this.timers = timers;
        this.ask = ask;
    }

    /**
     * Asks it all.
     *
     * @param example any instrument, for the order that is only checked; null when none is known
     * @param accepted told, on the queue, when the first call was answered: the key is proven then, many seconds before the rest
     */
    CompletableFuture<Found> run(Instrument example, Instant now, Consumer<Instant> accepted) {
        List<Question> questions = new ArrayList<>(List.of(
                new Question(KeyRight.QUERY_FUNDS, PrivateCall.balances()),
                new Question(KeyRight.QUERY_OPEN, PrivateCall.openOrders()),
                new Question(KeyRight.QUERY_CLOSED, PrivateCall.probeClosedOrders()),
                new Question(KeyRight.CLOSE, PrivateCall.probeCancel()),
                new Question(KeyRight.STREAM, PrivateCall.streamToken())));
        known.remove(KeyRight.MODIFY);
        if (example != null) {
            questions.add(new Question(KeyRight.MODIFY, PrivateCall.checkOrder(OrderForm.smallest(example))));
        }
        if (seldomAsked.isBefore(now.minus(SELDOM))) {
            seldomAsked = now;
            questions.add(new Question(KeyRight.LEDGER, PrivateCall.probeLedgers()));
            questions.add(new Question(KeyRight.WITHDRAW, PrivateCall.probeWithdraw()));
        }
        return next(questions, 0, now, accepted);
    }

    private CompletableFuture<Found> next(List<Question> questions, int index, Instant lastAt, Consumer<Instant> accepted) {
        if (index == questions.size()) {
            return CompletableFuture.completedFuture(
                    new Found.Rights(new RightsFinding(Map.copyOf(known), null, null, null), lastAt));
        }
        Question question = questions.get(index);
        return pause(index).thenCompose(passed -> ask.apply(question.call())).thenCompose(reply -> {
            Instant at = reply instanceof Reply.Good<JsonNode> good ? good.at() : ((Reply.Bad<JsonNode>) reply).problem().at();
            if (reply instanceof Reply.Bad<JsonNode> bad && !saysSomething(bad.problem().cause())) {
                known.remove(question.right());
                return CompletableFuture.completedFuture(new Found.Stopped(bad.problem()));
            }
            known.put(question.right(), !(reply instanceof Reply.Bad<JsonNode> bad && bad.problem().cause() == Cause.RIGHT));
            if (index == 0) {
                accepted.accept(at);
            }
            return next(questions, index + 1, at, accepted);
        });
    }

    /** Whether a refusal tells if the right is there: it is when the venue looked further than the right. */
    private static boolean saysSomething(Cause cause) {
        return switch (cause) {
            case RIGHT, REQUEST, ENGINE -> true;
            case UNREACHABLE, EDGE, KEY, NONCE, LOCKOUT, LIMIT, SERVICE, UNREADABLE, UNKNOWN_METHOD, UNKNOWN, TURN_LOST,
                    LOCAL -> false;
        };
    }

    private CompletableFuture<Void> pause(int index) {
        if (index == 0) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> passed = new CompletableFuture<>();
        timers.after(APART, queue, () -> passed.complete(null));
        return passed;
    }
}
