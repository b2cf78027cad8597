package io.nija.report.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.nija.account.KeyVariables;
import io.nija.status.Evidence;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

/**
 * A variable that a lane needs, and how it stands with it.
 *
 * @param variable its name
 * @param state in words; never a value
 */
record KeyState(String variable, String state) {

    static final String MISSING = "not set";
    static final String SET = "set";

    /** The variables of a lane: the pair that was found, or else the one to set. */
    static List<KeyState> of(LaneStatus lane, List<KeyVariables> candidates) {
        Set<String> names = new LinkedHashSet<>();
        pair(lane, candidates).ifPresent(pair -> {
            names.add(pair.key());
            names.add(pair.secret());
        });
        names.addAll(lane.missing());
        List<KeyState> states = new ArrayList<>();
        names.forEach(name -> states.add(new KeyState(name, state(lane, name))));
        return states;
    }

    private static Optional<KeyVariables> pair(LaneStatus lane, List<KeyVariables> candidates) {
        String found = lane.evidence(Step.KEYS).map(Evidence::detail).orElse("");
        return candidates.stream()
                .filter(pair -> lane.missing().contains(pair.key()) || lane.missing().contains(pair.secret())
                        || lane.missing().isEmpty() && mentions(found, pair.key()) && mentions(found, pair.secret()))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private static boolean mentions(String text, String name) {
        return List.of(text.split("[^A-Za-z0-9_]+")).contains(name);
    }

    private static String state(LaneStatus lane, String name) {
        if (lane.missing().contains(name)) {
            return MISSING;
        }
        Optional<Evidence> keys = lane.evidence(Step.KEYS);
        if (keys.isEmpty()) {
            return "not looked for";
        }
        if (!keys.get().ok()) {
            return lane.missing().isEmpty() ? "not usable" : SET;
        }
        boolean wellFormed = lane.evidence(Step.FORMAT).map(Evidence::ok).orElse(true);
        return wellFormed ? SET : "set, but not usable";
    }
}
