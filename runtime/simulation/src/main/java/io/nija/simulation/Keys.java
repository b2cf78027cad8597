package io.nija.simulation;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.nija.account.LaneId;
import io.nija.credentials.Credentials;

/** A lane's keys, as the exchange issued them. */
final class Keys implements Credentials, Credentials.Scope {

    private final LaneId lane;
    private final String key;
    private final String secret;
    private final SecretKeySpec spec;

    Keys(LaneId lane, String key, String secret) {
        this.lane = lane;
        this.key = key;
        this.secret = secret;
        spec = new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA512");
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
        return "the simulation";
    }

    @Override
    public <R> R use(Function<? super Scope, ? extends R> work) {
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
            mac.init(spec);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform signs.", impossible);
        }
    }

    @Override
    public String toString() {
        return "Keys of " + lane;
    }
}
