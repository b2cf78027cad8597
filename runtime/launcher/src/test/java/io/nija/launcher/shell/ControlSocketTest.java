package io.nija.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {

    @TempDir
    private Path folder;

    @Test
    void aShortPathIsInTheDataFolder() throws Exception {
        ControlSocket socket = new ControlSocket(folder);
        assertThat(socket.prepare(folder)).isEqualTo(folder.resolve("run/nija.sock"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwx------");
        assertThat(socket.find()).isEmpty();
    }

    @Test
    void aPathTooLongForASocketIsElsewhereAndFoundThroughTheDataFolder() throws Exception {
        Path data = Files.createDirectories(folder.resolve("d".repeat(90)));
        Path temporary = Files.createDirectory(folder.resolve("t"));
        ControlSocket socket = new ControlSocket(data);

        Path bound = socket.prepare(temporary);

        assertThat(bound).startsWithRaw(temporary);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bound.getParent()))).isEqualTo("rwx------");
        assertThat(new ControlSocket(data).find()).contains(bound);
    }

    @Test
    void whatADeadProcessLeftIsClearedBeforeAndAfter() throws Exception {
        Path data = Files.createDirectories(folder.resolve("d".repeat(90)));
        Path temporary = Files.createDirectory(folder.resolve("t"));
        Path first = new ControlSocket(data).prepare(temporary);
        Files.createFile(first);

        ControlSocket second = new ControlSocket(data);
        Path bound = second.prepare(temporary);
        assertThat(first.getParent()).doesNotExist();

        second.clear();
        assertThat(bound.getParent()).doesNotExist();
        assertThat(second.find()).isEmpty();
    }
}
