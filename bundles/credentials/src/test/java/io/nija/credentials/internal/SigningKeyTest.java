package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.nija.credentials.KeyFormat.Encoding;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

class SigningKeyTest {

    static byte[] reference(String base64, byte[] message) {
        return reference(Base64.getDecoder().decode(base64), message);
    }

    private static byte[] reference(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Property
    void partsAreSignedAsOneMessage(@ForAll @Size(min = 1, max = 80) byte[] key, @ForAll byte[] one, @ForAll byte[] other) {
        SigningKey signing = new SigningKey(SecretText.of(Base64.getEncoder().encodeToString(key)), Encoding.BASE64);
        byte[] whole = new byte[one.length + other.length];
        System.arraycopy(one, 0, whole, 0, one.length);
        System.arraycopy(other, 0, whole, one.length, other.length);
        assertThat(signing.hmac(new byte[][] {one, other})).isEqualTo(reference(key, whole));
        assertThat(signing.hmac(new byte[][] {whole})).isEqualTo(reference(key, whole));
    }

    @Test
    void textSignsWithItsOwnBytes() {
        SigningKey signing = new SigningKey(SecretText.of("Jefe"), Encoding.TEXT);
        assertThat(signing.hmac(new byte[][] {{1, 2}})).isEqualTo(reference(new byte[] {'J', 'e', 'f', 'e'}, new byte[] {1, 2}));
    }

    @Test
    void manyThreadsGetTheSameSignatures() throws Exception {
        SigningKey signing = new SigningKey(SecretText.of(Desk.secret(4)), Encoding.BASE64);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                byte[] message = {(byte) thread};
                byte[] expected = reference(Desk.secret(4), message);
                Callable<Boolean> work = () -> {
                    for (int i = 0; i < 2_000; i++) {
                        if (!java.util.Arrays.equals(expected, signing.hmac(new byte[][] {message}))) {
                            return false;
                        }
                    }
                    return true;
                };
                answers.add(threads.submit(work));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aWipedKeySignsDifferently() {
        SigningKey signing = new SigningKey(SecretText.of(Desk.secret(4)), Encoding.BASE64);
        byte[] before = signing.hmac(new byte[][] {{1}});
        signing.wipe();
        assertThat(signing.hmac(new byte[][] {{1}})).isNotEqualTo(before);
    }
}
