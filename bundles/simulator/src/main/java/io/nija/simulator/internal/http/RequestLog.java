package io.nija.simulator.internal.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** The newest {@value #KEPT} requests in the order in which the exchange acted on them. Thread-safe. */
public final class RequestLog {

    static final int KEPT = 50_000;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long numbers;

    /**
     * A request.
     *
     * @param number counts from 1
     * @param time of the machine, not of the exchange's clock
     * @param method the endpoint's name, or the path of something else
     * @param account by the key, or empty
     * @param key the key's fingerprint, or empty; never the key
     * @param nonce as sent, or empty
     * @param outcome {@code ok}, the errors, or {@code fault} and what struck
     */
    public record Entry(long number, Instant time, String method, String account, String key, String nonce,
            String outcome) {}

    synchronized void add(Instant time, String method, String account, String key, String nonce, String outcome) {
        entries.addLast(new Entry(++numbers, time, method, account, key, nonce, outcome));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** The entries after a number, the oldest first. */
    public synchronized List<Entry> after(long number, String key, int limit) {
        return entries.stream().filter(entry -> entry.number() > number)
                .filter(entry -> key.isEmpty() || entry.key().equals(key)).limit(limit).toList();
    }

    /** Forgets all; the numbers go on. */
    public synchronized void clear() {
        entries.clear();
    }
}
