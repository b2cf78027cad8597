package io.nija.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Position;
import io.nija.journal.SwitchChange.Scope;
import io.nija.journal.memory.MemoryJournal;

/** The switches that people set, as they remember it; after a crash those that were on the disk. */
final class Switches {

    private final Map<Scope, Position> standing = new LinkedHashMap<>();

    void set(SwitchChange change) {
        standing.put(change.scope(), change.position());
    }

    /** A new process knows what the journal kept. */
    void remembered(MemoryJournal journal) {
        standing.clear();
        journal.standing(SwitchChange.class).forEach(this::set);
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
