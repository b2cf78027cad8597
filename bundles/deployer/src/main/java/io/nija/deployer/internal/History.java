package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was deployed, in {@code <data>/deploy/history}: one line per change, fields separated by tabs, only
 * ever appended to and forced to the disk.
 */
final class History {

    private static final int FIELDS = 8;

    private final Path file;
    private final Map<String, Entry> last = new HashMap<>();

    History(Path file) {
        this.file = file;
    }

    /** What happened to a plug-in. */
    enum Event {
        /** It was in the folder when NIJA started. */
        STARTED,
        INSTALLED,
        UPDATED,
        REMOVED,
        /** A jar was tried and taken back. */
        ROLLED_BACK,
        UNDONE,
        /** An operator vouched for a SHA-256. */
        TRUSTED
    }

    /**
     * One line.
     *
     * @param sha256 of the jar this is about
     * @param by who wanted it: {@code folder}, or a user
     * @param note one line of plain words, may be empty
     */
    record Entry(Instant at, Event event, String symbolicName, String file, String version, String sha256, String by,
            String note) {}

    /** Reads what is there. A line that cannot be understood, the last one of a crash for instance, is passed over. */
    void open() throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PrivateFile.attributes(file.toAbsolutePath().getParent()));
        }
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            read(line).ifPresent(this::remember);
        }
    }

    private static Optional<Entry> read(String line) {
        String[] field = line.split("\t", -1);
        if (field.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry(Instant.parse(field[0]), Event.valueOf(field[1]), field[2], field[3], field[4],
                    field[5], field[6], field[7]));
        } catch (java.time.DateTimeException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private void remember(Entry entry) {
        if (!Set.of(Event.TRUSTED, Event.ROLLED_BACK).contains(entry.event())) {
            last.put(entry.symbolicName(), entry);
        }
    }

    /** Appends a line and forces it to the disk. */
    void add(Entry entry) throws IOException {
        String line = String.join("\t", List.of(entry.at().toString(), entry.event().name(), Words.clean(entry.symbolicName()),
                Words.clean(entry.file()), Words.clean(entry.version()), entry.sha256(), Words.clean(entry.by()),
                Words.clean(entry.note()))) + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        remember(entry);
    }

    /** The last change of what is installed under that symbolic name. */
    Optional<Entry> last(String symbolicName) {
        return Optional.ofNullable(last.get(symbolicName));
    }

    /** The symbolic name of the bundle that a file was last known as. */
    Optional<String> symbolicNameOf(String file) {
        return last.values().stream().filter(entry -> entry.file().equals(file)).map(Entry::symbolicName).findFirst();
    }
}
