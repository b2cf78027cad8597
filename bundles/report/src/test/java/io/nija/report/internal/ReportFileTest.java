package io.nija.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.nija.command.CommandException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    Path folder;

    @Test
    void theFileIsPrivateAndReplacedAsAWhole() throws Exception {
        Path file = Files.writeString(folder.resolve("r.md"), "old and much longer than the new one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(ReportFile.write(file.toString(), "new\n")).isEqualTo(file);
        assertThat(file).hasContent("new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path file = Files.writeString(folder.resolve("real.md"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.md"), file);
        ReportFile.write(link.toString(), "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithTheReason() {
        assertRefused(folder.toString(), "it is a folder; name a file in it");
        assertRefused(folder.resolve("nowhere/r.md").toString(), "there is no folder " + folder.resolve("nowhere"));
        assertRefused("/dev/null", "it is not a regular file");
        assertRefused("bad\0name", "this is no name of a file");
        assertRefused("/", "it is a folder");
    }

    private static void assertRefused(String file, String reason) {
        assertThatThrownBy(() -> ReportFile.write(file, "text")).isInstanceOfSatisfying(CommandException.class,
                refused -> assertThat(refused.exit()).isEqualTo(2)).hasMessageContaining(reason).hasMessageContaining("not written");
    }
}
