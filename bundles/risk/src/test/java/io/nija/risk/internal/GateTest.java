package io.nija.risk.internal;

import static io.nija.risk.internal.Wanted.missing;
import static io.nija.risk.internal.Wanted.worth;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.nija.account.Mode;
import io.nija.order.Purpose;
import io.nija.risk.Decision;
import io.nija.risk.Decision.Objection;
import io.nija.risk.Origin;
import io.nija.risk.RiskCheck;
import io.nija.risk.Scope;
import io.nija.risk.Situation;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Wanted.Stand;
import io.nija.risk.internal.rule.Rule;

import org.junit.jupiter.api.Test;

/** What the gate makes of its checks. */
class GateTest {

    /** A check from outside. */
    private static RiskCheck check(String id, java.util.function.Function<Situation, Verdict> judges) {
        return new RiskCheck() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String description() {
                return "A check of a test.";
            }

            @Override
            public Verdict judge(Situation situation) {
                return judges.apply(situation);
            }
        };
    }

    @Test
    void aMissingCheckRefusesEntriesAndIsNamed() {
        for (RiskCheck left : Shipped.checks()) {
            MandatoryGate gate = Shipped.gate(Shipped.checks().stream().filter(check -> !check.id().equals(left.id())));
            Decision decision = gate.judge(new Wanted().situation());
            assertThat(decision.objections()).extracting(Objection::check).containsExactly(left.id());
            assertThat(decision.objections().get(0).refusal().code()).isEqualTo("CHECK_ABSENT");
        }
    }

    @Test
    void aCheckThatGoesAndComesBackIsMissedInBetween() {
        MandatoryGate gate = new MandatoryGate();
        List<RiskCheck> checks = Shipped.checks();
        checks.forEach(gate::bindCheck);
        gate.unbindCheck(checks.get(3));
        assertThat(gate.judge(new Wanted().situation()).allowed()).isFalse();
        gate.bindCheck(checks.get(3));
        assertThat(gate.judge(new Wanted().situation()).allowed()).isTrue();
    }

    @Test
    void aCheckThatThrowsRefusesEntriesAndIsNamed() {
        MandatoryGate gate = Shipped.gate();
        gate.bindCheck(check("broken", situation -> {
            throw new IllegalStateException("no idea");
        }));
        gate.bindCheck(check("linked", situation -> {
            throw new NoClassDefFoundError("gone");
        }));
        Decision decision = gate.judge(new Wanted().situation());
        assertThat(decision.objections()).extracting(Objection::check).containsExactly("broken", "linked");
        assertThat(decision.objections()).allSatisfy(objection -> assertThat(objection.refusal().code()).isEqualTo("CHECK_FAILED"));
        assertThat(decision.objections().get(0).refusal().reason()).contains("broken", "no idea");
    }

    @Test
    void aCheckThatAnswersNothingRefusesEntries() {
        MandatoryGate gate = Shipped.gate();
        gate.bindCheck(check("silent", situation -> null));
        assertThat(gate.judge(new Wanted().situation()).objections()).extracting(Objection::check).containsExactly("silent");
    }

    @Test
    void aCheckFromOutsideIsAskedOfEntriesAndNeverOfExits() {
        MandatoryGate gate = Shipped.gate();
        gate.bindCheck(check("a-full-moon", situation -> new Numbers().refuse("FULL_MOON", "Not today.")));
        assertThat(gate.judge(new Wanted().situation()).objections()).extracting(Objection::check).containsExactly("a-full-moon");
        assertThat(gate.judge(new Wanted().exit("1").situation()).allowed()).isTrue();
    }

    @Test
    void theOrderOfTheAnswersDoesNotDependOnTheOrderOfTheServices() {
        List<RiskCheck> reversed = new java.util.ArrayList<>(Shipped.checks());
        java.util.Collections.reverse(reversed);
        Wanted wanted = new Wanted().switched(SwitchKind.HALT);
        wanted.quote = missing();
        wanted.balances = missing();
        assertThat(Shipped.gate(reversed.stream()).judge(wanted.situation())).isEqualTo(Shipped.gate().judge(wanted.situation()));
    }

    @Test
    void everythingThatCanBeSaidIsSaidOnce() {
        Wanted wanted = new Wanted().switched(SwitchKind.REDUCE_ONLY);
        wanted.armed = false;
        wanted.quote = missing();
        wanted.limits = ProfileText.shipped("open");
        Decision decision = Shipped.gate().judge(wanted.situation());
        assertThat(decision.objections()).extracting(objection -> objection.refusal().code())
                .containsExactly("PROFILE_FOR_PRACTICE", "NOT_ARMED", "REDUCE_ONLY", "NOT_KNOWN");
        assertThat(decision.asked()).startsWith("halt", "mode", "instrument-rules", "inventory").containsAll(MandatoryGate.MANDATORY);
    }

    @Test
    void haltIsSaidOnceAndTheSwitchesStillRefuseItByThemselves() {
        Wanted wanted = new Wanted().switched(SwitchKind.ENTRIES_OFF).switched(SwitchKind.HALT);
        assertThat(Shipped.gate().judge(wanted.situation()).objections()).singleElement().satisfies(objection -> {
            assertThat(objection.check()).isEqualTo("halt");
            assertThat(objection.refusal().code()).isEqualTo("HALTED");
        });
        RiskCheck switches = Shipped.checks().stream().filter(check -> check.id().equals("switches")).findFirst().orElseThrow();
        assertThat(switches.judge(wanted.situation())).isInstanceOfSatisfying(Verdict.Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("HALTED"));
    }

    @Test
    void withoutAProfileNoEntryPassesAndEveryExitDoes() {
        Wanted wanted = new Wanted();
        wanted.limits = null;
        assertThat(Shipped.gate().judge(wanted.situation()).objections()).extracting(objection -> objection.refusal().code())
                .containsExactly("PROFILE_UNKNOWN");
        assertThat(Shipped.gate().judge(wanted.exit("1").situation()).allowed()).isTrue();
    }

    @Test
    void aMissingStandingOrAnotherCurrencyRefusesAnEntry() {
        for (Scope scope : Scope.values()) {
            Wanted wanted = new Wanted();
            wanted.standings.remove(scope);
            assertThat(Shipped.gate().judge(wanted.situation()).objections()).as(scope.name()).isNotEmpty()
                    .allSatisfy(objection -> assertThat(objection.refusal().code()).isEqualTo("NOT_KNOWN"));
        }
        Wanted wanted = new Wanted();
        Stand euro = new Stand(Scope.ACCOUNT, "master");
        euro.currency = "EUR";
        wanted.with(euro);
        assertThat(Shipped.gate().judge(wanted.situation()).allowed()).isFalse();
    }

    @Test
    void aStablecoinIsNeverConvertedAtOne() {
        Wanted wanted = new Wanted();
        wanted.symbol = io.nija.market.Symbol.parse("BTC/USDT");
        wanted.balances = Wanted.balances("USDT", "5000");
        wanted.pegs.put("USDT", Wanted.known(Wanted.number("1")));
        assertThat(Shipped.gate().judge(wanted.situation()).objections())
                .anySatisfy(objection -> assertThat(objection.refusal().reason()).contains("the rate of USDT in USD"));
        wanted.rates.put("USD", Wanted.known(Wanted.number("1")));
        assertThat(Shipped.gate().judge(wanted.situation()).allowed()).isTrue();
    }

    @Test
    void aVerificationNeedsNoArmingAndNoEquityButIsHeldByHaltAndBalance() {
        Wanted wanted = new Wanted();
        wanted.mode = Mode.OBSERVE;
        wanted.armed = false;
        wanted.reconciled = false;
        wanted.origin = Origin.VERIFICATION;
        wanted.strategy = null;
        wanted.plannedStop = null;
        wanted.standings.clear();
        assertThat(Shipped.gate().judge(wanted.situation()).objections()).isEmpty();
        wanted.balances = Wanted.balances("USD", "1");
        assertThat(Shipped.gate().judge(wanted.situation()).allowed()).isFalse();
        wanted.balances = Wanted.balances("USD", "1000");
        wanted.switched(SwitchKind.HALT);
        assertThat(Shipped.gate().judge(wanted.situation()).allowed()).isFalse();
    }

    @Test
    void lossesAreTrippedWithoutAnEntryAndAnUnknownEquityTripsNothing() {
        Stand account = new Stand(Scope.ACCOUNT, "master");
        account.worth = worth("8900", "9100", "10000", "-200");
        account.lossStreak = 4;
        Stand global = new Stand(Scope.GLOBAL, "all");
        global.worth = missing();
        List<Verdict.Refused> losses = Shipped.gate().losses(ProfileText.shipped("careful"),
                List.of(account.standing(), global.standing()));
        assertThat(losses).extracting(Verdict.Refused::code).containsExactly("DAILY_LOSS", "DRAWDOWN", "LOSS_STREAK");
        assertThat(losses).allSatisfy(loss -> assertThat(loss.trip())
                .contains(new Verdict.Trip(SwitchKind.REDUCE_ONLY, Scope.ACCOUNT, "master")));
    }

    @Test
    void theMandatoryListIsWhatIsShipped() throws IOException {
        assertThat(Shipped.checks()).extracting(RiskCheck::id).containsExactlyInAnyOrderElementsOf(MandatoryGate.MANDATORY);
        assertThat(Shipped.gate().judge(new Wanted().situation()).asked()).endsWith(MandatoryGate.MANDATORY.toArray(String[]::new));
        try (Stream<Path> classes = Files.list(Path.of("target/classes/io/nija/risk/internal/check"))) {
            List<String> concrete = classes.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> name.endsWith("Check") && !name.equals("EntryCheck") && !name.equals("ScopedCheck")).sorted().toList();
            assertThat(Shipped.checks().stream().map(check -> check.getClass().getSimpleName()).sorted().toList()).isEqualTo(concrete);
        }
    }

    @Test
    void underHaltOnlyAPersonsFlattenIsSent() {
        Wanted wanted = new Wanted().exit("1").switched(SwitchKind.HALT);
        for (Origin origin : Origin.values()) {
            wanted.origin = origin;
            assertThat(Shipped.gate().judge(wanted.situation()).allowed()).as(origin.name()).isEqualTo(origin == Origin.FLATTEN);
        }
        wanted.origin = Origin.FLATTEN;
        wanted.purpose = Purpose.PROTECTIVE;
        assertThat(Shipped.gate().judge(wanted.situation()).allowed()).as("the stop of what it left").isTrue();
        wanted.purpose = Purpose.ENTRY;
        assertThat(Shipped.gate().judge(wanted.situation()).allowed()).isFalse();
    }

    @Test
    void rulesAreNamedLikeChecksAndAreNoneOfThem() {
        assertThat(Rule.ALL).extracting(RiskCheck::id).doesNotContainAnyElementsOf(MandatoryGate.MANDATORY).doesNotHaveDuplicates();
    }
}
