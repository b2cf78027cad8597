package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;

/**
 * A switch was set. The newest change of a scope is what holds; the strictest of all scopes that cover a lane decides.
 *
 * @param scope what it covers
 * @param position what is allowed from now on
 * @param who the person, or the check that tripped it
 * @param reason one line of plain words
 */
public record SwitchChange(Scope scope, Position position, String who, String reason) implements JournalRecord {

    public SwitchChange {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(reason, "reason");
    }

    /** What is allowed, loosest first. */
    public enum Position {
        /** Everything that the mode and the checks allow: what {@code resume} sets. */
        OPEN,
        /** No new entries; resting entries are cancelled, protection is kept. */
        ENTRIES_OFF,
        /** Only what makes positions smaller. */
        REDUCE_ONLY,
        /** Nothing but a person's cancels and flatten. Only a person sets it. */
        HALT
    }

    /**
     * What a switch covers.
     *
     * @param kind sort of scope
     * @param name which one; empty for {@link Kind#GLOBAL}
     */
    public record Scope(Kind kind, String name) {

        /** Everything. */
        public static final Scope GLOBAL = new Scope(Kind.GLOBAL, "");

        public Scope {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(name, "name");
            if ((kind == Kind.GLOBAL) != name.isEmpty()) {
                throw new IllegalArgumentException("A scope has a name, and only the global one has none.");
            }
        }
    }

    /** Sorts of scope. */
    public enum Kind {
        GLOBAL,
        BROKER,
        ACCOUNT,
        LANE,
        SYMBOL,
        STRATEGY
    }

    @Override
    public LaneId lane() {
        return scope.kind() == Kind.LANE ? LaneId.parse(scope.name()) : null;
    }
}
