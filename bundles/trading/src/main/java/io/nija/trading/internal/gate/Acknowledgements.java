package io.nija.trading.internal.gate;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.books.RoundTrip;
import io.nija.journal.Journal;
import io.nija.journal.Mark;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.risk.Scope;
import io.nija.risk.Verdict;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which losses tripped a switch, and which of them a person has looked at. A {@code resume} acknowledges what tripped in its
 * scope: from there on it counts anew, and nothing else does. Kept in the journal before the switch is taken back, so that a
 * crash in between leaves a switch that is set and never one that trips again at once. Thread-safe.
 */
public final class Acknowledgements {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");
    private static final String TRIPPED = "tripped/";
    private static final String STREAK = "streak/";

    private final Journal journal;
    private final Worths worths;
    private final Map<String, Set<String>> tripped = new ConcurrentHashMap<>();
    private final Map<String, Instant> streaks = new ConcurrentHashMap<>();

    /** Reads what was kept; waits for the disk. */
    public Acknowledgements(Journal journal, Worths worths) {
        this.journal = journal;
        this.worths = worths;
        for (Mark mark : journal.history().standing(Mark.class,
                damaged -> LOG.error("What a person acknowledged may be lost; losses are measured without it. {}", damaged))) {
            if (mark.lane() == null && mark.name().startsWith(TRIPPED) && !mark.value().isEmpty()) {
                tripped.put(mark.name().substring(TRIPPED.length()), Set.of(mark.value().split(" ")));
            } else if (mark.lane() == null && mark.name().startsWith(STREAK)) {
                streaks.put(mark.name().substring(STREAK.length()), Instant.parse(mark.value()));
            }
        }
    }

    /** Until when round trips of a scope were looked at; null when none was. */
    Instant streak(Scope scope, String name) {
        return streaks.get(key(scope(scope, name)));
    }

    /** Until when round trips of one lane were looked at; null when none was. */
    Instant streak(LaneId lane) {
        return streaks.get(key(new SwitchChange.Scope(Kind.LANE, lane.toString())));
    }

    /** The switch's scope of a risk scope. */
    public static SwitchChange.Scope scope(Scope scope, String name) {
        return switch (scope) {
            case ACCOUNT -> new SwitchChange.Scope(Kind.ACCOUNT, name);
            case STRATEGY -> new SwitchChange.Scope(Kind.STRATEGY, name);
            // An asset has no switch of its own; what it lost refuses its entries for as long as it lasts.
            case ASSET, GLOBAL -> SwitchChange.Scope.GLOBAL;
        };
    }

    private static String key(SwitchChange.Scope scope) {
        return scope.kind() + "/" + scope.name();
    }

    private static Predicate<Known> covered(SwitchChange.Scope scope) {
        return lane -> Switchboard.covers(scope, lane.id(), null);
    }

    /** A loss set the switch of a scope. */
    public void tripped(SwitchChange.Scope scope, Verdict.Refused loss) {
        Set<String> codes = new TreeSet<>(tripped.getOrDefault(key(scope), Set.of()));
        if (codes.add(loss.code())) {
            tripped.put(key(scope), codes);
            journal.append(new Mark(null, TRIPPED + key(scope), String.join(" ", codes)));
        }
    }

    /**
     * A person resumes a scope: what tripped it, or would trip it now, counts anew.
     *
     * @param reached the losses that have reached a limit in this scope now
     * @param lanes all lanes
     */
    public void resume(SwitchChange.Scope scope, Collection<Verdict.Refused> reached, Collection<Known> lanes, Instant now) {
        Set<String> codes = new TreeSet<>(tripped.getOrDefault(key(scope), Set.of()));
        reached.forEach(loss -> codes.add(loss.code()));
        if (codes.isEmpty()) {
            return;
        }
        boolean ofDay = codes.contains("DAILY_LOSS");
        boolean ofPeak = codes.contains("DRAWDOWN");
        switch (scope.kind()) {
            case ACCOUNT -> worths.acknowledge(Worths.ACCOUNT, Set.of(scope.name()), ofDay, ofPeak, now);
            case GLOBAL -> worths.acknowledge(Worths.GLOBAL, lanes.stream().map(lane -> lane.account().id().value())
                    .collect(Collectors.toSet()), ofDay, ofPeak, now);
            case STRATEGY -> worths.acknowledgeStrategy(scope.name(), ofDay, ofPeak, now);
            case LANE -> lanes.stream().filter(covered(scope)).forEach(lane -> worths.acknowledgeLane(lane.account(), lane.mode(), ofDay, ofPeak, now));
            case BROKER, SYMBOL -> { }
        }
        if (codes.contains("LOSS_STREAK")) {
            lanes.stream().filter(scope.kind() == Kind.STRATEGY ? lane -> true : covered(scope))
                    .flatMap(lane -> lane.lane().trips().stream())
                    .filter(trip -> scope.kind() != Kind.STRATEGY || scope.name().equals(trip.strategy()))
                    .map(RoundTrip::closedAt).max(Instant::compareTo).ifPresent(latest -> {
                        streaks.put(key(scope), latest);
                        journal.append(new Mark(null, STREAK + key(scope), latest.toString()));
                    });
        }
        if (tripped.remove(key(scope)) != null) {
            journal.append(new Mark(null, TRIPPED + key(scope), ""));
        }
    }
}
