package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.venue.Ids;
import io.nija.exchange.venue.Tier;

/** Key, nonce, lockout and counters (reference sheet §2.3, §3.3, §4.1). */
class GateTest {

    private static final Instant START = Instant.parse("2026-01-15T10:00:07Z");

    private final VirtualTime time = new VirtualTime(START);
    private Trader trader;

    private Trader start(Tier tier) throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain().withTier(tier).withAccounts(List.of("one", "two")), time));
        return trader;
    }

    @AfterEach
    void stop() {
        trader.close();
    }

    private String nonce(String nonce) throws Exception {
        return Trader.refusal(Trader.MAPPER.readTree(trader.post("Balance", nonce, "nonce=" + nonce,
                "application/x-www-form-urlencoded").body()));
    }

    private JsonNode setKey(Map<String, Object> settings) throws Exception {
        return trader.control("PATCH", "/keys/" + Ids.fingerprint(trader.key()), settings);
    }

    @Test
    void aCallWithoutKeyOrWithAnUnknownOneIsRefused() throws Exception {
        start(Tier.UNLIMITED);
        var bare = HttpRequest.newBuilder(trader.uri("/0/private/Balance"))
                .POST(HttpRequest.BodyPublishers.ofString("nonce=1")).build();
        assertThat(trader.send(bare).body()).isEqualTo("{\"error\":[\"EAPI:Invalid key\"]}");
        String secret = trader.exchange.accounts().get(0).secret();
        assertThat(trader.as("NIJASIMunknown", secret).refusal("Balance")).isEqualTo("EAPI:Invalid key");
    }

    @Test
    void aRemovedKeyIsUnknown() throws Exception {
        start(Tier.UNLIMITED);
        trader.control("DELETE", "/keys/" + Ids.fingerprint(trader.key()), null);
        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Invalid key");
    }

    @Test
    void aKeyIsValidUntilItsEnd() throws Exception {
        start(Tier.UNLIMITED);
        setKey(Map.of("validUntil", START.getEpochSecond() + 10));
        assertThat(trader.refusal("Balance")).isEmpty();
        time.advance(Duration.ofSeconds(10));
        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Invalid key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAPI:Invalid key", "EGeneral:Permission denied"})
    void aKeyWithAnAddressListWorksOnlyFromThere(String error) throws Exception {
        start(Tier.UNLIMITED);
        trader.control("PUT", "/variants", Map.of("foreign-address", error));
        setKey(Map.of("ipAllowlist", List.of("203.0.113.5")));
        assertThat(trader.refusal("Balance")).isEqualTo(error);
        setKey(Map.of("ipAllowlist", List.of("127.0.0.1")));
        assertThat(trader.refusal("Balance")).isEmpty();
    }

    @Test
    void aNonceMustRiseForItsKey() throws Exception {
        start(Tier.UNLIMITED);
        assertThat(nonce("100")).isEmpty();
        assertThat(nonce("100")).isEqualTo("EAPI:Invalid nonce");
        assertThat(nonce("99")).isEqualTo("EAPI:Invalid nonce");
        assertThat(nonce("101")).isEmpty();
        assertThat(nonce("18446744073709551615")).isEmpty();
        assertThat(nonce("9223372036854775807")).isEqualTo("EAPI:Invalid nonce");
        trader.as(trader.exchange.accounts().get(1));
        assertThat(nonce("100")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-5", "1.5", "18446744073709551616", "1e9"})
    void whatIsNotAnUnsignedNumberOf64BitsIsNoNonce(String nonce) throws Exception {
        start(Tier.UNLIMITED);
        assertThat(nonce(nonce)).isEqualTo("EAPI:Invalid nonce");
    }

    @Test
    void aRefusedNonceIsNotUsedUp() throws Exception {
        start(Tier.UNLIMITED);
        String signature = Trader.sign(trader.exchange.accounts().get(1).secret(), "/0/private/Balance", "500", "nonce=500");
        trader.send(trader.signed("Balance", "500", "nonce=500", "application/x-www-form-urlencoded", signature));
        assertThat(nonce("400")).isEmpty();
    }

    @Test
    void aNonceWindowForgivesWhatCameLate() throws Exception {
        start(Tier.UNLIMITED);
        setKey(Map.of("nonceWindow", 10));
        assertThat(nonce("100")).isEmpty();
        assertThat(nonce("90")).isEmpty();
        assertThat(nonce("95")).isEmpty();
        assertThat(nonce("89")).isEqualTo("EAPI:Invalid nonce");
        assertThat(nonce("100")).isEqualTo("EAPI:Invalid nonce");
        assertThat(trader.wanted("GetApiKeyInfo").get("nonce_window").asString()).isEqualTo("10");
    }

    @Test
    void tooManyFailuresInARowLockTheKeyOutAndEachAttemptBeginsAnew() throws Exception {
        start(Tier.UNLIMITED);
        trader.control("PUT", "/variants", Map.of("lockout-after", "3"));
        assertThat(nonce("100")).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(nonce("1")).isEqualTo("EAPI:Invalid nonce");
        }
        assertThat(nonce("101")).isEqualTo("EGeneral:Temporary lockout");
        time.advance(Duration.ofSeconds(899));
        assertThat(nonce("102")).isEqualTo("EGeneral:Temporary lockout");
        time.advance(Duration.ofSeconds(899));
        assertThat(trader.control("GET", "/counters", null).get("keys").get(0).get("lockedOutSeconds").asInt())
                .isEqualTo(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(nonce("103")).isEmpty();
        trader.as(trader.exchange.accounts().get(1));
        assertThat(nonce("1")).isEmpty();
    }

    @Test
    void oneSuccessForgivesFailures() throws Exception {
        start(Tier.UNLIMITED);
        trader.control("PUT", "/variants", Map.of("lockout-after", "3"));
        for (int i = 1; i < 12; i++) {
            assertThat(nonce("1" + "0".repeat(i))).isEmpty();
            assertThat(nonce("1")).isEqualTo("EAPI:Invalid nonce");
            assertThat(nonce("1")).isEqualTo("EAPI:Invalid nonce");
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTER,15,3031", "INTERMEDIATE,20,2000", "PRO,20,1000"})
    void theCounterOfATierFillsAndDrains(Tier tier, int calls, long millisPerPoint) throws Exception {
        start(tier);
        for (int i = 0; i < calls; i++) {
            assertThat(trader.refusal("Balance")).as("call %d", i).isEmpty();
        }
        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Rate limit exceeded");
        trader.as(trader.exchange.accounts().get(1));
        assertThat(trader.refusal("Balance")).as("another key").isEmpty();
        trader.as(trader.exchange.accounts().get(0));
        // The refused call was charged too: it takes two points' time until one call fits.
        time.advance(Duration.ofMillis(2 * millisPerPoint - 60));
        assertThat(trader.control("GET", "/counters", null).get("keys").get(0).get("counter").decimalValue())
                .isBetween(new BigDecimal(calls - 1), new BigDecimal(calls - 1).add(new BigDecimal("0.1")));
        time.advance(Duration.ofMillis(70));
        assertThat(trader.refusal("Balance")).isEmpty();
        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Rate limit exceeded");
    }

    @Test
    void goingOnCallingProlongsTheBlock() throws Exception {
        start(Tier.STARTER);
        for (int i = 0; i < 40; i++) {
            trader.refusal("Balance");
        }
        time.advance(Duration.ofSeconds(40));
        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Rate limit exceeded");
        time.advance(Duration.ofSeconds(60));
        assertThat(trader.refusal("Balance")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2,1,2,1", "4,2,4,2"})
    void historyAndOrderLookUpsCostWhatTheVariantSays(String history, String lookUp, int historyCost, int lookUpCost)
            throws Exception {
        start(Tier.STARTER);
        trader.control("PUT", "/variants", Map.of("history-cost", history, "order-lookup-cost", lookUp));
        for (var call : Map.of("Ledgers", historyCost, "TradesHistory", historyCost, "OpenOrders", lookUpCost,
                "ClosedOrders", lookUpCost, "Balance", 1, "CancelAll", 0).entrySet()) {
            time.advance(Duration.ofMinutes(2));
            assertThat(trader.refusal(call.getKey())).isEmpty();
            assertThat(trader.control("GET", "/counters", null).get("keys").get(0).get("counter").decimalValue())
                    .as(call.getKey()).isEqualByComparingTo(BigDecimal.valueOf(call.getValue()));
        }
    }

    @Test
    void inMaintenancePrivateCallsFailAndPublicOnesSaySo() throws Exception {
        start(Tier.UNLIMITED);
        trader.control("PUT", "/mode", Map.of("mode", "maintenance"));
        assertThat(trader.refusal("Balance")).isEqualTo("EService:Unavailable");
        assertThat(trader.result("SystemStatus").get("status").asString()).isEqualTo("maintenance");
        trader.control("PUT", "/mode", Map.of("mode", "online"));
        assertThat(trader.refusal("Balance")).isEmpty();
    }

    @Test
    void checksComeInTheirOrder() throws Exception {
        start(Tier.STARTER);
        setKey(Map.of("permissions", List.of()));
        // Signature before nonce, nonce before permission, permission before arguments.
        assertThat(nonce("50")).isEqualTo("EGeneral:Permission denied");
        assertThat(nonce("50")).isEqualTo("EAPI:Invalid nonce");
        assertThat(trader.refusal("AddOrder")).isEqualTo("EGeneral:Permission denied");
        setKey(Map.of("permissions", List.of("modify-trades")));
        assertThat(trader.refusal("AddOrder")).isEqualTo("EGeneral:Invalid arguments:pair");
        for (int i = 0; i < 20; i++) {
            trader.refusal("Balance");
        }
        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Rate limit exceeded");
        assertThat(trader.refusal("Withdraw")).isEqualTo("EGeneral:Unknown method");
    }

    @Test
    void aPrivateEndpointTakesOnlyPost() throws Exception {
        start(Tier.UNLIMITED);
        var response = trader.send(HttpRequest.newBuilder(trader.uri("/0/private/Balance")).build());
        assertThat(response.statusCode()).isEqualTo(405);
    }
}
