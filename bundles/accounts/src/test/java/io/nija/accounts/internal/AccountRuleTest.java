package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import io.nija.configuration.FileReport.Problem;

import org.junit.jupiter.api.Test;

class AccountRuleTest {

    private static final Map<String, Object> MASTER = Map.of("role", "master", "brokers", "kraken");
    private final AccountRule rule = new AccountRule();

    @Test
    void allFaultsOfAFileAreFound() {
        assertThat(rule.check("x", Map.of("role", "master", "brokers", "kraken", "zone", "Mars", "currency", "EURO", "risk", "Very!")))
                .extracting(Problem::key).containsExactlyInAnyOrder("zone", "currency", "risk");
    }

    @Test
    void aCurrencyMustExist() {
        for (String known : List.of("USD", "eur", "CHF", "BTC", "USDC")) {
            assertThat(rule.check("x", Map.of("role", "user", "brokers", "kraken", "currency", known))).as(known).isEmpty();
        }
        for (String unknown : List.of("UDS", "DOLLAR", "ZZZ")) {
            assertThat(rule.check("x", Map.of("role", "user", "brokers", "kraken", "currency", unknown))).as(unknown).singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("'currency' is '" + unknown + "'", "ISO 4217", "BTC"));
        }
    }

    @Test
    void ofSeveralMastersAllButOneAreRefusedAndTheOneOfThatNameIsKept() {
        Map<String, List<Problem>> found = rule.checkTogether(Map.of("anna", MASTER, "master", MASTER,
                "user", Map.of("role", "user", "brokers", "kraken")));
        assertThat(found).containsOnlyKeys("anna");
        assertThat(found.get("anna").get(0).message()).isEqualTo("'role' is 'master', but master is the master already, "
                + "and there is one at most; legal is user");
        assertThat(rule.checkTogether(Map.of("bob", MASTER, "anna", MASTER))).containsOnlyKeys("bob");
        assertThat(rule.checkTogether(Map.of("anna", MASTER))).isEmpty();
    }
}
