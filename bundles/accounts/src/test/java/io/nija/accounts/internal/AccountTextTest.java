package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.configuration.FileReport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class AccountTextTest {

    private static final AccountId ID = new AccountId("tania_gilbert");
    private static final BrokerId KRAKEN = new BrokerId("kraken");

    private static Map<String, Object> values(Object... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of("brokers", "kraken"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }

    private static Account accepted(Map<String, Object> values) {
        AccountText.Meaning meaning = AccountText.read(ID, values);
        assertThat(meaning).isInstanceOf(AccountText.Meaning.Accepted.class);
        return ((AccountText.Meaning.Accepted) meaning).account();
    }

    private static AccountText.Meaning.Rejected rejected(Map<String, Object> values) {
        AccountText.Meaning meaning = AccountText.read(ID, values);
        assertThat(meaning).isInstanceOf(AccountText.Meaning.Rejected.class);
        return (AccountText.Meaning.Rejected) meaning;
    }

    @Test
    void aFileThatOnlyNamesABrokerIsEnough() {
        assertThat(accepted(values())).isEqualTo(new Account(ID, "tania_gilbert", Role.USER, true, List.of(KRAKEN), Map.of(),
                Map.of(), "USD", ZoneId.of("UTC")));
    }

    @Test
    void allKeysAreRead() {
        Account account = accepted(values("name", "Tania Gilbert", "role", "master", "enabled", false,
                "brokers", new String[] {"kraken", "paper", "kraken"}, "mode.kraken", "live", "mode.paper", "observe",
                "key.kraken", "MY_KEY", "secret.kraken", "MY_SECRET", "risk", "bold", "capital", "1000.50",
                "currency", "eur", "zone", "Europe/Berlin", "service.pid", "io.nija.account~tania_gilbert"));
        assertThat(account).isEqualTo(new Account(ID, "Tania Gilbert", Role.MASTER, false,
                List.of(KRAKEN, new BrokerId("paper")), Map.of(KRAKEN, Mode.LIVE, new BrokerId("paper"), Mode.OBSERVE),
                Map.of(KRAKEN, new KeyVariables("MY_KEY", "MY_SECRET")), "EUR", ZoneId.of("Europe/Berlin"),
                "bold", new java.math.BigDecimal("1000.50")));
    }

    @Test
    void brokersMayBeACommaListAnArrayOrAList() {
        assertThat(accepted(values("brokers", " kraken , coinbase,,kraken")).brokers()).containsExactly(KRAKEN, new BrokerId("coinbase"));
        assertThat(accepted(values("brokers", List.of("kraken", "coinbase"))).brokers()).containsExactly(KRAKEN, new BrokerId("coinbase"));
    }

    @Test
    void anAccountCalledMasterIsTheMasterUnlessItsFileSaysOtherwise() {
        assertThat(((AccountText.Meaning.Accepted) AccountText.read(new AccountId("master"), values())).account().role()).isEqualTo(Role.MASTER);
        assertThat(((AccountText.Meaning.Accepted) AccountText.read(new AccountId("master"), values("role", "user"))).account().role()).isEqualTo(Role.USER);
    }

    @ParameterizedTest
    @CsvSource({"role, boss, master or user", "enabled, maybe, true or false", "brokers, Kraken!, a comma list", "mode.kraken, sandbox, observe or live",
        "currency, $, a currency", "zone, Mars/Olympus, a time zone", "capital, -5, an amount", "capital, 1e9, an amount", "capital, lots, an amount",
        "risk, Very Careful, the name of a risk profile", "brokers, '', a comma list", "mode.KRAKEN, live, mode.BROKER"})
    void aBadValueIsRefusedWithKeyAndLegalRange(String key, String value, String legal) {
        AccountText.Meaning.Rejected rejected = rejected(values(key, value));
        assertThat(rejected.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.legal()).contains(legal);
            assertThat(problem.message()).contains("'" + key + "'");
        });
    }

    @Test
    void everyProblemIsNamedAtOnceAndWhatIsLegibleIsKept() {
        AccountText.Meaning.Rejected rejected = rejected(values("name", "Tania", "role", "boss", "zone", "Mars", "brokers", "kraken,PAPER"));
        assertThat(rejected.problems()).hasSize(3);
        assertThat(rejected.name()).isEqualTo("Tania");
        assertThat(rejected.brokers()).containsExactly(KRAKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"K3yThatShouldNeverBeHere+/AAAA", "abc", "lower_case_key", "MASTERKEY"})
    void aKeyInPlaceOfAVariablesNameIsRefusedAndNotRepeated(String key) {
        AccountText.Meaning.Rejected rejected = rejected(values("key.kraken", key, "secret.kraken", "MY_SECRET"));
        assertThat(rejected.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("never the keys themselves").doesNotContain("'" + key + "'");
            assertThat(problem.value()).isEmpty();
        });
    }

    @Test
    void theRuleAsksTheSameQuestionsBeforeAFileIsApplied() {
        AccountRule rule = new AccountRule();
        assertThat(rule.pid()).isEqualTo("io.nija.account");
        assertThat(rule.check("tania_gilbert", values())).isEmpty();
        assertThat(rule.check("tania_gilbert", values("zone", "Mars"))).singleElement()
                .isEqualTo(new FileReport.Problem("zone", "Mars", "a time zone, for example UTC or Europe/Berlin",
                        "'zone' is 'Mars', legal is a time zone, for example UTC or Europe/Berlin"));
        assertThat(rule.check("Tania!", values())).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEmpty();
            assertThat(problem.message()).contains("a-z, 0-9 and _", "io.nija.account-tania_.cfg");
        });
    }

    @Test
    void oneVariableAloneIsRefused() {
        assertThat(rejected(values("key.kraken", "MY_KEY")).problems().get(0).message()).contains("'key.kraken' stands alone", "'secret.kraken'");
        assertThat(rejected(values("secret.kraken", "MY_SECRET")).problems().get(0).message()).contains("'secret.kraken' stands alone");
    }

    @Test
    void theMetatypeDescribesExactlyTheKeysThatAreRead() throws Exception {
        NodeList described = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(AccountTextTest.class.getResourceAsStream("/OSGI-INF/metatype/io.nija.account.xml")).getElementsByTagName("AD");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < described.getLength(); i++) {
            ids.add(((Element) described.item(i)).getAttribute("id"));
            assertThat(((Element) described.item(i)).getAttribute("description")).isNotBlank();
        }
        assertThat(ids).isEqualTo(AccountText.KEYS);
    }

    @ParameterizedTest
    @CsvSource({"master, Master, MASTER", "daivon_frazier, Daivon Frazier, USER", "tania_gilbert, Tania Gilbert, USER"})
    void theShippedAccountsAreGood(String id, String name, Role role) throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("../../config/io.nija.account-" + id + ".cfg"))) {
            file.load(reader);
        }
        Map<String, Object> values = new HashMap<>();
        file.forEach((key, value) -> values.put((String) key, value));
        AccountText.Meaning meaning = AccountText.read(new AccountId(id), values);
        assertThat(meaning).isInstanceOf(AccountText.Meaning.Accepted.class);
        Account account = ((AccountText.Meaning.Accepted) meaning).account();
        assertThat(account.name()).isEqualTo(name);
        assertThat(account.role()).isEqualTo(role);
        assertThat(account.brokers()).containsExactly(KRAKEN, new BrokerId("paper"));
        assertThat(account.modes()).containsEntry(KRAKEN, Mode.OBSERVE);
    }
}
