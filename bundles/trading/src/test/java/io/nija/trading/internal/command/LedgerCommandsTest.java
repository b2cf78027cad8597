package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.command.Command;
import io.nija.command.Exit;
import io.nija.market.Symbol;
import io.nija.strategy.StrategyBoard;
import io.nija.strategy.StrategyBoard.Funnel;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.StrategyStatus;
import io.nija.strategy.StrategyPlan;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ledger}, {@code ledger explain} and {@code decisions}: forms, filters and exit codes. */
class LedgerCommandsTest {

    private static final String LANES = "The lanes are master/kraken.";

    @TempDir
    private Path folder;
    private FloorBench bench;
    private LedgerCommand ledger;

    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder).start().armed();
        ledger = new LedgerCommand(bench.floor);
    }

    private static void oneSentence(Asked.Result result, int exit, String sentence) {
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.said()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --year=soon|--year is a year, for example 2026; 'soon' is not.
            --year=|--year is a year, for example 2026; '' is not.
            --year=1999|--year is a year, for example 2026; '1999' is not.
            --year=10000|--year is a year, for example 2026; '10000' is not.
            --year=99999999999|--year is a year, for example 2026; '99999999999' is not.
            --disposals|--disposals are of a year; give --year too.
            --csv|--csv and --json are two forms of one answer; give one of them.
            """)
    void whatIsNotUnderstoodIsAUsageErrorInOneSentence(String option, String sentence) throws Exception {
        oneSentence(Asked.run(ledger, option), Exit.USAGE, sentence);
    }

    @Test
    void aNameThatNoLaneHasIsAUsageError() throws Exception {
        for (Command command : List.of(ledger, new DecisionsCommand(bench.floor))) {
            oneSentence(Asked.run(command, "nobody"), Exit.USAGE, "There is no account or lane 'nobody'. " + LANES);
            oneSentence(Asked.run(command, "--broker=mars"), Exit.USAGE, "There is no broker 'mars'. " + LANES);
        }
    }

    @Test
    void aSpreadsheetHasTheColumnsThatArePromisedAlsoWhenNothingHappened() throws Exception {
        oneSentence(Asked.shown(ledger, "--csv"), Exit.OK,
                "time,account,broker,kind,asset,amount,fee,balance,reference,strategy,id,venueType,explained");
        oneSentence(Asked.shown(ledger, "--csv", "--year=2026", "--disposals"), Exit.OK,
                "closed,opened,symbol,quantity,cost,proceeds,gross,fees,net,currency,closedBy,openedBy,forFee");
    }

    @Test
    void aYearHasItsLotsAndResultsInTheDocument() throws Exception {
        Asked.Result result = Asked.run(ledger, "master/kraken", "--year=2026");
        assertThat(result.exit()).isEqualTo(Exit.OK);
        assertThat(result.json()).containsOnlyKeys("ledger", "balances", "year", "disposals", "results").containsEntry("year", 2026)
                .containsEntry("disposals", List.of());
        assertThat(Asked.run(ledger, "master").json()).containsOnlyKeys("ledger", "balances");
    }

    @Test
    void coinsThatNobodyCanExplainAreExitCode1UntilAPersonSaysWhatTheyAre() throws Exception {
        bench.venue.holdsBtc("11");
        bench.pass(600);
        Asked.Result open = Asked.run(ledger, "--open", "--asset=btc");
        assertThat(open.exit()).isEqualTo(Exit.SOME);
        Asked.Result csv = Asked.shown(ledger, "--csv", "--open");
        assertThat(csv.exit()).isEqualTo(Exit.SOME);
        assertThat(csv.said()).as("why it is 1").contains("BTC");
        assertThat(open.json().get("ledger").toString()).contains("id=now-BTC", "amount=1", "explained=false");
        assertThat(Asked.run(ledger, "--open", "--asset=usd").json()).containsEntry("ledger", List.of());

        Command explain = new LedgerExplainCommand(bench.floor);
        oneSentence(Asked.run(explain, "master/kraken", "now-BTC", "deposit"), Exit.USAGE,
                "Say how you know with --reason TEXT; whoever reads the ledger later will want to know.");
        oneSentence(Asked.run(explain, "master/kraken", "now-BTC", "profit", "--reason=x"), Exit.USAGE,
                "KIND is deposit, withdrawal, transfer, reward, dividend, split, adjustment; 'profit' is none.");
        oneSentence(Asked.run(explain, "master/kraken", "now-USD", "deposit", "--reason=x"), Exit.NONE,
                "'now-USD' is no unexplained row of master/kraken; 'ledger master/kraken --open' lists them.");
        Asked.Result said = Asked.run(explain, "master/kraken", "now-BTC", "deposit", "--reason=from the cold wallet");
        oneSentence(said, Exit.OK, "1 BTC of master/kraken was a deposit.");
        assertThat(said.json()).containsEntry("kept", true).containsEntry("amount", "1").containsEntry("kind", "DEPOSIT");
        assertThat(Asked.run(ledger, "--open").json()).as("at once").containsEntry("ledger", List.of());
        oneSentence(Asked.run(explain, "master/kraken", "now-BTC", "deposit", "--reason=again"), Exit.NONE,
                "'now-BTC' is no unexplained row of master/kraken; 'ledger master/kraken --open' lists them.");
        bench.pass(600);
        assertThat(Asked.run(ledger, "--open").json()).as("after balances were compared again").containsEntry("ledger", List.of());
    }

    @Test
    void aDecisionTellsWhoWantedItAndWhatItBecame() throws Exception {
        bench.venue.fault = ScriptedVenue.Fault.REFUSE;
        Asked.run(new OrderCommand(bench.floor), "buy", "master/kraken", "BTC/USD", "0.01", "--limit=40000");
        DecisionsCommand decisions = new DecisionsCommand(bench.floor);
        Asked.Result all = Asked.run(decisions, "master", "--symbol=xbtusd");
        assertThat(all.exit()).isEqualTo(Exit.OK);
        assertThat(all.json().get("decisions").toString()).contains("orderId=o1", "outcome=ORDERED", "state=REJECTED", "limit=40000");
        for (String filter : List.of("--refused", "--symbol=ETH/USD", "--strategy=mean")) {
            assertThat(Asked.run(decisions, filter).json()).as(filter).containsEntry("decisions", List.of());
        }
    }

    @Test
    void beforeTheDecisionsStandsWhatBecameOfWhatEachStrategyLookedAt() throws Exception {
        DecisionsCommand decisions = new DecisionsCommand(bench.floor);
        assertThat(Asked.run(decisions).json()).as("without strategies").containsEntry("funnel", List.of());
        LaneId lane = LaneId.of("master", "kraken");
        decisions.setStrategies(() -> List.of(new StrategyStatus(new StrategyPlan("apex-btc", "apex", "7.1", List.of(lane), List.of(), Map.of()), "apex 1", List.of(
                run(lane, "BTC", new Funnel(10, Map.of("ADX", 5L, "VWAP", 2L), 3, Map.of("SPREAD", 1L), 2, 1)),
                run(lane, "ETH", new Funnel(4, Map.of("ADX", 2L, "COST", 2L), 0, Map.of(), 0, 0))))));
        assertThat(Asked.run(decisions, "master").json().get("funnel").toString()).isEqualTo("[{strategy=apex-btc, account=master, broker=kraken, symbols=2, scanned=14, "
                + "filtered={ADX=7, COST=2, VWAP=2}, signalled=3, vetoed={SPREAD=1}, ordered=2, filled=1}]");
        assertThat(Asked.run(decisions, "--symbol=ETH/USD").json().get("funnel").toString()).contains("symbols=1, scanned=4").contains("vetoed={}");
        assertThat(Asked.run(decisions, "--strategy=mean").json()).containsEntry("funnel", List.of());
    }

    private static RunStatus run(LaneId lane, String base, Funnel funnel) {
        return new RunStatus(lane, new Symbol(base, "USD"), StrategyBoard.State.RUNNING, "", "", Instant.EPOCH, funnel, null);
    }
}
