package io.nija.console.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.Desk.Said;
import io.nija.console.internal.fake.FakeCommand;
import io.nija.console.internal.fake.FakeSession;
import io.nija.console.internal.fake.Lanes;
import io.nija.console.internal.fake.Recording;
import io.nija.journal.JournalException;
import io.nija.market.Symbol;
import io.nija.order.TradeTrial;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code verify --trade}: who must say yes, what is shown, and which exit code it is. */
class VerifiedTradeTest {

    private static final String WORDS = "buy 0.0001 BTC/USD at 40000 and cancel it, on master/kraken";

    @TempDir
    private Path root;
    private Desk desk;
    private final Trial trial = new Trial();

    /** A trial that is told what comes of it. */
    private static final class Trial implements TradeTrial {

        private boolean real;
        private Plan.Impossible impossible;
        private List<Step> steps = List.of(new Step("place it", true, "OK", "o1: ACCEPTED"), new Step("cancel o1", true, "OK", "CANCELED, nothing filled"));
        private final List<Plan.Possible> run = new ArrayList<>();

        @Override
        public Plan plan(LaneId lane, boolean fill) {
            return impossible != null ? impossible : new Plan.Possible(lane, fill, new Symbol("BTC", "USD"), new BigDecimal("0.0001"),
                    fill ? null : new BigDecimal("40000"), real, WORDS);
        }

        @Override
        public List<Step> run(Plan.Possible plan, String by, Consumer<String> say) {
            run.add(plan);
            return steps;
        }
    }

    @BeforeEach
    void open() {
        desk = new Desk(root);
        FakeSession session = desk.session("master/kraken");
        session.verification = CompletableFuture.completedFuture(List.of(Evidence.ok(Step.VENUE, Lanes.NOW, "It answers."),
                Evidence.ok(Step.AUTHENTICATION, Lanes.NOW, "The keys are known.")));
        VerifyCommand verify = new VerifyCommand(() -> desk.board, desk.sessions, desk.time, desk.installation);
        verify.trial = trial;
        desk.registry.add(new FakeCommand(named(verify, "try"), verify::run));
    }

    private static io.nija.command.CommandSpec named(VerifyCommand verify, String name) {
        var spec = verify.spec();
        return new io.nija.command.CommandSpec(name, spec.summary(), spec.description(), spec.parameters(), spec.options(), spec.where(), spec.effect(),
                spec.lanes(), spec.examples());
    }

    private Recording saying(String answer, String line) throws Exception {
        Recording person = new Recording();
        if (answer != null) {
            person.answers.add(answer);
        }
        try {
            int exit = desk.runner.run(List.of(line.split(" ")), person);
            person.err("exit " + exit);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return person;
    }

    @Test
    void whatWasDoneStandsUnderTheLadderAndInTheDocument() {
        Said said = desk.say("try master/kraken --trade");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("Trade: " + WORDS, "✓", "place it", "cancel o1", "CANCELED, nothing filled",
                "1 of 1 lane connected. 1 placed an order and took it back.");
        JsonNode lane = desk.say("try master/kraken --trade --json").json().get("lanes").get(0);
        assertThat(Desk.fields(lane.get("trade"))).containsExactly("done", "plan", "steps");
        assertThat(lane.get("trade").get("done").asBoolean()).isTrue();
        assertThat(Desk.fields(lane.get("trade").get("steps").get(0))).containsExactly("step", "ok", "code", "detail");
    }

    @Test
    void withFillItIsSaidThatItWasBoughtAndSold() {
        Said said = desk.say("try master/kraken --trade --fill");
        assertThat(trial.run).singleElement().extracting(TradeTrial.Plan.Possible::fill).isEqualTo(true);
        assertThat(said.out()).contains("1 bought the smallest order and sold it again.").doesNotContain("took it back");
    }

    @Test
    void aRealOrderWantsATypedYes() throws Exception {
        trial.real = true;
        Said nobody = desk.say("try master/kraken --trade");
        assertThat(nobody.exit()).isEqualTo(64);
        assertThat(nobody.err()).contains("A real order: " + WORDS, "There is nobody to ask; give --yes to go on without. Nothing was sent.");
        Recording no = saying("no", "try master/kraken --trade");
        assertThat(no.err()).contains("That was no yes; nothing was sent.", "exit 2");
        assertThat(trial.run).isEmpty();
        assertThat(saying("yes", "try master/kraken --trade").err()).endsWith("exit 0");
        assertThat(desk.say("try master/kraken --trade --yes").exit()).isZero();
        assertThat(trial.run).hasSize(2);
    }

    @Test
    void whatFailedOrIsNotKnownIsExitCode2() {
        trial.steps = List.of(new TradeTrial.Step("place it", false, "INSUFFICIENT_FUNDS", "There is not enough USD."));
        Said said = desk.say("try master/kraken --trade");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("✗", "There is not enough USD. [INSUFFICIENT_FUNDS]");
        trial.steps = List.of(new TradeTrial.Step("place it", null, "NOT_CONFIRMED", "What became of o1 is being found out."));
        assertThat(desk.say("try master/kraken --trade").out()).contains("?", "What became of o1 is being found out. [NOT_CONFIRMED]");
        JsonNode trade = desk.say("try master/kraken --trade --json").json().get("lanes").get(0).get("trade");
        assertThat(trade.get("steps").get(0).get("ok").isNull()).isTrue();
        assertThat(trade.get("done").asBoolean()).isFalse();
    }

    @Test
    void whatCannotBeTriedIsNamedWithItsCode() {
        trial.impossible = new TradeTrial.Plan.Impossible(LaneId.of("master", "kraken"), "NOTHING_AFFORDABLE", "It is more than master/kraken has.");
        Said said = desk.say("try master/kraken --trade");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("choose the smallest order", "It is more than master/kraken has. [NOTHING_AFFORDABLE]");
        assertThat(trial.run).isEmpty();
    }

    @Test
    void badUsesAreOneSentenceEach() {
        assertThat(desk.say("try master/kraken --fill")).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(64);
            assertThat(said.err()).contains("--fill is a way of --trade; give both, or neither.");
        });
        assertThat(desk.say("try nobody/kraken --trade").exit()).isEqualTo(64);
        Said without = desk.say("verify master/kraken --trade");
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).isEqualTo("Nothing can be sent now, because the journal or trading is not there; 'doctor' says why. Nothing was sent.\n");
    }

    @Test
    void aLaneThatIsNotConnectedSendsNothing() {
        assertThat(desk.say("try tania_gilbert/kraken --trade").exit()).isEqualTo(2);
        assertThat(trial.run).isEmpty();
    }

    @Test
    void aJournalThatCannotBeReadIsNoMistakeOfOurs() {
        desk.registry.add(new FakeCommand(FakeCommand.spec("damaged", io.nija.command.CommandSpec.Where.EITHER, io.nija.command.CommandSpec.Effect.READS, false),
                invocation -> {
                    throw new JournalException(JournalException.DAMAGED, "Record 28 of the journal is damaged. Restore a backup.");
                }));
        Said said = desk.say("damaged --json");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("What it asks for cannot be read from the journal. Record 28 of the journal is damaged. Restore a backup."
                + " [JOURNAL_DAMAGED]\n");
        assertThat(said.json().get("error").get("exit").asInt()).isEqualTo(2);
    }
}
