package io.nija.risk;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.osgi.annotation.versioning.ProviderType;

/** What a check says of a situation. */
@ProviderType
public sealed interface Verdict {

    /** Nothing is to be said against it. */
    record Pass() implements Verdict {}

    /**
     * It must not be sent.
     *
     * @param code stable, for programs, in capitals: {@code PRICE_COLLAR}
     * @param reason one sentence of plain words with the deciding numbers
     * @param numbers the numbers behind it by name, as exact plain texts; unmodifiable
     * @param trip the switch to set because of it, if any
     */
    record Refused(String code, String reason, SortedMap<String, String> numbers, Optional<Trip> trip) implements Verdict {

        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(trip, "trip");
            numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        }

        /** A refusal that trips nothing. */
        public static Refused of(String code, String reason, Map<String, String> numbers) {
            return new Refused(code, reason, new TreeMap<>(numbers), Optional.empty());
        }
    }

    /**
     * A switch that a loss sets. Only a person takes it back.
     *
     * @param kind which
     * @param scope for what
     * @param name of what in that scope, see {@link Standing#name()}
     */
    record Trip(SwitchKind kind, Scope scope, String name) {}
}
