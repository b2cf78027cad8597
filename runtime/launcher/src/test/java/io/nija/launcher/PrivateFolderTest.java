package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    @TempDir
    private Path folder;

    @Test
    void aNewFolderIsItsOwnersAlone() throws Exception {
        Path data = folder.resolve("a/b/data");
        PrivateFolder.prepare(data, "data folder", "set NIJA_DATA");
        assertThat(mode(data)).isEqualTo("rwx------");
    }

    @Test
    void aFolderOthersMayReadIsClosedToThem() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwxr-xr-x")));
        PrivateFolder.prepare(data, "data folder", "set NIJA_DATA");
        assertThat(mode(data)).isEqualTo("rwx------");
    }

    @Test
    void anOpenFolderWithOtherThingsInItIsRefusedAndStaysAsItIs() throws Exception {
        Path home = open("home");
        Files.createFile(home.resolve("letters"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> PrivateFolder.claim(home, "data folder", "set NIJA_DATA"))
                .withMessageContaining(home + " holds other things than NIJA's and is open to other users")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(4));
        assertThat(mode(home)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void anOpenFolderThatIsEmptyOrOursIsClosedToOthers() throws Exception {
        Path fresh = open("fresh");
        Files.createDirectory(fresh.resolve("lost+found"));
        Path ours = open("ours");
        Files.createFile(ours.resolve("lock"));
        Files.createFile(ours.resolve("note"));
        for (Path data : new Path[] {fresh, ours}) {
            PrivateFolder.claim(data, "data folder", "set NIJA_DATA");
            assertThat(mode(data)).isEqualTo("rwx------");
        }
    }

    private Path open(String name) throws IOException {
        return Files.setPosixFilePermissions(Files.createDirectory(folder.resolve(name)),
                PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aFileInTheWayIsOneSentence() throws Exception {
        Path data = Files.createFile(folder.resolve("data"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> PrivateFolder.prepare(data, "data folder", "set NIJA_DATA"))
                .withMessage("The data folder " + data + " cannot be used: a file of that name is in the way; set NIJA_DATA.")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(4));
    }

    @Test
    void deletingDoesNotFollowLinks() throws Exception {
        Path kept = Files.createFile(Files.createDirectory(folder.resolve("kept")).resolve("file"));
        Path deleted = Files.createDirectories(folder.resolve("deleted/inner"));
        Files.createSymbolicLink(deleted.resolve("link"), kept.getParent());
        assertThat(PrivateFolder.delete(folder.resolve("deleted"))).isEmpty();
        assertThat(folder.resolve("deleted")).doesNotExist();
        assertThat(kept).exists();
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
