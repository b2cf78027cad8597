package io.nija.credentials.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.nija.credentials.Secret;

/** A single secret with a copy of its own, which is wiped when the last use after the withdrawal ends. */
final class SingleSecret implements Secret {

    private static final int WITHDRAWN = Integer.MIN_VALUE / 2;

    private final String variable;
    private final SecretText text;
    private final AtomicInteger users = new AtomicInteger();

    /** Takes {@code text} over. */
    SingleSecret(String variable, SecretText text) {
        this.variable = variable;
        this.text = text;
    }

    @Override
    public String variable() {
        return variable;
    }

    @Override
    public <R> R use(Function<? super String, ? extends R> work) {
        if (users.incrementAndGet() < 0) {
            left();
            throw new IllegalStateException("The value of " + variable + " has been withdrawn.");
        }
        try {
            return work.apply(text.reveal());
        } finally {
            left();
        }
    }

    private void left() {
        if (users.decrementAndGet() == WITHDRAWN) {
            text.wipe();
        }
    }

    boolean is(SecretText other) {
        return text.sameAs(other);
    }

    /** No further use; the copy is wiped as soon as the uses that are under way have ended. */
    void withdraw() {
        if (users.getAndUpdate(count -> count < 0 ? count : count + WITHDRAWN) == 0) {
            text.wipe();
        }
    }

    @Override
    public String toString() {
        return "Secret[" + variable + "]";
    }
}
