package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

/** Balances, tokens and permissions. */
class SocketAccountTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private Trader trader;
    private SocketClient socket;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), time));
        socket = SocketClient.open(trader.exchange);
    }

    @AfterEach
    void stop() {
        socket.close();
        trader.close();
    }

    private String token() throws Exception {
        return trader.wanted("GetWebSocketsToken").path("token").asString();
    }

    @Test
    void balancesBeginWithAllAndTellEveryLedgerRow() throws Exception {
        socket.result("subscribe", Map.of("channel", "balances", "token", token()));
        JsonNode snapshot = socket.of("balances");
        assertThat(snapshot.path("sequence").asInt()).isEqualTo(1);
        Map<String, BigDecimal> balances = new HashMap<>();
        snapshot.path("data").forEach(row -> {
            assertThat(row.at("/wallets/0/balance")).isEqualTo(row.path("balance"));
            balances.put(row.path("asset").asString(), row.path("balance").decimalValue());
        });
        trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "market", "volume", "0.01");
        trader.control("POST", "/accounts/account-1/balances", Map.of("asset", "EUR", "amount", "12.5"));
        JsonNode rest = trader.wanted("Ledgers").path("ledger");
        JsonNode update = socket.of("balances");
        for (int number = 2; ; number++) {
            assertThat(update.path("sequence").asInt()).isEqualTo(number);
            JsonNode row = update.at("/data/0");
            BigDecimal after = row.path("balance").decimalValue();
            assertThat(balances.get(row.path("asset").asString()).add(row.path("amount").decimalValue())
                    .subtract(row.path("fee").decimalValue())).isEqualByComparingTo(after);
            assertThat(rest.path(row.path("ledger_id").asString()).path("refid").asString())
                    .isEqualTo(row.path("ref_id").asString());
            balances.put(row.path("asset").asString(), after);
            if (row.path("type").asString().equals("deposit")) {
                break;
            }
            assertThat(row.path("category").asString()).isEqualTo("trade");
            update = socket.of("balances");
        }
        JsonNode now = trader.wanted("Balance");
        assertThat(balances.get("BTC")).isEqualByComparingTo(now.path("XXBT").asString());
        assertThat(balances.get("USD")).isEqualByComparingTo(now.path("ZUSD").asString());
        assertThat(balances.get("EUR")).isEqualByComparingTo(now.path("ZEUR").asString());
    }

    @Test
    void aTokenMustBeUsedWithinAQuarterOfAnHourAndThenLives() throws Exception {
        String used = token();
        String idle = token();
        socket.result("subscribe", Map.of("channel", "balances", "token", used));
        for (int minute = 0; minute < 16; minute++) {
            time.advance(Duration.ofMinutes(1));
            socket.send(Map.of("method", "ping"));
            socket.await(message -> message.path("method").asString("").equals("pong"));
        }
        assertThat(socket.result("cancel_all", Map.of("token", used)).path("count").asInt()).isZero();
        assertThat(socket.refusal("cancel_all", Map.of("token", idle))).isEqualTo("EAPI:Invalid token");
        try (SocketClient other = SocketClient.open(trader.exchange)) {
            assertThat(other.refusal("cancel_all", Map.of("token", used))).isEqualTo("EAPI:Invalid token");
        }
        socket.result("unsubscribe", Map.of("channel", "balances", "token", used));
        assertThat(socket.refusal("cancel_all", Map.of("token", used))).isEqualTo("EAPI:Invalid token");
    }

    @Test
    void aDeadTokenIsSaidInAnyOfTheKnownWays() throws Exception {
        trader.control("PUT", "/variants", Map.of("dead-token", "ESession:Invalid session"));
        JsonNode answer = socket.call("cancel_all", Map.of("token", "nonsense"));
        assertThat(answer.path("error").asString()).isEqualTo("ESession:Invalid session");
        assertThat(answer.path("status").asString()).isEqualTo("error");
        assertThat(socket.refusal("cancel_all", Map.of())).isEqualTo("Token(s) not found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "query-funds|subscribe|channel=executions",
        "query-open-trades|subscribe|channel=balances",
        "query-funds,query-open-trades|subscribe|channel=executions snap_trades=true",
        "query-funds,close-trades|add_order|order_type=market side=buy symbol=BTC/USD order_qty=0.01",
        "query-funds|cancel_all|",
        "modify-trades|batch_add|symbol=BTC/USD orders=[]",
        "modify-trades|edit_order|order_id=OABCDE-FGHIJ-KLMNOP symbol=BTC/USD"
    })
    void aKeyMayDoWhatItMayThroughTheRestInterface(String permissions, String method, String params) throws Exception {
        String token = token();
        JsonNode key = trader.control("GET", "/keys", null).path("keys").get(0);
        List<String> granted = new java.util.ArrayList<>(List.of(permissions.split(",")));
        granted.add("create-ws-token");
        trader.control("PATCH", "/keys/" + key.path("fingerprint").asString(key.path("key").asString()),
                Map.of("permissions", granted));
        Map<String, Object> all = new LinkedHashMap<>(Map.of("token", token));
        for (String param : params == null ? new String[0] : params.split(" ")) {
            String[] parts = param.split("=");
            all.put(parts[0], parts[1].equals("true") ? Boolean.TRUE : parts[1].equals("[]") ? List.of()
                    : parts[1].matches("[\\d.]+") ? new BigDecimal(parts[1]) : parts[1]);
        }
        assertThat(socket.refusal(method, all)).isEqualTo("EGeneral:Permission denied");
    }

    @Test
    void nothingPrivateIsAnsweredDuringMaintenance() throws Exception {
        String token = token();
        trader.control("PUT", "/mode", Map.of("mode", "maintenance"));
        assertThat(socket.refusal("cancel_all", Map.of("token", token))).isEqualTo("EService:Unavailable");
        assertThat(socket.refusal("subscribe", Map.of("channel", "balances", "token", token)))
                .isEqualTo("EService:Unavailable");
    }

    @Test
    void aKeyThatIsGoneTakesItsTokensWithIt() throws Exception {
        String token = token();
        JsonNode key = trader.control("GET", "/keys", null).path("keys").get(0);
        trader.control("DELETE", "/keys/" + key.path("fingerprint").asString(key.path("key").asString()), null);
        assertThat(socket.refusal("cancel_all", Map.of("token", token))).isEqualTo("EAPI:Invalid token");
    }
}
