package io.nija.trading.internal.gate;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.LaneId;
import io.nija.journal.Entry;
import io.nija.journal.Journal;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.journal.SwitchChange.Position;
import io.nija.market.Symbol;
import io.nija.platform.TimeSource;
import io.nija.risk.SwitchInForce;
import io.nija.risk.SwitchKind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switches as they are: kept in the journal, so that a restart changes none. Each scope has its own; the strictest that
 * covers an order decides. A change holds here at once, also when it cannot be written: what stops must never wait for a disk.
 * Thread-safe.
 */
public final class Switchboard {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading.switches");

    /** A switch that was set, and since when. */
    public record Set(SwitchChange change, java.time.Instant since) {}

    private final Journal journal;
    private final TimeSource time;
    private final Map<SwitchChange.Scope, Set> standing = new ConcurrentHashMap<>();

    /** Reads what stands; waits for the disk. */
    public Switchboard(Journal journal, TimeSource time) {
        this.journal = journal;
        this.time = time;
        Map<SwitchChange.Scope, java.time.Instant> since = new ConcurrentHashMap<>();
        List<Entry> newest = journal.history().newest(SwitchChange.class, null, 1000);
        newest.forEach(entry -> {
            if (entry.record() instanceof SwitchChange change) {
                since.putIfAbsent(change.scope(), entry.writtenAt());
            }
        });
        List<String> damaged = new ArrayList<>();
        journal.history().standing(SwitchChange.class, damaged::add).forEach(change -> standing.put(change.scope(),
                new Set(change, since.getOrDefault(change.scope(), time.instant()))));
        damaged.forEach(this::unreadable);
    }

    /**
     * Which switch was set there, nobody knows any more: everything only reduces, as after a limit was reached. A halt is never
     * assumed, for it would keep protection from being set.
     */
    private void unreadable(String why) {
        Set global = standing.get(SwitchChange.Scope.GLOBAL);
        if (global == null || global.change().position().compareTo(Position.REDUCE_ONLY) < 0) {
            standing.put(SwitchChange.Scope.GLOBAL, new Set(new SwitchChange(SwitchChange.Scope.GLOBAL, Position.REDUCE_ONLY, "journal",
                    "A switch was set that cannot be read any more. " + why), time.instant()));
            LOG.error("REDUCE_ONLY for everything: which switches were set is not known any more. {}", why);
        }
    }

    /** Sets a switch, or takes it back with {@link Position#OPEN}. */
    public CompletionStage<Receipt> set(SwitchChange change) {
        standing.put(change.scope(), new Set(change, time.instant()));
        LOG.warn("{} for {} by {}: {}", change.position(), words(change.scope()), change.who(), change.reason());
        return journal.append(change);
    }

    /** All switches that are not open, the widest scope first. */
    public List<Set> all() {
        return standing.values().stream().filter(set -> set.change().position() != Position.OPEN)
                .sorted(java.util.Comparator.comparing((Set set) -> set.change().scope().kind()).thenComparing(set -> set.change().scope().name()))
                .toList();
    }

    /** Those that touch an order on this lane and instrument, of this strategy (null for a person's). */
    public List<SwitchInForce> inForce(LaneId lane, Symbol symbol, String strategy) {
        List<SwitchInForce> inForce = new ArrayList<>();
        for (Set set : all()) {
            SwitchChange.Scope scope = set.change().scope();
            if (covers(scope, lane, symbol) || scope.kind() == Kind.STRATEGY && scope.name().equals(strategy)) {
                inForce.add(new SwitchInForce(SwitchKind.valueOf(set.change().position().name()), words(scope), set.change().reason(),
                        set.since().truncatedTo(ChronoUnit.SECONDS)));
            }
        }
        return inForce;
    }

    /** Whether a scope covers a lane and, when one is given, an instrument. */
    public static boolean covers(SwitchChange.Scope scope, LaneId lane, Symbol symbol) {
        return switch (scope.kind()) {
            case GLOBAL -> true;
            case BROKER -> scope.name().equals(lane.broker().value());
            case ACCOUNT -> scope.name().equals(lane.account().value());
            case LANE -> scope.name().equals(lane.toString());
            case SYMBOL -> symbol != null && scope.name().equals(symbol.toString());
            case STRATEGY -> false;
        };
    }

    /** A scope as operators write it. */
    public static String words(SwitchChange.Scope scope) {
        return scope.kind() == Kind.GLOBAL ? "everything" : scope.name();
    }
}
