package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nija.credentials.KeyFormat.Encoding;

import org.junit.jupiter.api.Test;

class LaneCredentialsTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    @Test
    void aChangeOfEncodingWipesTheKeyThatSignedBefore() {
        KeyPair pair = new KeyPair(Desk.MASTER_KEYS, "a place", "a source", SecretText.of(Desk.key(1)), SecretText.of(Desk.secret(1)));
        LaneCredentials credentials = new LaneCredentials(Desk.MASTER, pair, Encoding.TEXT);
        SigningKey old = credentials.signing();
        byte[] before = old.hmac(new byte[][] {MESSAGE});
        credentials.refresh("a source", Encoding.TEXT);
        assertThat(credentials.signing()).isSameAs(old);
        credentials.refresh("a source", Encoding.BASE64);
        assertThat(old.hmac(new byte[][] {MESSAGE})).isNotEqualTo(before);
        byte[] signature = credentials.use(scope -> scope.hmacSha512(MESSAGE));
        assertThat(signature).isEqualTo(SigningKeyTest.reference(Desk.secret(1), MESSAGE));
    }
}
