package io.nija.risk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.configuration.FileReport.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which profiles an account's file may name. */
class ProfileNameRuleTest {

    @TempDir
    private Path config;

    private List<Problem> named(String profile, ProfileFile... inForce) {
        return new ProfileNameRule(config, List.of(inForce)).check("master", profile == null ? Map.of() : Map.of("risk", profile));
    }

    private static ProfileFile profile(String name) {
        return new ProfileFile(Map.of("service.pid", "io.nija.risk~" + name));
    }

    @Test
    void theShippedProfilesAreAlwaysThere() {
        assertThat(named(null)).isEmpty();
        assertThat(named("careful")).isEmpty();
        assertThat(named(" open ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"carefull, careful", "carfeul, careful", "opne, open"})
    void aSlipNamesTheNearest(String slip, String nearest) {
        assertThat(named(slip)).containsExactly(new Problem("risk", slip, "careful, open", "'risk' is '" + slip
                + "', and there is no such profile, the nearest is " + nearest
                + ", legal is careful, open, or a name with a file io.nija.risk-NAME.cfg"));
    }

    @Test
    void aNameThatIsNearNoneIsToldWhatThereIs() {
        assertThat(named("yolo-maximum")).singleElement().satisfies(problem -> assertThat(problem.message())
                .doesNotContain("nearest").contains("legal is careful, open"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../io.nija.account-x", "", "a/b", "A"})
    void whatCannotBeANameIsNone(String name) {
        assertThat(named(name)).hasSize(1);
    }

    @Test
    void aProfileIsThereWithItsFileInForceOrNot() throws Exception {
        assertThat(named("mine")).hasSize(1);
        Files.writeString(config.resolve("io.nija.risk-mine.cfg"), "");
        assertThat(named("mine")).isEmpty();
        assertThat(named("mien")).singleElement().satisfies(problem -> assertThat(problem.message()).contains("the nearest is mine"));
        assertThat(named("other", profile("other"))).isEmpty();
    }

    private static Broker broker(String id, Mode forced) {
        return (Broker) Proxy.newProxyInstance(Broker.class.getClassLoader(), new Class<?>[] {Broker.class}, (proxy, method, given) ->
                switch (method.getName()) {
                    case "id" -> new BrokerId(id);
                    case "forcedMode" -> forced;
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    @Test
    void openIsRefusedOnALaneWithRealMoneyAndOnNoOther() {
        PracticeRule rule = new PracticeRule(List.of(broker("kraken", Mode.OBSERVE), broker("paper", Mode.PAPER), broker("alpaca", Mode.SANDBOX)),
                List.of());
        assertThat(rule.check("master", Map.of("risk", "open", "brokers", "paper, alpaca"))).isEmpty();
        assertThat(rule.check("master", Map.of("risk", "open", "brokers", "kraken,paper", "mode.kraken", "observe"))).singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("paper and sandbox lanes only").contains("kraken").contains("careful"));
        assertThat(rule.check("master", Map.of("risk", "careful", "brokers", "kraken"))).isEmpty();
    }
}
