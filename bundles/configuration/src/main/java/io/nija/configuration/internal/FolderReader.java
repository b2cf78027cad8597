package io.nija.configuration.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a configuration folder, links followed: Kubernetes shows each file as a link into a folder that is swapped.
 * Files are read whole each time, because an edit that keeps size and time must be seen too; they are few and small.
 */
final class FolderReader {

    static final int LARGEST_FILE = 256 * 1024;
    static final int MOST_FILES = 2_000;

    private final Path folder;

    FolderReader(Path folder) {
        this.folder = folder;
    }

    /**
     * One look at the folder.
     *
     * @param problem why nothing could be read, or null; then the rest is empty and says nothing
     * @param files the configuration files by name
     * @param ignored leftovers and the like, by name
     */
    record Look(String problem, Map<String, Found> files, List<FileName.Ignored> ignored) {}

    /**
     * One file.
     *
     * @param name what its name says
     * @param content what is in it
     * @param modified when it was last written, as far as known; else {@link Instant#MAX}
     */
    record Found(FileName.ForPid name, FileContent content, Instant modified) {}

    /** Reads everything. A file that goes while this reads is not there. */
    Look look() {
        Map<String, Found> files = new TreeMap<>();
        List<FileName.Ignored> ignored = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                FileName name = FileName.of(entry.getFileName().toString());
                if (name instanceof FileName.ForPid configuration) {
                    read(entry, configuration, files);
                } else if (name instanceof FileName.Ignored leftover) {
                    ignored.add(leftover);
                }
                if (files.size() > MOST_FILES) {
                    return failed("it holds more than " + MOST_FILES + " configuration files");
                }
            }
        } catch (NoSuchFileException absent) {
            return failed("it does not exist");
        } catch (NotDirectoryException file) {
            return failed("it is not a folder");
        } catch (AccessDeniedException denied) {
            return failed("it may not be read by this user");
        } catch (IOException | DirectoryIteratorException failure) {
            return failed("it cannot be read (" + ShownText.of(String.valueOf(failure.getMessage())) + ")");
        }
        ignored.sort(Comparator.comparing(FileName.Ignored::file));
        return new Look(null, files, ignored);
    }

    private static Look failed(String problem) {
        return new Look(problem, Map.of(), List.of());
    }

    private static void read(Path path, FileName.ForPid name, Map<String, Found> files) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Instant modified = attributes.lastModifiedTime().toInstant();
            files.put(name.file(), new Found(name, content(path, attributes), modified));
        } catch (NoSuchFileException absent) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                files.put(name.file(), unreadable(name, "it is a link to a file that does not exist"));
            }
        } catch (AccessDeniedException denied) {
            files.put(name.file(), unreadable(name, "it may not be read by the user NIJA runs as, change its owner or mode"));
        } catch (IOException failure) {
            files.put(name.file(), unreadable(name,
                    "it cannot be read (" + ShownText.of(String.valueOf(failure.getMessage())) + ")"));
        }
    }

    private static FileContent content(Path path, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            // reading a pipe would wait for ever
            return new FileContent.Unreadable("it is " + (attributes.isDirectory() ? "a folder" : "not a regular file"));
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            return bytes.length > LARGEST_FILE
                    ? new FileContent.Unreadable("it is larger than " + LARGEST_FILE / 1024 + " KiB")
                    : new FileContent.Bytes(bytes);
        }
    }

    private static Found unreadable(FileName.ForPid name, String reason) {
        return new Found(name, new FileContent.Unreadable(reason), Instant.MAX);
    }
}
