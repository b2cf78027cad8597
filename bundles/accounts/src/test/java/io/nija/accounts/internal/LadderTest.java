package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.SessionStatus;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.LadderState;
import io.nija.status.Step;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LadderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final LaneId LANE = LaneId.of("master", "kraken");
    private static final LaneFacts.Venue KRAKEN = new LaneFacts.Venue("Kraken", Mode.OBSERVE);
    private static final List<Step> VENUE_STEPS = Stream.of(Step.values()).filter(step -> step.compareTo(Step.VENUE) >= 0).toList();

    private static LaneFacts.File file(boolean inForce, boolean enabled, Mode mode, Trouble trouble) {
        return new LaneFacts.File("io.nija.account-master.cfg", inForce, enabled, mode, trouble, NOW.minusSeconds(500));
    }

    private static final LaneFacts.File GOOD = file(true, true, Mode.OBSERVE, null);

    private static CredentialReport keys(State state) {
        boolean present = state == State.PRESENT;
        return new CredentialReport(LANE, state, present ? "KEYS_PRESENT" : "CODE_" + state, "detail " + state,
                present ? List.of() : List.of("KRAKEN_MASTER_API_KEY"), present ? "" : "hint " + state, ".env", "0123abcd", NOW);
    }

    private static Evidence ok(Step step, long age) {
        return Evidence.ok(step, NOW.minusSeconds(age), step.label() + " fine");
    }

    private static Evidence bad(Step step, long age) {
        return Evidence.failed(step, NOW.minusSeconds(age), "BAD_" + step, step.label() + " bad", "mend " + step.label());
    }

    private static LaneFacts.Session open(Blocked blocked, Evidence... evidence) {
        return new LaneFacts.Session.Open(new SessionStatus(List.of(evidence), blocked, null));
    }

    private static Evidence[] allOkBut(Step... others) {
        return VENUE_STEPS.stream().filter(step -> step.compareTo(Step.RECONCILIATION) < 0 && !Set.of(others).contains(step))
                .map(step -> ok(step, 5)).toArray(Evidence[]::new);
    }

    private static Evidence[] with(Evidence[] some, Evidence... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(Evidence[]::new);
    }

    private static Ladder.Rung climb(LaneFacts.Session session) {
        return Ladder.climb(new LaneFacts(LANE, GOOD, keys(State.PRESENT), KRAKEN, session), false, NOW);
    }

    private static LaneFacts.Session nobody() {
        return new LaneFacts.Session.Awaited("");
    }

    @Test
    void aRefusedFileIsMisconfiguredWhateverElseIsThere() {
        Trouble trouble = new Trouble("ACCOUNT_FILE_REFUSED", "'zone' is 'Mars', legal is a time zone.", "Correct it.");
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, file(false, true, Mode.OBSERVE, trouble), keys(State.PRESENT), KRAKEN,
                open(null, allOkBut())), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.MISCONFIGURED);
        assertThat(rung.hint()).isEqualTo("Correct it.");
        assertThat(rung.evidence()).singleElement().satisfies(line -> {
            assertThat(line.step()).isEqualTo(Step.FILE);
            assertThat(line.ok()).isFalse();
            assertThat(line.detail()).contains("Mars");
        });
    }

    @Test
    void aNewPairThatIsNotTakenLowersNothingAndSaysWhyAndWhatToDo() {
        CredentialReport kept = new CredentialReport(LANE, State.PRESENT, "NEW_KEYS_REFUSED", "The new pair was refused.", List.of(),
                "Copy it again.", ".env", "0123abcd", NOW);
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, kept, KRAKEN, open(null, allOkBut())), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.FUNDED);
        assertThat(rung.hint()).isEqualTo("Copy it again.");
        assertThat(rung.evidence()).filteredOn(line -> line.step() == Step.KEYS).singleElement()
                .isEqualTo(new Evidence(Step.KEYS, true, NOW, "NEW_KEYS_REFUSED", "The new pair was refused.", "Copy it again."));
    }

    @Test
    void ordersThatWereLeftBehindStandBesideTheKeysThatWent() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, keys(State.ABSENT), KRAKEN, nobody(), false, "1 order rests at kraken."),
                false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.NOT_CONFIGURED);
        assertThat(rung.evidence().get(1).detail()).isEqualTo("detail ABSENT 1 order rests at kraken.");
    }

    @Test
    void aFileWhoseEditWasRefusedStaysInForceAndSaysSo() {
        Trouble trouble = new Trouble("ACCOUNT_FILE_REFUSED", "'zone' is 'Mars'.", "Correct it.");
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, file(true, true, Mode.OBSERVE, trouble), keys(State.PRESENT), KRAKEN,
                open(null, allOkBut())), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.FUNDED);
        assertThat(rung.hint()).isEqualTo("Correct it.");
    }

    @Test
    void anAccountThatIsSwitchedOffIsDisabledAndSaysHowToSwitchItOn() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, file(true, false, Mode.OBSERVE, null), null, null, nobody()), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.DISABLED);
        assertThat(rung.hint()).contains("enabled = true", "io.nija.account-master.cfg");
    }

    @ParameterizedTest
    @CsvSource({"ABSENT, NOT_CONFIGURED, KEYS", "HALF, MISCONFIGURED, KEYS", "UNREADABLE, MISCONFIGURED, KEYS",
        "MALFORMED, MISCONFIGURED, FORMAT", "DUPLICATE, MISCONFIGURED, FORMAT"})
    void keysThatAreNotUsableDecideBeforeBrokerAndSession(State found, LadderState state, Step failing) {
        for (LaneFacts.Venue broker : new LaneFacts.Venue[] {KRAKEN, null}) {
            for (LaneFacts.Session session : List.of(nobody(), open(null, allOkBut()))) {
                Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, keys(found), broker, session), false, NOW);
                assertThat(rung.state()).isEqualTo(state);
                assertThat(rung.hint()).startsWith("hint " + found);
                assertThat(rung.missing()).containsExactly("KRAKEN_MASTER_API_KEY");
                assertThat(rung.evidence().stream().filter(line -> !line.ok()).findFirst().orElseThrow().step()).isEqualTo(failing);
                assertThat(rung.evidence()).noneMatch(line -> line.step().compareTo(Step.VENUE) >= 0);
            }
        }
    }

    @Test
    void keysNobodyHasLookedForYetAreNotCalledAbsent() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, null, KRAKEN, nobody()), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.NOT_CONFIGURED);
        assertThat(rung.evidence()).anySatisfy(line -> assertThat(line.code()).isEqualTo("KEYS_NOT_LOOKED_FOR"));
    }

    @Test
    void whetherKeysAreNeededIsNotGuessedWhileTheBrokerIsAway() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, null, null, nobody()), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.NO_BROKER);
        assertThat(rung.evidence()).noneMatch(line -> line.step() == Step.KEYS);
    }

    @Test
    void goodKeysWithoutTheBrokersBundleAreNoBroker() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, keys(State.PRESENT), null, nobody()), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.NO_BROKER);
        assertThat(rung.hint()).contains("broker-kraken.jar");
    }

    @Test
    void aSessionThatIsAwaitedIsConnectingAndSaysWhatItWaitsFor() {
        assertThat(climb(nobody()).state()).isEqualTo(LadderState.CONNECTING);
        Ladder.Rung rung = climb(new LaneFacts.Session.Awaited("it waits for nonces (x=y)."));
        assertThat(rung.state()).isEqualTo(LadderState.CONNECTING);
        assertThat(rung.evidence()).anySatisfy(line -> assertThat(line.detail()).contains("it waits for nonces (x=y)"));
    }

    @ParameterizedTest
    @CsvSource({"AUTHENTICATION, CONNECTING", "CLOCK, AUTHENTICATED", "PERMISSIONS, AUTHENTICATED", "BALANCES, PERMITTED",
        "INSTRUMENTS, PERMITTED", "STREAM, FUNDED", "VENUE, FUNDED"})
    void aFailedStepHoldsTheLaneBelowTheStateThatNeedsIt(Step failing, LadderState state) {
        Ladder.Rung rung = climb(open(null, with(allOkBut(failing), bad(failing, 5))));
        assertThat(rung.state()).isEqualTo(state);
        assertThat(rung.hint()).startsWith("mend " + failing.label());
    }

    @ParameterizedTest
    @CsvSource({"AUTHENTICATION, CONNECTING", "IDENTITY, AUTHENTICATED", "CLOCK, AUTHENTICATED", "PERMISSIONS, AUTHENTICATED",
        "BALANCES, PERMITTED", "INSTRUMENTS, PERMITTED"})
    void aStepThatIsNotProvenYetHoldsItToo(Step unproven, LadderState state) {
        assertThat(climb(open(null, allOkBut(unproven))).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"AUTHENTICATION, CONNECTING", "IDENTITY, AUTHENTICATED", "CLOCK, AUTHENTICATED", "PERMISSIONS, AUTHENTICATED",
        "BALANCES, PERMITTED", "INSTRUMENTS, PERMITTED"})
    void whatWasProvenMoreThanAMinuteAgoIsNotProven(Step old, LadderState state) {
        assertThat(climb(open(null, with(allOkBut(old), ok(old, 60)))).state()).isEqualTo(LadderState.FUNDED);
        Ladder.Rung rung = climb(open(null, with(allOkBut(old), ok(old, 61))));
        assertThat(rung.state()).isEqualTo(state);
        Evidence line = rung.evidence().stream().filter(each -> each.step() == old).findFirst().orElseThrow();
        assertThat(line.ok()).isFalse();
        assertThat(line.code()).isEqualTo("EVIDENCE_STALE");
        assertThat(line.at()).isEqualTo(NOW.minusSeconds(61));
        assertThat(line.detail()).contains("61 s ago");
    }

    @Test
    void evidenceFromTheFutureIsNotProofBecauseTheClockWasSetBack() {
        assertThat(climb(open(null, with(allOkBut(Step.AUTHENTICATION), ok(Step.AUTHENTICATION, -5)))).state()).isEqualTo(LadderState.FUNDED);
        assertThat(climb(open(null, with(allOkBut(Step.AUTHENTICATION), ok(Step.AUTHENTICATION, -6)))).state()).isEqualTo(LadderState.CONNECTING);
    }

    @Test
    void keysOfAnotherAccountAreMisconfigured() {
        for (long age : new long[] {5, 100}) {
            Ladder.Rung rung = climb(open(null, with(allOkBut(Step.IDENTITY, Step.AUTHENTICATION), ok(Step.AUTHENTICATION, age), bad(Step.IDENTITY, 5))));
            assertThat(rung.state()).isEqualTo(LadderState.MISCONFIGURED);
            assertThat(rung.hint()).isEqualTo("mend identity (detail PRESENT)");
        }
    }

    @Test
    void anIdentityThatIsUnknownBecauseTheCallFailedIsNotMisconfigured() {
        Ladder.Rung rung = climb(open(null, ok(Step.VENUE, 5), bad(Step.AUTHENTICATION, 5), bad(Step.IDENTITY, 5)));
        assertThat(rung.state()).isEqualTo(LadderState.CONNECTING);
        assertThat(rung.hint()).isEqualTo("mend authentication (detail PRESENT)");
    }

    @Test
    void aBrokerThatIsNotHereWhileNijaStartsIsAwaited() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, keys(State.PRESENT), null, nobody(), true, ""), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.CONNECTING);
        assertThat(rung.evidence()).extracting(Evidence::code).contains("BROKER_STARTING");
    }

    @Test
    void keysForABrokerThatIsNotHereAreNotAskedForWithoutSayingSo() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, keys(State.ABSENT), null, nobody()), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.NOT_CONFIGURED);
        assertThat(rung.hint()).startsWith("hint ABSENT").contains("No bundle for the broker 'kraken'").contains("correct 'brokers'");
    }

    @Test
    void aBrokerWhoseFileWasRefusedIsNotUsed() {
        Trouble refused = new Trouble("BROKER_FILE_REFUSED", "io.nija.broker.kraken.cfg is bad.", "Correct it.");
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, keys(State.PRESENT),
                new LaneFacts.Venue("Kraken", Mode.OBSERVE, refused), open(null, allOkBut())), false, NOW);
        assertThat(rung.state()).isEqualTo(LadderState.MISCONFIGURED);
        assertThat(rung.hint()).isEqualTo("Correct it.");
        assertThat(rung.evidence()).noneMatch(line -> line.step().compareTo(Step.BROKER) > 0);
    }

    @Test
    void theVariablesAreNamedOnlyWhenTheVenueIsThereToRefuseThem() {
        Ladder.Rung rung = climb(open(null, bad(Step.VENUE, 5), bad(Step.AUTHENTICATION, 5)));
        assertThat(rung.evidence()).filteredOn(line -> line.step() == Step.AUTHENTICATION)
                .extracting(Evidence::hint).containsExactly("mend authentication");
    }

    @Test
    void quarantineIsConnectingWhateverWasProvenBefore() {
        Blocked blocked = new Blocked(Blocked.Kind.QUARANTINED, NOW.plusSeconds(900), "The venue locked the key out.");
        Ladder.Rung rung = climb(open(blocked, allOkBut()));
        assertThat(rung.state()).isEqualTo(LadderState.CONNECTING);
        assertThat(rung.blocked()).isEqualTo(blocked);
        assertThat(rung.hint()).isEqualTo("The venue locked the key out.");
    }

    @ParameterizedTest
    @EnumSource(value = Blocked.Kind.class, names = {"SUSPENDED", "THROTTLED"})
    void otherBlocksLeaveTheStateAsProven(Blocked.Kind kind) {
        assertThat(climb(open(new Blocked(kind, null, "busy"), allOkBut())).state()).isEqualTo(LadderState.FUNDED);
    }

    @Test
    void reconciliationAndAStrategyClimbFurther() {
        assertThat(climb(open(null, with(allOkBut(), ok(Step.RECONCILIATION, 1)))).state()).isEqualTo(LadderState.RECONCILED);
        assertThat(climb(open(null, with(allOkBut(), ok(Step.RECONCILIATION, 1), ok(Step.STRATEGY, 1)))).state()).isEqualTo(LadderState.TRADING);
        assertThat(climb(open(null, with(allOkBut(), ok(Step.STRATEGY, 1)))).state()).isEqualTo(LadderState.FUNDED);
    }

    @ParameterizedTest
    @CsvSource({"OBSERVE, OBSERVE, false, OBSERVE", "OBSERVE, OBSERVE, true, OBSERVE", "LIVE, OBSERVE, false, OBSERVE",
        "LIVE, OBSERVE, true, LIVE", "LIVE, SANDBOX, true, SANDBOX", "OBSERVE, SANDBOX, false, SANDBOX", "LIVE, PAPER, true, PAPER"})
    void liveNeedsFileAndArmingAndABrokerThatIsASandboxStaysOne(Mode asked, Mode forced, boolean armed, Mode mode) {
        LaneFacts facts = new LaneFacts(LANE, file(true, true, asked, null), keys(State.PRESENT),
                new LaneFacts.Venue("Kraken", forced), nobody());
        assertThat(Ladder.climb(facts, armed, NOW).mode()).isEqualTo(mode);
    }

    @Test
    void controlCharactersOfAVenueReachNobody() {
        Ladder.Rung rung = Ladder.climb(new LaneFacts(LANE, GOOD, keys(State.PRESENT), KRAKEN, new LaneFacts.Session.Open(new SessionStatus(
                List.of(Evidence.failed(Step.VENUE, NOW, "X", "a\u001b[31mred\nline", "h\u202eint")), null,
                new Failure("X", "a\u0007b", NOW)))), false, NOW);
        assertThat(rung.evidence().get(rung.evidence().size() - 1).detail()).isEqualTo("a [31mred line");
        assertThat(rung.hint()).isEqualTo("h int");
        assertThat(rung.lastError().message()).isEqualTo("a b");
    }

    /** Every combination of what each deciding step can be: 3 to the power of 8. */
    @Test
    void noStateIsReachedWithoutEveryStepBelowIt() {
        List<Step> steps = List.of(Step.AUTHENTICATION, Step.IDENTITY, Step.CLOCK, Step.PERMISSIONS, Step.BALANCES,
                Step.INSTRUMENTS, Step.RECONCILIATION, Step.STRATEGY);
        for (int combination = 0; combination < 6561; combination++) {
            List<Evidence> evidence = new ArrayList<>();
            List<Step> proven = new ArrayList<>();
            boolean authenticatedEver = false;
            boolean stranger = false;
            int rest = combination;
            for (Step step : steps) {
                int kind = rest % 3;
                rest /= 3;
                if (kind == 0) {
                    evidence.add(ok(step, 10));
                    proven.add(step);
                } else {
                    evidence.add(kind == 1 ? bad(step, 10) : ok(step, 90));
                }
                authenticatedEver |= step == Step.AUTHENTICATION && kind != 1;
                stranger |= step == Step.IDENTITY && kind == 1;
            }
            assertThat(climb(open(null, evidence.toArray(Evidence[]::new))).state())
                    .as(evidence.toString()).isEqualTo(expected(steps, proven, authenticatedEver && stranger));
        }
    }

    private static LadderState expected(List<Step> steps, List<Step> proven, boolean stranger) {
        if (stranger) {
            return LadderState.MISCONFIGURED;
        }
        int inOrder = 0;
        while (inOrder < steps.size() && proven.contains(steps.get(inOrder))) {
            inOrder++;
        }
        LadderState[] after = {LadderState.CONNECTING, LadderState.AUTHENTICATED, LadderState.AUTHENTICATED,
            LadderState.AUTHENTICATED, LadderState.PERMITTED, LadderState.PERMITTED, LadderState.FUNDED, LadderState.RECONCILED,
            LadderState.TRADING};
        return after[inOrder];
    }

    @Property
    void theHintIsTheFirstFailingStepsAndEvidenceIsInOrder(@ForAll("evidence") List<Evidence> some) {
        Ladder.Rung rung = climb(open(null, some.toArray(Evidence[]::new)));
        assertThat(rung.evidence()).isSortedAccordingTo(Comparator.comparing(Evidence::step));
        String first = rung.evidence().stream().filter(line -> !line.ok()).map(Evidence::hint).findFirst().orElse("");
        if (rung.state() != LadderState.MISCONFIGURED) {
            assertThat(rung.hint()).isEqualTo(first);
        }
        assertThat(rung.state().connected()).isEqualTo(rung.evidence().stream().anyMatch(line ->
                line.step() == Step.AUTHENTICATION && line.ok()) && rung.state() != LadderState.MISCONFIGURED);
    }

    @Property
    void timePassingNeverRaisesALane(@ForAll("evidence") List<Evidence> some, @ForAll("seconds") int seconds) {
        LaneFacts facts = new LaneFacts(LANE, GOOD, keys(State.PRESENT), KRAKEN, open(null, some.toArray(Evidence[]::new)));
        LadderState now = Ladder.climb(facts, false, NOW).state();
        LadderState later = Ladder.climb(facts, false, NOW.plus(Duration.ofSeconds(seconds))).state();
        assertThat(later).isLessThanOrEqualTo(now);
    }

    @Provide
    Arbitrary<Integer> seconds() {
        return Arbitraries.integers().between(0, 300);
    }

    @Provide
    Arbitrary<List<Evidence>> evidence() {
        Arbitrary<Evidence> line = Combinators.combine(Arbitraries.of(VENUE_STEPS), Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 120)).as((step, ok, age) -> ok ? ok(step, age) : bad(step, age));
        return line.list().ofMaxSize(9).uniqueElements(Evidence::step);
    }
}
