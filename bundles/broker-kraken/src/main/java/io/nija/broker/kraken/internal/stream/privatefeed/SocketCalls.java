package io.nija.broker.kraken.internal.stream.privatefeed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.Fate;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.SocketAnswers;
import io.nija.broker.kraken.internal.wire.SocketRequest;
import io.nija.platform.TimeSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The commands that were written to one private stream and have no answer yet, by their request ids. Of what has none when the
 * socket ends, or within the limit, nobody knows what became. Guarded by the stream's lock.
 */
final class SocketCalls {

    /** As long as a call by REST may take. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private record Call(SocketRequest request, long writtenAt, CompletableFuture<Reply<JsonNode>> answer) {}

    private final TimeSource time;
    private final Map<Long, Call> open = new LinkedHashMap<>();

    SocketCalls(TimeSource time) {
        this.time = time;
    }

    CompletableFuture<Reply<JsonNode>> written(long id, SocketRequest request) {
        Call call = new Call(request, time.nanoTime(), new CompletableFuture<>());
        open.put(id, call);
        return call.answer;
    }

    /** It was not written after all. */
    void forget(long id) {
        open.remove(id);
    }

    /** Whether it was the answer to a command of ours that waits; what it means is told. */
    boolean answered(Long id, JsonNode message) {
        Call call = id == null ? null : open.remove(id);
        if (call == null) {
            return false;
        }
        call.answer.complete(SocketAnswers.read(call.request, message, time.instant(), Duration.ofNanos(time.nanoTime() - call.writtenAt)));
        return true;
    }

    /** The same, of an answer that names no method: only its error can be of use. */
    boolean answered(Long id, boolean success, String error) {
        return answered(id, JsonNodeFactory.instance.objectNode().put("success", success).put("error", error));
    }

    /** Gives up what has waited too long. */
    void expire() {
        Iterator<Call> calls = open.values().iterator();
        List<Call> late = new ArrayList<>();
        while (calls.hasNext()) {
            Call call = calls.next();
            if (time.nanoTime() - call.writtenAt >= LIMIT.toNanos()) {
                late.add(call);
                calls.remove();
            }
        }
        late.forEach(call -> unknown(call, "KRAKEN_TIMEOUT", "Kraken did not answer over the stream in time."));
    }

    /** The socket has ended. */
    void lost(String why) {
        List<Call> all = List.copyOf(open.values());
        open.clear();
        all.forEach(call -> unknown(call, "KRAKEN_RESET", "The stream ended before Kraken answered: " + why));
    }

    private void unknown(Call call, String code, String message) {
        call.answer.complete(new Reply.Bad<>(new Problem(code, Fate.UNCERTAIN, Cause.UNREACHABLE, message, "", time.instant(), null)));
    }
}
