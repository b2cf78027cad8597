package io.nija.broker.kraken.internal.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KrakenInstrumentsTest {

    private static final String ASSETS = """
            {"XXBT":{"altname":"XBT"},"XXDG":{"altname":"XDG"},"XETH":{"altname":"ETH"},"ZUSD":{"altname":"USD"},"ZEUR":{"altname":"EUR"},
             "XTZ":{"altname":"XTZ"},"ZRX":{"altname":"ZRX"},"XXRP":{"altname":"XRP"},"USDT":{"altname":"USDT"},"DOT":{"altname":"DOT"},
             "XCN":{"altname":"XCN"},"KFEE":{"altname":"FEE"}}""";

    private static JsonNode json(String text) {
        return KrakenJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String pair(String key, String altname, String wsname, String base, String quote, String more) {
        return "\"" + key + "\":{\"altname\":\"" + altname + "\"," + (wsname == null ? "" : "\"wsname\":\"" + wsname + "\",")
                + "\"aclass_base\":\"currency\",\"base\":\"" + base + "\",\"quote\":\"" + quote + "\",\"pair_decimals\":1,"
                + "\"lot_decimals\":8,\"cost_decimals\":5,\"fees\":[[0,0.40],[10000,0.35]],\"ordermin\":\"0.00005\",\"costmin\":\"0.5\""
                + more + "}";
    }

    private static final String PAIRS = "{" + String.join(",",
            pair("XXBTZUSD", "XBTUSD", "XBT/USD", "XXBT", "ZUSD", ",\"tick_size\":\"0.5\",\"fees_maker\":[[0,0.25]],\"status\":\"online\""),
            pair("XBTUSDT", "XBTUSDT", "XBT/USDT", "XXBT", "USDT", ",\"status\":\"cancel_only\""),
            pair("XDGUSD", "XDGUSD", "XDG/USD", "XXDG", "ZUSD", ",\"status\":\"something_new\""),
            pair("XETHXXBT", "ETHXBT", "ETH/XBT", "XETH", "XXBT", ""),
            pair("XTZEUR", "XTZEUR", null, "XTZ", "ZEUR", ""),
            pair("ZRXUSD", "ZRXUSD", "ZRX/USD", "ZRX", "ZUSD", ""),
            pair("XXBTZUSD.d", "XBTUSD.d", null, "XXBT", "ZUSD", ""),
            "\"NOMIN\":{\"altname\":\"NOMIN\",\"base\":\"DOT\",\"quote\":\"ZUSD\",\"pair_decimals\":1,\"lot_decimals\":8,\"cost_decimals\":5}",
            "\"AAPLxUSD\":{\"altname\":\"AAPLxUSD\",\"wsname\":\"AAPLx/USD\",\"aclass_base\":\"tokenized_asset\",\"base\":\"AAPLx\",\"quote\":"
                    + "\"ZUSD\",\"pair_decimals\":2,\"lot_decimals\":8,\"cost_decimals\":5,\"ordermin\":\"1\",\"costmin\":\"0.5\"}",
            "\"BROKEN\":{\"altname\":\"BROKEN\",\"base\":\"DOT\",\"quote\":\"ZUSD\",\"pair_decimals\":\"many\",\"ordermin\":\"1\",\"costmin\":\"1\"}")
            + "}";

    private final KrakenInstruments book = KrakenInstruments.of(AssetNames.of(json(ASSETS)), json(PAIRS));

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USD", "XBT/USD", "XBTUSD", "XXBTZUSD", "btc/usd", "xbtusd", " BTC/USD "})
    void oneInstrumentIsFoundByAllItsNames(String name) {
        assertThat(book.find(name)).map(Instrument::symbol).hasToString("Optional[BTC/USD]");
    }

    @ParameterizedTest
    @CsvSource({"XBTUSDT,BTC/USDT", "XDGUSD,DOGE/USD", "XETHXXBT,ETH/BTC", "ETHXBT,ETH/BTC", "XTZEUR,XTZ/EUR", "ZRXUSD,ZRX/USD"})
    void onlyTwoNamesAreChangedAndNothingIsStrippedByRule(String name, String symbol) {
        assertThat(book.find(name).orElseThrow().symbol()).hasToString(symbol);
    }

    @ParameterizedTest
    @CsvSource({"XXBT,BTC", "XBT,BTC", "XXDG,DOGE", "XTZ,XTZ", "ZRX,ZRX", "XCN,XCN", "XRP,XRP", "XXRP,XRP", "ZUSD,USD", "KFEE,FEE",
        "DOT.F,DOT.F", "XBT.M,BTC.M", "DOT28.S,DOT28.S", "NEVER,NEVER"})
    void assetsHaveTheNamesOperatorsUse(String venue, String ours) {
        assertThat(book.asset(venue)).isEqualTo(ours);
    }

    @Test
    void rulesAreTheVenuesOwnNumbers() {
        Instrument bitcoin = book.find("BTC/USD").orElseThrow();
        assertThat(bitcoin.priceTick()).isEqualByComparingTo("0.5");
        assertThat(bitcoin.quantityStep()).isEqualByComparingTo("0.00000001");
        assertThat(bitcoin.minQuantity()).isEqualByComparingTo("0.00005");
        assertThat(bitcoin.minCost()).isEqualByComparingTo("0.5");
        assertThat(bitcoin.takerFee()).isEqualByComparingTo("0.4");
        assertThat(bitcoin.makerFee()).isEqualByComparingTo("0.25");
        Instrument tezos = book.find("XTZ/EUR").orElseThrow();
        assertThat(tezos.priceTick()).as("from the decimals").isEqualByComparingTo("0.1");
        assertThat(tezos.makerFee()).as("the taker list applies").isEqualByComparingTo(new BigDecimal("0.40"));
        assertThat(tezos.mode()).as("no word is online").isEqualTo(MarketMode.ONLINE);
        assertThat(book.find("BTC/USDT").orElseThrow().mode()).isEqualTo(MarketMode.CANCEL_ONLY);
        assertThat(book.find("DOGE/USD").orElseThrow().mode()).isEqualTo(MarketMode.OTHER);
    }

    @Test
    void darkPoolsTokensUnknownMinimumsAndBrokenPairsAreLeftOutAndTheRestStays() {
        assertThat(book.all()).hasSize(6);
        assertThat(book.leftOut()).isEqualTo(4);
    }

    @Test
    void aSecondReadingAgreesUntilARuleChanges() {
        assertThat(book.agrees(json("{" + pair("ZRXUSD", "ZRXUSD", "ZRX/USD", "ZRX", "ZUSD", "") + "}"))).isTrue();
        assertThat(book.agrees(json("{" + pair("ZRXUSD", "ZRXUSD", "ZRX/USD", "ZRX", "ZUSD", ",\"status\":\"post_only\"") + "}"))).isFalse();
        assertThat(book.agrees(json("{" + pair("NEWUSD", "NEWUSD", "NEW/USD", "NEW", "ZUSD", "") + "}"))).isFalse();
        assertThat(book.agrees(json("{}"))).isFalse();
    }

    private static List<String[]> names(String resource) throws IOException {
        try (InputStream in = KrakenInstrumentsTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",")).toList();
        }
    }

    @Test
    void everyPairOfARealListIsFoundByAllItsNames() throws IOException {
        String assets = names("/kraken-asset-names.csv").stream()
                .map(asset -> "\"" + asset[0] + "\":{\"altname\":\"" + asset[1] + "\"}").collect(Collectors.joining(",", "{", "}"));
        List<String[]> pairs = names("/kraken-pair-names.csv");
        for (boolean wsnames : new boolean[] {true, false}) {
            KrakenInstruments listed = KrakenInstruments.of(AssetNames.of(json(assets)), json(pairs.stream()
                    .map(pair -> pair(pair[0], pair[1], wsnames ? pair[2] : null, pair[3], pair[4], ""))
                    .collect(Collectors.joining(",", "{", "}"))));
            assertThat(listed.all()).hasSize(pairs.size());
            for (String[] pair : pairs) {
                String symbol = pair[2].replaceAll("\\bXBT\\b", "BTC").replaceAll("\\bXDG\\b", "DOGE");
                assertThat(List.of(pair[0], pair[1], symbol)).allSatisfy(name ->
                        assertThat(listed.find(name)).as(name).map(found -> found.symbol().toString()).contains(symbol));
            }
        }
    }
}
