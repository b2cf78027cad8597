package io.nija.exchange.venue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The sockets' tokens (reference sheet §2.5). One must be used within a quarter of an hour, by the machine's time, in which
 * clients count too; where it is in use it goes on. The newest {@value #KEPT} are kept. Guarded by the venue's lock.
 */
public final class Tokens {

    /** For how many seconds a token waits for its first use. */
    public static final int SECONDS = 900;

    static final int KEPT = 10_000;

    private final Venue venue;
    private final Map<String, Token> tokens = new LinkedHashMap<>();

    Tokens(Venue venue) {
        this.venue = venue;
    }

    /** A token and whose key asked for it. */
    public static final class Token {
        private final String text;
        private final String key;
        private final String account;
        private final long issued;
        private boolean dead;

        Token(String text, ApiKey key, long issued) {
            this.text = text;
            this.key = key.key();
            account = key.account();
            this.issued = issued;
        }

        /** What the client sends. */
        public String text() {
            return text;
        }

        /** The account of its key. */
        public String account() {
            return account;
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Token[account=" + account + "]";
        }
    }

    /** A new token for a key. */
    public Token issue(ApiKey key) {
        Token token = new Token(venue.ids().token(venue.time()), key, venue.clock().nanoTime());
        tokens.put(token.text, token);
        if (tokens.size() > KEPT) {
            tokens.remove(tokens.keySet().iterator().next());
        }
        return token;
    }

    /** The token of that text, whatever it is worth. */
    public Optional<Token> find(String text) {
        return Optional.ofNullable(tokens.get(text));
    }

    /**
     * The key of a token that is still good; empty when it is not.
     *
     * @param inUse whether a subscription of the same connection was made with it
     */
    public Optional<ApiKey> key(Token token, boolean inUse) {
        boolean young = venue.clock().nanoTime() - token.issued <= TimeUnit.SECONDS.toNanos(SECONDS);
        return token.dead || !(young || inUse) ? Optional.empty()
                : venue.key(token.key).filter(key -> !key.expired(venue.now()));
    }

    /** Makes the tokens of an account worthless, those in use too. */
    public void expire(String account) {
        tokens.values().stream().filter(token -> token.account.equals(account)).forEach(token -> token.dead = true);
    }
}
