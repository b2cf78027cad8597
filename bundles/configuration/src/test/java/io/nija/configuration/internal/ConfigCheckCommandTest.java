package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.configuration.NewKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckCommandTest {

    @TempDir
    Path config;

    private List<NewKey> added = List.of();

    @BeforeEach
    void makeTheFolderPrivate() throws IOException {
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwx------"));
    }

    private Answer check() throws CommandException {
        return new ConfigCheckCommand(new FolderNow(config, added), new FixedInstallation(config)).run(new NoArguments());
    }

    private Path write(String file, String text, String mode) throws IOException {
        Path path = Files.writeString(config.resolve(file), text);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String text(Answer answer) {
        return answer.text().toString();
    }

    @Test
    void goodFilesAreExitZeroEvenIfAKeyIsUnknown() throws Exception {
        write("io.nija.account-master.cfg", "role=master\nnaem=x\n", "rw-r--r--");
        Answer answer = check();

        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat(answer.json().get("ok")).isEqualTo(true);
        assertThat(answer.json().get("warnings")).isEqualTo(List.of());
        assertThat(text(answer)).contains("io.nija.account-master.cfg, good").contains("did you mean 'name'?");
    }

    @Test
    void aRefusedFileIsExitFourWithFileKeyValueAndRange() throws Exception {
        write("io.nija.account-master.cfg", "role=boss\n", "rw-r--r--");
        Answer answer = check();

        assertThat(answer.exit()).isEqualTo(Exit.CONFIGURATION);
        Map<?, ?> file = (Map<?, ?>) ((List<?>) answer.json().get("files")).get(0);
        assertThat(file.get("state")).isEqualTo("REFUSED");
        Map<?, ?> problem = (Map<?, ?>) ((List<?>) file.get("problems")).get(0);
        assertThat(problem.get("key")).isEqualTo("role");
        assertThat(problem.get("value")).isEqualTo("boss");
        assertThat(problem.get("legal")).isEqualTo("one of master, user");
        assertThat(text(answer)).contains("line 1: 'role' is 'boss', legal is one of master, user");
    }

    @Test
    void aWaitingFileIsNoError() throws Exception {
        write("io.nija.dashboard.cfg", "port=80\n", "rw-r--r--");
        Answer answer = check();

        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat(text(answer)).contains("no bundle that is here describes io.nija.dashboard");
    }

    @Test
    void newKeysAreListedAndNoError() throws Exception {
        write("io.nija.account-master.cfg", "role=master\n", "rw-r--r--");
        added = List.of(new NewKey("io.nija.account", "zone", "UTC", "0.2.0", List.of("io.nija.account-master.cfg")),
                new NewKey("io.nija.broker.kraken", "tier", null, "0.2.0", List.of()));
        Answer answer = check();

        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat(text(answer)).contains("New in version 0.2.0: 'zone' (default UTC) in io.nija.account-master.cfg.")
                .contains("New in version 0.2.0: 'tier' in files of io.nija.broker.kraken, of which there is none.");
        assertThat(answer.json().get("newKeys").toString()).contains("key=zone, default=UTC, version=0.2.0");
    }

    @Test
    void leftoversAndOpenModesAreNamed() throws Exception {
        write("io.nija.account-master.cfg", "role=master\n", "rw-rw-r--");
        write("io.nija.account-master.cfg~", "role=user\n", "rw-------");
        write(".env", "", "rw-r-----");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwxrwxrwx"));
        Answer answer = check();

        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat((List<?>) answer.json().get("ignored")).hasSize(1);
        assertThat(text(answer)).contains("Passed over: io.nija.account-master.cfg~: a backup copy").contains("mode 0777")
                .contains(".env has mode 0640 instead of 0600").contains("io.nija.account-master.cfg may be written by other users");
    }

    @Test
    void aPrivateEnvFileIsNotMentioned() throws Exception {
        write(".env", "", "rw-------");

        assertThat(text(check())).doesNotContain(".env");
    }

    @Test
    void aFolderThatIsNotThereIsAConfigurationError() throws Exception {
        Files.delete(config);

        assertThatThrownBy(this::check).isInstanceOfSatisfying(CommandException.class,
                error -> assertThat(error.exit()).isEqualTo(Exit.CONFIGURATION)).hasMessageContaining("NIJA_CONFIG");
        Files.createDirectory(config);
    }

    /** The folder as it is now, against fixed metatype. */
    private record FolderNow(Path folder, List<NewKey> newKeys) implements ConfigurationFiles {

        @Override
        public List<FileReport> files() {
            return check();
        }

        @Override
        public List<String> ignored() {
            return new FolderReader(folder).look().ignored().stream().map(file -> file.file() + ": " + file.reason()).toList();
        }

        @Override
        public List<FileReport> check() {
            return new FolderReader(folder).look().files().values().stream()
                    .map(found -> AppliedFolder.report(found.name(),
                            FileCheck.of(found.name(), found.content(), FileCheckTest.SCHEMAS), false, Instant.EPOCH))
                    .toList();
        }
    }

    private record NoArguments() implements Invocation {

        @Override
        public Optional<String> argument(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.empty();
        }

        @Override
        public boolean has(String name) {
            return false;
        }

        @Override
        public boolean json() {
            return false;
        }

        @Override
        public String caller() {
            return "test";
        }

        @Override
        public void out(String line) {}

        @Override
        public void err(String line) {}

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            return Optional.empty();
        }

        @Override
        public void awaitStop() {}
    }
}
