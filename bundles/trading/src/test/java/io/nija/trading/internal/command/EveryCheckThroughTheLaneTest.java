package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.nija.account.Account;
import io.nija.account.Mode;
import io.nija.journal.Refusal;
import io.nija.journal.SwitchChange.Position;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.risk.RiskCheck;
import io.nija.risk.internal.rule.Rule;
import io.nija.trading.internal.BenchBroker;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.command.EntryStage.Attempt;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every rule and every check that is shipped one real order that it alone refuses, and one just inside that it lets pass,
 * on the whole way: command or decision, the market that is read for it, the gate with everything in force, the intent, the
 * lane, the venue. The numbers come from fills, quotes and time, nobody puts them in. And an exit goes through all of it.
 */
class EveryCheckThroughTheLaneTest {

    private static final Symbol BTC = Symbol.parse("BTC/USD");

    @TempDir
    private Path folder;

    /** What is there from the start on, and what is done until the order. */
    record Play(Consumer<EntryStage> before, Function<EntryStage, Attempt> act) {}

    /** The order that the check refuses, and the one that it does not. */
    record Case(String check, String code, Play refused, Play passes) {

        @Override
        public String toString() {
            return check + " " + code;
        }
    }

    private static Case of(String check, String code, Function<EntryStage, Attempt> refused, Function<EntryStage, Attempt> passes) {
        return of(check, code, stage -> { }, refused, passes);
    }

    private static Case of(String check, String code, Consumer<EntryStage> before, Function<EntryStage, Attempt> refused,
            Function<EntryStage, Attempt> passes) {
        return new Case(check, code, new Play(before, refused), new Play(before, passes));
    }

    /** Something happens, then the ordinary entry comes. */
    private static Function<EntryStage, Attempt> entry(Consumer<EntryStage> happens) {
        return stage -> {
            happens.accept(stage);
            return stage.entry();
        };
    }

    static Stream<Case> cases() {
        return Stream.of(rules(), lane(), market(), sizes(), flow(), losses()).flatMap(part -> part);
    }

    private static Stream<Case> rules() {
        return Stream.of(
                of("halt", "HALTED", EveryCheckThroughTheLaneTest::withoutStops, stage -> soldUnder(stage, Position.HALT), stage -> soldUnder(stage, Position.REDUCE_ONLY)),
                of("mode", "OBSERVE_MODE", entry(stage -> stage.account(Mode.OBSERVE, Account.USUAL_PROFILE)),
                        entry(stage -> stage.account(Mode.LIVE, Account.USUAL_PROFILE))),
                of("instrument-rules", "OFF_GRID_PRICE", stage -> stage.buy("0.002", "--limit=49999.95"), stage -> stage.buy("0.002", "--limit=49999.9")),
                of("instrument-rules", "OFF_GRID_QUANTITY", stage -> stage.buy("0.002000001", "--limit=50000"),
                        stage -> stage.buy("0.00200001", "--limit=50000")),
                of("instrument-rules", "BELOW_MINIMUM", stage -> stage.buy("0.00009999", "--limit=50000"), stage -> stage.buy("0.0001", "--limit=50000")),
                of("inventory", "EXCEEDS_POSITION", stage -> sold(stage, "0.00200001"), stage -> sold(stage, "0.002")));
    }

    private static Stream<Case> lane() {
        return Stream.of(
                new Case("profile", "PROFILE_FOR_PRACTICE", new Play(stage -> { }, entry(stage -> stage.account(Mode.LIVE, "open"))),
                        new Play(stage -> stage.kraken.forced = Mode.SANDBOX, entry(stage -> stage.account(Mode.LIVE, "open")))),
                of("armed", "NOT_ARMED", entry(EveryCheckThroughTheLaneTest::disarm), EntryStage::entry),
                of("switches", "ENTRIES_OFF", entry(stage -> stage.switched(Position.ENTRIES_OFF)), entry(stage -> {
                    stage.switched(Position.ENTRIES_OFF);
                    stage.switched(Position.OPEN);
                    stage.bench.pass(3);
                })),
                of("switches", "REDUCE_ONLY", entry(stage -> stage.switched(Position.REDUCE_ONLY)), entry(stage -> {
                    stage.switched(Position.REDUCE_ONLY);
                    stage.switched(Position.OPEN);
                    stage.bench.pass(3);
                })),
                of("reconciled", "NOT_RECONCILED", entry(stage -> unheard(stage, 65)), entry(stage -> {
                    unheard(stage, 65);
                    stage.venue.readAt = null;
                    stage.bench.pass(5);
                })),
                of("quiet-period", "QUIET_PERIOD", entry(stage -> outage(stage, 150)), entry(stage -> outage(stage, 185))));
    }

    private static Stream<Case> market() {
        return Stream.of(
                of("fresh-data", "STALE_QUOTE", entry(stage -> stage.kraken.age = Duration.ofMillis(5001)),
                        entry(stage -> stage.kraken.age = Duration.ofMillis(5000))),
                of("market-mode", "MARKET_MODE", entry(stage -> stage.kraken.traded.set(0, BenchBroker.instrument(BTC, MarketMode.CANCEL_ONLY))),
                        entry(stage -> stage.kraken.traded.set(0, BenchBroker.instrument(BTC, MarketMode.LIMIT_ONLY)))),
                of("stablecoin-peg", "OFF_PEG", EveryCheckThroughTheLaneTest::tether, stage -> tethered(stage, "0.9899"),
                        stage -> tethered(stage, "0.99")),
                of("price-collar", "PRICE_COLLAR", stage -> stage.buy("0.002", "--limit=50500.1", "--protect=49000"),
                        stage -> stage.buy("0.002", "--limit=50500", "--protect=49000")),
                of("spread", "SPREAD", entry(stage -> stage.market("49849", "50000")), entry(stage -> stage.market("49851", "50000"))),
                of("depth", "DEPTH", entry(stage -> stage.kraken.depth = "0.0199"), entry(stage -> stage.kraken.depth = "0.02")));
    }

    private static Stream<Case> sizes() {
        return Stream.of(
                new Case("available-balance", "INSUFFICIENT_BALANCE",
                        new Play(stage -> stage.venue.usd = new BigDecimal("100.39"), EntryStage::entry),
                        new Play(stage -> stage.venue.usd = new BigDecimal("100.4"), EntryStage::entry)),
                of("order-notional", "ORDER_NOTIONAL", stage -> stage.profile("account.order.percent", "2"),
                        stage -> stage.buy("0.00401", "--limit=50000", "--protect=49000"),
                        stage -> stage.buy("0.004", "--limit=50000", "--protect=49000")),
                of("position", "POSITION", stage -> stage.profile("account.position.percent", "2"), entry(stage -> stage.hold("0.0021")),
                        entry(stage -> stage.hold("0.0019"))),
                of("asset-exposure", "ASSET_EXPOSURE", stage -> {
                    // one percent of what both accounts are worth together, 200 USD; of this account's alone no second entry would fit
                    stage.another("daivon_frazier");
                    stage.profile("asset.position.percent", "1");
                }, entry(stage -> stage.hold("0.0021")), entry(stage -> stage.hold("0.0019"))),
                of("gross-exposure", "GROSS_EXPOSURE", stage -> stage.profile("account.gross.percent", "2"), entry(stage -> stage.hold("0.0021")),
                        entry(stage -> stage.hold("0.0019"))),
                of("trade-risk", "TRADE_RISK", stage -> stage.buy("0.002", "--limit=50000", "--protect=24999.9"),
                        stage -> stage.buy("0.002", "--limit=50000", "--protect=25000")),
                of("trade-risk", "STOP_SIDE", stage -> stage.buy("0.002", "--limit=50000", "--protect=50000"),
                        stage -> stage.buy("0.002", "--limit=50000", "--protect=49999.9")),
                of("open-risk", "OPEN_RISK", stage -> stage.profile("open.risk.percent", "0.1"), stage -> {
                    stage.hold("0.0019");
                    return stage.buy("0.002", "--limit=50000", "--protect=45400");
                }, stage -> {
                    stage.hold("0.0019");
                    return stage.buy("0.002", "--limit=50000", "--protect=45500");
                }));
    }

    private static Stream<Case> flow() {
        return Stream.of(
                of("open-orders", "OPEN_ORDERS", stage -> stage.profile("account.open.orders", "3"), entry(stage -> resting(stage, 3)),
                        entry(stage -> resting(stage, 2))),
                of("order-rate", "ORDER_RATE", entry(stage -> resting(stage, 6)), entry(stage -> {
                    resting(stage, 6);
                    stage.bench.pass(60);
                })),
                of("duplicate-intent", "DUPLICATE_INTENT", entry(stage -> {
                    stage.entry();
                    stage.bench.pass(9);
                }), entry(stage -> {
                    stage.entry();
                    stage.bench.pass(10);
                })),
                new Case("self-crossing", "SELF_CROSSING", new Play(stage -> offered(stage, "50000"), EntryStage::entry),
                        new Play(stage -> offered(stage, "50000.1"), EntryStage::entry)));
    }

    private static Stream<Case> losses() {
        return Stream.of(
                of("daily-loss", "DAILY_LOSS", stage -> fallen(stage, "38000"), stage -> fallen(stage, "38950")),
                of("drawdown", "DRAWDOWN", stage -> stage.profile("account.drawdown.percent", "1"), stage -> fallen(stage, "44000"),
                        stage -> fallen(stage, "44500")),
                of("loss-streak", "LOSS_STREAK", entry(stage -> lost(stage, 4)), entry(stage -> lost(stage, 3))),
                of("cooldown", "COOLDOWN", stage -> afterALoss(stage, 290), stage -> afterALoss(stage, 300)));
    }

    /** Under HALT no stop makes room: where one rests the rule of the inventory refuses as well. */
    private static void withoutStops(EntryStage stage) {
        stage.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET);
    }

    private static Attempt soldUnder(EntryStage stage, Position position) {
        stage.hold("0.002");
        stage.switched(position);
        return stage.sell("0.002", "49990");
    }

    private static Attempt sold(EntryStage stage, String quantity) {
        stage.hold("0.002");
        return stage.sell(quantity, "49990");
    }

    private static void disarm(EntryStage stage) {
        stage.bench.armory.disarm(FloorBench.LANE, "test", "for the test");
    }

    /** The session reads the open orders no more: what agreed with them proves less and less. */
    private static void unheard(EntryStage stage, int seconds) {
        stage.venue.readAt = stage.bench.time.instant();
        stage.bench.pass(seconds);
    }

    /** The venue was away, and has been back for so long. */
    private static void outage(EntryStage stage, int seconds) {
        stage.venue.answers = false;
        stage.bench.pass(5);
        stage.venue.answers = true;
        stage.bench.pass(seconds);
    }

    private static void tether(EntryStage stage) {
        stage.kraken.traded.add(BenchBroker.instrument(Symbol.parse("BTC/USDT"), MarketMode.ONLINE));
        stage.kraken.traded.add(BenchBroker.instrument(Symbol.parse("USDT/USD"), MarketMode.ONLINE));
        stage.venue.besides.put("USDT", new BigDecimal("5000"));
    }

    private static Attempt tethered(EntryStage stage, String worth) {
        stage.kraken.tether = worth;
        return stage.command("buy", "BTC/USDT", "0.002", "--limit=50000", "--protect=49000");
    }

    /** Different entries that rest below the market. */
    private static void resting(EntryStage stage, int many) {
        for (int one = 0; one < many; one++) {
            stage.buy("0.001", "--limit=4900" + one, "--protect=48000");
            stage.bench.pass(1);
        }
    }

    /** Another account's sell rests in the same book. */
    private static void offered(EntryStage stage, String price) {
        stage.another("daivon_frazier").put("theirs", ScriptedVenue.limit(Side.SELL, "1", price));
    }

    /** What is held is worth less now; an entry in that market. */
    private static Attempt fallen(EntryStage stage, String bid) {
        stage.hold("0.018");
        stage.market(bid, new BigDecimal(bid).add(BigDecimal.TEN).toPlainString());
        return stage.buy("0.002", "--limit=" + bid, "--protect=" + new BigDecimal(bid).subtract(new BigDecimal("500")));
    }

    /** Round trips that lost; the last was closed before anybody looked at the losses. */
    private static void lost(EntryStage stage, int trips) {
        for (int trip = 0; trip < trips; trip++) {
            stage.bench.pass(20);
            stage.hold("0.0021");
            stage.afterTheLooksAtLosses();
            stage.sell("0.0021", "49990");
            stage.filled("0.0021", "49990");
        }
    }

    /** A strategy's entry so long after it closed with a loss. */
    private static Attempt afterALoss(EntryStage stage, int seconds) {
        stage.decision("apex", Side.BUY, "0.002", "50000");
        stage.filled("0.002", "50000");
        stage.decision("apex", Side.SELL, "0.002", "49990");
        stage.filled("0.002", "49990");
        stage.bench.pass(seconds);
        return stage.decision("apex", Side.BUY, "0.002", "50000");
    }

    private EntryStage stage(Play play) throws Exception {
        return new EntryStage(folder, play.before());
    }

    @Test
    void anOrdinaryEntryPassesAndIsSentOnce() throws Exception {
        EntryStage stage = new EntryStage(folder, before -> { });
        Attempt attempt = stage.entry();
        assertThat(attempt.sent()).as("%s", attempt).isTrue();
        assertThat(attempt.refusals()).isEmpty();
        assertThat(attempt.intents()).singleElement();
        assertThat(stage.venue.received).singleElement().extracting(Placement::clientOrderId)
                .isEqualTo(attempt.intents().get(0).placement().clientOrderId());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itAloneRefusesARealOrder(Case example) throws Exception {
        Attempt attempt = example.refused().act().apply(stage(example.refused()));
        assertThat(attempt.refusals()).extracting(Refusal::check).as("%s", attempt).containsExactly(example.check());
        assertThat(attempt.refusals().get(0).code()).isEqualTo(example.code());
        assertThat(attempt.refusals().get(0).reason()).isNotBlank().endsWith(".").doesNotContain("null", "\n");
        assertThat(attempt.code()).as("what is answered").isEqualTo(example.code());
        assertThat(attempt.intents()).isEmpty();
        assertThat(attempt.sent()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itLetsTheOrderPassThatIsJustInside(Case example) throws Exception {
        Attempt attempt = example.passes().act().apply(stage(example.passes()));
        assertThat(attempt.sent()).as("%s", attempt).isTrue();
        assertThat(attempt.intents()).singleElement();
        assertThat(attempt.refusals()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void anExitPassesWhileItRefusesAndNothingIsSoldTwice(Case example) throws Exception {
        EntryStage stage = stage(example.refused());
        heldByAStrategy(stage);
        Attempt entry = example.refused().act().apply(stage);
        assertThat(entry.sent()).isFalse();
        assertThat(entry.refusals()).extracting(Refusal::check).contains(example.check());
        exitsPassAndNeverOversell(stage);
    }

    /** The cases of checks: what rules refuse they refuse exits too. */
    static Stream<Case> checks() {
        List<String> rules = Rule.ALL.stream().map(RiskCheck::id).toList();
        return cases().filter(example -> !rules.contains(example.check()));
    }

    @Test
    void anExitPassesWhenEverythingSpeaksAgainstEntriesAtOnce() throws Exception {
        EntryStage stage = new EntryStage(folder, before -> before.profile("account.drawdown.percent", "0.1", "account.open.orders", "1"));
        heldByAStrategy(stage);
        unheard(stage, 65);
        disarm(stage);
        stage.switched(Position.REDUCE_ONLY);
        stage.kraken.traded.set(0, BenchBroker.instrument(BTC, MarketMode.CANCEL_ONLY));
        stage.kraken.age = Duration.ofSeconds(30);
        stage.kraken.depth = "0.0001";
        stage.market("40000", "41000");
        Attempt entry = stage.entry();
        assertThat(entry.refusals()).extracting(Refusal::check).contains("armed", "switches", "reconciled", "fresh-data", "market-mode");
        exitsPassAndNeverOversell(stage);
    }

    private static void heldByAStrategy(EntryStage stage) {
        Attempt bought = stage.decision("dual", Side.BUY, "0.0015", "49995");
        assertThat(bought.sent()).as("%s", bought).isTrue();
        stage.filled("0.0015", "49995");
    }

    private static void exitsPassAndNeverOversell(EntryStage stage) {
        BigDecimal most = stage.bench.lane().lane().shares().stream().map(share -> share.position().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add);
        Attempt some = stage.decision("dual", Side.SELL, "0.0007", "60000");
        assertThat(some.sent()).as("%s", some).isTrue();
        assertThat(stage.decision("dual", Side.SELL, "0.0015", "60001").code()).isEqualTo("EXCEEDS_POSITION");
        Attempt rest = stage.decision("dual", Side.SELL, "0.0008", "60002");
        assertThat(rest.sent()).as("%s", rest).isTrue();
        assertThat(selling(stage.venue)).as("all that may sell").isLessThanOrEqualTo(most);
        assertThat(stage.decision("dual", Side.SELL, "0.0001", "60003").code()).isEqualTo("EXCEEDS_POSITION");
    }

    private static BigDecimal selling(ScriptedVenue venue) {
        return venue.orders.values().stream().filter(order -> order.side() == Side.SELL)
                .filter(order -> order.state() == OrderState.OPEN || order.state() == OrderState.PARTIALLY_FILLED)
                .map(order -> order.quantity().subtract(order.filled())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A check or rule that is added without a case here fails this: they are found among the risk bundle's classes. */
    @Test
    void everyRuleAndEveryShippedCheckHasItsCases() {
        TreeSet<String> judged = new TreeSet<>();
        ShippedChecks.all().forEach(check -> judged.add(check.id()));
        Rule.ALL.forEach(rule -> judged.add(rule.id()));
        assertThat(judged).hasSizeGreaterThan(25);
        assertThat(new TreeSet<>(cases().map(Case::check).toList())).isEqualTo(judged);
    }
}
