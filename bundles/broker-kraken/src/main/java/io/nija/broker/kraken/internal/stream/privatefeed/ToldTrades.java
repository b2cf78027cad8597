package io.nija.broker.kraken.internal.stream.privatefeed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.order.Trade;

/**
 * The fills that one subscription has told, and since when there can be no other: the snapshot has the last fifty (sheet, section
 * 13.1), what happens afterwards comes one by one. Guarded by the stream's lock.
 */
final class ToldTrades {

    private static final int KEPT = 1_000;

    /** What happened at the same moment as the oldest one told may have been cut off. */
    private static final Duration EDGE = Duration.ofSeconds(1);

    private final Map<String, Trade> trades = new LinkedHashMap<>();
    private Instant since;
    private boolean whole;

    /** A snapshot begins. */
    void begin() {
        trades.clear();
        since = null;
        whole = true;
    }

    void add(Trade trade) {
        trades.putIfAbsent(trade.venueTradeId(), trade);
        since = since == null || trade.at().isBefore(since) ? trade.at() : since;
        if (trades.size() > KEPT) {
            trades.values().remove(trades.values().stream().min(Comparator.comparing(Trade::at)).orElseThrow());
            since = trades.values().stream().map(Trade::at).min(Comparator.naturalOrder()).orElseThrow();
        }
    }

    /** One was not told, or not all of it. */
    void missed() {
        whole = false;
    }

    /** Every fill since {@code from}, oldest first; empty when there may be one that was not told. */
    Optional<List<Trade>> from(Instant from) {
        if (!whole || since == null || from.isBefore(since.plus(EDGE))) {
            return Optional.empty();
        }
        List<Trade> all = new ArrayList<>(trades.values());
        all.removeIf(trade -> trade.at().isBefore(from));
        all.sort(Comparator.comparing(Trade::at).thenComparing(Trade::venueTradeId));
        return Optional.of(all);
    }
}
