package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import io.nija.credentials.KeyFormat;

import org.junit.jupiter.api.Test;

class SecrecyTest {

    private final KeyPair pair = new KeyPair(Desk.MASTER_KEYS, ".env", ".env", SecretText.of(Desk.key(1)), SecretText.of(Desk.secret(1)));

    @Test
    void nothingThatHoldsAKeyShowsIt() {
        LaneCredentials credentials = new LaneCredentials(Desk.MASTER, pair, KeyFormat.Encoding.BASE64);
        String all = pair + " " + Finding.present(pair) + " " + credentials + " " + new Found.Text(".env", pair.secret()) + " "
                + new Half("X", Half.Presence.SET, new Found.Text(".env", pair.secret())) + " "
                + new FileReading.Content(Desk.secret(1).getBytes(StandardCharsets.UTF_8)) + " " + credentials.use(scope -> scope.toString())
                + " " + DotEnvParser.parse(("A=" + Desk.secret(1)).toCharArray());
        assertThat(all).doesNotContain(Desk.key(1), Desk.secret(1)).contains("(hidden)");
    }

    @Test
    void withdrawnKeysAreOverwritten() {
        LaneCredentials credentials = new LaneCredentials(Desk.MASTER, pair, KeyFormat.Encoding.BASE64);
        credentials.withdraw();
        assertThat(credentials.isSamePair(new KeyPair(Desk.MASTER_KEYS, "", "", SecretText.of("\0".repeat(56)), SecretText.of("\0".repeat(88))))).isTrue();
        assertThat(pair.secret().reveal()).isEqualTo(Desk.secret(1));
    }
}
