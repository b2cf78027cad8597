package io.nija.credentials.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.credentials.CredentialReport.State;

/**
 * One key belongs to one lane: two lanes on one key would fight over its nonces. A running session keeps it and the
 * newcomer is refused; if both are new both are refused. A pure function.
 */
final class DuplicateKeys {

    private DuplicateKeys() {}

    private record Key(BrokerId broker, String digest) {}

    /**
     * @param found every lane's finding
     * @param holds whether a lane has been running on the key that is found for it
     * @return the same, with the lanes that may not have their key refused
     */
    static Map<LaneId, Finding> resolve(Map<LaneId, Finding> found, Predicate<LaneId> holds) {
        Map<LaneId, Finding> resolved = new TreeMap<>(found);
        Map<Key, List<LaneId>> users = new HashMap<>();
        new TreeMap<>(found).forEach((lane, finding) -> {
            if (finding.pair() != null) {
                users.computeIfAbsent(new Key(lane.broker(), finding.pair().digest()), key -> new ArrayList<>()).add(lane);
            }
        });
        for (List<LaneId> lanes : users.values()) {
            List<LaneId> holders = lanes.stream().filter(holds).toList();
            for (LaneId lane : lanes.size() > 1 ? lanes : List.<LaneId>of()) {
                if (holders.size() != 1 || !holders.get(0).equals(lane)) {
                    List<LaneId> rivals = lanes.stream().filter(other -> !other.equals(lane)).toList();
                    resolved.put(lane, refused(found, lane, rivals, holders.size() == 1));
                }
            }
        }
        return resolved;
    }

    private static Finding refused(Map<LaneId, Finding> found, LaneId lane, List<LaneId> rivals, boolean held) {
        Finding finding = found.get(lane);
        String variable = finding.pair().variables().key();
        String others = String.join(", ", rivals.stream()
                .map(rival -> rival + " (" + found.get(rival).pair().variables().key() + ")").toList());
        String outcome = held ? "; that session runs and keeps it, this one is refused." : "; both are refused.";
        return new Finding(State.DUPLICATE, "KEY_DUPLICATE", variable + " holds the same key as " + others + outcome,
                List.of(), "Make a key of its own for each account at " + lane.broker() + " and set " + variable
                        + " and " + finding.pair().variables().secret() + " to that of " + lane.account() + ".",
                finding.source(), finding.fingerprint(), null);
    }
}
