package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

/** Snapshot and updates together are the book, to the last digit. */
class SocketBookTest {

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

    private BookClient subscribe(String symbol, int depth) throws Exception {
        socket.result("subscribe", Map.of("channel", "book", "symbol", List.of(symbol), "depth", depth));
        BookClient book = new BookClient(depth);
        JsonNode snapshot = socket.of("book");
        assertThat(snapshot.path("type").asString()).isEqualTo("snapshot");
        assertThat(book.apply(snapshot)).isTrue();
        return book;
    }

    /** Lets what is on its way arrive: an answer comes behind everything that happened before. */
    private int follow(BookClient book) throws Exception {
        int updates = 0;
        socket.sendText("{\"method\":\"ping\",\"req_id\":77}");
        for (JsonNode message = next(); !message.path("method").asString("").equals("pong"); message = next()) {
            if (message.path("channel").asString("").equals("book")) {
                assertThat(book.apply(message)).as(message.toString()).isTrue();
                updates++;
            }
        }
        return updates;
    }

    private JsonNode next() throws InterruptedException {
        return socket.await(any -> true);
    }

    private void assertSame(BookClient book, String pair, int depth) throws Exception {
        int decimals = trader.result("AssetPairs?pair=" + pair).path(pair).path("pair_decimals").asInt();
        // REST shows 500 prices at most; a book of a thousand holds what there is.
        JsonNode rest = trader.result("Depth?pair=" + pair + "&count=" + Math.min(500, depth)).get(pair);
        assertThat(book.bids().stream().limit(500).toList()).isEqualTo(rows(rest.path("bids"), decimals));
        assertThat(book.asks().stream().limit(500).toList()).isEqualTo(rows(rest.path("asks"), decimals));
    }

    private static List<String> rows(JsonNode levels, int decimals) {
        List<String> rows = new ArrayList<>();
        for (JsonNode level : levels) {
            rows.add(new BigDecimal(level.get(0).asString()).setScale(decimals).toPlainString() + " "
                    + level.get(1).asString());
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"BTC/USD, XXBTZUSD, 10", "BTC/USD, XXBTZUSD, 25", "ETH/BTC, XETHXXBT, 100", "SOL/EUR, SOLEUR, 500",
        "DOGE/USD, XDGUSD, 1000"})
    void snapshotAndUpdatesAreTheBookOfTheRestInterface(String symbol, String pair, int depth) throws Exception {
        BookClient book = subscribe(symbol, depth);
        assertSame(book, pair, depth);
        int updates = 0;
        for (int round = 0; round < 20; round++) {
            time.advance(Duration.ofMillis(1_700 + 311L * round));
            // A call lets the market go on to this moment before the ping is answered.
            assertSame(book(book, pair), pair, depth);
            updates += 1;
        }
        assertThat(updates).isEqualTo(20);
    }

    private BookClient book(BookClient book, String pair) throws Exception {
        trader.result("Depth?pair=" + pair + "&count=1");
        follow(book);
        return book;
    }

    @Test
    void ordersOfAccountsAreInItAtRandom() throws Exception {
        BookClient book = subscribe("BTC/USD", 10);
        SplittableRandom random = new SplittableRandom(4);
        List<String> resting = new ArrayList<>();
        int updates = 0;
        for (int step = 0; step < 120; step++) {
            JsonNode depth = trader.result("Depth?pair=XBTUSD&count=1").get("XXBTZUSD");
            BigDecimal bid = new BigDecimal(depth.at("/bids/0/0").asString()).setScale(1);
            int what = random.nextInt(5);
            if (what == 0 && !resting.isEmpty()) {
                trader.call("CancelOrder", "txid", resting.remove(random.nextInt(resting.size())));
            } else if (what == 1) {
                trader.call("AddOrder", "pair", "XBTUSD", "type", random.nextBoolean() ? "buy" : "sell", "ordertype",
                        "market", "volume", "0.0" + (1 + random.nextInt(9)));
            } else {
                boolean buys = random.nextBoolean();
                BigDecimal away = new BigDecimal(random.nextInt(60)).movePointLeft(1);
                JsonNode placed = trader.call("AddOrder", "pair", "XBTUSD", "type", buys ? "buy" : "sell", "ordertype",
                        "limit", "volume", "0.01", "price", (buys ? bid.subtract(away) : bid.add(away)).toPlainString());
                if (placed.path("error").isEmpty()) {
                    resting.add(placed.at("/result/txid/0").asString());
                }
            }
            updates += follow(book);
            assertSame(book, "XXBTZUSD", 10);
            if (step % 10 == 0) {
                time.advance(Duration.ofMillis(700));
            }
        }
        assertThat(updates).isGreaterThan(60);
    }

    @Test
    void manyReadersOfDifferentDepthsAllHaveTheBook() throws Exception {
        List<SocketClient> sockets = new ArrayList<>();
        try {
            for (int depth : new int[] {10, 25, 100, 500, 1000}) {
                SocketClient reader = SocketClient.open(trader.exchange);
                sockets.add(reader);
                reader.result("subscribe", Map.of("channel", "book", "symbol", List.of("BTC/USD", "ETH/USD"),
                        "depth", depth));
            }
            for (SocketClient reader : sockets) {
                BookClient btc = new BookClient(1000);
                JsonNode snapshot = reader.of("book");
                assertThat(btc.apply(snapshot)).isTrue();
                assertThat(reader.of("book").at("/data/0/symbol").asString()).isEqualTo("ETH/USD");
            }
            assertThat(trader.control("GET", "/sockets", null).path("sockets").size()).isEqualTo(6);
        } finally {
            sockets.forEach(SocketClient::close);
        }
    }
}
