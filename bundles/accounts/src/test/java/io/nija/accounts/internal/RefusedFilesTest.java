package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.Role;
import io.nija.configuration.FileReport;
import io.nija.configuration.FileReport.Problem;
import io.nija.configuration.FileReport.State;

import org.junit.jupiter.api.Test;

class RefusedFilesTest {

    private static final Instant AT = Instant.EPOCH;

    private static FileReport report(String instance, State state, Map<String, String> raw) {
        return new FileReport("io.nija.account-" + instance + ".cfg", "io.nija.account", instance, state,
                List.of(new Problem("enabled", "maybe", "true or false", "io.nija.account-" + instance + ".cfg: 'enabled' is 'maybe'.")),
                List.of(), raw, AT);
    }

    private static AccountEntry good(String id) {
        return AccountEntry.accepted("io.nija.account-" + id + ".cfg", new Account(new AccountId(id), id, Role.USER, true,
                List.of(new BrokerId("kraken")), Map.of(), Map.of(), "USD", ZoneId.of("UTC")), AT);
    }

    @Test
    void aFileThatWasRefusedAtStartIsListedWithItsLanesAsFarAsTheyCanBeRead() {
        List<AccountEntry> all = RefusedFiles.join(List.of(good("tom")), List.of(
                report("boss", State.REFUSED, Map.of("role", "Master", "name", "The\u0007 Boss", "brokers", "kraken, NOPE,coinbase"))));
        assertThat(all).extracting(entry -> entry.id().value()).containsExactly("boss", "tom");
        AccountEntry boss = all.get(0);
        assertThat(boss.role()).isEqualTo(Role.MASTER);
        assertThat(boss.name()).isEqualTo("The  Boss");
        assertThat(boss.brokers()).containsExactly(new BrokerId("kraken"), new BrokerId("coinbase"));
        assertThat(boss.account()).isEmpty();
        assertThat(boss.trouble().orElseThrow().sentence()).contains("'enabled' is 'maybe'");
    }

    @Test
    void aFileWhoseEditWasRefusedKeepsItsAccountAndSaysSo() {
        List<AccountEntry> all = RefusedFiles.join(List.of(good("tom")), List.of(report("tom", State.REFUSED_KEPT, Map.of())));
        assertThat(all).singleElement().satisfies(entry -> {
            assertThat(entry.account()).isPresent();
            assertThat(entry.trouble().orElseThrow().hint()).isEqualTo("Correct io.nija.account-tom.cfg.");
        });
    }

    @Test
    void theLatestRefusalIsTheOneThatIsTold() {
        AccountEntry earlier = good("tom").keptDespite(new Trouble("ACCOUNT_FILE_REFUSED", "something earlier", ""), AT);
        assertThat(RefusedFiles.join(List.of(earlier), List.of(report("tom", State.REFUSED_KEPT, Map.of()))).get(0)
                .trouble().orElseThrow().sentence()).contains("'enabled' is 'maybe'");
    }

    @Test
    void appliedAndWaitingAndOtherFilesChangeNothing() {
        FileReport broker = new FileReport("io.nija.broker.kraken.cfg", "io.nija.broker.kraken", "", State.REFUSED, List.of(),
                List.of(), Map.of(), AT);
        List<AccountEntry> entries = List.of(good("tom"));
        assertThat(RefusedFiles.join(entries, List.of(report("tom", State.APPLIED, Map.of()), report("ann", State.WAITING, Map.of()), broker)))
                .isEqualTo(entries);
    }
}
