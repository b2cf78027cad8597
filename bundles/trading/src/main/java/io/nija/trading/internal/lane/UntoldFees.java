package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;

/** Our fills whose fee's asset nobody has told yet, by trade id: the venue's ledger tells it. Not thread-safe. */
final class UntoldFees {

    /**
     * A fill of which the ledger has not told all.
     *
     * @param at when it was made, by the venue's clock
     * @param bookedAt when it was booked in this process
     * @param missing the assets of which there is no row: either may carry the fee
     */
    private record Untold(Instant at, Instant bookedAt, Set<String> missing) {}

    private final Map<String, Untold> untold = new HashMap<>();
    private final Supplier<Instant> clock;
    private final Consumer<String> feeIsTold;

    /** @param feeIsTold given the id of each trade of ours of whose fee nothing more will be told */
    UntoldFees(Supplier<Instant> clock, Consumer<String> feeIsTold) {
        this.clock = clock;
        this.feeIsTold = feeIsTold;
    }

    /**
     * A fill of ours, or of somebody else, which is not waited for.
     *
     * @param missing of which of its assets there is no row
     * @return whether it is one that is waited for from now on
     */
    boolean booked(FillApplied fill, Set<String> missing) {
        if (fill.intent() == null || fill.trade().feeCurrency() != null) {
            return false;
        }
        if (missing.isEmpty()) {
            // Its rows came first: a person adopted the order when they were read already.
            feeIsTold.accept(fill.trade().venueTradeId());
            return false;
        }
        return untold.put(fill.trade().venueTradeId(), new Untold(fill.trade().at(), clock.get(), missing)) == null;
    }

    /** A trade has a row for each of its two assets; the fee stands in either, so one of them alone has not told it. */
    void tells(LedgerEntry entry) {
        Untold fill = untold.get(entry.reference());
        if (fill != null && fill.missing().remove(entry.asset()) && fill.missing().isEmpty()) {
            untold.remove(entry.reference());
            feeIsTold.accept(entry.reference());
        }
    }

    boolean isEmpty() {
        return untold.isEmpty();
    }

    /** When the oldest of them was made. */
    Optional<Instant> oldest() {
        return untold.values().stream().map(Untold::at).min(Instant::compareTo);
    }

    /** Waits no more for those that were booked so long ago; answers them, with what is missing of each. */
    Map<String, Set<String>> giveUp(Duration after) {
        Instant longAgo = clock.get().minus(after);
        Map<String, Set<String>> given = new TreeMap<>();
        untold.forEach((trade, fill) -> {
            if (fill.bookedAt().isBefore(longAgo)) {
                given.put(trade, fill.missing());
            }
        });
        given.keySet().forEach(trade -> {
            untold.remove(trade);
            feeIsTold.accept(trade);
        });
        return given;
    }

    void write(FieldLines to) {
        new TreeMap<>(untold).forEach((trade, fill) -> to.line("untold", trade, fill.at(), fill.missing()));
    }

    void read(FieldLine from) {
        String trade = from.text();
        Instant at = from.instant();
        untold.put(trade, new Untold(at, clock.get(), new TreeSet<>(from.texts())));
    }
}
