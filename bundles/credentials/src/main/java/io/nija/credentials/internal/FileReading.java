package io.nija.credentials.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What a file that may hold keys looked like when it was read. */
sealed interface FileReading {

    /** More than this is not a file of keys. */
    int LIMIT = 1 << 20;

    /** It is not there. */
    record Absent() implements FileReading {}

    /** It is there and cannot be used. */
    record Unreadable(String reason) implements FileReading {}

    /** It was read. */
    record Content(byte[] bytes) implements FileReading {

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && Arrays.equals(bytes, content.bytes);
        }

        @Override
        public int hashCode() {
            return bytes.length;
        }

        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    /** Overwrites what was read. */
    default void wipe() {
        if (this instanceof Content content) {
            Arrays.fill(content.bytes(), (byte) 0);
        }
    }

    /** Reads a file now. Anything but a regular file is not opened: a pipe would keep us waiting. */
    static FileReading read(Path file) {
        if (!Files.exists(file)) {
            return Files.notExists(file) ? new Absent() : new Unreadable("its folder may not be entered");
        }
        if (!Files.isRegularFile(file)) {
            return new Unreadable("it is not a regular file");
        }
        try {
            if (Files.size(file) > LIMIT) {
                return new Unreadable("it is larger than 1 MiB");
            }
            return new Content(Files.readAllBytes(file));
        } catch (NoSuchFileException vanished) {
            return new Absent();
        } catch (AccessDeniedException denied) {
            return new Unreadable("this user may not read it");
        } catch (IOException failed) {
            return new Unreadable("reading failed (" + failed.getClass().getSimpleName() + ")");
        }
    }

    /**
     * What tells cheaply that a file may have changed.
     *
     * @param attributes change and modification time, size, inode, mode; empty when the file is not there
     */
    record Stamp(Map<String, Object> attributes) {

        static Stamp of(Path file) {
            try {
                return new Stamp(Files.readAttributes(file, "unix:ctime,lastModifiedTime,size,ino,dev,mode"));
            } catch (IOException notThere) {
                return new Stamp(Map.of());
            } catch (UnsupportedOperationException | IllegalArgumentException noUnix) {
                return basic(file);
            }
        }

        private static Stamp basic(Path file) {
            try {
                return new Stamp(Files.readAttributes(file, "lastModifiedTime,size,fileKey"));
            } catch (IOException notThere) {
                return new Stamp(Map.of());
            }
        }

        /** The permission bits, or -1 when the file is not there or the file system has none. */
        int mode() {
            return attributes.get("mode") instanceof Integer mode ? mode & 0777 : -1;
        }
    }
}
