package io.nija.broker.kraken.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.nija.configuration.FileReport;

import org.junit.jupiter.api.Test;

class KrakenFileRuleTest {

    private final KrakenFileRule rule = new KrakenFileRule();

    @Test
    void anEmptyFileAndASimulatorsFileAreGood() {
        assertThat(rule.check("", Map.of())).isEmpty();
        assertThat(rule.check("", Map.of("simulator", true, "rest.url", "http://127.0.0.1:7", "ws.public.url", "ws://127.0.0.1:7/v2",
                "ws.private.url", "ws://127.0.0.1:7/v2", "tier", "unlimited"))).isEmpty();
    }

    @Test
    void anotherHostIsRefusedByKeyValueAndWhatIsLegal() {
        assertThat(rule.check("", Map.of("rest.url", "https://evil.example"))).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("rest.url");
            assertThat(problem.value()).isEqualTo("https://evil.example");
            assertThat(problem.legal()).contains("https://api.kraken.com");
        });
    }

    @Test
    void aSimulatorWithoutItsAddressesIsRefused() {
        assertThat(rule.check("", Map.of("simulator", true))).extracting(FileReport.Problem::key).containsExactly("rest.url");
        assertThat(rule.check("", Map.of("simulator", true, "rest.url", "http://10.0.0.1:7"))).extracting(FileReport.Problem::message)
                .allMatch(message -> message.contains("10.0.0.1"));
    }

    @Test
    void theUnlimitedTierIsASimulatorsOnly() {
        assertThat(rule.check("", Map.of("tier", "unlimited"))).extracting(FileReport.Problem::key).containsExactly("tier");
    }
}
