package io.nija.credentials;

import java.util.function.Function;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One lane's keys. The service exists, with the properties {@code account}, {@code broker}, {@code source} and
 * {@code fingerprint}, only while both halves are present, well formed and nobody else's; it is replaced when
 * the keys are. Thread-safe. {@code toString} shows lane and fingerprint only.
 */
@ProviderType
public interface Credentials {

    /** Whose keys these are; a session must check that they are its own account's. */
    LaneId lane();

    /** The first eight hexadecimal digits of the SHA-256 of the public half: safe to show. */
    String fingerprint();

    /** Where the pair was found, in words: {@code environment}, {@code .env} or a secret file's name. */
    String source();

    /**
     * Uses the keys. What the scope hands out must go nowhere but into a signature or an authentication header;
     * the scope is dead when {@code work} returns.
     *
     * @throws IllegalStateException when these keys have been withdrawn
     */
    <R> R use(Function<? super Scope, ? extends R> work);

    /** The keys, for as long as the callback runs, on its thread. */
    @ProviderType
    interface Scope {

        /** The public half. */
        String key();

        /** The private half as it was written: for venues that want it in a header. */
        String secret();

        /** HMAC-SHA-512 under the decoded private half, over the parts one after the other: 64 bytes. */
        byte[] hmacSha512(byte[]... parts);
    }
}
