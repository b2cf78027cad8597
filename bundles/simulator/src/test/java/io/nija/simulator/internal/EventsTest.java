package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import io.nija.platform.virtual.VirtualTime;

/** What happens at the exchange on request: money, orders of a human, jumps of the price. */
class EventsTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private Trader trader;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain().withAccounts(List.of("one", "two")), time));
    }

    @AfterEach
    void stop() {
        trader.close();
    }

    private BigDecimal balance(String asset) throws Exception {
        return new BigDecimal(trader.wanted("Balance").get(asset).asString());
    }

    private BigDecimal ask() throws Exception {
        return new BigDecimal(trader.result("Ticker?pair=XBTUSD").get("XXBTZUSD").get("a").get(0).asString());
    }

    private JsonNode newestRow() throws Exception {
        return trader.wanted("Ledgers").get("ledger").iterator().next();
    }

    @Test
    void aDepositComesWithTheNthCall() throws Exception {
        BigDecimal before = balance("ZUSD");
        trader.exchange.faults("Balance=deposit(caller,USD,100.5),nth=2");
        assertThat(balance("ZUSD")).isEqualByComparingTo(before);
        assertThat(balance("ZUSD")).isEqualByComparingTo(before.add(new BigDecimal("100.5")));
        assertThat(balance("ZUSD")).isEqualByComparingTo(before.add(new BigDecimal("100.5")));
        assertThat(newestRow().get("type").asString()).isEqualTo("deposit");
    }

    @Test
    void anEventAfterACallIsNotInItsAnswer() throws Exception {
        BigDecimal before = balance("ZUSD");
        trader.exchange.faults("Balance=deposit(one,USD,1),after,next=1");
        assertThat(balance("ZUSD")).isEqualByComparingTo(before);
        assertThat(balance("ZUSD")).isEqualByComparingTo(before.add(BigDecimal.ONE));
    }

    @Test
    void aBalanceIsChangedFromOutsideAtItsMoment() throws Exception {
        BigDecimal before = balance("XXBT");
        trader.exchange.faults("at(30)=balance(one,BTC,-0.5)");
        time.advance(Duration.ofSeconds(29));
        assertThat(balance("XXBT")).isEqualByComparingTo(before);
        time.advance(Duration.ofSeconds(11));
        assertThat(balance("XXBT")).isEqualByComparingTo(before.subtract(new BigDecimal("0.5")));
        assertThat(newestRow().get("type").asString()).isEqualTo("adjustment");
        assertThat(newestRow().get("time").decimalValue()).as("its own moment, not that of whoever asked")
                .isEqualByComparingTo(new BigDecimal(Instant.parse("2026-01-15T10:00:37Z").getEpochSecond()));
    }

    @Test
    void aHumanPlacesAnOrderAtAnInstant() throws Exception {
        trader.exchange.faults("at(2026-01-15T10:01:00Z)=order(one,buy,XBTUSD,0.01,30000)");
        assertThat(trader.wanted("OpenOrders").get("open")).isEmpty();
        time.advance(Duration.ofMinutes(2));
        JsonNode order = trader.wanted("OpenOrders").get("open").iterator().next();
        assertThat(order.get("descr").get("order").asString()).isEqualTo("buy 0.01000000 XBTUSD @ limit 30000.0");
        assertThat(order.has("cl_ord_id")).isFalse();
    }

    @Test
    void aHumanTradesAtTheMarketWhileAProgramPlacesItsOrder() throws Exception {
        int before = trader.wanted("TradesHistory").get("count").asInt();
        trader.exchange.faults("AddOrder=order(caller,sell,ETHUSD,0.05),next=1");
        trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "30000", "volume",
                "0.01");
        assertThat(trader.wanted("TradesHistory").get("count").asInt()).isGreaterThan(before);
        assertThat(trader.wanted("OpenOrders").get("open")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0.94, 0.96", "12.5, 1.11, 1.14"})
    void aPriceJumpsInAllPairsOfItsAsset(String percent, BigDecimal least, BigDecimal most) throws Exception {
        BigDecimal before = ask();
        BigDecimal euro = new BigDecimal(trader.result("Ticker?pair=XBTEUR").get("XXBTZEUR").get("a").get(0).asString());
        trader.exchange.faults("Time=jump(XBTUSD," + percent + "),nth=1");
        trader.result("Time");
        time.advance(Duration.ofSeconds(10));
        assertThat(ask()).isBetween(before.multiply(least), before.multiply(most));
        assertThat(new BigDecimal(trader.result("Ticker?pair=XBTEUR").get("XXBTZEUR").get("a").get(0).asString()))
                .isBetween(euro.multiply(least), euro.multiply(most));
    }

    @Test
    void anOrderAtRestIsMetWhenThePriceJumpsToIt() throws Exception {
        String limit = ask().multiply(new BigDecimal("0.97")).setScale(0, RoundingMode.DOWN).toPlainString();
        String order = trader.wanted("AddOrder", "pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", limit,
                "volume", "0.01").get("txid").get(0).asString();
        trader.control("POST", "/jump", Map.of("pair", "XBTUSD", "percent", "-5"));
        time.advance(Duration.ofSeconds(10));
        JsonNode met = trader.wanted("QueryOrders", "txid", order).get(order);
        assertThat(met.get("status").asString()).isEqualTo("closed");
        assertThat(new BigDecimal(met.get("price").asString())).isEqualByComparingTo(limit);
    }

    @Test
    void theControlAddressPlacesAnOrderOfAHuman() throws Exception {
        String id = trader.control("POST", "/accounts/one/orders", Map.of("side", "buy", "pair", "XBTUSD",
                "volume", "0.01", "price", "30000")).get("txid").asString();
        assertThat(trader.wanted("OpenOrders").get("open").has(id)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "POST~/jump~{'pair':'X','percent':'5'}~There is no pair 'X'.",
        "POST~/faults~{'spec':'Time=deposit(one,GOLD,5)'}~There is no asset 'GOLD'.",
        "POST~/accounts/nobody/orders~{'side':'buy','pair':'XBTUSD','volume':'1'}~There is no account 'nobody'.",
        "POST~/accounts/one/orders~{'side':'buy','pair':'XBTUSD','volume':'0.00001'}~A volume of XBTUSD is at least 0.00005 and has at most 8 decimals.",
        "POST~/accounts/one/orders~{'side':'buy','pair':'XBTUSD','volume':'1','price':'30000.05'}~A price of XBTUSD is a multiple of 0.1.",
        "POST~/accounts/one/orders~{'side':'buy','pair':'XBTUSD','volume':'90000','price':'30000'}~The exchange refused the order: EOrder:Insufficient funds.",
    })
    void whatCannotHappenIsSaidInOneSentence(String method, String path, String body, String sentence) throws Exception {
        var response = trader.rawControl(method, path, Trader.MAPPER.readTree(body.replace('\'', '"')));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Trader.MAPPER.readTree(response.body()).get("error").asString()).isEqualTo(sentence);
    }

    @Test
    void everyExampleOfTheReadmeIsUnderstoodAndThereIsOneOfEachKind() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("```\n", readme.indexOf("A text in\n")) + 4;
        List<String> examples = readme.substring(from, readme.indexOf("```", from)).lines()
                .map(line -> line.split(" {2,}")[0].strip()).toList();
        for (String example : examples) {
            trader.exchange.faults(example);
        }
        assertThat(trader.control("GET", "/faults", null).get("faults").valueStream()
                .map(each -> each.get("spec").asString().replaceAll("^[^=]*=([a-z]+).*", "$1")).distinct())
                .containsExactlyInAnyOrder("delay", "drop", "reset", "hang", "slow", "status", "html", "truncate", "cut",
                        "error", "skew", "gone", "deposit", "balance", "order", "jump", "gap", "duplicate", "reorder",
                        "checksum", "crossed", "text", "silence", "halfopen", "close", "storm", "expire");
    }

    @Test
    void theRequestLogSaysWhatHappenedAndWhatCouldNot() throws Exception {
        trader.exchange.faults("Time=balance(one,USD,-99999999),next=1;Time=deposit(nobody,USD,1),next=1");
        trader.result("Time");
        List<String> outcomes = trader.control("GET", "/log", null).get("requests").valueStream()
                .filter(each -> each.get("method").asString().startsWith("("))
                .map(each -> each.get("outcome").asString()).toList();
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(0)).startsWith("The account has only");
        assertThat(outcomes.get(1)).isEqualTo("There is no account 'nobody'.");
    }
}
