package io.nija.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.launcher.Refusal;
import io.nija.launcher.shell.CommandTable.Entry;
import io.nija.launcher.shell.CommandTable.Where;

class CommandTableTest {

    @TempDir
    private Path folder;

    @Test
    void aCommandIsFoundByItsFirstWord() throws Exception {
        assertThat(table().find(List.of("verify", "master", "--json"))).contains(new Entry("verify", Where.EITHER, true));
        assertThat(table().find(List.of("simulator"))).contains(new Entry("simulator", Where.LOCAL, false));
    }

    @Test
    void aCommandOfTwoWordsIsFoundByBoth() throws Exception {
        assertThat(table().find(List.of("config", "check"))).contains(new Entry("config check", Where.EITHER, false));
        assertThat(table().find(List.of("config"))).map(Entry::name).contains("config check");
    }

    @Test
    void aWordSlightlyWrongHasANearestCommand() throws Exception {
        assertThat(table().find(List.of("statsu"))).isEmpty();
        assertThat(table().nearest("statsu")).contains("status");
        assertThat(table().nearest("frobnicate")).isEmpty();
    }

    @Test
    void withoutAFileNothingIsKnown() throws Exception {
        CommandTable none = CommandTable.read(folder.resolve("none"));
        assertThat(none.known()).isFalse();
        assertThat(none.find(List.of("status"))).isEmpty();
    }

    @Test
    void aDamagedTableIsAnInstallationError() throws Exception {
        Path file = Files.writeString(folder.resolve("commands.tsv"), "status\tSOMEWHERE\ttrue\n");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> CommandTable.read(file))
                .withMessageContaining("is damaged").satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(4));
    }

    private CommandTable table() throws Exception {
        return CommandTable.read(Files.writeString(folder.resolve("commands.tsv"), """
                status\tRUNNING\ttrue
                verify\tEITHER\ttrue
                simulator\tLOCAL\tfalse
                config check\tEITHER\tfalse
                """));
    }
}
