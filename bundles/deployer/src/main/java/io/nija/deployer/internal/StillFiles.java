package io.nija.deployer.internal;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.deployer.internal.DeployFolder.Stamp;

/**
 * A file is believed after two equal looks, and taken for deleted after two looks without it: whoever copies writes in
 * between, and whoever replaces may delete first.
 */
final class StillFiles {

    private Map<String, Stamp> last = Map.of();
    private boolean looked;

    /**
     * What a look has settled.
     *
     * @param still files that have not changed since the look before
     * @param present all names, those that are being written too
     * @param before names at the look before; null at the first look, when nothing can have been deleted yet
     */
    record Look(Map<String, Stamp> still, Set<String> present, Set<String> before) {

        /** Whether the file is gone for good. */
        boolean gone(String file) {
            return before != null && !before.contains(file) && !present.contains(file);
        }

        /** Whether any file is still being written. */
        boolean moving() {
            return still.size() < present.size();
        }
    }

    Look observe(Map<String, Stamp> now) {
        Map<String, Stamp> seen = Map.copyOf(now);
        Map<String, Stamp> still = seen.entrySet().stream()
                .filter(file -> file.getValue().equals(last.get(file.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        Look look = new Look(still, seen.keySet(), looked ? last.keySet() : null);
        last = seen;
        looked = true;
        return look;
    }
}
