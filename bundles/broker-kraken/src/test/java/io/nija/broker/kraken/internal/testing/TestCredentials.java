package io.nija.broker.kraken.internal.testing;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.nija.account.LaneId;
import io.nija.credentials.Credentials;

/** Keys made up for tests. */
public final class TestCredentials implements Credentials, Credentials.Scope {

    /** The secret of the sheet's vectors. */
    public static final String SECRET =
            "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";

    private final LaneId lane;
    private final String key;
    private final String secret;
    public volatile boolean withdrawn;

    public TestCredentials(String account, String key, String secret) {
        this.lane = LaneId.of(account, "kraken");
        this.key = key;
        this.secret = secret;
    }

    /** A key as a simulator issues it, different for each account. */
    public static TestCredentials simulator(String account) {
        String start = "NIJASIM" + account;
        return new TestCredentials(account, start + "A".repeat(56 - start.length()), SECRET);
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public String fingerprint() {
        return "00000000";
    }

    @Override
    public String source() {
        return "the test";
    }

    @Override
    public <R> R use(Function<? super Scope, ? extends R> work) {
        if (withdrawn) {
            throw new IllegalStateException("withdrawn");
        }
        return work.apply(this);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String secret() {
        return secret;
    }

    @Override
    public byte[] hmacSha512(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA512"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
