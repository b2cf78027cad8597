package io.nija.configuration.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.configuration.NewKey;
import io.nija.configuration.internal.Schema.Setting;

/**
 * Which keys the bundles of earlier runs described. Pure. What comes with the first version of a bundle is not new to
 * anybody; what a later version adds is, as long as that version runs.
 *
 * @param since by PID and key: the version of the bundle that added the key, or an empty text for a key of the beginning
 */
record KnownKeys(Map<String, Map<String, String>> since) {

    /** Nothing is known, so nothing is new. */
    static final KnownKeys NONE = new KnownKeys(Map.of());

    KnownKeys {
        Map<String, Map<String, String>> copy = new TreeMap<>();
        since.forEach((pid, keys) -> copy.put(pid, Collections.unmodifiableMap(new TreeMap<>(keys))));
        since = Collections.unmodifiableMap(copy);
    }

    /** With what is described now. */
    KnownKeys and(Collection<Schema> schemas) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        since.forEach((pid, keys) -> all.put(pid, new TreeMap<>(keys)));
        for (Schema schema : schemas) {
            boolean first = !since.containsKey(schema.pid());
            Map<String, String> keys = all.computeIfAbsent(schema.pid(), pid -> new TreeMap<>());
            schema.settings().forEach(setting -> keys.putIfAbsent(setting.id(), first ? "" : schema.version()));
        }
        return new KnownKeys(all);
    }

    /** The keys that the running versions have added. */
    List<NewKey> newIn(Collection<Schema> schemas) {
        List<NewKey> found = new ArrayList<>();
        for (Schema schema : schemas) {
            Optional<Map<String, String>> known = Optional.ofNullable(since.get(schema.pid()));
            for (Setting setting : schema.settings()) {
                if (known.filter(keys -> keys.getOrDefault(setting.id(), schema.version()).equals(schema.version())).isPresent()) {
                    found.add(new NewKey(schema.pid(), setting.id(),
                            setting.defaults().isEmpty() ? null : String.join(",", setting.defaults()), schema.version(), List.of()));
                }
            }
        }
        found.sort((one, other) -> (one.pid() + " " + one.key()).compareTo(other.pid() + " " + other.key()));
        return found;
    }

    /** A key as it stands in a sentence. */
    static String words(NewKey key) {
        return "'" + key.key() + "'" + (key.defaultValue() == null || key.defaultValue().isEmpty() ? ""
                : " (default " + ShownText.of(key.defaultValue()) + ")");
    }
}
