package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.books.RoundTrip;
import io.nija.market.Symbol;

/**
 * The round trips of a lane: which fill belongs to which, so that a fee that is told after its trip was closed makes that trip
 * dearer and not the next one. Not thread-safe.
 */
final class Trips {

    /** More than any profile's number of losses in a row. */
    private static final int KEPT = 200;

    private final LinkedHashMap<Long, RoundTrip> closed = new LinkedHashMap<>();
    private final Map<String, Long> open = new HashMap<>();
    /** Trips of fills whose fee is not told yet. */
    private final Map<String, Long> waiting = new HashMap<>();
    /** What an open trip's position was charged for the one before it. */
    private final Map<Long, BigDecimal> charged = new HashMap<>();
    private long last;

    /** A fill belongs to the open trip of its share, which begins with it when there is none. */
    void fill(String share, String tradeId, boolean feeTold) {
        long trip = open.computeIfAbsent(share, first -> ++last);
        if (!feeTold) {
            waiting.put(tradeId, trip);
        }
    }

    /** A share is flat again. */
    void close(String share, String strategy, Symbol symbol, Instant at, BigDecimal net) {
        Long trip = open.remove(share);
        if (trip == null) {
            return;
        }
        BigDecimal notItsOwn = charged.remove(trip);
        closed.put(trip, new RoundTrip(strategy, symbol, at, notItsOwn == null ? net : net.add(notItsOwn)));
        if (closed.size() > KEPT) {
            closed.remove(closed.keySet().iterator().next());
        }
    }

    /**
     * A fee was told late.
     *
     * @param paid what the share's position was charged for it, in quote
     */
    void late(String share, String tradeId, BigDecimal paid) {
        Long trip = waiting.get(tradeId);
        if (trip == null || trip.equals(open.get(share))) {
            return;
        }
        closed.computeIfPresent(trip, (number, before) -> new RoundTrip(before.strategy(), before.symbol(), before.closedAt(),
                before.net().subtract(paid)));
        Long now = open.get(share);
        if (now != null) {
            charged.merge(now, paid, BigDecimal::add);
        }
    }

    /** Nothing more will be told of the fee of that fill. */
    void forget(String tradeId) {
        waiting.remove(tradeId);
    }

    /** How many fills are remembered. */
    int kept() {
        return waiting.size();
    }

    void write(FieldLines to) {
        to.line("trips", last);
        closed.forEach((number, trip) -> to.line("trip", number, trip.strategy(), trip.symbol(), trip.closedAt(), trip.net()));
        new TreeMap<>(open).forEach((share, number) -> to.line("trip-open", share, number));
        new TreeMap<>(waiting).forEach((trade, number) -> to.line("trip-waiting", trade, number));
        new TreeMap<>(charged).forEach((number, amount) -> to.line("trip-charged", number, amount));
    }

    /** @return whether the line is one of these */
    boolean read(FieldLine from) {
        switch (from.kind()) {
            case "trips" -> last = from.number();
            case "trip" -> closed.put(from.number(), new RoundTrip(from.text(), Symbol.parse(from.text()), from.instant(), from.decimal()));
            case "trip-open" -> open.put(from.text(), from.number());
            case "trip-waiting" -> waiting.put(from.text(), from.number());
            case "trip-charged" -> charged.put(from.number(), from.decimal());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The latest closed ones. */
    List<RoundTrip> closed() {
        return List.copyOf(closed.values());
    }
}
