package io.nija.launcher.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import io.nija.launcher.Plain;
import io.nija.launcher.PrivateFolder;
import io.nija.launcher.Refusal;

/**
 * Where a shell finds the running NIJA: the Unix domain socket {@code run/nija.sock} of the data folder. The operating
 * system bounds a socket's path (108 bytes on Linux, 104 on macOS); a longer one lives in a private temporary folder,
 * and {@code run/nija.sock.path} says where.
 */
public final class ControlSocket {

    private static final int MAX_PATH_BYTES = 100;
    private static final String TEMPORARY = "nija-sock-";

    private final Path run;
    private final Path socket;
    private final Path pointer;

    /** @param data the data folder, absolute */
    public ControlSocket(Path data) {
        this.run = data.resolve("run");
        this.socket = run.resolve("nija.sock");
        this.pointer = run.resolve("nija.sock.path");
    }

    /**
     * Prepares the place to bind: private folder, leftovers of a dead process gone. Only for who holds the data
     * folder's lock.
     *
     * @param temporary the system's folder for temporary files
     */
    public Path prepare(Path temporary) throws Refusal {
        PrivateFolder.prepare(run, "folder", "mend its permissions or set NIJA_DATA");
        try {
            clear();
            if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES) {
                return socket;
            }
            Path folder = Files.createTempDirectory(temporary, TEMPORARY,
                    PosixFilePermissions.asFileAttribute(PrivateFolder.MODE));
            Path elsewhere = folder.resolve("nija.sock");
            Files.writeString(pointer, elsewhere.toString());
            return elsewhere;
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION, "The folder " + run + " for the shell's socket cannot be written: "
                    + Plain.reason(e) + "; free the disk, mend its permissions, or set NIJA_DATA.");
        }
    }

    /** The socket's path; empty when none was announced. That it exists does not mean that somebody listens. */
    public Optional<Path> find() throws IOException {
        if (Files.exists(socket)) {
            return Optional.of(socket);
        }
        try {
            return Optional.of(Path.of(Files.readString(pointer).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes socket, pointer and temporary folder. */
    public void clear() throws IOException {
        Files.deleteIfExists(socket);
        if (Files.exists(pointer)) {
            Path folder = Path.of(Files.readString(pointer).strip()).getParent();
            Files.delete(pointer);
            if (folder != null && folder.getFileName().toString().startsWith(TEMPORARY)) {
                PrivateFolder.delete(folder);
            }
        }
    }
}
