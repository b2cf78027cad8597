package io.nija.broker.kraken.internal.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.reading.Page;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.Fate;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;

import tools.jackson.databind.JsonNode;

/**
 * Reads all pages of a history, newest first as Kraken gives them. What is booked meanwhile shifts the pages towards the
 * end, so nothing is missed and what comes twice is counted once. A page that fails fails all: half a history is none.
 *
 * @param <T> of what
 */
final class Pages<T> {

    private static final int PAGE = 50;

    /** A history that does not end is not read for ever. */
    private static final int MOST_PAGES = 400;

    private final PrivateLane calls;
    private final IntFunction<PrivateCall> ask;
    private final Function<JsonNode, Page<T>> reader;
    private final Map<String, T> found = new LinkedHashMap<>();
    private int pages;

    private Pages(PrivateLane calls, IntFunction<PrivateCall> ask, Function<JsonNode, Page<T>> reader) {
        this.calls = calls;
        this.ask = ask;
        this.reader = reader;
    }

    /** @param ask the call for the page that begins after so many entries */
    static <T> CompletableFuture<Reply<List<T>>> all(PrivateLane calls, IntFunction<PrivateCall> ask,
            Function<JsonNode, Page<T>> reader) {
        return new Pages<>(calls, ask, reader).page(0, true);
    }

    private CompletableFuture<Reply<List<T>>> page(int offset, boolean confirm) {
        return calls.send(ask.apply(offset)).thenCompose(raw -> {
            Reply<Page<T>> reply = raw.read(reader);
            if (reply instanceof Reply.Bad<Page<T>> bad) {
                Cause cause = bad.problem().cause();
                return confirm && (cause == Cause.UNREACHABLE || cause == Cause.SERVICE) ? page(offset, false)
                        : CompletableFuture.completedFuture(new Reply.Bad<>(bad.problem()));
            }
            Reply.Good<Page<T>> good = (Reply.Good<Page<T>>) reply;
            Map<String, T> entries = good.value().entries();
            Integer count = good.value().count();
            found.putAll(entries);
            int next = offset + entries.size();
            boolean last = entries.isEmpty() || (count == null ? entries.size() < PAGE : next >= count);
            if (last) {
                return CompletableFuture.completedFuture(new Reply.Good<>(List.copyOf(found.values()), good.at(), good.roundTrip()));
            }
            return ++pages < MOST_PAGES ? page(next, true) : CompletableFuture.completedFuture(new Reply.Bad<>(new Problem(
                    "KRAKEN_HISTORY_TOO_LONG", Fate.UNCERTAIN, Cause.REQUEST,
                    "The history has more than " + MOST_PAGES + " pages.", "Ask for a later beginning.", good.at(), null)));
        });
    }
}
