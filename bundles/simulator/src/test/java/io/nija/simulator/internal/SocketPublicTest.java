package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

class SocketPublicTest {

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

    private static Map<String, Object> to(String channel, Object... more) {
        Map<String, Object> params = new java.util.LinkedHashMap<>();
        params.put("channel", channel);
        for (int i = 0; i < more.length; i += 2) {
            params.put((String) more[i], more[i + 1]);
        }
        return params;
    }

    @Test
    void theStatusComesUnasked() throws Exception {
        JsonNode status = socket.of("status");
        assertThat(status.path("type").asString()).isEqualTo("update");
        JsonNode data = status.at("/data/0");
        assertThat(data.path("system").asString()).isEqualTo("online");
        assertThat(data.path("api_version").asString()).isEqualTo("v2");
        assertThat(data.path("connection_id").bigIntegerValue())
                .isGreaterThan(BigInteger.valueOf(Long.MAX_VALUE));
        trader.control("PUT", "/mode", Map.of("mode", "post_only"));
        assertThat(socket.of("status").at("/data/0/system").asString()).isEqualTo("post_only");
    }

    @Test
    void aPingIsAnsweredWithItsIdAndRefusedWithParameters() throws Exception {
        socket.sendText("{\"method\":\"ping\",\"req_id\":5}");
        JsonNode pong = socket.await(message -> message.path("method").asString("").equals("pong"));
        assertThat(pong.path("req_id").asInt()).isEqualTo(5);
        assertThat(pong.path("time_in").asString()).matches("2026-01-15T10:00:0\\d\\.\\d{6}Z");
        assertThat(pong.has("time_out")).isTrue();
        socket.sendText("{\"method\":\"ping\"}");
        assertThat(socket.await(message -> message.path("method").asString("").equals("pong")).has("req_id")).isFalse();
        assertThat(socket.refusal("ping", Map.of("a", 1)))
                .isEqualTo("Unsupported field: 'params' for the given msg type: ping");
    }

    @Test
    void eachSymbolIsAnsweredApartAndThenComesItsSnapshot() throws Exception {
        long id = socket.ask("subscribe", to("ticker", "symbol", List.of("BTC/USD", "XBT/USD", "ETH/USD")));
        JsonNode first = socket.await(message -> message.path("req_id").asLong(-1) == id);
        assertThat(first.path("success").asBoolean()).isTrue();
        assertThat(first.at("/result/symbol").asString()).isEqualTo("BTC/USD");
        assertThat(first.at("/result/event_trigger").asString()).isEqualTo("trades");
        assertThat(first.at("/result/snapshot").asBoolean()).isTrue();
        JsonNode second = socket.await(message -> message.path("req_id").asLong(-1) == id);
        assertThat(second.path("error").asString()).isEqualTo("Currency pair not supported XBT/USD");
        assertThat(second.path("symbol").asString()).isEqualTo("XBT/USD");
        assertThat(second.path("success").asBoolean()).isFalse();
        assertThat(socket.await(message -> message.path("req_id").asLong(-1) == id).at("/result/symbol").asString())
                .isEqualTo("ETH/USD");
        JsonNode ticker = socket.of("ticker").at("/data/0");
        JsonNode rest = trader.result("Ticker?pair=XBTUSD").get("XXBTZUSD");
        assertThat(ticker.path("bid").decimalValue()).isEqualByComparingTo(rest.at("/b/0").asString());
        assertThat(ticker.path("ask").decimalValue()).isEqualByComparingTo(rest.at("/a/0").asString());
        assertThat(ticker.path("last").decimalValue()).isEqualByComparingTo(rest.at("/c/0").asString());
        assertThat(ticker.path("volume").decimalValue()).isEqualByComparingTo(rest.at("/v/1").asString());
        assertThat(ticker.path("high").decimalValue()).isEqualByComparingTo(rest.at("/h/1").asString());
        assertThat(ticker.path("low").decimalValue()).isEqualByComparingTo(rest.at("/l/1").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{'channel':'nothing'}~Subscription name invalid",
        "{'channel':'level3','symbol':['BTC/USD']}~Subscription name invalid",
        "{'channel':'status'}~Symbol(s) not found",
        "{'channel':'heartbeat'}~Symbol(s) not found",
        "{'channel':'ticker'}~Symbol(s) not found",
        "{'channel':'ticker','symbol':'BTC/USD'}~Symbol field must be an array",
        "{'channel':'book','symbol':['BTC/USD'],'depth':11}~Subscription depth not supported",
        "{'channel':'ohlc','symbol':['BTC/USD'],'interval':2}~Subscription ohlc interval not supported",
        "{'channel':'ticker','symbol':['BTC/USD'],'colour':1}~Unsupported field: 'colour' for the given msg type: subscribe",
        "{'channel':'executions'}~Token(s) not found",
        "{'channel':'executions','token':'nonsense'}~EAPI:Invalid token"
    })
    void aWrongSubscriptionIsRefused(String params, String error) throws Exception {
        socket.sendText(("{'method':'subscribe','params':" + params + ",'req_id':9}").replace('\'', '"'));
        JsonNode answer = socket.await(message -> message.path("req_id").asInt(-1) == 9);
        assertThat(answer.path("error").asString()).isEqualTo(error);
        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("method").asString()).isEqualTo("subscribe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"method\":\"dance\"}", "{}", "[]", "not json", "{\"method\":7}"})
    void whatIsNoRequestIsSaidSoAndTheSocketGoesOn(String text) throws Exception {
        socket.sendText(text);
        assertThat(socket.await(message -> message.has("error")).path("error").asString())
                .isIn("Unsupported event", "Malformed request");
        socket.sendText("{\"method\":\"ping\"}");
        socket.await(message -> message.path("method").asString("").equals("pong"));
    }

    @Test
    void whatIsSubscribedCannotBeSubscribedAgainUntilItIsUnsubscribed() throws Exception {
        Map<String, Object> book = to("book", "symbol", List.of("BTC/USD"), "depth", 25);
        socket.result("subscribe", book);
        assertThat(socket.refusal("subscribe", book)).isEqualTo("Already subscribed");
        JsonNode ended = socket.result("unsubscribe", book);
        assertThat(ended.path("depth").asInt()).isEqualTo(25);
        assertThat(ended.path("symbol").asString()).isEqualTo("BTC/USD");
        assertThat(socket.refusal("unsubscribe", book)).isEqualTo("Subscription Not Found");
        socket.result("subscribe", book);
    }

    @Test
    void theInstrumentsAreThoseOfTheListsAndTellWhenAMarketChanges() throws Exception {
        socket.result("subscribe", to("instrument"));
        JsonNode data = socket.of("instrument").path("data");
        JsonNode pairs = trader.result("AssetPairs");
        assertThat(data.path("pairs").size()).isEqualTo(pairs.size());
        assertThat(data.path("assets").size()).isEqualTo(trader.result("Assets").size());
        JsonNode btc = data.path("pairs").get(0);
        assertThat(btc.path("symbol").asString()).isEqualTo("BTC/USD");
        assertThat(btc.path("price_precision").asInt()).isEqualTo(pairs.at("/XXBTZUSD/pair_decimals").asInt());
        assertThat(btc.path("qty_precision").asInt()).isEqualTo(8);
        assertThat(btc.path("qty_min").decimalValue()).isEqualByComparingTo(pairs.at("/XXBTZUSD/ordermin").asString());
        assertThat(btc.path("price_increment").decimalValue())
                .isEqualByComparingTo(pairs.at("/XXBTZUSD/tick_size").asString());
        trader.control("PUT", "/mode", Map.of("pair", "XBTUSD", "mode", "cancel_only"));
        JsonNode changed = socket.of("instrument");
        assertThat(changed.path("type").asString()).isEqualTo("update");
        assertThat(changed.at("/data/pairs").size()).isEqualTo(1);
        assertThat(changed.at("/data/pairs/0/status").asString()).isEqualTo("cancel_only");
    }

    @Test
    void tradesComeWithoutGapsAndAreThoseOfTheTape() throws Exception {
        assertThat(socket.result("subscribe", to("trade", "symbol", List.of("BTC/USD"), "snapshot", true))
                .path("snapshot").asBoolean()).isTrue();
        JsonNode snapshot = socket.of("trade");
        assertThat(snapshot.path("type").asString()).isEqualTo("snapshot");
        assertThat(snapshot.path("data").size()).isEqualTo(50);
        List<Long> numbers = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        snapshot.path("data").forEach(trade -> add(trade, numbers, shown));
        time.advance(Duration.ofMinutes(3));
        while (numbers.size() < 60) {
            socket.of("trade").path("data").forEach(trade -> add(trade, numbers, shown));
        }
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1);
        }
        List<String> tape = new ArrayList<>();
        for (JsonNode trade : trader.result("Trades?pair=XBTUSD&count=1000").get("XXBTZUSD")) {
            if (numbers.contains(trade.get(6).asLong())) {
                tape.add(trade.get(6).asLong() + " " + (trade.get(3).asString().equals("b") ? "buy" : "sell") + " "
                        + new BigDecimal(trade.get(0).asString()).setScale(1) + " " + trade.get(1).asString());
            }
        }
        assertThat(shown).isEqualTo(tape);
    }

    private static void add(JsonNode trade, List<Long> numbers, List<String> shown) {
        numbers.add(trade.path("trade_id").asLong());
        shown.add(trade.path("trade_id").asLong() + " " + trade.path("side").asString() + " "
                + trade.path("price").decimalValue() + " " + trade.path("qty").decimalValue());
    }

    @Test
    void aTradeSubscriptionThatDoesNotSayBringsNoSnapshot() throws Exception {
        assertThat(socket.result("subscribe", to("trade", "symbol", List.of("BTC/USD"))).path("snapshot").asBoolean())
                .isFalse();
        time.advance(Duration.ofMinutes(2));
        assertThat(socket.of("trade").path("type").asString()).isEqualTo("update");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 30, 60, 240, 1440, 10080, 21600})
    void candlesAreThoseOfTheRestInterface(int interval) throws Exception {
        socket.result("subscribe", to("ohlc", "symbol", List.of("BTC/USD"), "interval", interval));
        JsonNode rows = socket.of("ohlc").path("data");
        JsonNode rest = trader.result("OHLC?pair=XBTUSD&interval=" + interval).get("XXBTZUSD");
        JsonNode last = rows.get(rows.size() - 1);
        long begin = Instant.parse(last.path("interval_begin").asString()).getEpochSecond();
        JsonNode same = rest.valueStream().filter(row -> row.get(0).asLong() == begin).findFirst().orElseThrow();
        assertThat(rest.valueStream().filter(row -> row.get(0).asLong() > begin && row.get(7).asLong() > 0)).isEmpty();
        assertThat(last.path("open").decimalValue()).isEqualByComparingTo(same.get(1).asString());
        assertThat(last.path("high").decimalValue()).isEqualByComparingTo(same.get(2).asString());
        assertThat(last.path("low").decimalValue()).isEqualByComparingTo(same.get(3).asString());
        assertThat(last.path("close").decimalValue()).isEqualByComparingTo(same.get(4).asString());
        assertThat(last.path("volume").decimalValue()).isEqualByComparingTo(same.get(6).asString());
        assertThat(last.path("trades").asLong()).isEqualTo(same.get(7).asLong());
        assertThat(last.path("interval").asInt()).isEqualTo(interval);
        time.advance(Duration.ofMinutes(2));
        JsonNode update = socket.of("ohlc");
        assertThat(update.path("type").asString()).isEqualTo("update");
        assertThat(update.path("timestamp").asString()).matches(".*\\.\\d{9}Z");
        assertThat(update.at("/data/0/interval").asInt()).isEqualTo(interval);
    }

    @Test
    void theTickerOfQuotesTellsEveryChangeOfTheBestPrices() throws Exception {
        socket.result("subscribe", to("ticker", "symbol", List.of("BTC/USD"), "event_trigger", "bbo"));
        JsonNode before = socket.of("ticker").at("/data/0");
        BigDecimal better = before.path("bid").decimalValue().add(before.path("ask").decimalValue())
                .divide(new BigDecimal(2)).setScale(1, java.math.RoundingMode.DOWN);
        String price = better.max(before.path("bid").decimalValue()).toPlainString();
        trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "volume", "0.01",
                "price", price);
        JsonNode after = socket.of("ticker").at("/data/0");
        assertThat(after.path("bid").decimalValue()).isEqualByComparingTo(price);
        assertThat(after.path("bid_qty").decimalValue()).isNotEqualByComparingTo(before.path("bid_qty").decimalValue());
    }

    @Test
    void heartbeatsFillTheSilenceOnceSomethingIsSubscribed() throws Exception {
        socket.result("subscribe", to("instrument", "snapshot", false));
        socket.of("heartbeat");
        socket.of("heartbeat");
    }

    @Test
    void aSocketThatWantsNothingIsClosed() throws Exception {
        trader.control("PUT", "/variants", Map.of("socket-idle-seconds", "1"));
        try (SocketClient idle = SocketClient.open(trader.exchange)) {
            assertThat(idle.end()).isEqualTo(1000);
        }
    }

    @Test
    void timeThatNobodySawEndsEverySocket() throws Exception {
        socket.of("status");
        time.advance(Duration.ofDays(2));
        assertThat(socket.end()).isEqualTo(1012);
    }
}
