package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrivateCallTest {

    private static final byte[] NONCE = "5".getBytes(StandardCharsets.US_ASCII);

    @Test
    void nobodyCanTakeTheValidationOutOfAnOrderCheck() {
        assertThatThrownBy(() -> PrivateCall.checkOrder(Map.of("validate", "false"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PrivateCall.checkOrder(Map.of("nonce", "1"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(text(PrivateCall.checkOrder(Map.of("pair", "X")))).endsWith("&validate=true");
    }

    @Test
    void anOrderCheckAndACancelAreNeverRepeatable() {
        assertThat(PrivateCall.checkOrder(Map.of()).repeatable()).isFalse();
        assertThat(PrivateCall.probeCancel().repeatable()).isFalse();
        assertThat(PrivateCall.keyInfo().repeatable()).isTrue();
    }

    @Property
    void whateverIsInAValueItStaysOneValue(@ForAll String name, @ForAll String value) {
        org.junit.jupiter.api.Assumptions.assumeTrue(StandardCharsets.UTF_8.newEncoder().canEncode(name + value));
        String body = new String(new KrakenForm().begin(NONCE).field("x" + name, value).toBytes(), StandardCharsets.US_ASCII);
        String[] fields = body.split("&");
        assertThat(fields).hasSize(2);
        int equals = fields[1].indexOf('=');
        assertThat(URLDecoder.decode(fields[1].substring(0, equals), StandardCharsets.UTF_8)).isEqualTo("x" + name);
        assertThat(URLDecoder.decode(fields[1].substring(equals + 1), StandardCharsets.UTF_8)).isEqualTo(value);
    }

    @Test
    void signsAndBlanksAreEscapedAsInTheSheet() {
        assertThat(new String(new KrakenForm().begin(NONCE).field("close[price]", "#5%").field("price", "+50")
                .field("oflags", "post,fciq").toBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("nonce=5&close%5Bprice%5D=%235%25&price=%2B50&oflags=post%2Cfciq");
    }

    private static String text(PrivateCall call) {
        return new String(call.body(NONCE, new KrakenForm()), StandardCharsets.US_ASCII);
    }
}
