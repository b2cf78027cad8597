package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

class AccountRegistryTest {

    private static final BrokerId KRAKEN = new BrokerId("kraken");

    private final AccountRegistry registry = new AccountRegistry(new VirtualTime(Instant.EPOCH));

    private void put(String instance, Object... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of("brokers", "kraken"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        registry.put(instance, values);
    }

    private List<String> ids() {
        return registry.all().stream().map(account -> account.id().value()).toList();
    }

    private List<KeyVariables> variables(String id) {
        Account account = registry.find(new AccountId(id)).orElseThrow();
        return KeyVariableNames.of(account, KRAKEN, registry.all());
    }

    private AccountEntry entry(String id) {
        return registry.entries().stream().filter(entry -> entry.id().value().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void theMasterComesFirstThenById() {
        put("tania_gilbert");
        put("boss", "role", "master");
        put("daivon_frazier");
        assertThat(ids()).containsExactly("boss", "daivon_frazier", "tania_gilbert");
    }

    @Test
    void aSecondMasterIsRefusedWithASentence() {
        put("boss", "role", "master");
        put("master");
        assertThat(ids()).containsExactly("master");
        assertThat(entry("boss").trouble().orElseThrow()).isEqualTo(new Trouble("SECOND_MASTER", "io.nija.account-boss.cfg says role = master, "
                + "but master is the master already; there is one at most, so boss is not used.", "Set role = user in io.nija.account-boss.cfg."));
        registry.remove("master");
        assertThat(ids()).containsExactly("boss");
    }

    @Test
    void aBadEditKeepsTheLastGoodVersion() {
        put("master", "name", "Good");
        put("master", "name", "Bad", "zone", "Mars");
        assertThat(registry.find(new AccountId("master")).orElseThrow().name()).isEqualTo("Good");
        assertThat(entry("master").trouble().orElseThrow().sentence()).contains("last good version stays in force", "Mars");
        put("master", "name", "Better");
        assertThat(entry("master").trouble()).isEmpty();
        assertThat(entry("master").name()).isEqualTo("Better");
    }

    @Test
    void aBadFileAtStartIsListedAndNothingOfItIsInForce() {
        put("daivon_frazier", "zone", "Mars");
        put("master");
        assertThat(ids()).containsExactly("master");
        assertThat(entry("daivon_frazier").brokers()).containsExactly(KRAKEN);
        assertThat(entry("daivon_frazier").trouble().orElseThrow().code()).isEqualTo("ACCOUNT_FILE_REFUSED");
    }

    @Test
    void aFileWithAnIllegalNameIsListedAndHidesNobody() {
        put("Master");
        assertThat(entry("master").trouble().orElseThrow().sentence()).contains("io.nija.account-Master.cfg is not used", "a-z, 0-9 and _");
        put("master");
        assertThat(entry("master").account()).isPresent();
    }

    @Test
    void listenersHearOfEachChangeUntilTheyStop() throws Exception {
        int[] heard = {0};
        AutoCloseable listening = registry.listen(() -> heard[0]++);
        put("master");
        registry.remove("master");
        listening.close();
        put("master");
        assertThat(heard[0]).isEqualTo(2);
    }

    @Test
    void theMastersVariablesHaveALegacyForm() {
        put("master");
        assertThat(variables("master")).containsExactly(new KeyVariables("KRAKEN_MASTER_API_KEY", "KRAKEN_MASTER_API_SECRET"),
                new KeyVariables("KRAKEN_API_KEY", "KRAKEN_API_SECRET"));
    }

    @Test
    void aUsersFirstNameIsEnoughAndTheFullIdIsUnderstood() {
        put("daivon_frazier");
        assertThat(variables("daivon_frazier")).containsExactly(
                new KeyVariables("KRAKEN_USER_DAIVON_API_KEY", "KRAKEN_USER_DAIVON_API_SECRET"),
                new KeyVariables("KRAKEN_USER_DAIVON_FRAZIER_API_KEY", "KRAKEN_USER_DAIVON_FRAZIER_API_SECRET"));
        put("tom");
        assertThat(variables("tom")).containsExactly(new KeyVariables("KRAKEN_USER_TOM_API_KEY", "KRAKEN_USER_TOM_API_SECRET"));
    }

    @Test
    void twoUsersOfOneFirstNameNeedTheirFullIds() {
        put("tania_gilbert");
        put("tania_smith");
        assertThat(variables("tania_gilbert")).containsExactly(
                new KeyVariables("KRAKEN_USER_TANIA_GILBERT_API_KEY", "KRAKEN_USER_TANIA_GILBERT_API_SECRET"));
        registry.remove("tania_smith");
        assertThat(variables("tania_gilbert")).hasSize(2);
    }

    @Test
    void variablesNamedByTheFileAreTheOnlyOnes() {
        put("master", "key.kraken", "MY_KEY", "secret.kraken", "MY_SECRET");
        assertThat(variables("master")).containsExactly(new KeyVariables("MY_KEY", "MY_SECRET"));
    }

    @Test
    void aHyphenInABrokersNameIsAnUnderscoreInItsVariables() {
        put("master", "brokers", "my-venue");
        assertThat(KeyVariableNames.of(registry.all().get(0), new BrokerId("my-venue"), registry.all()).get(0).key())
                .isEqualTo("MY_VENUE_MASTER_API_KEY");
    }

    @Test
    void nobodyAsksForTheKeysOfAnAccountThatIsSwitchedOff() {
        put("master", "brokers", "kraken,paper");
        put("tom", "enabled", false);
        assertThat(CredentialRequests.wanted(registry.all())).containsOnlyKeys(LaneId.of("master", "kraken"), LaneId.of("master", "paper"));
    }

    @Test
    void valuesAreEscapedInTheFilterOfASession() {
        assertThat(SessionConfigurations.properties(LaneId.of("master", "kraken")).get("credentials.target"))
                .isEqualTo("(&(broker=kraken)(account=master))");
        assertThat(SessionConfigurations.escaped("a(b)*c\\d")).isEqualTo("a\\(b\\)\\*c\\\\d");
    }
}
