package io.nija.risk.internal;

import static io.nija.risk.internal.Wanted.BTC;
import static io.nija.risk.internal.Wanted.LANE;
import static io.nija.risk.internal.Wanted.NOW;
import static io.nija.risk.internal.Wanted.known;
import static io.nija.risk.internal.Wanted.missing;
import static io.nija.risk.internal.Wanted.number;
import static io.nija.risk.internal.Wanted.quote;
import static io.nija.risk.internal.Wanted.working;
import static io.nija.risk.internal.Wanted.worth;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Decision;
import io.nija.risk.Decision.Objection;
import io.nija.risk.RecentIntent;
import io.nija.risk.RiskGate;
import io.nija.risk.Scope;
import io.nija.risk.SwitchKind;
import io.nija.risk.internal.Wanted.Stand;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every rule and check a real order that it alone refuses, and one just inside the limit that it lets pass. All of it
 * goes through the gate with everything else in force.
 */
class EveryCheckTest {

    private final RiskGate gate = Shipped.gate();

    /** What the situation is changed to so that the check refuses, and so that it just does not. */
    record Case(String check, String code, Consumer<Wanted> refused, Consumer<Wanted> passes) {

        @Override
        public String toString() {
            return check + " " + code;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("halt", "HALTED", wanted -> wanted.exit("1").switched(SwitchKind.HALT),
                        wanted -> wanted.exit("1").switched(SwitchKind.REDUCE_ONLY)),
                new Case("mode", "OBSERVE_MODE", wanted -> wanted.mode = Mode.OBSERVE, wanted -> wanted.mode = Mode.SANDBOX),
                new Case("instrument-rules", "OFF_GRID_PRICE", wanted -> wanted.limit = "49999.95", wanted -> wanted.limit = "49999.9"),
                new Case("instrument-rules", "OFF_GRID_QUANTITY", wanted -> wanted.quantity = "0.002000001",
                        wanted -> wanted.quantity = "0.00200001"),
                new Case("instrument-rules", "BELOW_MINIMUM", wanted -> wanted.quantity = "0.00009999",
                        wanted -> wanted.quantity = "0.0001"),
                new Case("inventory", "EXCEEDS_POSITION", wanted -> {
                    wanted.exit("0.5").quantity = "0.4";
                    wanted.working.add(working(LANE, "stop", Side.SELL, "0.11", "40000", Purpose.PROTECTIVE, false));
                }, wanted -> {
                    wanted.exit("0.5").quantity = "0.4";
                    wanted.working.add(working(LANE, "stop", Side.SELL, "0.1", "40000", Purpose.PROTECTIVE, false));
                }),
                new Case("profile", "PROFILE_FOR_PRACTICE", wanted -> wanted.limits = ProfileText.shipped("open"), wanted -> {
                    wanted.limits = ProfileText.shipped("open");
                    wanted.mode = Mode.PAPER;
                }),
                new Case("armed", "NOT_ARMED", wanted -> wanted.armed = false, wanted -> {
                    wanted.armed = false;
                    wanted.mode = Mode.SANDBOX;
                }),
                new Case("switches", "ENTRIES_OFF", wanted -> wanted.switched(SwitchKind.ENTRIES_OFF), wanted -> { }),
                new Case("switches", "REDUCE_ONLY", wanted -> wanted.switched(SwitchKind.ENTRIES_OFF).switched(SwitchKind.REDUCE_ONLY),
                        wanted -> { }),
                new Case("reconciled", "NOT_RECONCILED", wanted -> wanted.reconciled = false, wanted -> { }),
                new Case("quiet-period", "QUIET_PERIOD", wanted -> wanted.lastOutageEnd = NOW.minusSeconds(179),
                        wanted -> wanted.lastOutageEnd = NOW.minusSeconds(180)),
                new Case("fresh-data", "STALE_QUOTE", wanted -> wanted.quote = quote(BTC, NOW.minusMillis(5001), "49990", "50000", "1"),
                        wanted -> wanted.quote = quote(BTC, NOW.minusMillis(5000), "49990", "50000", "1")),
                new Case("fresh-data", "STALE_QUOTE", wanted -> wanted.quote = quote(BTC, NOW.plusMillis(5001), "49990", "50000", "1"),
                        wanted -> wanted.quote = quote(BTC, NOW.plusMillis(5000), "49990", "50000", "1")),
                new Case("fresh-data", "NOT_KNOWN", wanted -> wanted.quote = missing(), wanted -> { }),
                new Case("fresh-data", "NOT_KNOWN", wanted -> wanted.instrument = missing(), wanted -> { }),
                new Case("fresh-data", "NOT_KNOWN", wanted -> wanted.fees = missing(), wanted -> { }),
                new Case("fresh-data", "NOT_KNOWN", wanted -> wanted.balances = missing(), wanted -> { }),
                new Case("fresh-data", "NOT_KNOWN", wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.worth = missing()),
                        wanted -> { }),
                new Case("market-mode", "MARKET_MODE", wanted -> wanted.marketMode = MarketMode.CANCEL_ONLY,
                        wanted -> wanted.marketMode = MarketMode.LIMIT_ONLY),
                new Case("market-mode", "MARKET_MODE", wanted -> wanted.marketMode = MarketMode.POST_ONLY, wanted -> {
                    wanted.marketMode = MarketMode.POST_ONLY;
                    wanted.postOnly = true;
                }),
                new Case("stablecoin-peg", "OFF_PEG", wanted -> tether(wanted, "0.9899"), wanted -> tether(wanted, "0.99")),
                new Case("stablecoin-peg", "OFF_PEG", wanted -> tether(wanted, "1.0101"), wanted -> tether(wanted, "1.01")),
                new Case("available-balance", "INSUFFICIENT_BALANCE", wanted -> wanted.balances = Wanted.balances("USD", "100.39"),
                        wanted -> wanted.balances = Wanted.balances("USD", "100.4")),
                new Case("available-balance", "INSUFFICIENT_BALANCE", wanted -> doubtfulBuy(wanted, "200.39"),
                        wanted -> doubtfulBuy(wanted, "200.4")),
                new Case("order-notional", "ORDER_NOTIONAL", wanted -> {
                    wanted.quantity = "0.0201";
                    wanted.plannedStop = "49900";
                    wanted.limits = unlimited("position.percent");
                }, wanted -> {
                    wanted.quantity = "0.02";
                    wanted.plannedStop = "49900";
                }),
                new Case("position", "POSITION", wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.inAsset = amount("901")),
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.inAsset = amount("900"))),
                new Case("position", "POSITION",
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.inAsset = amount("901")),
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.inAsset = amount("900"))),
                new Case("asset-exposure", "ASSET_EXPOSURE",
                        wanted -> stand(wanted, Scope.ASSET, "BTC", stand -> stand.inAsset = amount("900.01")),
                        wanted -> stand(wanted, Scope.ASSET, "BTC", stand -> stand.inAsset = amount("900"))),
                new Case("gross-exposure", "GROSS_EXPOSURE",
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.gross = amount("4900.01")),
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.gross = amount("4900"))),
                new Case("gross-exposure", "GROSS_EXPOSURE",
                        wanted -> stand(wanted, Scope.GLOBAL, "all", stand -> stand.gross = amount("4900.01")),
                        wanted -> stand(wanted, Scope.GLOBAL, "all", stand -> stand.gross = amount("4900"))),
                new Case("trade-risk", "TRADE_RISK", wanted -> wanted.plannedStop = "24999.9", wanted -> wanted.plannedStop = "25000"),
                new Case("trade-risk", "STOP_SIDE", wanted -> wanted.plannedStop = "50000", wanted -> wanted.plannedStop = "49999.9"),
                new Case("trade-risk", "STOP_SIDE", wanted -> {
                    wanted.plannedStop = "50000";
                    wanted.limits = unlimited("trade.risk.percent");
                }, wanted -> wanted.limits = unlimited("trade.risk.percent")),
                new Case("trade-risk", "TRADE_RISK", wanted -> {
                    // without a stop it is taken to be 3 % away: 0.04 x 50,000 x 3 % are 60 of at most 50
                    wanted.plannedStop = null;
                    wanted.quantity = "0.04";
                    wanted.limits = unlimited("order.percent", "position.percent");
                }, wanted -> {
                    wanted.plannedStop = null;
                    wanted.quantity = "0.02";
                }),
                new Case("open-risk", "OPEN_RISK",
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.openRisk = amount("198.01")),
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.openRisk = amount("198"))),
                new Case("open-orders", "OPEN_ORDERS", wanted -> stand(wanted, Scope.ASSET, "BTC", stand -> stand.openOrders = 30),
                        wanted -> stand(wanted, Scope.ASSET, "BTC", stand -> stand.openOrders = 29)),
                new Case("order-rate", "ORDER_RATE", wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.entries = at(59, 6)),
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.entries = at(60, 6))),
                new Case("order-rate", "ORDER_RATE",
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.entries = at(1, 6)),
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.entries = at(1, 5))),
                new Case("duplicate-intent", "DUPLICATE_INTENT", wanted -> sentBefore(wanted, NOW.minusMillis(9_999)),
                        wanted -> sentBefore(wanted, NOW.minusMillis(10_000))),
                new Case("self-crossing", "SELF_CROSSING",
                        wanted -> wanted.working.add(working(LaneId.of("daivon_frazier", "kraken"), "T", Side.SELL, "1", "50000", null, false)),
                        wanted -> wanted.working.add(working(LaneId.of("daivon_frazier", "kraken"), "T", Side.SELL, "1", "50000.1", null, false))),
                new Case("self-crossing", "SELF_CROSSING",
                        wanted -> wanted.working.add(working(LaneId.of("tania_gilbert", "kraken"), "U", Side.SELL, "1", null, Purpose.EXIT, true)),
                        wanted -> wanted.working.add(working(LaneId.of("tania_gilbert", "coinbase"), "U", Side.SELL, "1", null, Purpose.EXIT, true))),
                new Case("price-collar", "PRICE_COLLAR", wanted -> wanted.limit = "50500.1", wanted -> wanted.limit = "50500"),
                new Case("price-collar", "NO_LIMIT", wanted -> {
                    wanted.type = OrderType.MARKET;
                    wanted.limit = null;
                }, wanted -> {
                    // far on the good side of the market is not outside the collar
                    wanted.limit = "30000";
                    wanted.plannedStop = "29500";
                }),
                new Case("spread", "SPREAD", wanted -> wanted.quote = quote(BTC, NOW, "49849", "50000", "1"),
                        wanted -> wanted.quote = quote(BTC, NOW, "49851", "50000", "1")),
                new Case("depth", "DEPTH", wanted -> wanted.quote = quote(BTC, NOW, "49990", "50000", "0.0199"),
                        wanted -> wanted.quote = quote(BTC, NOW, "49990", "50000", "0.02")),
                new Case("daily-loss", "DAILY_LOSS",
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.worth = worth("9800", "10000", "10000", "-200")),
                        wanted -> stand(wanted, Scope.ACCOUNT, "master",
                                stand -> stand.worth = worth("9800.01", "10000", "10000", "-199.99"))),
                new Case("drawdown", "DRAWDOWN",
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.worth = worth("9000", "9000", "10000", "0")),
                        wanted -> stand(wanted, Scope.ACCOUNT, "master", stand -> stand.worth = worth("9001", "9001", "10000", "0"))),
                new Case("loss-streak", "LOSS_STREAK",
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.lossStreak = 4),
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.lossStreak = 3)),
                new Case("cooldown", "COOLDOWN",
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.lastLossAt = NOW.minusSeconds(299)),
                        wanted -> stand(wanted, Scope.STRATEGY, Wanted.STRATEGY, stand -> stand.lastLossAt = NOW.minusSeconds(300))));
    }

    @Test
    void anOrdinaryEntryPassesEverything() {
        assertThat(gate.judge(new Wanted().situation()).objections()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itAloneRefusesARealOrder(Case example) {
        Wanted wanted = new Wanted();
        example.refused().accept(wanted);
        Decision decision = gate.judge(wanted.situation());
        assertThat(decision.objections()).extracting(Objection::check).containsExactly(example.check());
        assertThat(decision.objections().get(0).refusal().code()).isEqualTo(example.code());
        assertThat(decision.objections().get(0).refusal().reason()).isNotBlank().endsWith(".").doesNotContain("null", "\n");
        assertThat(decision.allowed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itLetsTheOrderPassThatIsJustInside(Case example) {
        Wanted wanted = new Wanted();
        example.passes().accept(wanted);
        assertThat(gate.judge(wanted.situation()).objections()).isEmpty();
    }

    @Test
    void everyRuleAndCheckHasItsCases() {
        TreeSet<String> judged = new TreeSet<>(MandatoryGate.MANDATORY);
        io.nija.risk.internal.rule.Rule.ALL.forEach(rule -> judged.add(rule.id()));
        assertThat(cases().map(Case::check).distinct().sorted().toList()).isEqualTo(List.copyOf(judged));
    }

    @Test
    void onlyLossesTripASwitch() {
        List<String> tripped = cases().filter(example -> {
            Wanted wanted = new Wanted();
            example.refused().accept(wanted);
            return gate.judge(wanted.situation()).trips().findAny().isPresent();
        }).map(Case::check).distinct().toList();
        assertThat(tripped).containsExactly("daily-loss", "drawdown", "loss-streak");
    }

    private static void stand(Wanted wanted, Scope scope, String name, Consumer<Stand> change) {
        Stand stand = new Stand(scope, name);
        change.accept(stand);
        wanted.with(stand);
    }

    private static io.nija.broker.Observation<java.math.BigDecimal> amount(String text) {
        return known(number(text));
    }

    private static List<Instant> at(int secondsAgo, int times) {
        return Collections.nCopies(times, NOW.minusSeconds(secondsAgo));
    }

    private static void sentBefore(Wanted wanted, Instant at) {
        wanted.recent.add(new RecentIntent(LANE, Wanted.STRATEGY, wanted.order(), at));
    }

    private static void tether(Wanted wanted, String worth) {
        wanted.symbol = Symbol.parse("BTC/USDT");
        wanted.balances = Wanted.balances("USDT", "5000");
        wanted.rates.put("USD", known(number(worth)));
        wanted.pegs.put("USDT", known(number(worth)));
    }

    private static void doubtfulBuy(Wanted wanted, String available) {
        wanted.balances = Wanted.balances("USD", available);
        wanted.working.add(working(LANE, "doubt", Side.BUY, "0.0025", "40000", Purpose.ENTRY, true));
    }

    /** Careful without some limits, so that another check stands alone. */
    private static io.nija.risk.RiskLimits unlimited(String... keys) {
        java.util.Map<String, Object> values = new java.util.HashMap<>();
        for (String key : keys) {
            for (Scope scope : Scope.values()) {
                values.put(scope.name().toLowerCase(java.util.Locale.ROOT) + "." + key, "1000");
            }
        }
        return ProfileText.read("test", values).limits();
    }
}
