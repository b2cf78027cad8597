package io.nija.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Position;
import io.nija.journal.SwitchChange.Scope;
import io.nija.journal.memory.MemoryJournal;

/**
 * The switches that people set, as they remember it; after a crash those that were on the disk, and those that NIJA had confirmed:
 * what was confirmed must be on the disk.
 */
final class Switches {

    private final Map<Scope, Position> standing = new LinkedHashMap<>();
    private final Map<Scope, Position> confirmed = new LinkedHashMap<>();

    void set(SwitchChange change) {
        standing.put(change.scope(), change.position());
        confirmed.remove(change.scope());
    }

    /** NIJA said that it is kept. */
    void confirmed(SwitchChange change) {
        if (standing.get(change.scope()) == change.position()) {
            confirmed.put(change.scope(), change.position());
        }
    }

    /** A new process knows what the journal kept, which is at least what was confirmed last. */
    void remembered(MemoryJournal journal) {
        standing.clear();
        journal.standing(SwitchChange.class).forEach(change -> standing.put(change.scope(), change.position()));
        confirmed.forEach((scope, position) -> standing.merge(scope, position, (kept, said) -> kept.compareTo(said) > 0 ? kept : said));
    }

    /** The strictest for a lane and, unless null, an instrument. */
    Position strictest(LaneId lane, String symbol) {
        Position strictest = Position.OPEN;
        for (Map.Entry<Scope, Position> set : standing.entrySet()) {
            if (covers(set.getKey(), lane, symbol) && set.getValue().compareTo(strictest) > 0) {
                strictest = set.getValue();
            }
        }
        return strictest;
    }

    /** What NIJA said that it is kept, but for what is open. */
    Map<Scope, Position> confirmed() {
        Map<Scope, Position> set = new LinkedHashMap<>(confirmed);
        set.values().removeIf(position -> position == Position.OPEN);
        return set;
    }

    Map<Scope, Position> standing() {
        return standing;
    }

    private static boolean covers(Scope scope, LaneId lane, String symbol) {
        return switch (scope.kind()) {
            case GLOBAL -> true;
            case BROKER -> scope.name().equals(lane.broker().value());
            case ACCOUNT -> scope.name().equals(lane.account().value());
            case LANE -> scope.name().equals(lane.toString());
            case SYMBOL -> scope.name().equals(symbol);
            case STRATEGY -> false;
        };
    }
}
