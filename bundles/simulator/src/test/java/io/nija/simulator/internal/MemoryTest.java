package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.state.StateRefused;
import io.nija.exchange.venue.Tier;

/** An exchange that goes on from its state is the one that wrote it. */
class MemoryTest {

    @TempDir
    private Path folder;
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));

    private ExchangeOptions options() {
        return ExchangeOptions.plain().withAccounts(List.of("one", "two")).withState(folder.resolve("exchange.state"));
    }

    private Trader start() throws Exception {
        return new Trader(Exchange.start(options(), time));
    }

    /** Everything that anybody could see, private and public. */
    private static Map<String, JsonNode> seen(Trader trader) throws Exception {
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        for (Exchange.Keys keys : trader.exchange.accounts()) {
            trader.as(keys);
            for (String endpoint : List.of("Balance", "BalanceEx", "TradeBalance", "OpenOrders", "ClosedOrders",
                    "TradesHistory", "Ledgers")) {
                seen.put(keys.id() + " " + endpoint, trader.wanted(endpoint, "trades", "true"));
            }
            seen.put(keys.id() + " TradeVolume", trader.wanted("TradeVolume", "pair", "XBTUSD"));
        }
        trader.as(trader.exchange.accounts().get(0));
        for (String call : List.of("Ticker", "Depth?pair=XBTUSD&count=500", "Depth?pair=ETHXBT", "Trades?pair=XBTUSD",
                "Trades?pair=SOLEUR", "OHLC?pair=XBTUSD&interval=1", "OHLC?pair=ETHUSD&interval=60", "Spread?pair=XBTUSD",
                "SystemStatus", "AssetPairs")) {
            seen.put(call, trader.result(call));
        }
        seen.put("keys", trader.control("GET", "/keys", null));
        return seen;
    }

    private void trade(Trader trader, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            trader.as(trader.exchange.accounts().get(random.nextInt(2)));
            boolean buys = random.nextBoolean();
            String pair = random.nextBoolean() ? "XBTUSD" : "ETHUSD";
            String base = pair.equals("XBTUSD") ? "0.01" : "0.2";
            JsonNode ticker = trader.result("Ticker?pair=" + pair).iterator().next();
            String touch = ticker.get(buys ? "b" : "a").get(0).asString();
            switch (random.nextInt(5)) {
                case 0 -> trader.call("AddOrder", "pair", pair, "type", buys ? "buy" : "sell", "ordertype", "market",
                        "volume", base);
                case 1 -> trader.call("AddOrder", "pair", pair, "type", buys ? "buy" : "sell", "ordertype", "limit",
                        "price", pair.equals("XBTUSD") ? touch.substring(0, touch.length() - 4)
                                : touch.substring(0, touch.length() - 3), "volume", base, "expiretm",
                        Long.toString(time.instant().getEpochSecond() + 40 + random.nextInt(100)));
                case 2 -> trader.call("AddOrder", "pair", pair, "type", "sell", "ordertype", "stop-loss", "price",
                        "1000", "volume", base, "userref", Integer.toString(i + 1));
                case 3 -> trader.call("CancelOrder", "txid", Integer.toString(random.nextInt(60)));
                default -> trader.call("AddOrder", "pair", pair, "type", "buy", "ordertype", "limit", "price", "900000",
                        "volume", "9999");
            }
            time.advance(Duration.ofMillis(random.nextInt(3_000)));
        }
    }

    @Test
    void everythingIsAsItWasAndGoesOnAsItWouldHave() throws Exception {
        Map<String, JsonNode> before;
        String nonce;
        try (Trader trader = start()) {
            trade(trader, 1);
            trader.control("POST", "/accounts/one/balances", Map.of("asset", "USD", "amount", "-100.25"));
            trader.control("POST", "/keys", Map.of("account", "two", "permissions", List.of("query-funds")));
            trader.control("PUT", "/mode", Map.of("pair", "XTZUSD", "mode", "cancel_only"));
            trader.control("POST", "/jump", Map.of("pair", "XBTUSD", "percent", "-1"));
            trader.wanted("CancelAllOrdersAfter", "timeout", "600");
            trader.wanted("GetWebSocketsToken");
            trade(trader, 2);
            before = seen(trader);
            nonce = Long.toString(trader.nonce());
            trader.post("Balance", nonce, "nonce=" + nonce, "application/x-www-form-urlencoded");
        }
        Map<String, JsonNode> continued;
        try (Trader trader = start()) {
            assertThat(Trader.refusal(Trader.MAPPER.readTree(trader.post("Balance", nonce, "nonce=" + nonce,
                    "application/x-www-form-urlencoded").body()))).isEqualTo("EAPI:Invalid nonce");
            trader.nonceFrom(Long.parseLong(nonce) + 1);
            assertThat(seen(trader)).isEqualTo(before);
            trade(trader, 3);
            continued = seen(trader);
        }
        try (Trader trader = start()) {
            trader.nonceFrom(Long.parseLong(nonce) + 1_000);
            assertThat(seen(trader)).as("after a second restart").isEqualTo(continued);
        }
    }

    @Test
    void theReadyLineOfTheSecondStartHasTheSameKeys() throws Exception {
        List<Exchange.Keys> keys;
        try (Trader trader = start()) {
            trader.control("POST", "/accounts", Map.of("id", "bob"));
            keys = trader.exchange.accounts();
        }
        try (Trader trader = start()) {
            assertThat(trader.exchange.accounts()).startsWith(keys.toArray(Exchange.Keys[]::new)).hasSize(3);
        }
    }

    @Test
    void anOrderWhoseTimeEndsWhileTheSimulatorIsAwayExpires() throws Exception {
        String order;
        try (Trader trader = start()) {
            order = trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "30000",
                    "volume", "0.01", "expiretm", "+30").get("txid").get(0).asString();
        }
        time.advance(Duration.ofHours(2));
        try (Trader trader = start()) {
            trader.nonceFrom(2_000_000);
            JsonNode ended = trader.wanted("QueryOrders", "txid", order).get(order);
            assertThat(ended.get("status").asString()).isEqualTo("expired");
        }
    }

    @Test
    void theSeedAndTheTierOfTheStateAreKept() throws Exception {
        Exchange.start(options().withSeed(5).withTier(Tier.PRO), time).close();
        try (Exchange again = Exchange.start(options().withSeed(5).withTier(null), time)) {
            synchronized (again.venue()) {
                assertThat(again.venue().tier()).isEqualTo(Tier.PRO);
            }
        }
        assertThatThrownBy(() -> Exchange.start(options().withSeed(6), time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is of an exchange with the seed 5; leave --seed out, or choose another file.");
        Exchange.start(options().withSeed(5), time).close();
    }

    @Test
    void aClockThatRunsFasterGoesOnFromWhereItStood() throws Exception {
        ExchangeOptions fast = options().withSpeed(60);
        long then;
        try (Trader trader = new Trader(Exchange.start(fast, time))) {
            assertThat(trader.exchange.ready()).containsEntry("speed", 60);
            time.advance(Duration.ofSeconds(10));
            then = trader.result("Time").get("unixtime").asLong();
            assertThat(then).isEqualTo(Instant.parse("2026-01-15T10:10:07Z").getEpochSecond());
            assertThat(trader.raw("Balance").headers().firstValue("X-Simulator-Speed")).contains("60");
        }
        try (Trader trader = new Trader(Exchange.start(fast, time))) {
            assertThat(trader.control("GET", "/", null).get("speed").asInt()).isEqualTo(60);
            assertThat(trader.result("Time").get("unixtime").asLong()).isEqualTo(then);
        }
    }

    @Test
    void aLineThatWasBeingWrittenIsLeftOutAndAWrongClockIsStillWrong() throws Exception {
        Path state = folder.resolve("exchange.state");
        String order;
        try (Trader trader = start()) {
            order = trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "30000",
                    "volume", "0.01").get("txid").get(0).asString();
            trader.control("PUT", "/clock", Map.of("skewMillis", 60_000));
            assertThat(trader.control("GET", "/", null).get("state").get("file").asString()).isEqualTo(state.toString());
        }
        Files.writeString(state, "0badf00d I {\"at\":176847", StandardOpenOption.APPEND);
        time.advance(Duration.ofSeconds(5));
        try (Trader trader = start()) {
            trader.nonceFrom(2_000_000);
            assertThat(trader.wanted("OpenOrders").get("open").has(order)).isTrue();
            assertThat(trader.result("Time").get("unixtime").asLong())
                    .isEqualTo(Instant.parse("2026-01-15T10:01:12Z").getEpochSecond());
        }
        try (Trader trader = start()) {
            trader.nonceFrom(3_000_000);
            assertThat(trader.wanted("OpenOrders").get("open").has(order)).isTrue();
        }
    }

    @Test
    void aStateWhoseInputsLeadElsewhereIsRefused() throws Exception {
        try (Trader trader = start()) {
            trader.control("POST", "/accounts", Map.of("id", "bob"));
        }
        Path state = folder.resolve("exchange.state");
        List<String> lines = Files.readAllLines(state);
        // As another version would have written it: the same inputs, but with another number of ids given before.
        String json = lines.get(lines.size() - 1).substring(11).replaceFirst("\"ids\":(\\d+)", "\"ids\":1$1");
        CRC32C sum = new CRC32C();
        sum.update((lines.size() + " I " + json).getBytes(StandardCharsets.UTF_8));
        lines.set(lines.size() - 1, String.format("%08x I %s", sum.getValue(), json));
        Files.writeString(state, String.join("\n", lines) + "\n");
        assertThatThrownBy(() -> Exchange.start(options(), time)).isInstanceOf(StateRefused.class)
                .hasMessageStartingWith("The state " + state + " was written by another version of the simulator: from "
                        + "line " + lines.size() + " on it does not lead to the same exchange.");
    }

    @Test
    void evenAReadIsWrittenBeforeItIsAnsweredForItsNonceIsUsed() throws Exception {
        try (Trader trader = start()) {
            trader.wanted("Balance");
            Path state = folder.resolve("exchange.state");
            long length = Files.size(state);
            trader.wanted("Balance");
            assertThat(Files.size(state)).isGreaterThan(length);
        }
    }
}
