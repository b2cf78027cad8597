package io.nija.console.internal.shell;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/** The socket's place in the file system: a private folder, and a file that is only replaced when nobody answers there. */
final class SocketFile {

    private final Path path;

    SocketFile(Path path) {
        this.path = path;
    }

    /**
     * Binds a server channel here.
     *
     * @throws IOException with a sentence, when somebody answers here already or the place cannot be used
     */
    ServerSocketChannel bind() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        // Before the socket is there: nobody may connect in the moment between bind and chmod.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        removeStale();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return server;
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private void removeStale() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
            throw new IOException(path + " is not a socket, and is left alone");
        }
        if (answers()) {
            throw new IOException("another process answers at " + path);
        }
        Files.delete(path);
    }

    private boolean answers() {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    UserPrincipal owner() throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
