package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import io.nija.account.AccountId;
import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.platform.Installation;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountAddCommandTest {

    @TempDir
    Path config;

    private final AccountRegistry registry = new AccountRegistry(new VirtualTime(Instant.parse("2026-11-22T12:00:00Z")));
    private AccountAddCommand command;

    @BeforeEach
    void make() {
        command = new AccountAddCommand(registry, new Folder(config));
    }

    private Answer add(String name, String broker) throws CommandException {
        return command.run(new Said(Map.of("NAME", name), broker == null ? Map.of() : Map.of("--broker", broker)));
    }

    private void assertRefused(int exit, String words, String name, String broker) throws Exception {
        List<Path> before = files();
        assertThatThrownBy(() -> add(name, broker)).isInstanceOfSatisfying(CommandException.class,
                refused -> assertThat(refused.exit()).isEqualTo(exit)).hasMessageContaining(words);
        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws Exception {
        try (var files = Files.list(config)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theFileThatIsWrittenIsAGoodAccountAndNothingElseIsLeft() throws Exception {
        Answer answer = add("ada_lovelace", "kraken");
        assertThat(answer.exit()).isZero();
        assertThat(files()).containsExactly(config.resolve("io.nija.account-ada_lovelace.cfg"));
        Properties read = new Properties();
        try (var reader = Files.newBufferedReader(files().get(0))) {
            read.load(reader);
        }
        Map<String, Object> values = read.entrySet().stream()
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> entry.getValue(), (one, other) -> one, HashMap::new));
        AccountText.Meaning meaning = AccountText.read(new AccountId("ada_lovelace"), values);
        assertThat(meaning).isInstanceOf(AccountText.Meaning.Accepted.class);
        assertThat(answer.json().toString()).contains("KRAKEN_USER_ADA_API_KEY", "KRAKEN_USER_ADA_API_SECRET", "role=user");
        assertThat(answer.text().toString()).contains("keys set ada_lovelace/kraken");
    }

    @Test
    void theAccountCalledMasterIsTheMaster() throws Exception {
        assertThat(add("master", "kraken").json().toString()).contains("role=master", "KRAKEN_MASTER_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "ada lovelace", "ada-lovelace", "../ada", "ada.cfg", "åda",
        "a1234567890123456789012345678901234567890"})
    void anIllegalIdIsRefused(String id) throws Exception {
        assertRefused(64, "1 to 40 of a-z, 0-9 and _", id, "kraken");
    }

    @Test
    void aBrokerIsNeededAndMustBeAName() throws Exception {
        assertRefused(64, "needs --broker", "ada", null);
        assertRefused(64, "A broker's id", "ada", "Kra ken");
    }

    @Test
    void anAccountThatIsThereIsNeverTouched() throws Exception {
        Path file = Files.writeString(config.resolve("io.nija.account-ada.cfg"), "brokers = paper\n");
        assertRefused(2, "There is an account ada already", "ada", "kraken");
        assertThat(Files.readString(file)).isEqualTo("brokers = paper\n");
        assertThatThrownBy(() -> NewAccountFile.write(file, "brokers = kraken\n")).isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).as("also when it appears in the last moment").isEqualTo("brokers = paper\n");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedInOneSentence() throws Exception {
        command = new AccountAddCommand(registry, new Folder(config.resolve("nowhere")));
        assertRefused(4, "There is no configuration folder", "ada", "kraken");
        command = new AccountAddCommand(registry, new Folder(Path.of("/proc/self")));
        assertRefused(4, "cannot be written to", "ada", "kraken");
    }

    @Test
    void aNamesakeIsToldWhatChangesForIt() throws Exception {
        registry.put("ada_byron", Map.of("brokers", "kraken"));
        Answer answer = add("ada_lovelace", "kraken");
        assertThat(answer.json().toString()).contains("KRAKEN_USER_ADA_LOVELACE_API_KEY");
        assertThat(answer.notes()).singleElement().asString().contains("ada_byron", "KRAKEN_USER_ADA_BYRON_API_KEY");
    }

    private record Folder(Path config) implements Installation {

        @Override
        public Path home() {
            return config;
        }

        @Override
        public Path data() {
            return config;
        }

        @Override
        public Path deploy() {
            return config;
        }

        @Override
        public Path state() {
            return config;
        }

        @Override
        public String build() {
            return "0.1.0";
        }

        @Override
        public Start start() {
            return Start.COMMAND;
        }
    }
}
