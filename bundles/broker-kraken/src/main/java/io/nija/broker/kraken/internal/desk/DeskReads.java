package io.nija.broker.kraken.internal.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.kraken.internal.reading.OrderList;
import io.nija.broker.kraken.internal.wire.Fate;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderView;
import io.nija.platform.TimeSource;

import tools.jackson.databind.JsonNode;

/**
 * Reads orders by their ids, fifty at a time. Kraken answers nothing at all when it does not know one of them: then each
 * half is asked by itself, until those it does not know are alone and can be left out.
 */
final class DeskReads {

    private static final int AT_ONCE = 50;

    private final DeskFacts facts;
    private final TimeSource time;

    DeskReads(DeskFacts facts, TimeSource time) {
        this.facts = facts;
        this.time = time;
    }

    CompletableFuture<Reply<List<OrderView>>> orders(List<String> ids, InstrumentBook names) {
        List<String> possible = ids.stream().filter(OrderForm::legalVenueId).distinct().toList();
        CompletableFuture<Reply<List<OrderView>>> all = CompletableFuture.completedFuture(none());
        for (int from = 0; from < possible.size(); from += AT_ONCE) {
            List<String> part = possible.subList(from, Math.min(from + AT_ONCE, possible.size()));
            all = all.thenCompose(sofar -> sofar instanceof Reply.Good<List<OrderView>> good ? part(part, names)
                    .thenApply(more -> joined(good, more)) : CompletableFuture.completedFuture(sofar));
        }
        return all;
    }

    private CompletableFuture<Reply<List<OrderView>>> part(List<String> ids, InstrumentBook names) {
        return facts.calls().send(PrivateCall.orders(ids)).thenCompose(raw -> {
            Reply<List<OrderView>> reply = raw.read(result -> OrderList.of(result, facts.lane(), names));
            if (!unknown(raw)) {
                return CompletableFuture.completedFuture(reply);
            }
            if (ids.size() == 1) {
                return CompletableFuture.completedFuture(none());
            }
            int half = ids.size() / 2;
            return part(ids.subList(0, half), names).thenCompose(first -> first instanceof Reply.Good<List<OrderView>> good
                    ? part(ids.subList(half, ids.size()), names).thenApply(second -> joined(good, second))
                    : CompletableFuture.completedFuture(first));
        });
    }

    private static boolean unknown(Reply<JsonNode> reply) {
        if (reply instanceof Reply.Bad<JsonNode> bad) {
            Problem problem = bad.problem();
            return problem.fate() == Fate.MOOT;
        }
        return false;
    }

    private Reply<List<OrderView>> none() {
        return new Reply.Good<>(List.of(), time.instant(), java.time.Duration.ZERO);
    }

    private static Reply<List<OrderView>> joined(Reply.Good<List<OrderView>> first, Reply<List<OrderView>> second) {
        if (!(second instanceof Reply.Good<List<OrderView>> good)) {
            return second;
        }
        List<OrderView> all = new ArrayList<>(first.value());
        all.addAll(good.value());
        return new Reply.Good<>(List.copyOf(all), good.at(), good.roundTrip());
    }
}
