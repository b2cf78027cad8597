package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.nija.platform.virtual.VirtualTime;

/** The vectors of the reference sheet §2.2, over HTTP. */
class SignatureTest {

    private Trader trader;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"))));
    }

    @AfterEach
    void stop() {
        trader.close();
    }

    private String send(String secret, String endpoint, String nonce, String body, String signature) throws Exception {
        String key = "vector-" + Math.abs(signature.hashCode());
        trader.control("POST", "/keys", Map.of("account", "account-1", "key", key, "secret", secret));
        trader.as(key, secret);
        String type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        return Trader.refusal(Trader.MAPPER.readTree(
                trader.send(trader.signed(endpoint, nonce, body, type, signature)).body()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/signature-vectors.txt", delimiter = '~', quoteCharacter = '\u0001')
    void aPublishedVectorIsAccepted(String name, String secret, String endpoint, String nonce, String body,
            String signature) throws Exception {
        assertThat(send(secret, endpoint, nonce, body, signature)).doesNotContain("EAPI:Invalid");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/signature-vectors.txt", delimiter = '~', quoteCharacter = '\u0001')
    void aVectorOverAnyOtherBodyIsRefused(String name, String secret, String endpoint, String nonce, String body,
            String signature) throws Exception {
        String changed = body.startsWith("{") ? body.replace("{", "{ ") : body + "&x=1";
        assertThat(send(secret, endpoint, nonce, changed, signature)).isEqualTo("EAPI:Invalid signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "AAAA", "1nH4vwR+8FHiYh1QT649xXkGd3JR3x0DWkgv3u9Ed/Qqv6KPtgQpEU4m+Emb/VgpEji3j1XNwI+HCbfXxmrTOg=="})
    void aWrongSignatureIsRefused(String signature) throws Exception {
        var request = trader.signed("Balance", "1", "nonce=1", "application/x-www-form-urlencoded", signature);
        assertThat(trader.send(request).body()).isEqualTo("{\"error\":[\"EAPI:Invalid signature\"]}");
    }

    @Test
    void aSignatureForAnotherPathIsRefused() throws Exception {
        String signature = Trader.sign(trader.exchange.accounts().get(0).secret(), "/0/private/BalanceEx", "5", "nonce=5");
        var request = trader.signed("Balance", "5", "nonce=5", "application/x-www-form-urlencoded", signature);
        assertThat(trader.send(request).body()).isEqualTo("{\"error\":[\"EAPI:Invalid signature\"]}");
    }

    @Test
    void jsonAndFormsSayTheSame() throws Exception {
        assertThat(trader.json("Balance", Map.of()).get("result")).isEqualTo(trader.wanted("Balance"));
        assertThat(Trader.refusal(trader.json("AddOrder", Map.of("pair", "XBTUSD", "type", "buy", "ordertype", "limit",
                "volume", 0.01, "price", "20000", "validate", true, "close",
                Map.of("ordertype", "stop-loss", "price", "#5%"))))).isEmpty();
    }

    @Test
    void aBodyThatIsNotJsonIsABadRequest() throws Exception {
        var response = trader.post("Balance", "7", "{\"nonce\":", "application/json");
        assertThat(response.body()).isEqualTo("{\"error\":[\"EAPI:Bad request\"]}");
    }
}
