package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

/** What faults do to streams and to sockets' messages. */
class SocketFaultsTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private Trader trader;
    private SocketClient socket;
    private String token;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), time));
        socket = SocketClient.open(trader.exchange);
        socket.of("status");
        token = trader.wanted("GetWebSocketsToken").path("token").asString();
    }

    @AfterEach
    void stop() {
        socket.close();
        trader.close();
    }

    private Map<String, Object> params(Object... namesAndValues) {
        Map<String, Object> params = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            params.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return params;
    }

    private void executions() throws Exception {
        socket.result("subscribe", params("channel", "executions", "token", token, "snap_orders", false));
    }

    private String place() throws Exception {
        return trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "volume", "0.01",
                "price", "20000").at("/txid/0").asString();
    }

    /** What is told of orders until now: sequence and kind. */
    private List<String> told() throws Exception {
        socket.sendText("{\"method\":\"ping\",\"req_id\":79}");
        List<String> told = new ArrayList<>();
        for (JsonNode message = socket.await(any -> true); !message.path("method").asString("").equals("pong");
                message = socket.await(any -> true)) {
            if (message.path("channel").asString("").equals("executions")) {
                told.add(message.path("sequence").asInt() + " " + message.at("/data/0/exec_type").asString());
            }
        }
        return told;
    }

    @Test
    void aFrameIsLost() throws Exception {
        executions();
        trader.exchange.faults("stream.executions@account-1=gap,nth=1");
        place();
        assertThat(told()).containsExactly("2 new");
    }

    @Test
    void aFrameComesTwice() throws Exception {
        executions();
        trader.exchange.faults("stream.executions=duplicate,nth=2");
        place();
        assertThat(told()).containsExactly("1 pending_new", "2 new", "2 new");
    }

    @Test
    void aFrameIsOvertaken() throws Exception {
        executions();
        trader.exchange.faults("stream=reorder,next=1");
        place();
        assertThat(told()).containsExactly("2 new", "1 pending_new");
    }

    @Test
    void aChecksumIsWrongForOnePairOnly() throws Exception {
        trader.exchange.faults("stream.book@XBTUSD=checksum,nth=1");
        socket.result("subscribe", params("channel", "book", "symbol", List.of("BTC/USD", "ETH/USD")));
        assertThat(new BookClient(10).apply(socket.of("book"))).isFalse();
        assertThat(new BookClient(10).apply(socket.of("book"))).isTrue();
        socket.result("unsubscribe", params("channel", "book", "symbol", List.of("BTC/USD")));
        socket.result("subscribe", params("channel", "book", "symbol", List.of("BTC/USD")));
        assertThat(new BookClient(10).apply(socket.await(message ->
                message.path("type").asString("").equals("snapshot")))).isTrue();
    }

    @Test
    void plainTextComesBeforeAFrame() throws Exception {
        executions();
        trader.exchange.faults("stream.executions=text,next=1;stream.executions=text(<html>502</html>),next=1");
        place();
        socket.event(place(), "new");
        assertThat(socket.all).contains("CloudFlare WebSocket proxy restarting", "<html>502</html>");
    }

    @Test
    void halfAFrameComes() throws Exception {
        executions();
        trader.exchange.faults("stream.executions=truncate,next=1");
        place();
        told();
        assertThat(socket.all).anyMatch(frame -> frame.startsWith("{\"channel\":\"executions\"") && !frame.endsWith("}"));
    }

    @Test
    void silenceLosesEverythingForAWhileAndTheSocketStays() throws Exception {
        executions();
        trader.exchange.faults("stream.executions=silence(1),next=1");
        String lost = place();
        long end = System.nanoTime() + Duration.ofSeconds(SocketClient.LIMIT_SECONDS).toNanos();
        // Answers are silent too: the first one says that it is over.
        for (int id = 1_000; !socket.hears("\"req_id\":" + id, Duration.ofMillis(200)); id++) {
            assertThat(System.nanoTime()).isLessThan(end);
            socket.sendText("{\"method\":\"ping\",\"req_id\":" + (id + 1) + "}");
        }
        assertThat(socket.event(place(), "pending_new")).isNotNull();
        assertThat(socket.all).noneMatch(frame -> frame.contains(lost) && frame.contains("\"pending_new\""));
    }

    @Test
    void aHalfOpenSocketTakesEverythingAndGivesNothing() throws Exception {
        executions();
        trader.exchange.faults("stream.heartbeat=halfopen,next=1");
        try (SocketClient other = SocketClient.open(trader.exchange)) {
            // Somebody's heartbeat strikes: the only one who has a subscription.
            socket.sendText("{\"method\":\"ping\",\"req_id\":1}");
            other.sendText("{\"method\":\"ping\",\"req_id\":1}");
            other.await(message -> message.path("method").asString("").equals("pong"));
            awaitStrikes(1);
            socket.sendText("{\"method\":\"ping\",\"req_id\":2}");
            other.sendText("{\"method\":\"ping\",\"req_id\":2}");
            other.await(message -> message.path("req_id").asInt(-1) == 2);
        }
        assertThat(socket.ready()).satisfiesAnyOf(frame -> assertThat(frame).isNull(),
                frame -> assertThat(frame).doesNotContain("\"req_id\":2"));
        assertThat(trader.control("GET", "/sockets", null).path("sockets").size()).isGreaterThanOrEqualTo(1);
    }

    private void awaitStrikes(int strikes) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(SocketClient.LIMIT_SECONDS).toNanos();
        while (!trader.control("GET", "/faults", null).path("faults").isEmpty()) {
            assertThat(System.nanoTime()).as("the fault strikes " + strikes + " times").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({"close(1012), 1012", "close(4000), 4000", "drop, 0", "reset, 0"})
    void aSocketIsEndedByAFrame(String fault, int code) throws Exception {
        executions();
        trader.exchange.faults("stream.executions=" + fault + ",next=1");
        place();
        int end = socket.end();
        // Without a close frame the client's own library says 1006.
        assertThat(end == 1006 ? 0 : end).isEqualTo(code);
    }

    @Test
    void aStormEndsAllAndWhoComesBackTooSoon() throws Exception {
        trader.exchange.faults("at(1)=storm(86400)");
        time.advance(Duration.ofSeconds(2));
        socket.end();
        try (SocketClient early = SocketClient.open(trader.exchange)) {
            early.end();
        }
    }

    @Test
    void somethingHappensToAllSocketsAtAMoment() throws Exception {
        trader.exchange.faults("at(5)=text;at(5)=close(1001)");
        time.advance(Duration.ofSeconds(6));
        assertThat(socket.end()).isEqualTo(1001);
        assertThat(socket.all).contains("CloudFlare WebSocket proxy restarting");
    }

    @Test
    void tokensExpireWhileTheyAreInUseAndTheStreamGoesOn() throws Exception {
        executions();
        trader.exchange.faults("cancel_all=expire(caller),next=1");
        assertThat(socket.refusal("cancel_all", params("token", token))).isEqualTo("EAPI:Invalid token");
        place();
        assertThat(told()).containsExactly("1 pending_new", "2 new");
        socket.result("cancel_all", params("token", trader.wanted("GetWebSocketsToken").path("token").asString()));
    }

    @Test
    void aSlowReaderIsCutOffWhenTooMuchWaits() throws Exception {
        trader.control("PUT", "/variants", Map.of("socket-queue", "20"));
        try (SocketClient slow = SocketClient.open(trader.exchange)) {
            slow.result("subscribe", params("channel", "executions", "token", token, "snap_orders", false));
            trader.exchange.faults("stream.executions=slow(10),next=1");
            for (int i = 0; i < 30; i++) {
                place();
            }
            slow.end();
        }
        try (SocketClient quick = SocketClient.open(trader.exchange)) {
            quick.of("status");
        }
    }

    @Test
    void whoReadsNothingIsCutOffAndTheExchangeGoesOn() throws Exception {
        trader.control("PUT", "/variants", Map.of("socket-queue", "50"));
        try (SocketClient deaf = SocketClient.deaf(trader.exchange)) {
            deaf.send(Map.of("method", "subscribe", "params", Map.of("channel", "book", "symbol",
                    List.of("BTC/USD", "ETH/USD", "SOL/USD"), "depth", 1000)));
            long end = System.nanoTime() + Duration.ofSeconds(SocketClient.LIMIT_SECONDS).toNanos();
            // Two sockets until the deaf one is thrown out; the buffers of the network take a few megabytes first.
            do {
                assertThat(System.nanoTime()).isLessThan(end);
                for (int i = 0; i < 30; i++) {
                    deaf.send(Map.of("method", "unsubscribe", "params", Map.of("channel", "book", "symbol",
                            List.of("BTC/USD", "ETH/USD", "SOL/USD"), "depth", 1000)));
                    deaf.send(Map.of("method", "subscribe", "params", Map.of("channel", "book", "symbol",
                            List.of("BTC/USD", "ETH/USD", "SOL/USD"), "depth", 1000)));
                }
            } while (trader.control("GET", "/sockets", null).path("sockets").size() > 1);
        } catch (CompletionException ended) {
            assertThat(ended).hasRootCauseInstanceOf(java.io.IOException.class);
        }
        assertThat(trader.result("Time").path("unixtime").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"before, 0", "after, 1"})
    void anOrderIsNeverAnswered(String phase, int orders) throws Exception {
        trader.exchange.faults("add_order=hang," + phase + ",next=1");
        Map<String, Object> order = params("token", token, "order_type", "limit", "side", "buy", "symbol", "BTC/USD",
                "order_qty", new BigDecimal("0.01"), "limit_price", new BigDecimal("20000.0"));
        long lost = socket.ask("add_order", order);
        socket.result("add_order", order);
        assertThat(socket.all).noneMatch(frame -> frame.contains("\"req_id\":" + lost + ","));
        assertThat(trader.wanted("OpenOrders").path("open").size()).isEqualTo(orders + 1);
    }

    @ParameterizedTest
    @CsvSource({"before, 0", "after, 1"})
    void theSocketDiesAroundAnOrder(String phase, int orders) throws Exception {
        trader.exchange.faults("add_order=reset," + phase);
        socket.ask("add_order", params("token", token, "order_type", "limit", "side", "buy", "symbol", "BTC/USD",
                "order_qty", new BigDecimal("0.01"), "limit_price", new BigDecimal("20000.0")));
        socket.end();
        assertThat(trader.wanted("OpenOrders").path("open").size()).isEqualTo(orders);
    }

    @ParameterizedTest
    @CsvSource({"before, 0", "after, 1"})
    void anOrderIsAnsweredWithAnErrorOfSomebodysChoice(String phase, int orders) throws Exception {
        trader.exchange.faults("socket@account-1=error(EService:Busy)," + phase);
        assertThat(socket.refusal("add_order", params("token", token, "order_type", "limit", "side", "buy", "symbol",
                "BTC/USD", "order_qty", new BigDecimal("0.01"), "limit_price", new BigDecimal("20000.0"))))
                .isEqualTo("EService:Busy");
        assertThat(trader.wanted("OpenOrders").path("open").size()).isEqualTo(orders);
    }

    @Test
    void anAnswerWaitsAndTheNextOneWaitsBehindIt() throws Exception {
        trader.exchange.faults("ping=delay(300),after,next=1");
        socket.sendText("{\"method\":\"ping\",\"req_id\":1}");
        socket.sendText("{\"method\":\"ping\",\"req_id\":2}");
        assertThat(socket.await(message -> message.has("req_id")).path("req_id").asInt()).isEqualTo(1);
        assertThat(socket.await(message -> message.has("req_id")).path("req_id").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status(503,5)", "status(429)", "html(403)", "drop", "reset"})
    void theHandshakeFails(String fault) {
        // A client may try again by itself when a connection is cut off before an answer.
        trader.exchange.faults("connect=" + fault);
        assertThatThrownBy(() -> SocketClient.open(trader.exchange)).isInstanceOf(CompletionException.class);
        trader.exchange.noFaults();
        SocketClient.open(trader.exchange).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream.book=delay(5)", "stream.book=gap,after", "AddOrder=gap", "add_order=gap",
        "stream.none=gap", "connect=delay(1)", "stream.book=deposit(one,USD,1)", "at(1)=gap", "nomethod=drop",
        "stream=close(7)", "stream=silence", "expire=drop", "ping=expire(a b)"})
    void whatCannotStrikeThereIsRefused(String spec) {
        assertThatThrownBy(() -> trader.exchange.faults(spec)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void tooManySocketsInTenMinutesBlockTheAddress() throws Exception {
        trader.control("PUT", "/tier", Map.of("tier", "pro"));
        trader.control("PUT", "/variants", Map.of("socket-connections", "3"));
        for (int i = 0; i < 3; i++) {
            SocketClient.open(trader.exchange).close();
        }
        assertThatThrownBy(() -> SocketClient.open(trader.exchange)).hasMessageContaining("WebSocketHandshakeException");
        time.advance(Duration.ofMinutes(9));
        assertThatThrownBy(() -> SocketClient.open(trader.exchange)).hasMessageContaining("WebSocketHandshakeException");
        time.advance(Duration.ofMinutes(2));
        SocketClient.open(trader.exchange).close();
    }

    @Test
    void tooManyMessagesASecondAreRefused() throws Exception {
        trader.control("PUT", "/tier", Map.of("tier", "pro"));
        trader.control("PUT", "/variants", Map.of("socket-messages", "5"));
        try (SocketClient fast = SocketClient.open(trader.exchange)) {
            for (int i = 0; i < 200; i++) {
                fast.sendText("{\"method\":\"ping\"}");
            }
            assertThat(fast.await(message -> message.has("error")).path("error").asString()).isEqualTo("Exceeded msg rate");
        }
    }
}
