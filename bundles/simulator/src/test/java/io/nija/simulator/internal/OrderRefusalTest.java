package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.nija.platform.virtual.VirtualTime;

/** What AddOrder refuses, and in which words; always with {@code validate=true}, so that nothing is placed. */
class OrderRefusalTest {

    private static final Instant START = Instant.parse("2026-01-15T10:00:07Z");
    private static Trader trader;

    @BeforeAll
    static void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain(), new VirtualTime(START)));
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(trader.wanted("OpenOrders").get("open")).isEmpty();
        trader.close();
    }

    @AfterEach
    void online() throws Exception {
        trader.control("PUT", "/mode", Map.of("mode", "online"));
        trader.control("PUT", "/mode", Map.of("mode", "online", "pair", "XBTUSD"));
    }

    /** A limit buy of 0.01 BTC at 50000, with some arguments changed: {@code name=value}, or {@code name=} to leave out. */
    private static String[] order(String changes) {
        Map<String, String> order = new LinkedHashMap<>(Map.of("pair", "XBTUSD", "type", "buy",
                "ordertype", "limit", "volume", "0.01", "price", "50000", "validate", "true"));
        for (String change : changes.isEmpty() ? new String[0] : changes.split("&")) {
            int equals = change.indexOf('=');
            order.put(change.substring(0, equals), change.substring(equals + 1));
        }
        List<String> flat = new ArrayList<>();
        order.forEach((name, value) -> {
            if (!value.isEmpty()) {
                flat.add(name);
                flat.add(value);
            }
        });
        return flat.toArray(String[]::new);
    }

    private static String refusal(String changes) throws Exception {
        return trader.refusal("AddOrder", order(changes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pair=XXBTZUSD", "pair=BTC/USD", "type=sell&price=70000", "ordertype=market&price=",
        "price=-100", "price=#1%", "price=+1%&type=sell", "oflags=post", "oflags=fcib", "oflags=post,fciq",
        "timeinforce=IOC", "timeinforce=FOK", "timeinforce=GTD&expiretm=+60", "userref=-5",
        "cl_ord_id=6d1b345e-2821-40e2-ad83-4ecb18a06876", "cl_ord_id=6d1b345e282140e2ad834ecb18a06876", "cl_ord_id=a-1",
        "ordertype=stop-loss&type=sell", "ordertype=take-profit-limit&type=sell&price=70000&price2=69000",
        "ordertype=stop-loss-limit&price2=50500", "ordertype=trailing-stop&price=+1%&type=sell",
        "ordertype=iceberg&displayvol=0.005", "close[ordertype]=stop-loss&close[price]=45000", "starttm=+60",
        "deadline=2026-01-15T10:00:30Z", "stptype=cancel-both", "leverage=none", "volume=0.0100000000",
        "ordertype=market&price=&oflags=nompp", "ordertype=market&price=&oflags=viqc&volume=100",
        "price=50000.0", "validate=1", "trigger=index"})
    void aGoodOrderIsDescribedAndNotPlaced(String changes) throws Exception {
        var result = trader.wanted("AddOrder", order(changes));
        assertThat(result.get("descr").get("order").asString()).isNotEmpty();
        assertThat(result.has("txid")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', buy 0.01000000 XBTUSD @ limit 50000.0",
        "ordertype=market&price=, buy 0.01000000 XBTUSD @ market",
        "ordertype=stop-loss&type=sell, sell 0.01000000 XBTUSD @ stop loss 50000.0",
        "ordertype=stop-loss-limit&type=sell&price2=49000, sell 0.01000000 XBTUSD @ stop loss 50000.0 -> limit 49000.0",
        "ordertype=take-profit&type=sell, sell 0.01000000 XBTUSD @ take profit 50000.0",
        "ordertype=trailing-stop&type=sell&price=+1%, sell 0.01000000 XBTUSD @ trailing stop +1.0000%",
    })
    void anOrderIsDescribedInWords(String changes, String words) throws Exception {
        assertThat(trader.wanted("AddOrder", order(changes)).get("descr").get("order").asString()).isEqualTo(words);
    }

    @Test
    void aConditionalCloseIsDescribedToo() throws Exception {
        assertThat(trader.wanted("AddOrder", order("close[ordertype]=stop-loss-limit&close[price]=45000&close[price2]=44000"))
                .get("descr").get("close").asString()).isEqualTo("close position @ stop loss 45000.0 -> limit 44000.0");
    }

    @ParameterizedTest
    @CsvSource({
        "pair=, pair", "type=, type", "type=hold, type", "ordertype=, ordertype", "ordertype=best, ordertype",
        "volume=, volume", "volume=0, volume", "volume=-1, volume", "volume=one, volume", "volume=1e3, volume",
        "volume=0.123456789, volume", "price=, price", "price=0, price", "price=abc, price", "price=1e5, price",
        "ordertype=stop-loss-limit, price2", "ordertype=trailing-stop&price=100, price",
        "oflags=fast, oflags", "'oflags=fcib,fciq', oflags", "ordertype=market&oflags=post, oflags",
        "oflags=nompp, no_mpp order option is only available when ordertype = market", "oflags=viqc, oflags",
        "ordertype=market&type=sell&oflags=viqc, oflags", "timeinforce=DAY, timeinforce",
        "timeinforce=GTD, expiretm", "timeinforce=GTD&expiretm=+4, expiretm", "expiretm=+3000000, expiretm",
        "expiretm=soon, expiretm", "ordertype=market&timeinforce=FOK, timeinforce", "starttm=later, starttm",
        "deadline=tomorrow, deadline", "deadline=2026-01-15T10:02:00Z, deadline", "userref=2147483648, userref",
        "userref=x, userref", "cl_ord_id=this-is-longer-than-18, cl_ord_id", "cl_ord_id=a b, cl_ord_id",
        "cl_ord_id=a&userref=1, cl_ord_id", "close[ordertype]=market, close[ordertype]",
        "close[ordertype]=limit, close[price]", "close[ordertype]=limit&close[price]=1&cl_ord_id=a, close[ordertype]",
        "leverage=2, leverage", "leverage=much, leverage", "reduce_only=true, reduce_only", "stptype=none, stptype",
        "trigger=first, trigger", "ordertype=iceberg, displayvol", "displayvol=0.005, displayvol",
        "ordertype=iceberg&displayvol=0.0001, displayvol", "validate=perhaps, validate",
        "volume=0.00004, volume minimum not met",
    })
    void aWrongArgumentIsNamed(String changes, String detail) throws Exception {
        assertThat(refusal(changes)).isEqualTo("EGeneral:Invalid arguments:" + detail);
    }

    @ParameterizedTest
    @CsvSource({
        "pair=NOPE, EQuery:Unknown asset pair",
        "price=50000.01, EOrder:Invalid price:XXBTZUSD price can only be specified up to 1 decimals.",
        "price=99999999999, EOrder:Invalid price",
        "pair=SOLEUR&volume=1&price=120.02, EOrder:Tick size check failed",
        "pair=XDGUSD&volume=20&price=0.01, EOrder:Cost minimum not met",
        "pair=ETHXBT&volume=0.002&price=0.00999, EOrder:Cost minimum not met",
        "volume=100, EOrder:Insufficient funds",
        "type=sell&volume=100, EOrder:Insufficient funds",
        "ordertype=market&price=&volume=50, EOrder:Insufficient funds",
        "ordertype=market&price=&volume=50&type=sell, EOrder:Insufficient funds",
        "deadline=2026-01-15T10:00:06Z, EService:Deadline elapsed",
    })
    void aRuleThatIsBrokenIsNamed(String changes, String error) throws Exception {
        assertThat(refusal(changes.replace("0.00999", "0.00500"))).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "small-volume, EOrder:Order minimum not met, volume=0.00004, EOrder:Order minimum not met",
        "long-volume, truncate, volume=0.012345678901, ''",
        "validate-funds, false, volume=100, ''",
        "validate-any, true, validate=false, ''",
    })
    void whereSourcesDisagreeTheOtherWayCanBeChosen(String variant, String value, String changes, String error)
            throws Exception {
        String before = trader.control("GET", "/variants", null).get(variant).asString();
        trader.control("PUT", "/variants", Map.of(variant, value));
        assertThat(refusal(changes)).isEqualTo(error);
        trader.control("PUT", "/variants", Map.of(variant, before));
    }

    @ParameterizedTest
    @CsvSource({
        "cancel_only, '', EService:Market in cancel_only mode",
        "cancel_only, oflags=post, EService:Market in cancel_only mode",
        "post_only, '', EService:Market in post_only mode",
        "post_only, oflags=post, ''",
        "limit_only, ordertype=market&price=, EService:Market in limit_only mode",
        "limit_only, '', ''",
        "reduce_only, '', EOrder:Reduce only:No position exists",
    })
    void aMarketsModeDecidesWhatItAccepts(String mode, String changes, String error) throws Exception {
        trader.control("PUT", "/mode", Map.of("mode", mode, "pair", "XBTUSD"));
        assertThat(refusal(changes)).isEqualTo(error);
        assertThat(refusal("pair=ETHUSD&price=2000")).isEmpty();
        assertThat(trader.result("AssetPairs?pair=XBTUSD").get("XXBTZUSD").get("status").asString()).isEqualTo(mode);
        trader.control("PUT", "/mode", Map.of("mode", "online", "pair", "XBTUSD"));
        trader.control("PUT", "/mode", Map.of("mode", mode));
        assertThat(refusal(changes)).isEqualTo(error);
        assertThat(trader.result("SystemStatus").get("status").asString()).isEqualTo(mode);
    }

    @Test
    void modeComesBeforePrecisionAndPairBeforeMode() throws Exception {
        trader.control("PUT", "/mode", Map.of("mode", "cancel_only"));
        assertThat(refusal("price=50000.01")).isEqualTo("EService:Market in cancel_only mode");
        assertThat(refusal("pair=NOPE")).isEqualTo("EQuery:Unknown asset pair");
        assertThat(refusal("volume=x&pair=NOPE")).isEqualTo("EGeneral:Invalid arguments:volume");
    }

    @Test
    void otherCallsNameWhatIsWrongToo() throws Exception {
        assertThat(trader.refusal("CancelOrder")).isEqualTo("EGeneral:Invalid arguments:txid");
        assertThat(trader.refusal("CancelOrder", "txid", "OAAAAA-BBBBB-CCCCCC")).isEqualTo("EOrder:Unknown order");
        assertThat(trader.refusal("QueryOrders")).isEqualTo("EGeneral:Invalid arguments:txid");
        assertThat(trader.refusal("QueryOrders", "txid", "OAAAAA-BBBBB-CCCCCC")).isEqualTo("EOrder:Unknown order");
        assertThat(trader.refusal("QueryTrades", "txid", "TAAAAA-BBBBB-CCCCCC")).isEqualTo("ETrade:Invalid request");
        assertThat(trader.refusal("QueryLedgers", "id", "LAAAAA")).isEqualTo("EGeneral:Invalid arguments:id");
        assertThat(trader.refusal("Ledgers", "asset", "NOPE")).isEqualTo("EQuery:Unknown asset");
        assertThat(trader.refusal("Ledgers", "type", "gift")).isEqualTo("EGeneral:Invalid arguments:type");
        assertThat(trader.refusal("TradesHistory", "type", "none")).isEqualTo("EGeneral:Invalid arguments:type");
        assertThat(trader.refusal("ClosedOrders", "closetime", "never")).isEqualTo("EGeneral:Invalid arguments:closetime");
        assertThat(trader.refusal("ClosedOrders", "start", "x")).isEqualTo("EGeneral:Invalid arguments:start");
        assertThat(trader.refusal("TradeBalance", "asset", "NOPE")).isEqualTo("EQuery:Unknown asset");
        assertThat(trader.refusal("TradeVolume", "pair", "NOPE")).isEqualTo("EQuery:Unknown asset pair");
        assertThat(trader.refusal("CancelAllOrdersAfter")).isEqualTo("EGeneral:Invalid arguments:timeout");
        assertThat(trader.refusal("CancelAllOrdersAfter", "timeout", "86400")).isEqualTo("EGeneral:Invalid arguments:timeout");
        trader.control("PUT", "/variants", Map.of("gone-order", "EOrder:Invalid order"));
        assertThat(trader.refusal("CancelOrder", "txid", "OAAAAA-BBBBB-CCCCCC")).isEqualTo("EOrder:Invalid order");
        trader.control("PUT", "/variants", Map.of("gone-order", "EOrder:Unknown order"));
    }
}
