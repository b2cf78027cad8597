package io.nija.risk.internal;

import static io.nija.risk.internal.Wanted.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.configuration.FileReport.Problem;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.risk.RiskLimits;
import io.nija.risk.Scope;
import io.nija.risk.ScopeLimits;

import org.junit.jupiter.api.Test;

/** What a profile's file means, and where a profile may be used. */
class ProfileTest {

    private static Map<String, Object> file(String name, Object... pairs) {
        Map<String, Object> values = new java.util.HashMap<>();
        values.put("service.pid", "io.nija.risk~" + name);
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i].toString(), pairs[i + 1]);
        }
        return values;
    }

    @Test
    void carefulHasTheNumbersOfTheDesign() {
        RiskLimits careful = ProfileText.shipped("careful");
        assertThat(careful.practiceOnly()).isFalse();
        assertThat(careful.tradeRiskPercent()).isEqualByComparingTo("0.5");
        assertThat(careful.openRiskPercent()).isEqualByComparingTo("2");
        assertThat(careful.of(Scope.ASSET).positionPercent()).isEqualByComparingTo("10");
        assertThat(careful.of(Scope.GLOBAL).grossPercent()).isEqualByComparingTo("50");
        assertThat(careful.of(Scope.ACCOUNT).dailyLossPercent()).isEqualByComparingTo("2");
        assertThat(careful.of(Scope.ACCOUNT).drawdownPercent()).isEqualByComparingTo("10");
        assertThat(careful.of(Scope.STRATEGY).lossStreak()).isEqualTo(4);
        assertThat(careful.of(Scope.ACCOUNT).entriesPerMinute()).isEqualTo(6);
        assertThat(careful.collarPercent()).isEqualByComparingTo("1");
        assertThat(careful.quoteAge()).isEqualTo(Duration.ofSeconds(5));
        assertThat(careful.spreadPercent()).isEqualByComparingTo("0.3");
        assertThat(careful.depthPercent()).isEqualByComparingTo("10");
    }

    @Test
    void openIsForPracticeAndLeavesRateDuplicatesQuietConcentrationDepthAndSpreadOpen() {
        RiskLimits open = ProfileText.shipped("open");
        assertThat(open.practiceOnly()).isTrue();
        assertThat(Arrays.asList(open.spreadPercent(), open.depthPercent(), open.duplicateWindow(), open.quietPeriod()))
                .containsOnlyNulls();
        for (Scope scope : Scope.values()) {
            ScopeLimits of = open.of(scope);
            assertThat(Arrays.asList(of.orderPercent(), of.positionPercent(), of.grossPercent(), of.openOrders(),
                    of.entriesPerMinute())).containsOnlyNulls();
        }
        assertThat(open.quoteAge()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void stopsCanBeOffInAPracticeProfileOnlyAndAreNeverFartherThanAPriceCanBe() {
        assertThat(ProfileText.shipped("careful").assumedStopPercent()).isEqualByComparingTo("3");
        assertThat(ProfileText.shipped("open").assumedStopPercent()).isEqualByComparingTo("5");
        assertThat(ProfileText.read("mine", file("mine", "lanes", "practice", "assumed.stop.percent", "off")).limits().assumedStopPercent()).isNull();
        assertThat(ProfileText.read("mine", file("mine", "assumed.stop.percent", "off")).problems()).hasSize(1);
        assertThat(ProfileText.read("mine", file("mine", "assumed.stop.percent", "100")).problems()).hasSize(1);
    }

    @Test
    void underOpenTheVenuesRulesTheBalanceAndStaleDataStillRefuse() {
        Wanted wanted = new Wanted();
        wanted.mode = Mode.SANDBOX;
        wanted.limits = ProfileText.shipped("open");
        wanted.quantity = "0.000010001";
        wanted.balances = Wanted.balances("USD", "0.01");
        wanted.quote = Wanted.quote(Wanted.BTC, Wanted.NOW.minusSeconds(6), "40000", "50000", "0.00001");
        assertThat(Shipped.gate().judge(wanted.situation()).objections()).extracting(objection -> objection.refusal().code())
                .containsExactly("OFF_GRID_QUANTITY", "STALE_QUOTE", "INSUFFICIENT_BALANCE");
    }

    @Test
    void whatAFileLeavesOutIsCareful() {
        RiskLimits mine = ProfileText.read("mine", file("mine", "spread.percent", "0.1", "account.loss.streak", "2")).limits();
        RiskLimits careful = ProfileText.shipped("careful");
        assertThat(mine.spreadPercent()).isEqualTo(number("0.1"));
        assertThat(mine.of(Scope.ACCOUNT).lossStreak()).isEqualTo(2);
        assertThat(mine.of(Scope.STRATEGY)).isEqualTo(careful.of(Scope.STRATEGY));
        assertThat(mine.depthPercent()).isEqualTo(careful.depthPercent());
    }

    @Test
    void aWrongNumberIsNamedWithWhatIsLegal() {
        for (String wrong : List.of("0", "-1", "1001", "1e2", "ten", "", "NaN", "9".repeat(60))) {
            List<Problem> problems = ProfileText.read("mine", file("mine", "spread.percent", wrong)).problems();
            if (wrong.isEmpty()) {
                assertThat(problems).isEmpty();
            } else {
                assertThat(problems).singleElement().satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("spread.percent");
                    assertThat(problem.message()).contains("'spread.percent' is '", "legal is a number above zero and up to 1000, or off");
                });
            }
        }
        assertThat(ProfileText.read("mine", file("mine", "account.open.orders", "1.5")).problems()).singleElement()
                .satisfies(problem -> assertThat(problem.legal()).startsWith("a whole number"));
        assertThat(ProfileText.read("mine", file("mine", "stablecoins", "USDT")).problems()).hasSize(1);
        assertThat(ProfileText.read("Mine", file("Mine")).problems()).hasSize(1);
        assertThat(ProfileText.read("mine", file("mine", "lanes", "some")).problems()).hasSize(1);
    }

    @Test
    void onlyPracticeMaySwitchALimitOffAndNobodyFreshData() {
        assertThat(ProfileText.read("wild", file("wild", "spread.percent", "off")).problems()).singleElement()
                .satisfies(problem -> assertThat(problem.legal()).contains("lanes = practice"));
        assertThat(ProfileText.read("wild", file("wild", "spread.percent", "off", "lanes", "practice")).problems()).isEmpty();
        assertThat(ProfileText.read("wild", file("wild", "quote.age.seconds", "off", "lanes", "practice")).problems()).hasSize(1);
        assertThat(ProfileText.read("open", file("open", "lanes", "all")).problems()).hasSize(1);
        assertThat(ProfileText.read("careful", file("careful", "asset.loss.streak", "off")).problems()).isEmpty();
    }

    @Test
    void anEditedFileTakesThePlaceOfTheShippedProfileAndABadOneOfNone() {
        ProfilesInForce profiles = new ProfilesInForce();
        assertThat(profiles.names()).containsExactly("careful", "open");
        ProfileFile edited = new ProfileFile(file("careful", "spread.percent", "0.2"));
        profiles.bindFile(edited);
        assertThat(profiles.find("careful").orElseThrow().spreadPercent()).isEqualTo(number("0.2"));
        ProfileFile bad = new ProfileFile(file("careful", "spread.percent", "much"));
        profiles.bindFile(bad);
        profiles.unbindFile(edited);
        assertThat(profiles.find("careful")).isEmpty();
        profiles.unbindFile(bad);
        assertThat(profiles.find("careful")).contains(ProfileText.shipped("careful"));
        assertThat(profiles.find("reckless")).isEmpty();
    }

    @Test
    void aProfileForPracticeOnARealBrokerIsRefusedWithTheAccountsFile() {
        PracticeRule rule = new PracticeRule(List.of(broker("kraken", Mode.OBSERVE), broker("paper", Mode.PAPER)),
                List.of(new ProfileFile(file("wild", "lanes", "practice"))));
        for (String profile : List.of("open", "wild")) {
            assertThat(rule.check("master", Map.of("risk", profile, "brokers", new String[] {"paper", "kraken"}))).singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("'risk' is '" + profile + "'", "kraken"));
            assertThat(rule.check("master", Map.of("risk", profile, "brokers", new String[] {"paper"}))).isEmpty();
        }
        assertThat(rule.check("master", Map.of("risk", "careful", "brokers", "kraken"))).isEmpty();
        assertThat(rule.check("master", Map.of("brokers", "kraken"))).isEmpty();
    }

    @Test
    void onASimulatorAProfileForPracticeIsWelcome() {
        PracticeRule rule = new PracticeRule(List.of(broker("kraken", Mode.SANDBOX)), List.of());
        assertThat(rule.check("master", Map.of("risk", "open", "brokers", "kraken", "mode.kraken", "live"))).isEmpty();
        assertThat(new PracticeRule(List.of(), List.of()).check("master", Map.of("risk", "open", "brokers", "kraken"))).isEmpty();
    }

    private static Broker broker(String id, Mode forced) {
        return new Broker() {
            @Override
            public BrokerId id() {
                return new BrokerId(id);
            }

            @Override
            public String displayName() {
                return id;
            }

            @Override
            public KeyFormat keyFormat() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Mode forcedMode() {
                return forced;
            }

            @Override
            public Observation<InstrumentBook> instruments() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
