package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.venue.Ids;
import io.nija.exchange.venue.Permission;

/** Reference sheet §9.2. */
class PermissionsTest {

    private static Trader trader;

    @BeforeAll
    static void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"))));
    }

    @AfterAll
    static void stop() {
        trader.close();
    }

    private static void allow(List<String> permissions) throws Exception {
        trader.control("PATCH", "/keys/" + Ids.fingerprint(trader.key()), Map.of("permissions", permissions));
    }

    @ParameterizedTest
    @CsvSource({
        "Balance, query-funds",
        "BalanceEx, query-funds",
        "TradeVolume, query-funds",
        "TradeBalance, query-open-trades",
        "OpenOrders, query-open-trades",
        "OpenPositions, query-open-trades",
        "ClosedOrders, query-closed-trades",
        "TradesHistory, query-closed-trades",
        "QueryTrades, query-closed-trades",
        "QueryOrders, query-open-trades|query-closed-trades",
        "Ledgers, query-ledger",
        "QueryLedgers, query-ledger",
        "AddOrder, modify-trades",
        "CancelOrder, modify-trades|close-trades",
        "CancelOrderBatch, modify-trades|close-trades",
        "CancelAll, modify-trades|close-trades",
        "CancelAllOrdersAfter, modify-trades|close-trades",
        "GetWebSocketsToken, create-ws-token",
        "WithdrawMethods, withdraw-funds",
    })
    void anEndpointNeedsItsPermissionAndNoOther(String endpoint, String opensIt) throws Exception {
        List<String> opening = Arrays.asList(opensIt.split("\\|"));
        List<String> others = new ArrayList<>(Arrays.stream(Permission.values()).map(Permission::word).toList());
        others.removeAll(opening);
        allow(others);
        assertThat(trader.refusal(endpoint)).isEqualTo("EGeneral:Permission denied");
        for (String each : opening) {
            allow(List.of(each));
            assertThat(trader.refusal(endpoint)).isNotEqualTo("EGeneral:Permission denied");
        }
    }

    @Test
    void theKeysOwnFactsNeedNoPermission() throws Exception {
        allow(List.of());
        JsonNode facts = trader.wanted("GetApiKeyInfo");
        assertThat(facts.get("permissions")).isEmpty();
        assertThat(facts.get("api_key").asString()).isEqualTo(trader.key());
        assertThat(facts.get("iban").asString()).matches("AA\\d\\d( [A-Z2-7]{4}){3}");
        assertThat(facts.propertyNames()).containsExactly("api_key_name", "api_key", "nonce", "nonce_window",
                "permissions", "iban", "valid_until", "query_from", "query_to", "created_time", "modified_time",
                "ip_allowlist", "last_used");
    }

    @Test
    void theKeysOwnFactsHaveTwoSpellings() throws Exception {
        trader.control("PUT", "/variants", Map.of("key-info", "camelCase"));
        assertThat(trader.wanted("GetApiKeyInfo").propertyNames()).containsExactly("apiKeyName", "apiKey", "nonce",
                "nonceWindow", "permissions", "iban", "validUntil", "queryFrom", "queryTo", "createdTime",
                "modifiedTime", "ipAllowlist", "lastUsed");
        trader.control("PUT", "/variants", Map.of("key-info", "snake_case"));
    }

    @Test
    void anOrderNeedsThePermissionOfItsState() throws Exception {
        allow(List.of("query-open-trades", "query-closed-trades", "modify-trades"));
        String open = trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price",
                "20000", "volume", "0.01").get("txid").get(0).asString();
        String closed = trader.wanted("ClosedOrders").get("closed").propertyNames().iterator().next();
        allow(List.of("query-open-trades"));
        assertThat(trader.refusal("QueryOrders", "txid", open)).isEmpty();
        assertThat(trader.refusal("QueryOrders", "txid", closed)).isEqualTo("EGeneral:Permission denied");
        allow(List.of("query-closed-trades"));
        assertThat(trader.refusal("QueryOrders", "txid", open)).isEqualTo("EGeneral:Permission denied");
        assertThat(trader.refusal("QueryOrders", "txid", closed)).isEmpty();
    }

    @Test
    void aQueryRangeHidesHistory() throws Exception {
        allow(List.of("query-closed-trades", "query-ledger"));
        trader.control("PATCH", "/keys/" + Ids.fingerprint(trader.key()),
                Map.of("queryFrom", Instant.parse("2026-01-10T00:00:00Z").getEpochSecond()));
        assertThat(trader.wanted("TradesHistory").get("count").asInt()).isEqualTo(1);
        assertThat(trader.wanted("ClosedOrders").get("count").asInt()).isEqualTo(2);
        assertThat(trader.wanted("Ledgers").get("count").asInt()).isEqualTo(2);
        trader.control("PATCH", "/keys/" + Ids.fingerprint(trader.key()), Map.of("queryFrom", 0));
    }
}
