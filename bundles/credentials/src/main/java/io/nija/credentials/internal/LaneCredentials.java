package io.nija.credentials.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.credentials.Credentials;
import io.nija.credentials.KeyFormat;

/** One lane's keys, with copies of both halves of their own that are wiped when the last use after the withdrawal ends. */
final class LaneCredentials implements Credentials {

    private static final int WITHDRAWN = Integer.MIN_VALUE / 2;

    private final LaneId lane;
    private final SecretText key;
    private final SecretText secret;
    private final String fingerprint;
    private final String digest;
    private final AtomicInteger users = new AtomicInteger();
    /** Many sign at once; the signing key is replaced, and the old one wiped, only between two signatures. */
    private final ReadWriteLock replacing = new ReentrantReadWriteLock();
    private volatile String source;
    private volatile KeyFormat.Encoding encoding;
    private volatile SigningKey signing;

    LaneCredentials(LaneId lane, KeyPair pair, KeyFormat.Encoding encoding) {
        this.lane = lane;
        key = pair.key().copy();
        secret = pair.secret().copy();
        fingerprint = pair.fingerprint();
        digest = pair.digest();
        source = pair.source();
        this.encoding = encoding;
        signing = new SigningKey(secret, encoding);
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public <R> R use(Function<? super Scope, ? extends R> work) {
        if (users.incrementAndGet() < 0) {
            left();
            throw new IllegalStateException("The keys of " + lane + " have been withdrawn.");
        }
        OpenScope scope = new OpenScope();
        try {
            return work.apply(scope);
        } finally {
            scope.owner = null;
            left();
        }
    }

    private void left() {
        if (users.decrementAndGet() == WITHDRAWN) {
            wipe();
        }
    }

    /** No further use; the copies are wiped as soon as the uses that are under way have ended. */
    void withdraw() {
        if (users.getAndUpdate(count -> count < 0 ? count : count + WITHDRAWN) == 0) {
            wipe();
        }
    }

    /** All zeros twice are still all zeros, so it does not matter that two threads may come here. */
    private void wipe() {
        key.wipe();
        secret.wipe();
        signing.wipe();
    }

    /** What signs now. */
    SigningKey signing() {
        return signing;
    }

    String digest() {
        return digest;
    }

    boolean isSamePair(KeyPair pair) {
        return key.sameAs(pair.key()) && secret.sameAs(pair.secret());
    }

    /** The same pair was found again, perhaps in another place, and perhaps its broker has come meanwhile. */
    void refresh(String newSource, KeyFormat.Encoding newEncoding) {
        source = newSource;
        if (encoding != newEncoding) {
            SigningKey young = new SigningKey(secret, newEncoding);
            SigningKey old;
            replacing.writeLock().lock();
            try {
                old = signing;
                signing = young;
                encoding = newEncoding;
            } finally {
                replacing.writeLock().unlock();
            }
            old.wipe();
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + lane + ", " + fingerprint + "]";
    }

    /** Belongs to one callback on one thread. */
    private final class OpenScope implements Scope {

        private Thread owner = Thread.currentThread();

        @Override
        public String key() {
            check();
            return key.reveal();
        }

        @Override
        public String secret() {
            check();
            return secret.reveal();
        }

        @Override
        public byte[] hmacSha512(byte[]... parts) {
            check();
            replacing.readLock().lock();
            try {
                return signing.hmac(parts);
            } finally {
                replacing.readLock().unlock();
            }
        }

        private void check() {
            if (owner != Thread.currentThread()) {
                throw new IllegalStateException("This scope of the keys of " + lane
                        + " ended with its callback, and belongs to its thread.");
            }
        }

        @Override
        public String toString() {
            return "Scope[" + lane + "]";
        }
    }
}
