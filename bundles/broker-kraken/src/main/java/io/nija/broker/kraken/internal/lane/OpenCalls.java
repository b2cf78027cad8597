package io.nija.broker.kraken.internal.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;

import tools.jackson.databind.JsonNode;

/**
 * A lane's calls that have no answer yet, and which of them may have reached the venue: the line between "not sent" and "nobody
 * knows". Thread-safe.
 */
final class OpenCalls {

    /** In the order in which they were asked, so that they are also given up in it. */
    private final Set<CompletableFuture<Reply<JsonNode>>> open = Collections.synchronizedSet(new LinkedHashSet<>());
    /** Those of them that may have reached the venue; added to under its own lock, until the lane is abandoned. */
    private final Set<CompletableFuture<Reply<JsonNode>>> written = Collections.synchronizedSet(new LinkedHashSet<>());
    private boolean abandoned;

    CompletableFuture<Reply<JsonNode>> begin() {
        CompletableFuture<Reply<JsonNode>> answer = new CompletableFuture<>();
        open.add(answer);
        answer.whenComplete((reply, failure) -> {
            open.remove(answer);
            written.remove(answer);
        });
        return answer;
    }

    /** It will not be written any more; false when it may have been already, and then somebody else answers it. */
    boolean bar(Turn.Waiter waiter) {
        synchronized (written) {
            waiter.barred = !written.contains(waiter.answer);
            return waiter.barred;
        }
    }

    /**
     * Asked just before the first byte: from a yes on nobody can say that the call was not sent.
     *
     * @param mine whether it is still its turn
     */
    boolean beginWrite(Turn.Waiter waiter, BooleanSupplier mine) {
        synchronized (written) {
            if (abandoned || waiter.barred || !mine.getAsBoolean()) {
                return false;
            }
            written.add(waiter.answer);
            return true;
        }
    }

    /** Surely nothing of it was written after all, or what was written was refused. */
    void unwritten(Turn.Waiter waiter) {
        written.remove(waiter.answer);
    }

    /** Waits for the answers of those that may have reached the venue. */
    void drain(Duration limit) {
        CompletableFuture<?>[] underWay = written.toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(underWay).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException noMoreTime) {
            // Whatever has no answer is reported by abandon().
            return;
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers all that have had no answer: nobody will. */
    void abandon(Problem notSent, Problem unknown) {
        synchronized (written) {
            abandoned = true;
        }
        new ArrayList<>(open).forEach(answer -> answer.complete(new Reply.Bad<>(written.contains(answer) ? unknown : notSent)));
    }
}
