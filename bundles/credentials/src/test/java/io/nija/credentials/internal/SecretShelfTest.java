package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import io.nija.credentials.Secret;
import io.nija.credentials.SecretReport;
import io.nija.credentials.SecretRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretShelfTest {

    private static final String URL = "NIJA_ALERT_URL";
    private static final String VALUE = "https://hooks.example.org/services/T000/B000/abcdef";

    @TempDir
    Path folder;
    private Desk desk;

    private record Request(String variable, String purpose) implements SecretRequest {}

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private SecretRequest ask(String variable) {
        SecretRequest request = new Request(variable, "an address");
        desk.desk().addSecretRequest(request);
        return request;
    }

    private SecretReport report(String variable) {
        return desk.desk().secret(variable).orElseThrow();
    }

    private String value(String variable) {
        Secret secret = desk.secrets.get(variable);
        return secret == null ? null : secret.<String>use(text -> text);
    }

    @Test
    void nobodyIsGivenWhatNobodyAskedFor() {
        desk.env(URL + "=" + VALUE);
        desk.desk();
        desk.settle();
        assertThat(desk.secrets).isEmpty();
        assertThat(desk.desk().secret(URL)).isEmpty();
    }

    @Test
    void aSecretInTheEnvFileIsThereForWhoeverAskedForIt() {
        desk.env(URL + "=" + VALUE);
        ask(URL);
        assertThat(value(URL)).isEqualTo(VALUE);
        assertThat(report(URL).state()).isEqualTo(SecretReport.State.PRESENT);
    }

    @Test
    void theEnvironmentGoesBeforeTheEnvFile() {
        desk.env(URL + "=https://elsewhere.example.org");
        desk.environment.put(URL, VALUE);
        ask(URL);
        assertThat(value(URL)).isEqualTo(VALUE);
        assertThat(report(URL).detail()).contains("the environment");
    }

    @Test
    void aSecretFileIsReadWithoutItsLineEnd() throws Exception {
        Path file = Files.writeString(desk.working.resolve("address"), VALUE + "\n");
        desk.environment.put(URL + "_FILE", file.toString());
        ask(URL);
        assertThat(value(URL)).isEqualTo(VALUE);
    }

    @Test
    void aChangedSecretReplacesTheOldOneWhichIsOverwritten() {
        desk.env(URL + "=" + VALUE);
        ask(URL);
        Secret old = desk.secrets.get(URL);
        desk.env(URL + "=" + VALUE + "2");
        desk.settle();
        assertThat(value(URL)).isEqualTo(VALUE + "2");
        assertThatThrownBy(() -> old.use(text -> text)).isInstanceOf(IllegalStateException.class).hasMessageContaining(URL);
        assertThat(desk.events).containsExactly("+" + URL, "-" + URL, "+" + URL);
    }

    @Test
    void aChangeOfSomethingElseTouchesNoSecret() {
        desk.env(URL + "=" + VALUE);
        ask(URL);
        desk.env(URL + "=" + VALUE, "OTHER=1");
        desk.settle();
        assertThat(desk.events).containsExactly("+" + URL);
    }

    @Test
    void aSecretThatVanishesIsGone() {
        desk.env(URL + "=" + VALUE);
        ask(URL);
        desk.env("# nothing");
        desk.settle();
        assertThat(desk.secrets).isEmpty();
        assertThat(report(URL).state()).isEqualTo(SecretReport.State.ABSENT);
        assertThat(report(URL).hint()).contains(URL).contains(desk.config.resolve(".env").toString());
    }

    @Test
    void whoeverAskedAndLeavesTakesTheSecretAlong() {
        desk.env(URL + "=" + VALUE);
        SecretRequest request = ask(URL);
        desk.desk().removeSecretRequest(request);
        assertThat(desk.secrets).isEmpty();
        assertThat(desk.desk().secret(URL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "your_url_here", "<address>", "changeme"})
    void emptyTextsAndPlaceholdersAreNoSecret(String text) {
        desk.environment.put(URL, text);
        ask(URL);
        assertThat(desk.secrets).isEmpty();
        assertThat(report(URL).state()).isEqualTo(SecretReport.State.ABSENT);
    }

    @Test
    void aValueWithALineBreakInsideIsRefusedWithoutBeingRepeated() {
        desk.environment.put(URL, VALUE + "\nHost: elsewhere");
        ask(URL);
        assertThat(desk.secrets).isEmpty();
        assertThat(report(URL).state()).isEqualTo(SecretReport.State.MALFORMED);
        assertThat(report(URL).toString()).doesNotContain("hooks").doesNotContain("elsewhere");
    }

    @Test
    void anUnreadableFileSaysNothing() throws Exception {
        Path file = Files.createDirectory(desk.working.resolve("address"));
        desk.environment.put(URL + "_FILE", file.toString());
        desk.env(URL + "=" + VALUE);
        ask(URL);
        assertThat(desk.secrets).isEmpty();
        assertThat(report(URL).state()).isEqualTo(SecretReport.State.UNREADABLE);
        assertThat(report(URL).detail()).contains("not a regular file");
    }

    @Test
    void aLanesKeyCannotBeAskedForAsASecret() {
        desk.env("KRAKEN_MASTER_API_SECRET=" + Desk.secret(1), "NIJA_OWN_KEY=" + Desk.key(1), "NIJA_OWN_SECRET=" + Desk.secret(1));
        ask("KRAKEN_MASTER_API_SECRET");
        ask("NIJA_OWN_SECRET");
        desk.ask(Desk.MASTER, new io.nija.account.KeyVariables("NIJA_OWN_KEY", "NIJA_OWN_SECRET"));
        assertThat(desk.secrets).isEmpty();
        assertThat(report("KRAKEN_MASTER_API_SECRET").code()).isEqualTo("SECRET_NAME_RESERVED");
        assertThat(report("NIJA_OWN_SECRET").code()).isEqualTo("SECRET_NAME_RESERVED");
    }

    @Test
    void noTextShowsTheSecret() {
        desk.env(URL + "=" + VALUE);
        ask(URL);
        assertThat(desk.secrets.get(URL) + " " + report(URL)).doesNotContain("hooks.example.org").contains(URL);
    }
}
