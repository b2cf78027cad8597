package io.nija.risk;

import java.util.List;
import java.util.stream.Stream;

/**
 * The gate's answer.
 *
 * @param asked the ids of the rules and checks that were asked, in order
 * @param objections everything that was said against the order; empty when it may be sent
 */
public record Decision(List<String> asked, List<Objection> objections) {

    public Decision {
        asked = List.copyOf(asked);
        objections = List.copyOf(objections);
    }

    /** Whether the order may be sent. */
    public boolean allowed() {
        return objections.isEmpty();
    }

    /** The switches to set because of it. */
    public Stream<Verdict.Trip> trips() {
        return objections.stream().flatMap(objection -> objection.refusal().trip().stream());
    }

    /**
     * What one rule or check said. Where several say the same, the first is named.
     *
     * @param check its id
     * @param refusal what it said
     */
    public record Objection(String check, Verdict.Refused refusal) {}
}
