package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed commands left behind. */
class CommandFolderTest {

    @TempDir
    private Path temporary;

    private Path folder(String name) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.createDirectories(folder.resolve("cache/bundle1"));
        Files.writeString(folder.resolve("cache/bundle1/bundle.info"), "x");
        return folder;
    }

    private static long ended() throws Exception {
        Process process = new ProcessBuilder("true").start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.pid();
    }

    @Test
    void whatBelongsToNoProcessAnyMoreIsDeleted() throws Exception {
        Path command = folder("nija-command-" + ended() + "-123");
        Path check = folder("nija-check-" + ended() + "-456");
        CommandFolder.sweep(temporary, Files.getOwner(temporary));
        assertThat(command).doesNotExist();
        assertThat(check).doesNotExist();
    }

    @Test
    void whatALivingProcessUsesAndWhatIsNotOursStays() throws Exception {
        Path living = folder("nija-command-" + ProcessHandle.current().pid() + "-123");
        Path strange = folder("nija-command-x-123");
        Path other = folder("nija-commander-" + ended() + "-1");
        Path link = Files.createSymbolicLink(temporary.resolve("nija-command-" + ended() + "-9"), living);
        Path file = Files.writeString(temporary.resolve("nija-check-" + ended() + "-7"), "x");
        CommandFolder.sweep(temporary, Files.getOwner(temporary));
        assertThat(living.resolve("cache/bundle1/bundle.info")).exists();
        assertThat(strange).exists();
        assertThat(other).exists();
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).exists();
    }

    @Test
    void aFolderThatIsNotThereIsNoMatter() throws Exception {
        CommandFolder.sweep(temporary.resolve("gone"), Files.getOwner(temporary));
        assertThat(temporary.resolve("gone")).doesNotExist();
    }

    @Test
    void aNewFolderIsThisProcesssAndPrivate() throws Exception {
        Path folder = CommandFolder.create("command");
        try {
            assertThat(folder.getFileName().toString()).startsWith("nija-command-" + ProcessHandle.current().pid() + "-");
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PrivateFolder.MODE);
        } finally {
            PrivateFolder.delete(folder);
        }
    }

    @Test
    void commandsThatTidyAtTheSameTimeDoNotStumbleOverEachOther() throws Exception {
        long ended = ended();
        for (int i = 0; i < 300; i++) {
            folder("nija-command-" + ended + "-" + i);
        }
        ExecutorService commands = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> sweeps = new ArrayList<>();
            CyclicBarrier together = new CyclicBarrier(4);
            for (int i = 0; i < 4; i++) {
                sweeps.add(commands.submit(() -> {
                    together.await();
                    CommandFolder.sweep(temporary, Files.getOwner(temporary));
                    return null;
                }));
            }
            for (Future<Void> sweep : sweeps) {
                sweep.get(60, TimeUnit.SECONDS);
            }
        } finally {
            commands.shutdownNow();
        }
        assertThat(temporary).isEmptyDirectory();
    }
}
