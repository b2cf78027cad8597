package io.nija.credentials.internal;

import static io.nija.credentials.internal.Desk.DAIVON;
import static io.nija.credentials.internal.Desk.MASTER;
import static io.nija.credentials.internal.Desk.key;
import static io.nija.credentials.internal.Desk.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way we know to get a key wrong, and what the operator is told. */
class CredentialFaultsTest {

    private static final String KEY = "KRAKEN_MASTER_API_KEY";
    private static final String SECRET = "KRAKEN_MASTER_API_SECRET";

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("nothing is set", desk -> {}, State.ABSENT, "KEYS_ABSENT", List.of(KEY, SECRET),
                        "Set KRAKEN_MASTER_API_KEY and KRAKEN_MASTER_API_SECRET in ", ".env"),
                fault("both are empty", env(KEY, "", SECRET, ""), State.ABSENT, "KEYS_EMPTY", List.of(KEY, SECRET),
                        "is empty", "Set KRAKEN_MASTER_API_KEY"),
                fault("both hold blanks", env(KEY, "  ", SECRET, "\t"), State.ABSENT, "KEYS_BLANK", List.of(KEY, SECRET),
                        "holds blanks only"),
                fault("both hold the shipped placeholder", file(KEY + "=your_key_here", SECRET + "=<secret>"),
                        State.ABSENT, "KEYS_PLACEHOLDER", List.of(KEY, SECRET), "KRAKEN_MASTER_API_KEY in .env still holds a placeholder"),
                fault("one is empty, one a placeholder", env(KEY, "changeme", SECRET, ""), State.ABSENT, "KEYS_PLACEHOLDER",
                        List.of(KEY, SECRET), "KRAKEN_MASTER_API_SECRET in the environment is empty"),
                fault("the secret is missing", env(KEY, key(1)), State.HALF, "SECRET_MISSING", List.of(SECRET),
                        "Set KRAKEN_MASTER_API_SECRET too, in the environment"),
                fault("the key is missing", file(SECRET + "=" + secret(1)), State.HALF, "KEY_MISSING", List.of(KEY),
                        "Set KRAKEN_MASTER_API_KEY too, in .env"),
                fault("the secret is a placeholder", file(KEY + "=" + key(1), SECRET + "=xxx"), State.HALF, "SECRET_MISSING",
                        List.of(SECRET), "KRAKEN_MASTER_API_SECRET in .env still holds a placeholder"),
                fault("a full pair further down does not rescue a half",
                        both(env(KEY, key(1)), file(KEY + "=" + key(2), SECRET + "=" + secret(2))), State.HALF, "SECRET_MISSING",
                        List.of(SECRET), "A full pair stands under KRAKEN_MASTER_API_KEY and KRAKEN_MASTER_API_SECRET in .env",
                        "remove its half"),
                fault("a legacy pair does not rescue a half",
                        file(KEY + "=" + key(1), "KRAKEN_API_KEY=" + key(2), "KRAKEN_API_SECRET=" + secret(2)), State.HALF,
                        "SECRET_MISSING", List.of(SECRET), "KRAKEN_API_KEY and KRAKEN_API_SECRET in .env"),
                fault("the halves are in two places", both(env(KEY, key(1)), file(SECRET + "=" + secret(1))), State.HALF,
                        "SECRET_MISSING", List.of(SECRET),
                        "KRAKEN_MASTER_API_SECRET stands in .env, but both halves must stand in the same place"),
                fault("both names are misspelt", env("KRAKEN_MASTER_APIKEY", key(1), "KRAKEN_MASTER_APISECRET", secret(1)),
                        State.ABSENT, "VARIABLE_MISSPELT", List.of(KEY, SECRET),
                        "KRAKEN_MASTER_APIKEY is set in the environment, did you mean KRAKEN_MASTER_API_KEY?"),
                fault("the names are in lower case", file("kraken_master_api_key=" + key(1), "kraken_master_api_secret=" + secret(1)),
                        State.ABSENT, "VARIABLE_MISSPELT", List.of(KEY, SECRET),
                        "kraken_master_api_key is set in .env, did you mean KRAKEN_MASTER_API_KEY?"),
                fault("hyphens for underscores", file("KRAKEN-MASTER-API-KEY=" + key(1)), State.ABSENT, "VARIABLE_MISSPELT",
                        List.of(KEY, SECRET), "KRAKEN-MASTER-API-KEY is set in .env"),
                fault("one name has letters exchanged", file(KEY + "=" + key(1), "KRAKEN_MASTER_API_SERCET=" + secret(1)),
                        State.HALF, "VARIABLE_MISSPELT", List.of(SECRET),
                        "KRAKEN_MASTER_API_SERCET is set in .env, did you mean KRAKEN_MASTER_API_SECRET?"),
                fault("a word is missing in the name", file("KRAKEN_MASTER_KEY=" + key(1)), State.ABSENT, "VARIABLE_MISSPELT",
                        List.of(KEY, SECRET), "did you mean KRAKEN_MASTER_API_KEY?"),
                fault("the venue's name is misspelt", env("KRAKKEN_MASTER_API_KEY", key(1)), State.ABSENT, "VARIABLE_MISSPELT",
                        List.of(KEY, SECRET), "did you mean KRAKEN_MASTER_API_KEY?"),
                fault("the halves are swapped", env(KEY, secret(1), SECRET, key(1)), State.MALFORMED, "HALVES_SWAPPED", List.of(),
                        "Exchange the values of KRAKEN_MASTER_API_KEY and KRAKEN_MASTER_API_SECRET"),
                fault("the key stands in the secret's variable", env(SECRET, key(1)), State.HALF, "KEY_MISSING", List.of(KEY),
                        "What stands in KRAKEN_MASTER_API_SECRET looks like the key"),
                fault("the key was pasted twice", env(KEY, key(1), SECRET, key(1)), State.MALFORMED, "HALVES_EQUAL", List.of(),
                        "hold the same value"),
                fault("the key was cut off", env(KEY, key(1).substring(2), SECRET, secret(1)), State.MALFORMED, "KEY_MALFORMED",
                        List.of(), "KRAKEN_MASTER_API_KEY has 54 characters", "56 characters"),
                fault("the secret was cut off", env(KEY, key(1), SECRET, secret(1).substring(4)), State.MALFORMED, "SECRET_MALFORMED",
                        List.of(), "KRAKEN_MASTER_API_SECRET has 84 characters"),
                fault("the secret lost its padding and one letter", env(KEY, key(1), SECRET, secret(1).substring(0, 85)),
                        State.MALFORMED, "SECRET_NOT_BASE64", List.of(), "KRAKEN_MASTER_API_SECRET has 85 characters"),
                fault("quotes are part of the value", env(KEY, '"' + key(1) + '"', SECRET, secret(1)), State.MALFORMED,
                        "VALUE_QUOTED", List.of(), "Remove the quotes around the value of KRAKEN_MASTER_API_KEY"),
                fault("a blank behind the value", env(KEY, key(1), SECRET, secret(1) + " "), State.MALFORMED, "VALUE_HAS_BLANKS",
                        List.of(), "KRAKEN_MASTER_API_SECRET begins or ends with blanks"),
                fault("a blank inside the value", file(KEY + "=" + key(1).substring(0, 20) + " " + key(1).substring(20), SECRET + "=" + secret(1)),
                        State.MALFORMED, "VALUE_HAS_BLANKS", List.of(), "KRAKEN_MASTER_API_KEY has a blank inside, at position 21"),
                fault("a line break inside the value", env(KEY, key(1), SECRET, secret(1).substring(0, 40) + "\n" + secret(1).substring(40)),
                        State.MALFORMED, "VALUE_HAS_LINE_BREAK", List.of(), "KRAKEN_MASTER_API_SECRET has a line break inside, at position 41"),
                fault("an invisible character", file(KEY + "=" + key(1) + "\u200b", SECRET + "=" + secret(1)), State.MALFORMED,
                        "VALUE_HAS_INVISIBLE", List.of(), "U+200B"),
                fault("a secret file is named and not there",
                        env(KEY + "_FILE", "nowhere/key", SECRET + "_FILE", "nowhere/secret"), State.UNREADABLE, "SECRET_FILE_UNREADABLE",
                        List.of(), "there is no such file, although KRAKEN_MASTER_API_KEY_FILE names it"),
                fault("a secret file is a folder", both(desk -> folderAt(desk.working.resolve("key")), env(KEY + "_FILE", "key")),
                        State.UNREADABLE, "SECRET_FILE_UNREADABLE", List.of(), "it is not a regular file"),
                fault("the secret file's variable is misspelt", env("KRAKEN_MASTER_APIKEY_FILE", "/run/key"), State.ABSENT,
                        "VARIABLE_MISSPELT", List.of(KEY, SECRET), "KRAKEN_MASTER_APIKEY is set in the secret files"),
                fault(".env is a folder", desk -> folderAt(desk.config.resolve(".env")), State.UNREADABLE, "ENV_FILE_UNREADABLE",
                        List.of(), "it is not a regular file"),
                fault(".env is written in UTF-16", desk -> bytesAt(desk.config.resolve(".env"),
                        ("\ufeff" + KEY + "=" + key(1)).getBytes(StandardCharsets.UTF_16LE)), State.UNREADABLE, "ENV_FILE_UNREADABLE",
                        List.of(), "UTF-16"),
                fault("the key is also another account's", file(KEY + "=" + key(1), SECRET + "=" + secret(1),
                        "KRAKEN_USER_DAIVON_API_KEY=" + key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(1)), State.DUPLICATE,
                        "KEY_DUPLICATE", List.of(), "daivon_frazier/kraken (KRAKEN_USER_DAIVON_API_KEY); both are refused",
                        "Make a key of its own for each account"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void theCauseAndTheRemedyAreNamed(String name, Consumer<Desk> fault, State state, String code, List<String> missing,
            List<String> words) {
        try (Desk desk = new Desk(folder)) {
            fault.accept(desk);
            desk.broker().askAll();
            CredentialReport report = desk.report(MASTER);
            assertThat(report.state()).isEqualTo(state);
            assertThat(report.code()).isEqualTo(code);
            assertThat(report.missing()).isEqualTo(missing);
            assertThat(report.detail() + " " + report.hint()).contains(words);
            assertThat(report.detail()).isNotBlank();
            assertThat(report.hint()).isNotBlank();
            assertThat(desk.published.keySet()).doesNotContain(MASTER);
            assertThat(report.toString()).doesNotContain(key(1).substring(0, 12), secret(1).substring(0, 12));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultOfOneAccountCostsNoOtherItsKeys(String name, Consumer<Desk> fault, State state, String code,
            List<String> missing, List<String> words) {
        try (Desk desk = new Desk(folder)) {
            fault.accept(desk);
            LaneId other = LaneId.of("tania_gilbert", "kraken");
            desk.environment.put("KRAKEN_USER_TANIA_API_KEY", key(9));
            desk.environment.put("KRAKEN_USER_TANIA_API_SECRET", secret(9));
            desk.broker().askAll();
            desk.ask(other, new io.nija.account.KeyVariables("KRAKEN_USER_TANIA_API_KEY", "KRAKEN_USER_TANIA_API_SECRET"));
            assertThat(desk.published).containsKey(other);
            assertThat(desk.report(DAIVON).state()).isNotEqualTo(State.PRESENT);
        }
    }

    private static Arguments fault(String name, Consumer<Desk> fault, State state, String code, List<String> missing, String... words) {
        return arguments(name, fault, state, code, missing, List.of(words));
    }

    private static Consumer<Desk> env(String... namesAndValues) {
        return desk -> {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                desk.environment.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        };
    }

    private static Consumer<Desk> file(String... lines) {
        return desk -> desk.env(lines);
    }

    private static Consumer<Desk> both(Consumer<Desk> one, Consumer<Desk> other) {
        return one.andThen(other);
    }

    private static void folderAt(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void bytesAt(Path path, byte[] bytes) {
        try {
            Files.write(path, bytes);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
