package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only NIJA's user may read, where the file system knows of users. */
final class PrivateFile {

    private PrivateFile() {}

    /** What to create a file with in an existing folder. */
    static FileAttribute<?>[] attributes(Path folder) throws IOException {
        return attributes(folder, "rw-------");
    }

    /** What to create a folder with in an existing folder. */
    static FileAttribute<?>[] folderAttributes(Path folder) throws IOException {
        return attributes(folder, "rwx------");
    }

    private static FileAttribute<?>[] attributes(Path folder, String mode) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
