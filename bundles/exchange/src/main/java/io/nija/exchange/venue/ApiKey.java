package io.nija.exchange.venue;

import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A key of an account with its settings and what it has been used for. Guarded by the venue's lock. */
public final class ApiKey {

    private final String account;
    private final String key;
    private final String secretText;
    private final byte[] secret;
    private final long createdSeconds;
    private Counter calls;
    private Settings settings;
    private long highestNonce;
    private long accepted;
    private long nonceRefusals;
    private long lastUsedSeconds;

    ApiKey(String account, String key, String secretText, byte[] secret, long createdSeconds, Counter calls,
            Settings settings) {
        this.account = account;
        this.key = key;
        this.secretText = secretText;
        this.secret = secret.clone();
        this.createdSeconds = createdSeconds;
        this.calls = calls;
        this.settings = settings;
    }

    /** @throws IllegalArgumentException with a sentence for the operator when the secret is none */
    static ApiKey of(String account, String key, String secret, long createdSeconds, Counter calls,
            Settings settings) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("A secret is base64 text.", notBase64);
        }
        if (bytes.length == 0) {
            throw new IllegalArgumentException("A key needs a text of its own and a secret.");
        }
        return new ApiKey(account, key, secret, bytes, createdSeconds, calls, settings);
    }

    /**
     * What its owner can set on the site.
     *
     * @param name as the owner calls it
     * @param permissions what it may do
     * @param addresses from where it may be used; empty for everywhere
     * @param nonceWindow in the unit of the nonces
     * @param validUntil Unix seconds, 0 for ever
     * @param queryFrom Unix seconds, 0 unlimited
     * @param queryTo Unix seconds, 0 unlimited
     */
    public record Settings(String name, Set<Permission> permissions, List<String> addresses, long nonceWindow,
            long validUntil, long queryFrom, long queryTo) {

        public Settings {
            permissions = Set.copyOf(permissions);
            addresses = List.copyOf(addresses);
        }

        /** What a trading program is usually given. */
        public static Settings trading(String name) {
            return new Settings(name, Permission.TRADING, List.of(), 0, 0, 0, 0);
        }

        /** History after this moment may be seen, nanoseconds since 1970. */
        public long queryAfter() {
            return queryFrom == 0 ? Long.MIN_VALUE : queryFrom * 1_000_000_000L - 1;
        }

        /** History until this moment may be seen, nanoseconds since 1970. */
        public long queryUntil() {
            return queryTo == 0 ? Long.MAX_VALUE : (queryTo + 1) * 1_000_000_000L - 1;
        }
    }

    /** Whether a nonce is new enough (reference sheet §2.3). */
    boolean accepts(long nonce) {
        return Long.compareUnsigned(nonce, highestNonce) > 0 || nonce != highestNonce
                && Long.compareUnsigned(highestNonce - nonce, settings.nonceWindow()) <= 0;
    }

    /** Uses a nonce that is new enough. */
    void use(long nonce) {
        if (Long.compareUnsigned(nonce, highestNonce) > 0) {
            highestNonce = nonce;
        }
        accepted++;
    }

    void refusedNonce() {
        nonceRefusals++;
    }

    /** Whether its time is over. @param now nanoseconds since 1970 */
    boolean expired(long now) {
        return settings.validUntil() != 0 && Math.floorDiv(now, 1_000_000_000L) >= settings.validUntil();
    }

    /** Whether it may do one of these. */
    public boolean may(Permission permission) {
        return settings.permissions().contains(permission);
    }

    void used(long epochNanos) {
        lastUsedSeconds = Math.floorDiv(epochNanos, 1_000_000_000L);
    }

    void calls(Counter anew) {
        calls = anew;
    }

    void settings(Settings changed) {
        settings = changed;
    }

    /** Whose it is. */
    public String account() {
        return account;
    }

    /** The public half. */
    public String key() {
        return key;
    }

    /** The private half as its owner copies it. It is play money: the exchange tells it to whoever may control it. */
    public String secretText() {
        return secretText;
    }

    byte[] secret() {
        return secret;
    }

    /** Its settings. */
    public Settings settings() {
        return settings;
    }

    /** Its counter of calls. */
    public Counter calls() {
        return calls;
    }

    /** The highest nonce accepted, as an unsigned number. */
    public String highestNonce() {
        return Long.toUnsignedString(highestNonce);
    }

    /** How many nonces were accepted. */
    public long accepted() {
        return accepted;
    }

    /** How many nonces were refused. */
    public long nonceRefusals() {
        return nonceRefusals;
    }

    /** When it was made, Unix seconds. */
    public long createdSeconds() {
        return createdSeconds;
    }

    /** When it was last used, Unix seconds, or 0. */
    public long lastUsedSeconds() {
        return lastUsedSeconds;
    }
}
