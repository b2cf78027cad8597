package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.configuration.internal.Schema.Setting;
import io.nija.configuration.internal.Verdict.Finding;
import io.nija.configuration.internal.Verdict.Several;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCheckTest {

    static final String SECRET = "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";

    static final Schema ACCOUNT = new Schema("io.nija.account", true, List.of(
            setting("name", ValueType.TEXT, 0, false),
            setting("role", ValueType.TEXT, 0, true, "master", "user"),
            setting("brokers", ValueType.TEXT, 3, false),
            setting("mode.*", ValueType.TEXT, 0, false, "observe", "live"),
            setting("enabled", ValueType.BOOLEAN, 0, false),
            new Setting("capital", ValueType.INTEGER, 0, false, List.of(), between(1, 1_000_000), List.of()),
            setting("days", ValueType.INTEGER, -Integer.MAX_VALUE, false)), "0.1.0");
    static final Schema KRAKEN = new Schema("io.nija.broker.kraken", false, List.of(
            setting("rest.url", ValueType.TEXT, 0, false)), "0.1.0");
    static final Schemas SCHEMAS = new Schemas() {
        @Override
        public Optional<Schema> find(String pid) {
            return List.of(ACCOUNT, KRAKEN).stream().filter(schema -> schema.pid().equals(pid)).findFirst();
        }

        @Override
        public Set<String> pids() {
            return Set.of("io.nija.account", "io.nija.broker.kraken");
        }
    };

    private static Setting setting(String id, ValueType type, int cardinality, boolean required, String... options) {
        return new Setting(id, type, cardinality, required, List.of(options), Schema.Range.open(), List.of());
    }

    private static Schema.Range between(int min, int max) {
        return new Schema.Range() {
            @Override
            public boolean allows(String value) {
                return Integer.parseInt(value) >= min && Integer.parseInt(value) <= max;
            }

            @Override
            public Schema.Bounds bounds() {
                return new Schema.Bounds("" + min, "" + max);
            }
        };
    }

    static Verdict check(String file, String text) {
        return FileCheck.of((FileName.ForPid) FileName.of(file),
                new FileContent.Bytes(text.getBytes(StandardCharsets.UTF_8)), SCHEMAS);
    }

    private static Verdict account(String text) {
        return check("io.nija.account-master.cfg", text);
    }

    private static Finding only(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Bad.class);
        assertThat(verdict.findings()).hasSize(1);
        return verdict.findings().get(0);
    }

    @Test
    void valuesGetTheirTypes() {
        Verdict verdict = account("name=Master\nrole=master\nbrokers= kraken , paper\nmode.kraken=live\nenabled=TRUE\ncapital=500\ndays=1,2\n");

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Good.class, good -> assertThat(good.properties()).isEqualTo(Map.of(
                "name", "Master", "role", "master",
                "brokers", new Several(ValueType.TEXT, List.of("kraken", "paper"), true),
                "mode.kraken", "live", "enabled", true, "capital", 500,
                "days", new Several(ValueType.INTEGER, List.of(1, 2), false))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "role=boss        | role        | boss    | one of master, user",
        "mode.kraken=on   | mode.kraken | on      | one of observe, live",
        "enabled=yes      | enabled     | yes     | true or false",
        "capital=0        | capital     | 0       | a whole number from 1 to 1000000",
        "capital=1000001  | capital     | 1000001 | a whole number from 1 to 1000000",
        "capital=many     | capital     | many    | a whole number from 1 to 1000000",
        "capital=1e3      | capital     | 1e3     | a whole number from 1 to 1000000",
        "brokers=a,b,c,d  | brokers     | a,b,c,d | a comma list of up to 3, each a text"})
    void aBadValueIsRefusedWithKeyValueAndLegalRange(String line, String key, String value, String legal) {
        String role = key.equals("role") ? "" : "role=user\n";
        Finding finding = only(account(role + line + "\n"));

        assertThat(finding.key()).isEqualTo(key);
        assertThat(finding.value()).isEqualTo(value);
        assertThat(finding.legal()).isEqualTo(legal);
        assertThat(finding.line()).isEqualTo(role.isEmpty() ? 1 : 2);
        assertThat(finding.what()).isEqualTo("'" + key + "' is '" + value + "', legal is " + legal);
    }

    @Test
    void aRequiredKeyThatIsAbsentOrEmptyIsNamed() {
        assertThat(only(account("name=x\n")).what()).isEqualTo("'role' is not set, legal is one of master, user");
        assertThat(only(account("name=x\nrole=\n")).key()).isEqualTo("role");
    }

    @Test
    void anEmptyValueLeavesTheDefaultAndAnEmptyListIsAnEmptyList() {
        assertThat(account("role=user\nname=\nbrokers=\n")).isInstanceOfSatisfying(Verdict.Good.class, good ->
                assertThat(good.properties()).isEqualTo(
                        Map.of("role", "user", "brokers", new Several(ValueType.TEXT, List.of(), true))));
    }

    @Test
    void anEmptyPlaceInAListIsRefused() {
        assertThat(only(account("role=user\nbrokers=kraken,,paper\n")).key()).isEqualTo("brokers");
    }

    @ParameterizedTest
    @CsvSource({"roel, role", "borkers, brokers", "mod.kraken, mode.kraken", "Role, role", "modes.paper, mode.paper"})
    void anUnknownKeyIsNamedWithTheNearestAndNotPassedOn(String typed, String nearest) {
        Verdict verdict = account("role=user\n" + typed + "=1\n");

        assertThat(verdict.warnings()).hasSize(1).first().asString()
                .contains("Line 2").contains("'" + typed + "'").contains("did you mean '" + nearest + "'?");
        assertThat(((Verdict.Good) verdict).properties()).isEqualTo(Map.of("role", "user"));
    }

    @Test
    void aSessionsTargetCannotBeSmuggledIn() {
        Verdict verdict = account("role=user\ncredentials.target=(account=master)\nservice.pid=x\n.nija.file=y\n");

        assertThat(((Verdict.Good) verdict).properties()).containsOnlyKeys("role");
        assertThat(verdict.warnings()).hasSize(3);
    }

    @Test
    void aWildcardNeedsALegalName() {
        assertThat(only(account("role=user\nmode.k)(x=live\n")).legal()).isEqualTo("mode.NAME");
        assertThat(account("role=user\nmode.=live\n").warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "kraken.secret=" + SECRET, "KRAKEN_MASTER_API_KEY=" + SECRET, "apy.secrt=" + SECRET, "name=" + SECRET,
        "role=" + SECRET, SECRET, "x " + SECRET, "brokers=kraken," + SECRET, "mode." + SECRET + "=live",
        "mode.kraken=" + SECRET, "x=-----BEGIN EC PRIVATE KEY-----", "secret=0123456789abcdef0123", "capital=" + SECRET,
        SECRET + "\n" + SECRET, "a=1\\\n" + SECRET, "\\u00zz=" + SECRET})
    void whatLooksLikeAKeyIsRefusedAndNeverRepeated(String line) {
        Verdict verdict = account((line.startsWith("role") ? "" : "role=user\n") + line + "\n");

        assertThat(verdict).isInstanceOf(Verdict.Bad.class);
        assertThat(verdict.toString()).doesNotContain(SECRET.substring(0, 40)).doesNotContain("0123456789abcdef")
                .doesNotContain("BEGIN EC");
        if (!line.contains("zz")) {
            assertThat(verdict.findings()).anySatisfy(finding -> assertThat(finding.what()).contains(".env"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"my.key.variable=KRAKEN_USER_DAIVON_API_KEY", "secret=", "key=short"})
    void aNameOfAVariableIsNoSecret(String line) {
        Verdict verdict = account("role=user\n" + line + "\n");

        assertThat(verdict).isInstanceOf(Verdict.Good.class);
        assertThat(verdict.raw().values()).contains("(not shown)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "name=/Users/Anna/Library/ApplicationSupport2/nija/config",
        "name=Daivon Frazier, the second account of the family 2026",
        "name=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void pathsNamesAndChecksumsAreNoSecrets(String line) {
        assertThat(account("role=user\n" + line + "\n")).isInstanceOf(Verdict.Good.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \r\n\t\n"})
    void anEmptyFileIsRefusedAndACommentIsEnough(String text) {
        assertThat(check("io.nija.broker.kraken.cfg", text)).isInstanceOf(Verdict.Bad.class);
        assertThat(check("io.nija.broker.kraken.cfg", text + "# defaults\n")).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void aFileForAFactoryNeedsANameAndASingletonMayNotHaveOne() {
        assertThat(only(check("io.nija.account.cfg", "role=user\n")).what()).contains("io.nija.account-NAME.cfg");
        assertThat(only(check("io.nija.broker.kraken-two.cfg", "rest.url=x\n")).what()).contains("io.nija.broker.kraken.cfg");
    }

    @Test
    void aPidThatNobodyDescribesWaitsAndTheNearestIsNamed() {
        assertThat(check("io.nija.acount-master.cfg", "role=user\n")).isInstanceOfSatisfying(Verdict.Unknown.class, unknown ->
                assertThat(unknown.warnings()).singleElement().asString().contains("did you mean 'io.nija.account'?"));
        assertThat(check("io.nija.dashboard.cfg", "port=1\n").warnings()).isEmpty();
    }

    @Test
    void aFileNobodyDescribesIsStillRefusedWhenItsTextIsBroken() {
        assertThat(check("io.nija.dashboard.cfg", "port=1\nport=2\n")).isInstanceOf(Verdict.Bad.class);
        assertThat(check("io.nija.dashboard.cfg", "api.secret=" + SECRET + "\n")).isInstanceOf(Verdict.Bad.class);
    }

    @Test
    void controlCharactersInAValueAreNotShown() {
        Verdict verdict = account("role=bo\\u001b[31mss\\u202e\n");

        assertThat(only(verdict).what()).doesNotContain("\u001b").doesNotContain("\u202e").contains("bo [31mss");
    }
}
