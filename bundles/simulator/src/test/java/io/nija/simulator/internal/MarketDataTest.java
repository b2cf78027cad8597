package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

class MarketDataTest {

    private static final Instant START = Instant.parse("2026-01-15T10:00:07Z");

    private final VirtualTime time = new VirtualTime(START);
    private Trader trader;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), time));
    }

    @AfterEach
    void stop() {
        trader.close();
    }

    private static BigDecimal number(JsonNode text) {
        return new BigDecimal(text.asString());
    }

    private JsonNode one(String endpoint, String pairAndMore) throws Exception {
        return trader.result(endpoint + "?pair=" + pairAndMore).properties().iterator().next().getValue();
    }

    @Test
    void theSameSeedAndTimeGiveTheSameMarketAndAnotherSeedAnother() throws Exception {
        try (Trader twin = new Trader(Exchange.start(ExchangeOptions.plain(), new VirtualTime(START)));
                Trader other = new Trader(Exchange.start(ExchangeOptions.plain().withSeed(2), new VirtualTime(START)))) {
            assertThat(twin.result("Ticker")).isEqualTo(trader.result("Ticker"));
            assertThat(twin.result("Depth?pair=XBTUSD")).isEqualTo(trader.result("Depth?pair=XBTUSD"));
            assertThat(twin.key()).isEqualTo(trader.key());
            assertThat(other.result("Ticker")).isNotEqualTo(trader.result("Ticker"));
            assertThat(other.key()).isNotEqualTo(trader.key());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XBTUSD", "ETHXBT", "DOGEUSD", "SOLEUR", "USDTUSD"})
    void aMinutesCandleIsItsTrades(String pair) throws Exception {
        trader.wanted("AddOrder", "pair", pair, "type", "sell", "ordertype", "market", "volume",
                pair.startsWith("DOGE") ? "2000" : pair.startsWith("USDT") ? "50" : "0.5");
        time.advance(Duration.ofMinutes(3));
        JsonNode trades = one("Trades", pair);
        JsonNode candles = one("OHLC", pair + "&interval=1");

        BigDecimal first = trades.get(0).get(2).decimalValue();
        JsonNode candle = candles.valueStream()
                .filter(each -> each.get(0).decimalValue().compareTo(first) > 0)
                .max(Comparator.comparing(each -> each.get(7).asInt())).orElseThrow();
        long from = candle.get(0).asLong();
        List<JsonNode> inside = new ArrayList<>();
        trades.forEach(trade -> {
            if (trade.get(2).decimalValue().compareTo(BigDecimal.valueOf(from)) >= 0
                    && trade.get(2).decimalValue().compareTo(BigDecimal.valueOf(from + 60)) < 0) {
                inside.add(trade);
            }
        });
        assertThat(inside).isNotEmpty();
        List<BigDecimal> prices = inside.stream().map(trade -> number(trade.get(0))).toList();
        BigDecimal volume = inside.stream().map(trade -> number(trade.get(1))).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal cost = inside.stream().map(trade -> number(trade.get(0)).multiply(number(trade.get(1))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(number(candle.get(1))).isEqualByComparingTo(prices.get(0));
        assertThat(number(candle.get(2))).isEqualByComparingTo(prices.stream().max(BigDecimal::compareTo).orElseThrow());
        assertThat(number(candle.get(3))).isEqualByComparingTo(prices.stream().min(BigDecimal::compareTo).orElseThrow());
        assertThat(number(candle.get(4))).isEqualByComparingTo(prices.get(prices.size() - 1));
        assertThat(number(candle.get(5))).isEqualByComparingTo(
                cost.divide(volume, number(candle.get(5)).scale(), RoundingMode.HALF_UP));
        assertThat(number(candle.get(6))).isEqualByComparingTo(volume);
        assertThat(candle.get(7).asInt()).isEqualTo(inside.size());
    }

    @ParameterizedTest
    @CsvSource({"5,1,5", "60,15,4", "1440,60,24", "240,60,4", "10080,1440,7", "21600,1440,15"})
    void aLongCandleIsTheShortOnesInIt(int interval, int shorter, int count) throws Exception {
        JsonNode longs = one("OHLC", "ETHUSD&interval=" + interval);
        JsonNode shorts = one("OHLC", "ETHUSD&interval=" + shorter);
        JsonNode candle = longs.get(longs.size() - 2);
        BigDecimal volume = BigDecimal.ZERO;
        int trades = 0;
        int found = 0;
        for (JsonNode each : shorts) {
            if (each.get(0).asLong() >= candle.get(0).asLong()
                    && each.get(0).asLong() < candle.get(0).asLong() + interval * 60L) {
                volume = volume.add(number(each.get(6)));
                trades += each.get(7).asInt();
                found++;
            }
        }
        assertThat(found).isEqualTo(count);
        assertThat(number(candle.get(6))).isEqualByComparingTo(volume);
        assertThat(candle.get(7).asInt()).isEqualTo(trades);
    }

    @Test
    void atMost720CandlesComeAndSinceLeavesOutTheOldOnes() throws Exception {
        time.advance(Duration.ofMinutes(9)); // so that somebody has traded in the running hour
        JsonNode all = trader.result("OHLC?pair=XBTUSD&interval=60");
        long last = all.get("last").asLong();

        assertThat(all.get("XXBTZUSD")).hasSize(720);
        assertThat(one("OHLC", "XBTUSD&interval=60&since=" + last)).singleElement()
                .satisfies(running -> assertThat(running.get(0).asLong()).isEqualTo(last + 3600));
        assertThat(one("OHLC", "XBTUSD&interval=1440")).hasSize(720);
    }

    @Test
    void theTickerAgreesWithBookTapeAndCandles() throws Exception {
        for (var entry : trader.result("Ticker").properties()) {
            String pair = entry.getKey();
            JsonNode ticker = entry.getValue();
            JsonNode book = one("Depth", pair + "&count=1");
            JsonNode tape = one("Trades", pair);
            JsonNode last = tape.get(tape.size() - 1);
            JsonNode days = one("OHLC", pair + "&interval=1440&since=" + START.minus(Duration.ofDays(2)).getEpochSecond());
            JsonNode today = days.get(days.size() - 1);

            assertThat(ticker.get("a").get(0)).isEqualTo(book.get("asks").get(0).get(0));
            assertThat(ticker.get("b").get(0)).isEqualTo(book.get("bids").get(0).get(0));
            assertThat(ticker.get("c").get(0)).isEqualTo(last.get(0));
            assertThat(ticker.get("c").get(1)).isEqualTo(last.get(1));
            assertThat(number(ticker.get("v").get(0))).isEqualByComparingTo(number(today.get(6)));
            assertThat(ticker.get("t").get(0).asInt()).isEqualTo(today.get(7).asInt());
            assertThat(number(ticker.get("h").get(0))).isEqualByComparingTo(number(today.get(2)));
            assertThat(number(ticker.get("l").get(0))).isEqualByComparingTo(number(today.get(3)));
            assertThat(number(ticker.get("o"))).isEqualByComparingTo(number(today.get(1)));
            assertThat(number(ticker.get("v").get(1))).isGreaterThan(number(ticker.get("v").get(0)));
        }
    }

    @Test
    void theBookIsSortedDeepAndNotCrossed() throws Exception {
        for (JsonNode rule : trader.result("AssetPairs")) {
            JsonNode book = one("Depth", rule.get("altname").asString() + "&count=500");
            BigDecimal tick = number(rule.get("tick_size"));
            BigDecimal before = null;
            for (JsonNode level : book.get("asks")) {
                assertThat(number(level.get(0)).remainder(tick)).isEqualByComparingTo("0");
                assertThat(before == null || before.compareTo(number(level.get(0))) < 0).isTrue();
                assertThat(number(level.get(1))).isPositive();
                before = number(level.get(0));
            }
            assertThat(number(book.get("bids").get(0).get(0))).isLessThan(number(book.get("asks").get(0).get(0)));
            assertThat(book.get("bids")).hasSize(500);
        }
    }

    @Test
    void theTapeIsWalkedForwardWithoutGapOrRepetition() throws Exception {
        String since = Long.toString(START.minus(Duration.ofHours(1)).getEpochSecond());
        List<Long> numbers = new ArrayList<>();
        int before = -1;
        while (numbers.size() > before) {
            before = numbers.size();
            JsonNode result = trader.result("Trades?pair=XBTUSD&count=9&since=" + since);
            result.get("XXBTZUSD").forEach(trade -> numbers.add(trade.get(6).asLong()));
            since = result.get("last").asString();
        }
        assertThat(numbers).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(numbers.get(numbers.size() - 1) - numbers.get(0)).isEqualTo(numbers.size() - 1L);
        JsonNode newest = one("Trades", "XBTUSD&count=1");
        assertThat(newest.get(0).get(6).asLong()).isEqualTo(numbers.get(numbers.size() - 1));
    }

    @Test
    void anAccountsTradeIsOnTheTapeUnderItsNumber() throws Exception {
        String order = trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "market", "volume",
                "0.01").get("txid").get(0).asString();
        JsonNode mine = trader.wanted("TradesHistory").get("trades").iterator().next();
        JsonNode tape = one("Trades", "XBTUSD");
        JsonNode newest = tape.get(tape.size() - 1);

        assertThat(mine.get("ordertxid").asString()).isEqualTo(order);
        assertThat(newest.get(6).asLong()).isEqualTo(mine.get("trade_id").asLong());
        assertThat(newest.get(1).asString()).isEqualTo("0.01000000");
        assertThat(newest.get(3).asString()).isEqualTo("b");
        assertThat(newest.get(4).asString()).isEqualTo("m");
        time.advance(Duration.ofMinutes(1));
        JsonNode later = one("Trades", "XBTUSD");
        assertThat(later.get(later.size() - 1).get(6).asLong() - mine.get("trade_id").asLong()).isNotNegative();
    }

    @Test
    void theHistoryOfAnAccountIsOnTheTapeToo() throws Exception {
        for (JsonNode trade : trader.wanted("TradesHistory").get("trades")) {
            BigDecimal at = trade.get("time").decimalValue().setScale(0, RoundingMode.DOWN);
            JsonNode tape = one("Trades", trade.get("pair").asString() + "&count=1000&since="
                    + at.subtract(BigDecimal.ONE).toPlainString());
            assertThat(tape.valueStream().filter(print ->
                    print.get(6).asLong() == trade.get("trade_id").asLong())).singleElement().satisfies(print -> {
                        assertThat(number(print.get(0))).isEqualByComparingTo(number(trade.get("price")));
                        assertThat(number(print.get(1))).isEqualByComparingTo(number(trade.get("vol")));
                    });
        }
    }

    @Test
    void whatIsTakenIsGoneUntilTheNextBook() throws Exception {
        JsonNode best = one("Depth", "XBTUSD&count=1").get("asks").get(0);
        trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price",
                number(best.get(0)).stripTrailingZeros().toPlainString(), "volume", best.get(1).asString());

        assertThat(number(one("Depth", "XBTUSD&count=1").get("asks").get(0).get(0)))
                .isGreaterThan(number(best.get(0)));
    }

    @Test
    void crossRatesAgree() throws Exception {
        JsonNode all = trader.result("Ticker");
        BigDecimal direct = number(all.get("XETHXXBT").get("a").get(0));
        BigDecimal around = number(all.get("XETHZUSD").get("a").get(0))
                .divide(number(all.get("XXBTZUSD").get("a").get(0)), 8, RoundingMode.HALF_UP);
        assertThat(direct.subtract(around).abs()).isLessThan(new BigDecimal("0.00005"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XBTUSD", "xxbtzusd", "XBT/USD", "BTC/USD", "BTCUSD"})
    void anyNameOfAPairIsUnderstoodAndTheAnswerIsUnderTheCanonicalOne(String name) throws Exception {
        for (String endpoint : List.of("Ticker", "Depth", "Trades", "Spread", "OHLC", "AssetPairs")) {
            assertThat(trader.result(endpoint + "?pair=" + name.replace("/", "%2F")).has("XXBTZUSD")).isTrue();
        }
    }

    @Test
    void listsAndReducedFormsOfPairsAreAnswered() throws Exception {
        assertThat(trader.result("AssetPairs?pair=XBTUSD,ETHEUR").propertyNames())
                .containsExactly("XXBTZUSD", "XETHZEUR");
        assertThat(trader.result("AssetPairs?info=leverage&pair=XBTUSD").get("XXBTZUSD").propertyNames())
                .containsExactly("leverage_buy", "leverage_sell");
        assertThat(trader.result("AssetPairs?info=fees&pair=XBTUSD").get("XXBTZUSD").propertyNames())
                .containsExactly("fees", "fees_maker", "fee_volume_currency");
        assertThat(trader.result("AssetPairs?info=margin&pair=XBTUSD").get("XXBTZUSD").has("margin_call")).isTrue();
        assertThat(trader.result("AssetPairs?assetVersion=1").has("BTC/USD")).isTrue();
        assertThat(trader.result("AssetPairs").get("XBTUSDT").has("status")).isFalse();
        assertThat(trader.result("AssetPairs").get("XXBTZUSD").get("status").asString()).isEqualTo("online");
        assertThat(trader.result("Assets?asset=XBT,ZUSD").propertyNames()).containsExactly("XXBT", "ZUSD");
        assertThat(trader.result("Assets?assetVersion=1").propertyNames()).contains("BTC", "DOGE", "USD");
    }

    @ParameterizedTest
    @CsvSource({
        "Ticker?pair=NOPE, EQuery:Unknown asset pair",
        "'Ticker?pair=XBTUSD,NOPE', EQuery:Unknown asset pair",
        "AssetPairs?pair=NOPE, EQuery:Unknown asset pair",
        "Assets?asset=NOPE, EQuery:Unknown asset",
        "AssetPairs?info=all, EGeneral:Invalid arguments:info",
        "OHLC, EGeneral:Invalid arguments:pair",
        "OHLC?pair=XBTUSD&interval=7, EGeneral:Invalid arguments:interval",
        "OHLC?pair=XBTUSD&since=x, EGeneral:Invalid arguments:since",
        "Depth?pair=XBTUSD&count=0, EGeneral:Invalid arguments:count",
        "Trades?pair=XBTUSD&count=many, EGeneral:Invalid arguments:count",
        "Order, EGeneral:Unknown method",
    })
    void aWrongPublicCallIsRefusedInTheProtocolsWords(String call, String error) throws Exception {
        var response = trader.send(HttpRequest.newBuilder(trader.uri("/0/public/" + call)).build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Trader.refusal(Trader.MAPPER.readTree(response.body()))).isEqualTo(error);
    }

    @Test
    void aPublicEndpointTakesPostToo() throws Exception {
        var response = trader.send(HttpRequest.newBuilder(trader.uri("/0/public/Depth"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("pair=XBTUSD&count=1")).build());

        assertThat(Trader.MAPPER.readTree(response.body()).get("result").get("XXBTZUSD").get("bids")).hasSize(1);
    }

    @Test
    void timesAndPricesAreWrittenPlainly() throws Exception {
        String trades = trader.send(HttpRequest.newBuilder(trader.uri("/0/public/Trades?pair=XBTUSD&count=1")).build())
                .body();

        assertThat(trades).matches("\\{\"error\":\\[],\"result\":\\{\"XXBTZUSD\":\\[\\[\"\\d{5}\\.\\d{5}\",\"\\d+\\.\\d{8}\","
                + "\\d{10}\\.\\d{7},\"[bs]\",\"[ml]\",\"\",\\d+]],\"last\":\"\\d{19}\"}}");
        assertThat(trader.result("Time").get("unixtime").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(trader.result("Time").get("rfc1123").asString()).isEqualTo("Thu, 15 Jan 26 10:00:07 +0000");
        assertThat(trader.result("SystemStatus").toString())
                .isEqualTo("{\"status\":\"online\",\"timestamp\":\"2026-01-15T10:00:07Z\"}");
    }
}
