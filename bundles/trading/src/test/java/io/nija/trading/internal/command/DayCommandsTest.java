package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.account.Account;
import io.nija.command.Command;
import io.nija.command.Exit;
import io.nija.journal.FillApplied;
import io.nija.journal.SwitchChange;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.platform.virtual.VirtualTime;
import io.nija.risk.Origin;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.DamagedHistory;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Wish;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code today}, {@code positions}, {@code fills} and {@code story}: what they answer, in both forms, and with which exit code. */
class DayCommandsTest {

    @TempDir
    private Path folder;
    private FloorBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder);
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LOSS);
        bench.start().armed();
    }

    private Asked.Result order(String... words) throws Exception {
        return Asked.run(new OrderCommand(bench.floor, new Ending(Duration.ZERO, Duration.ofSeconds(1)), Duration.ZERO), words);
    }

    /** Half a bitcoin bought at 50,000 with a stop at 48,000, and a fifth sold at 50,100. */
    private void traded() throws Exception {
        order("buy", "master/kraken", "BTC/USD", "0.5", "--limit=50000", "--protect=48000");
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(10);
        sold("0.2", "50100");
    }

    /** As the command wants it, which would wait here for a stop that makes room. */
    private void sold(String quantity, String price) {
        bench.floor.find(FloorBench.LANE).orElseThrow().submit(new Wish(ScriptedVenue.limit(Side.SELL, quantity, price), Purpose.EXIT, Origin.PERSON,
                "test", null, false, null, null, null, ""));
        bench.pass(5);
        bench.venue.trade(bench.venue.orders.values().stream().filter(order -> order.side() == Side.SELL && order.type() == OrderType.LIMIT
                && order.state() == OrderState.OPEN).findFirst().orElseThrow().venueOrderId(), quantity, price);
        bench.pass(10);
    }

    private TodayCommand today() {
        return new TodayCommand(bench.floor, bench.time);
    }

    private PositionsCommand positions() {
        return new PositionsCommand(bench.floor);
    }

    private FillsCommand fills() {
        return new FillsCommand(bench.floor, bench.time);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> only(Asked.Result result, String list) {
        assertThat((List<Object>) result.json().get(list)).as("%s", result).hasSize(1);
        return ((List<Map<String, Object>>) result.json().get(list)).get(0);
    }

    @Test
    void aDayWithoutATradeIsZeroWhereItIsKnown() throws Exception {
        Asked.Result today = Asked.run(today());
        assertThat(today.exit()).isEqualTo(Exit.OK);
        assertThat(today.json()).containsOnlyKeys("lanes", "accounts", "totals", "switches");
        assertThat(only(today, "lanes")).containsEntry("gross", "0").containsEntry("fees", "0").containsEntry("net", "0")
                .containsEntry("fills", 0).containsEntry("bought", "0").containsEntry("openOrders", 0).containsEntry("differences", 0L);
        assertThat(only(today, "accounts")).containsEntry("equity", "1000000").containsEntry("todayPnl", "0").containsEntry("mode", "live");
        assertThat(only(today, "totals")).containsEntry("equity", "1000000").containsEntry("currency", "USD");
        assertThat(Asked.shown(today()).said()).contains("[[master, kraken, live, USD, 0, 0, 0, 0, 0, 0, 0, 0]]").endsWith("No switch is set.");
    }

    @Test
    void theDayTellsWhatWasTradedAndWhatItBrought() throws Exception {
        traded();
        Asked.Result today = Asked.run(today());
        assertThat(only(today, "lanes")).containsEntry("gross", "20").containsEntry("net", "20").containsEntry("fills", 2)
                .containsEntry("bought", "25000").containsEntry("sold", "10020").containsEntry("openOrders", 1);
        // 0.3 of it are worth what they cost, 20 were won
        assertThat(only(today, "accounts")).containsEntry("equity", "1000020").containsEntry("todayPnl", "20").containsEntry("gross", "20");
    }

    @Test
    void whatWasTradedYesterdayIsNotOfToday() throws Exception {
        // It is noon in Greenwich, and two minutes to midnight there.
        Account account = bench.accounts.get(0);
        bench.accounts.set(0, new Account(account.id(), account.name(), account.role(), true, account.brokers(), account.modes(), Map.of(), "USD",
                ZoneOffset.ofHoursMinutes(11, 58)));
        traded();
        assertThat(only(Asked.run(today()), "lanes")).containsEntry("fills", 2);
        bench.pass(180);
        assertThat(only(Asked.run(today()), "lanes")).containsEntry("gross", "0").containsEntry("fills", 0).containsEntry("bought", "0");
        assertThat(only(Asked.run(today()), "accounts")).containsEntry("todayPnl", "0").containsEntry("equity", "1000020");
    }

    @Test
    void switchesStandUnderTheDay() throws Exception {
        bench.floor.set(new SwitchChange(new SwitchChange.Scope(SwitchChange.Kind.LANE, "master/kraken"), SwitchChange.Position.ENTRIES_OFF,
                "alice (shell)", "holiday"));
        assertThat(only(Asked.run(today()), "switches")).containsEntry("position", "ENTRIES_OFF").containsEntry("scope", "master/kraken")
                .containsEntry("reason", "holiday").containsEntry("who", "alice (shell)").containsKey("since");
        assertThat(Asked.shown(today()).said()).contains("ENTRIES_OFF for master/kraken: holiday");
    }

    @Test
    void anEquityThatIsUnknownIsNullAndTheReasonStandsBelow() throws Exception {
        bench.venue.usd = bench.venue.usd.add(new BigDecimal("5"));
        bench.pass(600);
        Asked.Result today = Asked.run(today());
        assertThat(only(today, "accounts")).containsEntry("equity", null).containsEntry("todayPnl", null);
        assertThat(only(today, "totals")).containsEntry("equity", null);
        assertThat(today.said()).contains("The equity of master is unknown: ");
    }

    @Test
    void aDayThatCannotBeReadIsUnknownAndNotZero() throws Exception {
        traded();
        bench.journal = new DamagedHistory(bench.memory, Set.of("fills"));
        bench.start();
        Asked.Result today = Asked.run(today());
        assertThat(today.exit()).isEqualTo(Exit.NONE);
        assertThat(only(today, "lanes")).containsEntry("gross", null).containsEntry("fees", null).containsEntry("net", null)
                .containsEntry("fills", null).containsEntry("bought", null).containsEntry("sold", null);
        assertThat(only(today, "totals")).containsEntry("gross", null);
        assertThat(today.json().get("unknown")).isEqualTo(List.of(Map.of("account", "master", "broker", "kraken", "code", "JOURNAL_DAMAGED",
                "why", DamagedHistory.SENTENCE)));
        assertThat(today.said()).contains("master/kraken: its fills are unknown. " + DamagedHistory.SENTENCE);
    }

    @Test
    void aPositionHasItsPriceItsResultsAndItsStop() throws Exception {
        traded();
        Asked.Result answer = Asked.run(positions());
        assertThat(answer.exit()).isEqualTo(Exit.OK);
        Map<String, Object> position = only(answer, "positions");
        assertThat(position).containsEntry("account", "master").containsEntry("broker", "kraken").containsEntry("symbol", "BTC/USD")
                .containsEntry("quantity", "0.3").containsEntry("averagePrice", "50000").containsEntry("realised", "20")
                .containsEntry("strategy", null);
        assertThat(new BigDecimal((String) position.get("unrealised"))).isEqualByComparingTo("0");
        assertThat(position.get("stop")).asInstanceOf(MAP).containsEntry("price", "48000")
                .containsEntry("quantity", "0.3").containsEntry("state", "venue").containsEntry("hit", false).containsEntry("lackingSince", null);
        assertThat(Asked.shown(positions()).said()).contains("master, kraken, BTC/USD, 0.3, 50000, ", "48000, venue: ");
    }

    @Test
    void whatIsWorthIsUnknownWithoutAFreshQuote() throws Exception {
        traded();
        bench.kraken.age = Duration.ofMinutes(5);
        bench.pass(60);
        assertThat(only(Asked.run(positions()), "positions")).containsEntry("unrealised", null).containsEntry("quantity", "0.3");
    }

    @Test
    void positionsAreChosenByInstrumentAndStrategyAndClosedOnesAreAskedFor() throws Exception {
        traded();
        assertThat(only(Asked.run(positions(), "--symbol=xbtusd"), "positions")).containsEntry("symbol", "BTC/USD");
        assertThat(Asked.run(positions(), "--symbol=ETH/USD").json()).containsEntry("positions", List.of());
        assertThat(Asked.run(positions(), "--strategy=apex").json()).containsEntry("positions", List.of());
        sold("0.3", "50200");
        assertThat(Asked.run(positions()).json()).containsEntry("positions", List.of());
        assertThat(only(Asked.run(positions(), "--all"), "positions")).containsEntry("averagePrice", null).containsEntry("realised", "80")
                .containsEntry("stop", null);
    }

    @Test
    void aFillIsToldOnceWithItsOrder() throws Exception {
        traded();
        Asked.Result answer = Asked.run(fills());
        assertThat(answer.exit()).isEqualTo(Exit.OK);
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> all = (List<Map<String, Object>>) answer.json().get("fills");
        assertThat(all).hasSize(2);
        assertThat(all.get(0)).containsOnlyKeys("venueTradeId", "orderId", "account", "broker", "symbol", "side", "price", "quantity", "fee", "feeCurrency",
                "at").containsEntry("venueTradeId", "T1").containsEntry("orderId", "o1").containsEntry("side", "buy").containsEntry("price", "50000")
                .containsEntry("quantity", "0.5").containsEntry("at", bench.memory.all(FillApplied.class).get(0).trade().at());
        assertThat(all.get(1)).containsEntry("venueTradeId", "T2").containsEntry("side", "sell").containsEntry("price", "50100");
        assertThat(Asked.shown(fills(), "--symbol=XBTUSD").said()).contains("o1, BTC/USD, buy, 50000, 0.5", "T1").contains("sell, 50100, 0.2");
        assertThat(Asked.run(fills(), "--symbol=ETH/USD").json()).containsEntry("fills", List.of());
    }

    @Test
    void olderFillsAreAskedForWithAll() throws Exception {
        traded();
        FillsCommand later = new FillsCommand(bench.floor, new VirtualTime(bench.time.instant().plus(Duration.ofDays(8))));
        assertThat(Asked.run(later).json()).containsEntry("fills", List.of());
        assertThat((List<?>) Asked.run(later, "--all").json().get("fills")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStoryIsFoundByEachOfItsNames(boolean restarted) throws Exception {
        traded();
        if (restarted) {
            bench.start();
        }
        String client = bench.venue.received.get(0).clientOrderId();
        for (String name : List.of("o1", client, "V1")) {
            Asked.Result story = Asked.run(new StoryCommand(bench.floor), name);
            assertThat(story.exit()).isEqualTo(Exit.OK);
            assertThat(story.json()).containsOnlyKeys("order", "events");
            assertThat(story.json().get("order")).asInstanceOf(MAP).containsEntry("id", "o1")
                    .containsEntry("clientOrderId", client).containsEntry("venueOrderId", "V1").containsEntry("state", "FILLED")
                    .containsEntry("filled", "0.5").containsEntry("averagePrice", "50000");
        }
        assertThat(Asked.shown(new StoryCommand(bench.floor), "o1").said()).contains("o1: buy 0.5 BTC/USD limit 50000, on master/kraken",
                "FILLED, 0.5 filled at 50000, V1 at the venue", "client order id " + client, "place sent", "place confirmed, as V1",
                "0.5 at 50000", "trade T1");
    }

    @Test
    void aStoryWhoseLaneNoFileNamesIsStillThere() throws Exception {
        traded();
        bench.accounts.clear();
        assertThat(Asked.run(new StoryCommand(bench.floor), "o1").json().get("order").toString()).contains("state=FILLED");
    }

    @Test
    void namesThatNobodyHasAreUsageErrorsAndNothingElse() throws Exception {
        for (Command list : List.of(today(), positions(), fills())) {
            for (String option : List.of("--account=nobody", "--broker=mars")) {
                Asked.Result result = Asked.run(list, option);
                assertThat(result.exit()).isEqualTo(Exit.USAGE);
                assertThat(result.said()).endsWith("The lanes are master/kraken.").doesNotContain("\n");
            }
        }
        Asked.Result story = Asked.run(new StoryCommand(bench.floor), "o99");
        assertThat(story.exit()).isEqualTo(Exit.NONE);
        assertThat(story.said()).isEqualTo("The journal knows no order 'o99' of NIJA's; 'orders --all' lists them.");
        for (String name : List.of("o", "o0", "o-1", "o99999999999999999999", "x")) {
            assertThat(Asked.run(new StoryCommand(bench.floor), name).exit()).as(name).isEqualTo(Exit.NONE);
        }
    }
}
