package io.nija.exchange.venue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All accounts' keys. Guarded by the venue's lock. */
final class KeyRing {

    private final Ids ids;
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    private final Map<String, Integer> made = new LinkedHashMap<>();

    KeyRing(Ids ids) {
        this.ids = ids;
    }

    /**
     * Adds a key; its halves are made when they are null.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    ApiKey add(Input.AddKey wanted, long seconds, Counter calls) {
        String account = wanted.account();
        int number = wanted.key() == null ? made.merge(account, 1, Integer::sum) : 0;
        String text = wanted.key() == null ? ids.key(account, number) : wanted.key();
        if (text.isBlank() || keys.containsKey(text)) {
            throw new IllegalArgumentException("A key needs a text of its own and a secret.");
        }
        String secret = wanted.key() == null ? ids.secret(account, number) : wanted.secret();
        ApiKey added = ApiKey.of(account, text, secret, seconds, calls, wanted.settings());
        keys.put(text, added);
        return added;
    }

    void remove(String key) {
        keys.remove(key);
    }

    void removeOf(String account) {
        keys.values().removeIf(key -> key.account().equals(account));
    }

    Optional<ApiKey> find(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    Collection<ApiKey> all() {
        return keys.values();
    }
}
