package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.account.Mode;
import io.nija.command.Command;
import io.nija.command.Exit;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.DamagedHistory;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands of trading answer: to bad input with one sentence, and with the promised exit codes and documents. */
class CommandsTest {

    private static final String LANES = "The lanes are master/kraken.";

    @TempDir
    private Path folder;
    private FloorBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder).start().armed();
    }

    private static void oneSentence(Asked.Result result, int exit, String sentence) {
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.said()).isEqualTo(sentence).doesNotContain("\n").doesNotContain("Exception");
    }

    private OrderCommand order() {
        return new OrderCommand(bench.floor);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hold|master/kraken|BTC/USD|1|An order says buy or sell; 'hold' is neither.
            buy|master|BTC/USD|1|A lane is written ACCOUNT/BROKER, for example master/kraken; 'master' is not.
            buy|nobody/kraken|BTC/USD|1|There is no lane 'nobody/kraken'. The lanes are master/kraken.
            buy|master/kraken|DOGE|1|There is no instrument 'DOGE' at kraken; 'instruments --broker kraken' lists them.
            buy|master/kraken|BTC/USD|0|QUANTITY is a number above zero, for example 0.001; '0' is not.
            buy|master/kraken|BTC/USD|-1|QUANTITY is a number above zero, for example 0.001; '-1' is not.
            buy|master/kraken|BTC/USD|1e3|QUANTITY is a number above zero, for example 0.001; '1e3' is not.
            buy|master/kraken|BTC/USD|one|QUANTITY is a number above zero, for example 0.001; 'one' is not.
            """)
    void anOrderThatIsNotUnderstoodIsAUsageErrorAndNothingIsSent(String side, String lane, String symbol, String quantity, String sentence)
            throws Exception {
        oneSentence(Asked.run(order(), side, lane, symbol, quantity), Exit.USAGE, sentence);
        assertThat(bench.venue.received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --limit=cheap|--limit is a number above zero, for example 0.001; 'cheap' is not.
            --stop=0|--stop is a number above zero, for example 0.001; '0' is not.
            --tif=day|--tif is gtc, ioc or fok; 'day' is not.
            --id=|--id is a text of 1 to 100 characters of your own; nothing was sent.
            """)
    void anOptionThatIsNotUnderstoodIsAUsageErrorAndNothingIsSent(String option, String sentence) throws Exception {
        oneSentence(Asked.run(order(), "buy", "master/kraken", "BTC/USD", "1", option), Exit.USAGE, sentence);
        assertThat(bench.venue.received).isEmpty();
    }

    @Test
    void anOrderThatContradictsItselfIsAUsageError() throws Exception {
        Asked.Result result = Asked.run(order(), "buy", "master/kraken", "BTC/USD", "1", "--post-only");
        assertThat(result.exit()).isEqualTo(Exit.USAGE);
        assertThat(result.said()).isNotBlank().doesNotContain("\n").doesNotContain("Exception");
        assertThat(bench.venue.received).isEmpty();
    }

    @Test
    void anOrderThatTheVenueRefusesIsRefusedWithItsReasonAndExitCode2() throws Exception {
        bench.venue.fault = ScriptedVenue.Fault.REFUSE;
        Asked.Result result = Asked.run(order(), "buy", "master/kraken", "xbtusd", "0.01", "--limit=40000");
        oneSentence(result, Exit.NONE, "There is not enough USD. [INSUFFICIENT_FUNDS]");
        assertThat(result.json()).isEqualTo(Map.of("error", Map.of("exit", 2, "code", "INSUFFICIENT_FUNDS", "message", "There is not enough USD.")));
    }

    @Test
    void anOrderWhoseFateNobodyKnowsIsExitCode1WithItsIdAndDoNotRepeat() throws Exception {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        Asked.Result result = Asked.run(order(), "buy", "master/kraken", "BTC/USD", "0.01", "--limit=40000");
        assertThat(result.exit()).isEqualTo(Exit.SOME);
        assertThat(result.said()).startsWith("o1").contains("do not repeat it").contains("'story o1'");
        assertThat(result.json()).containsEntry("id", "o1").containsEntry("state", "IN_DOUBT");
    }

    @Test
    void theSameIdMakesOneOrderAndAnotherOrderUnderItIsRefused() throws Exception {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        Asked.run(order(), "buy", "master/kraken", "BTC/USD", "0.01", "--limit=40000", "--id=evening");
        int sent = bench.venue.received.size();
        Asked.Result again = Asked.run(order(), "buy", "master/kraken", "BTC/USD", "0.01", "--limit=40000", "--id=evening");
        assertThat(again.exit()).isEqualTo(Exit.SOME);
        assertThat(again.json()).containsEntry("id", "o1");
        assertThat(Asked.run(order(), "sell", "master/kraken", "BTC/USD", "0.01", "--limit=40000", "--id=evening").said())
                .contains("belongs to o1").endsWith("[ID_USED]");
        assertThat(bench.venue.received).hasSize(sent);
    }

    @Test
    void whatIsOnlyValidatedIsNotPlaced() throws Exception {
        Asked.Result result = Asked.run(order(), "buy", "master/kraken", "BTC/USD", "0.01", "--validate");
        oneSentence(result, Exit.OK, "The venue would take it: ok. Nothing was placed.");
        assertThat(result.json()).isEqualTo(Map.of("valid", true, "description", "ok"));
        assertThat(bench.venue.received).isEmpty();
    }

    @Test
    void anOrderThatIsNotThereIsNamedByEveryCommandThatTakesOne() throws Exception {
        String sentence = "There is no order 'o7' of NIJA's; 'orders' lists them.";
        oneSentence(Asked.run(new CancelCommand(bench.floor), "o7"), Exit.NONE, sentence);
        oneSentence(Asked.run(new AmendCommand(bench.floor), "o7", "--limit=1"), Exit.NONE, sentence);
        oneSentence(Asked.run(new StoryCommand(bench.floor), "o7"), Exit.NONE, "The journal knows no order 'o7' of NIJA's; 'orders --all' lists them.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            |Say what changes: --quantity, --limit or --stop.
            --limit=much|--limit is a number above zero, for example 0.001; 'much' is not.
            --quantity=0|--quantity is a number above zero, for example 0.001; '0' is not.
            """)
    void aChangeThatIsNotUnderstoodIsAUsageError(String option, String sentence) throws Exception {
        Command amend = new AmendCommand(bench.floor);
        oneSentence(option == null ? Asked.run(amend, "o1") : Asked.run(amend, "o1", option), Exit.USAGE, sentence);
    }

    @Test
    void anOrderThatEndedIsNeitherChangedNorCancelled() throws Exception {
        bench.venue.fault = ScriptedVenue.Fault.REFUSE;
        Asked.run(order(), "buy", "master/kraken", "BTC/USD", "0.01", "--limit=40000");
        oneSentence(Asked.run(new AmendCommand(bench.floor), "o1", "--limit=41000"), Exit.NONE, "o1 has ended: it is REJECTED. [ORDER_ENDED]");
        Asked.Result cancelled = Asked.run(new CancelCommand(bench.floor), "o1");
        assertThat(cancelled.exit()).isEqualTo(Exit.NONE);
        assertThat(cancelled.json()).containsOnlyKeys("error");
    }

    @Test
    void theStoryIsADocumentOfTheOrderAndItsEventsInOrder() throws Exception {
        bench.venue.fault = ScriptedVenue.Fault.REFUSE;
        Asked.run(order(), "buy", "master/kraken", "BTC/USD", "0.01", "--limit=40000");
        Asked.Result story = Asked.run(new StoryCommand(bench.floor), "o1");
        assertThat(story.exit()).isEqualTo(Exit.OK);
        assertThat(story.json()).containsOnlyKeys("order", "events");
        assertThat(story.json().get("order").toString()).contains("id=o1", "quantity=0.01", "price=40000", "state=REJECTED", "strategy=null");
        assertThat(story.json().get("events").toString()).containsSubsequence("what=intended", "what=place sent", "what=place refused", "REJECTED");
    }

    @Test
    void fillsAndPositionsAreListsAndAnUnknownNameIsAUsageError() throws Exception {
        FillsCommand fills = new FillsCommand(bench.floor, bench.time);
        assertThat(Asked.run(fills)).satisfies(none -> {
            assertThat(none.exit()).isEqualTo(Exit.OK);
            assertThat(none.json()).containsEntry("fills", List.of());
        });
        for (Command list : List.of(fills, new PositionsCommand(bench.floor), new TodayCommand(bench.floor, bench.time))) {
            oneSentence(Asked.run(list, "--account=nobody"), Exit.USAGE, "There is no account 'nobody'. " + LANES);
            oneSentence(Asked.run(list, "--broker=nobroker"), Exit.USAGE, "There is no broker 'nobroker'. " + LANES);
        }
        assertThat(Asked.run(new PositionsCommand(bench.floor)).json()).isEqualTo(Map.of("positions", List.of()));
    }

    @Test
    void aListOfWhichNothingIsKnownIsNotTakenForNone() throws Exception {
        bench.journal = new DamagedHistory(bench.memory, Set.of("fills", "booked"));
        bench.start();
        for (Command list : List.of(new PositionsCommand(bench.floor), new FillsCommand(bench.floor, bench.time))) {
            Asked.Result result = Asked.run(list);
            assertThat(result.exit()).isEqualTo(Exit.NONE);
            assertThat(result.json().get("unknown")).isEqualTo(List.of(Map.of("account", "master", "broker", "kraken",
                    "code", "JOURNAL_DAMAGED", "why", DamagedHistory.SENTENCE)));
            assertThat(result.said()).contains("master/kraken: its ").contains(" are unknown. " + DamagedHistory.SENTENCE);
        }
    }

    private Command switchCommand(String name) {
        return switch (name) {
            case "halt" -> new HaltCommand(bench.floor);
            case "reduce-only" -> new ReduceOnlyCommand(bench.floor);
            case "entries-off" -> new EntriesOffCommand(bench.floor);
            default -> new ResumeCommand(bench.floor);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "reduce-only", "entries-off", "resume"})
    void aSwitchWantsAReasonAndAScopeThatIsThere(String name) throws Exception {
        Command command = switchCommand(name);
        String why = "Say why with --reason TEXT; whoever finds the switch later will want to know.";
        oneSentence(Asked.run(command), Exit.USAGE, why);
        oneSentence(Asked.run(command, "--reason=  "), Exit.USAGE, why);
        oneSentence(Asked.run(command, "mars", "--reason=x"), Exit.USAGE, "'mars' is no account, broker, lane or instrument. " + LANES);
        assertThat(bench.memory.all(SwitchChange.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"halt, HALT", "reduce-only, REDUCE_ONLY", "entries-off, ENTRIES_OFF", "resume, OPEN"})
    void aSwitchAnswersWithWhatIsSetAndKeepsWhoAndWhy(String name, String position) throws Exception {
        Asked.Result result = Asked.run(switchCommand(name), "xbtusd", "--reason=holiday");
        assertThat(result.exit()).isEqualTo(Exit.OK);
        assertThat(result.json()).isEqualTo(Map.of("scope", "BTC/USD", "kind", "SYMBOL", "position", position, "reason", "holiday",
                "who", "alice (shell)", "kept", true));
        assertThat(bench.memory.all(SwitchChange.class)).containsExactly(new SwitchChange(new SwitchChange.Scope(SwitchChange.Kind.SYMBOL, "BTC/USD"),
                SwitchChange.Position.valueOf(position), "alice (shell)", "holiday"));
    }

    @ParameterizedTest
    @CsvSource({"master, ACCOUNT", "kraken, BROKER", "master/kraken, LANE"})
    void everySortOfScopeIsUnderstood(String scope, String kind) throws Exception {
        assertThat(Asked.run(switchCommand("halt"), scope, "--reason=x").json()).containsEntry("kind", kind).containsEntry("scope", scope);
    }

    @Test
    void aSwitchThatCannotBeWrittenDownIsInForceAndExitCode1SaysSo() throws Exception {
        bench.memory.refusing = Receipt.Refused.FAILED;
        Asked.Result result = Asked.run(switchCommand("halt"), "--reason=x");
        assertThat(result.exit()).isEqualTo(Exit.SOME);
        assertThat(result.json()).containsEntry("kept", false).containsEntry("scope", null).containsEntry("kind", "GLOBAL");
        assertThat(result.said()).contains("a restart would forget it");
        assertThat(bench.floor.switches().all()).hasSize(1);
    }

    @Test
    void armingSaysEverythingThatIsInTheWayAndAsksNobody() throws Exception {
        bench.armory.disarm(FloorBench.LANE, "test", "");
        bench.accounts.set(0, FloorBench.account(Mode.OBSERVE));
        bench.evidence.clear();
        bench.evidence.add(new Evidence(Step.PERMISSIONS, true, bench.time.instant(), "KRAKEN_WITHDRAW_RIGHT", "", ""));
        Asked.Result result = Asked.answering("yes", new ArmCommand(bench.floor), "master/kraken");
        assertThat(result.exit()).isEqualTo(Exit.NONE);
        assertThat(result.said()).startsWith("master/kraken is not armed: ").contains("does not say live").contains("may withdraw")
                .endsWith("[ARMING_REFUSED]");
        assertThat(bench.armory.armed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arm", "disarm"})
    void aLaneThatIsNotThereIsAUsageError(String name) throws Exception {
        Command command = name.equals("arm") ? new ArmCommand(bench.floor) : new DisarmCommand(bench.floor);
        oneSentence(Asked.run(command, "nobody/kraken"), Exit.USAGE, "There is no lane 'nobody/kraken'. " + LANES);
        oneSentence(Asked.run(command, "master"), Exit.USAGE, "A lane is written ACCOUNT/BROKER, for example master/kraken; 'master' is not.");
    }

    @Test
    void disarmingAnswersWithTheLaneAndSaysWhenItIsNotKept() throws Exception {
        assertThat(Asked.run(new DisarmCommand(bench.floor), "master/kraken").json()).isEqualTo(Map.of("lane", "master/kraken", "armed", false));
        bench.memory.refusing = Receipt.Refused.FAILED;
        Asked.Result result = Asked.run(new DisarmCommand(bench.floor), "master/kraken");
        assertThat(result.exit()).isEqualTo(Exit.SOME);
        assertThat(result.said()).contains("a restart would forget it");
    }

    @Test
    void flattenNamesALaneThatIsNotThereAndDoesNothingWhereNothingIs() throws Exception {
        oneSentence(Asked.run(new FlattenCommand(bench.floor), "nobody", "--yes"), Exit.USAGE, "There is no account or lane 'nobody'. " + LANES);
        Asked.Result result = Asked.run(new FlattenCommand(bench.floor), "master", "--yes");
        oneSentence(result, Exit.OK, "NIJA has no order and no position there; nothing was done.");
        assertThat(result.json()).isEqualTo(Map.of("steps", List.of(), "left", List.of()));
    }

    @Test
    void flattenShowsItsPlanAndWithoutAYesDoesNothing() throws Exception {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        Asked.run(order(), "buy", "master/kraken", "BTC/USD", "0.01", "--limit=40000");
        int calls = bench.venue.orders.size();
        Asked.Result nobody = Asked.run(new FlattenCommand(bench.floor), "master/kraken");
        assertThat(nobody.exit()).isEqualTo(Exit.USAGE);
        assertThat(nobody.said()).contains("There is nobody to ask; give --yes");
        Asked.Result no = Asked.answering("no", new FlattenCommand(bench.floor), "master/kraken");
        oneSentence(no, Exit.NONE, "That was no yes; nothing was done.");
        assertThat(bench.venue.orders).hasSize(calls).allSatisfy((id, view) -> assertThat(view.state().name()).isEqualTo("OPEN"));
    }
}
