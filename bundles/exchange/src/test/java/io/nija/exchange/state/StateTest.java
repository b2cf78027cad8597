package io.nija.exchange.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file itself: what is read back, what is cut off, what is refused. */
class StateTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("exchange.state");
    }

    private Path written(String... texts) throws Exception {
        try (StateFile state = StateFile.open(file())) {
            state.append(new Line(Line.HEADER, "{\"format\":1}"));
            for (String text : texts) {
                state.append(new Line(Line.INPUT, text));
            }
        }
        return file();
    }

    private List<String> read() throws Exception {
        List<String> lines = new java.util.ArrayList<>();
        try (StateFile state = StateFile.open(file())) {
            state.read((number, line) -> lines.add(number + " " + line.kind() + " " + line.json()));
        }
        return lines;
    }

    @Test
    void whatIsAppendedIsReadBack() throws Exception {
        written("{\"a\":\"ü\"}", "{\"b\":2}");
        assertThat(read()).containsExactly("1 H {\"format\":1}", "2 I {\"a\":\"ü\"}", "3 I {\"b\":2}");
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws Exception {
        Files.setPosixFilePermissions(written(), PosixFilePermissions.fromString("rw-r--r--"));
        read();
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aLastLineWithoutItsEndIsCutOffAndTheNextOneIsAppendedAfterTheWholeOnes() throws Exception {
        byte[] whole = Files.readAllBytes(written("{\"a\":1}", "{\"b\":2}"));
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 4));
        try (StateFile state = StateFile.open(file())) {
            state.read((number, line) -> { });
            assertThat(state.lines()).isEqualTo(2);
            assertThat(state.tornBytes()).isPositive();
            state.append(new Line(Line.INPUT, "{\"c\":3}"));
        }
        assertThat(read()).containsExactly("1 H {\"format\":1}", "2 I {\"a\":1}", "3 I {\"c\":3}");
    }

    @Test
    void everyChangedByteBeforeTheLastLineEndIsNoticed() throws Exception {
        byte[] whole = Files.readAllBytes(written("{\"a\":1}", "{\"b\":2}"));
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] spoilt = whole.clone();
            spoilt[at] ^= 4;
            Files.write(file(), spoilt);
            assertThatThrownBy(this::read).as("byte %d", at).isInstanceOf(StateRefused.class);
            assertThat(Files.readAllBytes(file())).isEqualTo(spoilt);
        }
    }

    @Test
    void aMissingLineIsNoticed() throws Exception {
        List<String> lines = Files.readAllLines(written("{\"a\":1}", "{\"b\":2}", "{\"c\":3}"));
        lines.remove(2);
        Files.writeString(file(), String.join("\n", lines) + "\n");
        assertThatThrownBy(this::read).isInstanceOf(StateRefused.class)
                .hasMessage("The state " + file() + " is damaged in line 3 and was not used; go on with a copy of it, or "
                        + "with another file.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "hello\n", "{\"format\":1}\n", "\n"})
    void anotherFileIsNotTakenForAState(String content) throws Exception {
        Files.writeString(file(), content);
        assertThatThrownBy(() -> Memory.open(file())).isInstanceOf(StateRefused.class)
                .hasMessage("The file " + file() + " is not the state of a simulator.");
        assertThat(Files.readString(file(), StandardCharsets.UTF_8)).isEqualTo(content);
    }

    @Test
    void anotherVersionsStateIsRefusedByName() throws Exception {
        try (StateFile state = StateFile.open(file())) {
            state.append(new Line(Line.HEADER, "{\"format\":7,\"colour\":\"red\"}"));
        }
        assertThatThrownBy(() -> Memory.open(file())).isInstanceOf(StateRefused.class).hasMessage("The state " + file()
                + " has the format 7 of another version; this one reads format 1. It was not changed.");
    }

    @Test
    void twoSimulatorsCannotUseOneFile() throws Exception {
        try (Memory first = Memory.open(file())) {
            assertThat(first.origin()).isEmpty();
            assertThatThrownBy(() -> Memory.open(file())).isInstanceOf(StateRefused.class)
                    .hasMessageContaining("is used by another simulator");
        }
        Memory.open(file()).close();
    }

    @Test
    void aFileThatCannotBeMadeIsNamed() {
        Path nowhere = folder.resolve("no").resolve("such").resolve("folder");
        assertThatThrownBy(() -> Memory.open(nowhere)).isInstanceOf(StateRefused.class)
                .hasMessageStartingWith("The state " + nowhere + " cannot be read and written: ");
    }
}
