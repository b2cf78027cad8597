package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

class ControlTest {

    private Trader trader;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain().withAccounts(List.of("one")),
                new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"))));
    }

    @AfterEach
    void stop() {
        trader.close();
    }

    @Test
    void anAccountIsOpenedUsedAndClosed() throws Exception {
        JsonNode opened = trader.control("POST", "/accounts", Map.of("id", "bob"));
        trader.as(opened.get("key").asString(), opened.get("secret").asString());
        assertThat(opened.get("key").asString()).startsWith("NIJASIM").hasSize(56).matches("[A-Za-z0-9+/]{56}");
        assertThat(Base64.getDecoder().decode(opened.get("secret").asString())).hasSize(64);
        assertThat(trader.wanted("GetApiKeyInfo").get("iban").asString()).isEqualTo(opened.get("iban").asString())
                .isNotEqualTo(trader.control("GET", "/accounts", null).get("accounts").get(0).get("iban").asString());
        trader.control("DELETE", "/accounts/bob", null);
        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Invalid key");
        assertThat(trader.control("GET", "/accounts", null).get("accounts")).hasSize(1);
    }

    @Test
    void anOrderIsListedAlsoWhenTheClockWasSetBack() throws Exception {
        trader.control("PUT", "/clock", Map.of("skewMillis", 29_000));
        trader.wanted("Balance");
        trader.control("PUT", "/clock", Map.of("skewMillis", -29_000));
        String id = trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "1000", "volume", "0.01").get("txid").get(0).asString();
        assertThat(trader.wanted("OpenOrders").get("open").has(id)).isTrue();
    }

    @Test
    void aStakedHoldingIsToldUnderItsOwnNameUntilItIsZero() throws Exception {
        JsonNode before = trader.wanted("Balance");
        trader.control("PUT", "/accounts/one/staked", Map.of("asset", "XTZ.S", "balance", "12.5"));
        assertThat(trader.wanted("Balance").get("XTZ.S").asString()).isEqualTo("12.5");
        assertThat(trader.wanted("BalanceEx").get("XTZ.S").get("balance").asString()).isEqualTo("12.5");
        assertThat(trader.wanted("Balance").get("XTZ")).isEqualTo(before.get("XTZ"));
        trader.control("PUT", "/accounts/one/staked", Map.of("asset", "XTZ.S", "balance", "0"));
        assertThat(trader.wanted("Balance").has("XTZ.S")).isFalse();
    }

    @Test
    void everyAccountIsFundedInBaseAndQuoteOfEveryPair() throws Exception {
        JsonNode balances = trader.wanted("Balance");
        for (JsonNode pair : trader.result("AssetPairs")) {
            for (String side : List.of("base", "quote")) {
                assertThat(new BigDecimal(balances.get(pair.get(side).asString()).asString())).isPositive();
            }
        }
    }

    @Test
    void aBalanceIsChangedWithALedgerRow() throws Exception {
        trader.control("POST", "/accounts/one/balances", Map.of("asset", "USD", "amount", "-100.25"));
        JsonNode row = trader.wanted("Ledgers", "asset", "ZUSD").get("ledger").iterator().next();
        assertThat(row.get("type").asString()).isEqualTo("withdrawal");
        assertThat(row.get("amount").asString()).isEqualTo("-100.2500");
        trader.control("POST", "/accounts/one/balances", Map.of("asset", "BTC", "balance", "0", "type", "adjustment"));
        assertThat(trader.wanted("Balance").get("XXBT").asString()).isEqualTo("0.0000000000");
        assertThat(trader.rawControl("POST", "/accounts/one/balances", Map.of("asset", "BTC", "amount", "-1")).statusCode())
                .isEqualTo(400);
        trader.control("PUT", "/variants", Map.of("zero-balances", "false"));
        assertThat(trader.wanted("Balance").has("XXBT")).isFalse();
        assertThat(trader.wanted("BalanceEx").has("XXBT")).isFalse();
    }

    @Test
    void anotherKeyOfAnAccountHasSettingsAndANonceOfItsOwn() throws Exception {
        JsonNode key = trader.control("POST", "/keys", Map.of("account", "one", "name", "reader",
                "permissions", List.of("query-funds"), "nonceWindow", 5));
        trader.refusal("Balance");
        trader.as(key.get("key").asString(), key.get("secret").asString());
        assertThat(trader.refusal("OpenOrders")).isEqualTo("EGeneral:Permission denied");
        assertThat(trader.wanted("GetApiKeyInfo").get("api_key_name").asString()).isEqualTo("reader");
        assertThat(trader.control("GET", "/keys", null).get("keys")).hasSize(2);
    }

    @Test
    void theRequestLogShowsNoncesAndNeverAKey() throws Exception {
        for (int i = 0; i < 5; i++) {
            trader.refusal("Balance");
        }
        trader.post("Balance", "1", "nonce=1", "application/x-www-form-urlencoded");
        JsonNode requests = trader.control("GET", "/log", null).get("requests");
        assertThat(requests.toString()).doesNotContain(trader.key());
        List<Long> nonces = requests.valueStream().filter(each -> each.get("outcome").asString().equals("ok"))
                .map(each -> Long.parseLong(each.get("nonce").asString())).toList();
        assertThat(nonces).hasSize(5).isSorted().doesNotHaveDuplicates();
        JsonNode last = requests.get(5);
        assertThat(last.get("outcome").asString()).isEqualTo("EAPI:Invalid nonce");
        assertThat(last.get("account").asString()).isEqualTo("one");
        assertThat(trader.control("GET", "/log?after=4&limit=1", null).get("requests").get(0).get("number").asInt()).isEqualTo(5);
        assertThat(trader.control("GET", "/log?key=" + last.get("key").asString(), null).get("requests")).hasSize(6);
        assertThat(trader.control("GET", "/log?key=00000000", null).get("requests")).isEmpty();
        JsonNode counter = trader.control("GET", "/counters", null).get("keys").get(0);
        assertThat(counter.get("accepted").asInt()).isEqualTo(5);
        assertThat(counter.get("nonceRefusals").asInt()).isEqualTo(1);
        trader.control("DELETE", "/log", null);
        assertThat(trader.control("GET", "/log", null).get("requests")).isEmpty();
    }

    @Test
    void faultsAreAddedListedAndRemoved() throws Exception {
        JsonNode ids = trader.control("POST", "/faults", Map.of("spec", "Time=status(500);Balance=drop,next=3")).get("ids");
        assertThat(ids).hasSize(2);
        assertThat(trader.control("GET", "/faults", null).get("faults").valueStream().map(each -> each.get("spec").asString()))
                .containsExactly("Time=status(500)", "Balance=drop,next=3");
        trader.control("DELETE", "/faults/" + ids.get(0).asInt(), null);
        assertThat(trader.control("GET", "/faults", null).get("faults")).hasSize(1);
        assertThat(trader.control("DELETE", "/faults", null).get("faults")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "POST~/accounts~{}~The body needs the text 'id'.",
        "POST~/accounts~{'id':'one'}~There is an account 'one' already.",
        "POST~/accounts~{'id':'a b'}~An account's id has 1 to 40 letters, digits, dots, hyphens and underscores; 'a b' has not.",
        "DELETE~/accounts/nobody~{}~There is no account 'nobody'.",
        "POST~/keys~{'account':'nobody'}~There is no account 'nobody'.",
        "POST~/keys~{'account':'one','colour':'red'}~A key has no setting 'colour'.",
        "DELETE~/keys/12345678~{}~There is no key with the fingerprint '12345678'.",
        "PUT~/mode~{'mode':'asleep'}~There is no mode 'asleep'; the modes are online, cancel_only, post_only, limit_only, reduce_only and maintenance.",
        "PUT~/mode~{'mode':'online','pair':'X'}~There is no pair 'X'.",
        "PUT~/tier~{'tier':'gold'}~There is no tier 'gold'; the tiers are starter, intermediate, pro and unlimited.",
        "PUT~/variants~{'history-cost':'3'}~The variant history-cost is one of: 2, 4.",
        "PUT~/clock~{'skewMillis':'much'}~The body needs the whole number 'skewMillis'.",
        "POST~/faults~{'spec':'Balanc=drop'}~There is no endpoint 'Balanc'; a fault is for one of AddOrder, AddOrderBatch, AmendOrder, AssetPairs, Assets, Balance, BalanceEx, CancelAll, CancelAllOrdersAfter, CancelOrder, CancelOrderBatch, ClosedOrders, Depth, EditOrder, GetApiKeyInfo, GetWebSocketsToken, Ledgers, OHLC, OpenOrders, OpenPositions, OrderAmends, QueryLedgers, QueryOrders, QueryTrades, Spread, SystemStatus, Ticker, Time, TradeBalance, TradeVolume, Trades, TradesHistory, WithdrawMethods, public, private or *; of add_order, amend_order, batch_add, batch_cancel, cancel_all, cancel_all_orders_after, cancel_order, edit_order, ping, subscribe, unsubscribe, connect or socket; or of stream, stream.balances, stream.book, stream.executions, stream.heartbeat, stream.instrument, stream.ohlc, stream.status, stream.ticker, stream.trade.",
        "DELETE~/faults/99~{}~There is no fault '99'.",
    })
    void aWrongRequestIsAnsweredWithOneSentence(String method, String path, String body, String sentence) throws Exception {
        HttpResponse<String> response = trader.rawControl(method, path,
                Trader.MAPPER.readTree(body.replace('\'', '"')));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Trader.MAPPER.readTree(response.body()).get("error").asString()).isEqualTo(sentence);
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(trader.rawControl("GET", "/secrets", null).statusCode()).isEqualTo(404);
        assertThat(trader.rawControl("POST", "/tier", Map.of("tier", "pro")).statusCode()).isEqualTo(404);
    }

    @Test
    void aBrowsersPageIsRefused() throws Exception {
        HttpResponse<String> response = trader.send(HttpRequest.newBuilder(URI.create(trader.exchange.control() + "/keys"))
                .header("Origin", "https://example.org").build());
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("fingerprint");
    }

    @Test
    void thePathOfTheSocketsAsksForOne() throws Exception {
        HttpResponse<String> response = trader.send(HttpRequest.newBuilder(trader.uri("/v2")).build());
        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(response.body()).contains("WebSocket");
        assertThat(trader.send(HttpRequest.newBuilder(trader.uri("/nowhere")).build()).statusCode()).isEqualTo(404);
    }
}
