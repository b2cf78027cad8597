package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.nija.platform.virtual.VirtualTime;

import tools.jackson.databind.JsonNode;

/**
 * Every error of the reference sheet's catalogue (§3.3), each received by a client through HTTP: from a rule of the exchange
 * where it has one, otherwise by a fault, and then the table says why no rule says it.
 */
class EveryErrorTest {

    private static final Pattern LITERAL = Pattern.compile("\"(E[A-Z][A-Za-z]*:[^\"]+)\"");
    private static final VirtualTime TIME = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private static Trader trader;
    private static Map<String, String> variants;

    @BeforeAll
    static void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), TIME));
        variants = new LinkedHashMap<>();
        trader.control("GET", "/variants", null).properties()
                .forEach(each -> variants.put(each.getKey(), each.getValue().asString()));
    }

    @AfterAll
    static void stop() {
        trader.close();
    }

    @AfterEach
    void asBefore() throws Exception {
        trader.control("DELETE", "/faults", null);
        trader.control("PUT", "/mode", Map.of("mode", "online"));
        trader.control("PUT", "/tier", Map.of("tier", "unlimited"));
        trader.control("PUT", "/variants", variants);
        trader.as(trader.exchange.accounts().get(0));
        trader.wanted("CancelAll");
    }

    private interface Provoked {
        String error() throws Exception;
    }

    private static Arguments says(String error, Provoked provoked) {
        return arguments(error, provoked);
    }

    /** Each error that a rule of the exchange says, and what a client must do to hear it. */
    static Stream<Arguments> rules() {
        return Stream.of(
                says("EGeneral:Invalid arguments:ordertype", () -> refused("ordertype", "best")),
                says("EGeneral:Invalid arguments:volume minimum not met", () -> refused("volume", "0.00001")),
                says("EGeneral:Invalid arguments:Index unavailable", () -> {
                    choose("index-feed", "down");
                    return refused("ordertype", "stop-loss", "type", "sell", "trigger", "index");
                }),
                says("EGeneral:Invalid arguments:no_mpp order option is only available when ordertype = market",
                        () -> refused("oflags", "nompp")),
                says("EGeneral:Invalid arguments:cl_ord_id", () -> refused("cl_ord_id", "longer than eighteen")),
                says("EGeneral:Invalid arguments:cl_ord_id already in use", () -> {
                    placed("cl_ord_id", "twice");
                    return refused("cl_ord_id", "twice");
                }),
                says("EGeneral:Invalid arguments:no amendable parameters",
                        () -> trader.refusal("AmendOrder", "txid", placed())),
                says("EGeneral:Invalid arguments:expiretm", () -> refused("expiretm", "+4")),
                says("EGeneral:Permission denied", () -> {
                    as(trader.control("POST", "/keys", Map.of("account", "account-1", "permissions", List.of())));
                    return trader.refusal("Balance");
                }),
                says("EAPI:Invalid token", () -> withToken("never issued")),
                says("ESession:Invalid session", () -> {
                    choose("dead-token", "ESession:Invalid session");
                    return withToken("never issued");
                }),
                says("EGeneral:Unknown method", () -> trader.refusal("GiveMeMoney")),
                says("EGeneral:Temporary lockout", () -> {
                    as(trader.control("POST", "/keys", Map.of("account", "account-1")));
                    trader.as(trader.key(), trader.exchange.accounts().get(0).secret());
                    for (int i = 0; i < 20; i++) {
                        assertThat(trader.refusal("Balance")).isEqualTo("EAPI:Invalid signature");
                    }
                    return trader.refusal("Balance");
                }),
                says("EAPI:Invalid key", () -> trader.as("nobody's", trader.exchange.accounts().get(0).secret())
                        .refusal("Balance")),
                says("EAPI:Invalid signature", () -> {
                    as(trader.control("POST", "/keys", Map.of("account", "account-1")));
                    return trader.as(trader.key(), trader.exchange.accounts().get(0).secret()).refusal("Balance");
                }),
                says("EAPI:Invalid nonce", () -> trader.refusal("Balance", "nonce", "1")),
                says("EAPI:Rate limit exceeded", () -> {
                    trader.control("PUT", "/tier", Map.of("tier", "starter"));
                    for (int i = 0; i < 15; i++) {
                        trader.wanted("Balance");
                    }
                    return trader.refusal("Balance");
                }),
                says("EAPI:Bad request", () -> Trader.refusal(Trader.MAPPER.readTree(
                        trader.post("Balance", "1", "{", "application/json").body()))),
                says("EService:Unavailable", () -> {
                    trader.control("PUT", "/mode", Map.of("mode", "maintenance"));
                    return trader.refusal("Balance");
                }),
                says("EService:Deadline elapsed", () -> refused("deadline", "2026-01-15T10:00:06Z")),
                says("EService:Market in cancel_only mode", () -> inMode("cancel_only")),
                says("EService:Market in post_only mode", () -> inMode("post_only")),
                says("EService:Market in limit_only mode", () -> inMode("limit_only", "ordertype", "market")),
                says("EQuery:Unknown asset pair", () -> refused("pair", "NOPE")),
                says("EQuery:Unknown asset", () -> trader.refusal("Ledgers", "asset", "NOPE")),
                says("EOrder:Insufficient funds", () -> refused("volume", "1000")),
                says("EOrder:Order minimum not met", () -> {
                    choose("small-volume", "EOrder:Order minimum not met");
                    return refused("volume", "0.00001");
                }),
                says("EOrder:Cost minimum not met", () -> refused("pair", "XDGUSD", "volume", "20", "price", "0.01")),
                says("EOrder:Tick size check failed", () -> refused("pair", "SOLEUR", "volume", "1", "price", "120.02")),
                says("EOrder:Invalid price:XXBTZUSD price can only be specified up to 1 decimals.",
                        () -> refused("price", "30000.01")),
                says("EOrder:Invalid price", () -> refused("price", "99999999999")),
                says("EOrder:Post only order", () -> refused("price", "90000", "oflags", "post")),
                says("EOrder:Orders limit exceeded", () -> {
                    trader.control("PUT", "/tier", Map.of("tier", "starter"));
                    for (int i = 0; i < 60; i++) {
                        placed();
                        TIME.advance(Duration.ofSeconds(1));
                    }
                    return refused();
                }),
                says("EOrder:Rate limit exceeded", () -> {
                    trader.control("PUT", "/tier", Map.of("tier", "starter"));
                    for (int i = 0; i < 7; i++) {
                        trader.wanted("CancelOrder", "txid", placed());
                    }
                    return refused();
                }),
                says("EOrder:Scheduled orders limit exceeded", () -> {
                    for (int i = 0; i < 20; i++) {
                        placed("starttm", "+600");
                    }
                    return refused("starttm", "+600");
                }),
                says("EOrder:Unknown order", () -> trader.refusal("CancelOrder", "txid", "OAAAAA-BBBBB-CCCCCC")),
                says("EOrder:Invalid order", () -> {
                    choose("gone-order", "EOrder:Invalid order");
                    return trader.refusal("QueryOrders", "txid", "OAAAAA-BBBBB-CCCCCC");
                }),
                says("EOrder:Unknown position", () -> refused("ordertype", "settle-position")),
                says("EOrder:Order not editable", () -> trader.refusal("AmendOrder", "txid", placed(),
                        "trigger_price", "31000")),
                says("EOrder:Not enough leaves qty", () -> {
                    JsonNode ask = trader.result("Depth?pair=XBTUSD&count=1").get("XXBTZUSD").get("asks").get(0);
                    BigDecimal more = new BigDecimal(ask.get(1).asString()).add(new BigDecimal("0.01"));
                    String id = placed("price", new BigDecimal(ask.get(0).asString()).setScale(1).toPlainString(),
                            "volume", more.toPlainString());
                    return trader.refusal("EditOrder", "txid", id, "pair", "XBTUSD", "volume", ask.get(1).asString());
                }),
                says("EOrder:Reduce only:No position exists", () -> inMode("reduce_only")),
                says("ETrade:Invalid request", () -> trader.refusal("QueryTrades", "txid", "TAAAAA-BBBBB-CCCCCC")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aRuleOfTheExchangeSaysIt(String error, Provoked provoked) throws Exception {
        assertThat(provoked.error()).isEqualTo(error);
    }

    /** Each error that no rule of the exchange says, and why; a fault says it in its place. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "EGeneral:Too many requests                    | calls are not counted by address",
        "EGeneral:Internal error                       | it is a mistake of the exchange, or a book that is full",
        "EAPI:Feature disabled                         | nothing is switched off here",
        "EAuth:Account temporary disabled              | accounts are open or closed",
        "EAuth:Account unconfirmed                     | nobody is asked who he is",
        "EAuth:Rate limit exceeded                     | failed authentications end in a lockout",
        "EAuth:Too many requests                       | failed authentications end in a lockout",
        "EAccount:Invalid permissions:XMR trading restricted for PL. | accounts live nowhere",
        "EService:Busy                                 | it is never too busy",
        "EService:Timeout                              | it answers when it has acted",
        "EService:Throttled: 1741500000                | calls in flight are not counted",
        "EDatabase:Internal error                      | it has no database",
        "EBM:limit exceeded:CAL                        | accounts live nowhere",
        "EQuery:Invalid asset pair                     | an unknown pair is said to be unknown",
        "EOrder:Domain rate limit exceeded             | accounts are not linked",
        "EOrder:Positions limit exceeded               | there is no margin trading",
        "EOrder:Cancel pending                         | an order is cancelled when the answer comes",
        "EOrder:Cannot open position                   | there is no margin trading",
        "EOrder:Cannot open opposing position          | there is no margin trading",
        "EOrder:Margin allowance exceeded              | there is no margin trading",
        "EOrder:Margin level too low                   | there is no margin trading",
        "EOrder:Margin position size exceeded          | there is no margin trading",
        "EOrder:Insufficient margin                    | there is no margin trading",
        "EOrder:Insufficient initial margin            | there is no margin trading",
        "EOrder:Reduce only:Non-PC                     | there is no margin trading",
        "EOrder:Reduce only:Non-ECP                    | there is no margin trading",
        "EOrder:Reduce only:Position is closed         | there is no margin trading",
        "EOrder:Trading agreement required             | nothing needs to be agreed to",
        "ETrade:Locked                                 | no account is locked",
        "ETrade:User Locked                            | no account is locked",
        "EFunding:Unknown withdraw key                 | nothing can be withdrawn",
        "EFunding:Unknown asset                        | nothing can be withdrawn",
        "EFunding:Invalid amount                       | nothing can be withdrawn",
        "EFunding:Max fee exceeded                     | nothing can be withdrawn",
        "EFunding:No funding method                    | nothing can be withdrawn",
        "EFunding:Too many addresses                   | nothing can be withdrawn",
        "EFunding:Invalid reference id                 | nothing can be withdrawn"})
    void aFaultSaysWhatNoRuleDoes(String error, String reason) throws Exception {
        trader.control("POST", "/faults", Map.of("spec", "AddOrder=error(" + error + "),next=1"));
        assertThat(refused()).as("although %s", reason).isEqualTo(error);
        assertThat(trader.wanted("OpenOrders").get("open")).isEmpty();
    }

    @Test
    void noErrorInTheExchangesOwnCodeIsMissingHere() throws Exception {
        Set<String> said = new TreeSet<>(Set.of("EGeneral:Internal error"));
        rules().forEach(rule -> said.add((String) rule.get()[0]));
        assertThat(literals()).isNotEmpty().allSatisfy(text -> assertThat(said)
                .as("what follows a literal may be made of it").anyMatch(each -> each.startsWith(text)));
    }

    private static Set<String> literals() throws IOException {
        Set<String> texts = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher matcher = LITERAL.matcher(Files.readString(file));
                while (matcher.find()) {
                    texts.add(matcher.group(1));
                }
            }
        }
        return texts;
    }

    /** A limit buy far below the market, some of its arguments changed. */
    private static String[] order(String... changes) {
        Map<String, String> order = new LinkedHashMap<>(Map.of("pair", "XBTUSD", "type", "buy", "ordertype", "limit",
                "volume", "0.0001", "price", "30000"));
        for (int i = 0; i < changes.length; i += 2) {
            order.put(changes[i], changes[i + 1]);
        }
        List<String> flat = new ArrayList<>();
        order.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return flat.toArray(String[]::new);
    }

    private static String withToken(String token) throws Exception {
        try (SocketClient socket = SocketClient.open(trader.exchange)) {
            return socket.refusal("cancel_all", Map.of("token", token));
        }
    }

    private static String refused(String... changes) throws Exception {
        return trader.refusal("AddOrder", order(changes));
    }

    private static String placed(String... changes) throws Exception {
        return trader.wanted("AddOrder", order(changes)).get("txid").get(0).asString();
    }

    private static String inMode(String mode, String... changes) throws Exception {
        trader.control("PUT", "/mode", Map.of("mode", mode));
        return refused(changes);
    }

    private static void choose(String variant, String value) throws Exception {
        trader.control("PUT", "/variants", Map.of(variant, value));
    }

    private static void as(JsonNode key) {
        trader.as(key.get("key").asString(), key.get("secret").asString());
    }
}
