package io.nija.credentials.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The files that may hold keys. A change counts when two reads, some time apart, are equal: an editor that is still
 * writing, or the second of two files that belong together, is waited for. A file seen for the first time counts at
 * once. Not thread-safe.
 */
final class WatchedFiles {

    private record Seen(FileReading.Stamp stamp, FileReading reading) {}

    private final long quietNanos;
    private Map<Path, Seen> settled = new HashMap<>();
    private Map<Path, Seen> pending = Map.of();
    private long pendingSince;
    private long generation;

    /** @param quietNanos how long a change must have stood */
    WatchedFiles(long quietNanos) {
        this.quietNanos = quietNanos;
    }

    /** Looks at all of {@code files}, and forgets all others. Answers whether what is settled is another than before. */
    boolean look(Set<Path> files, long nanoTime) {
        boolean changed = settled.entrySet().removeIf(entry -> {
            boolean gone = !files.contains(entry.getKey());
            if (gone) {
                entry.getValue().reading().wipe();
            }
            return gone;
        });
        Map<Path, Seen> moved = new HashMap<>();
        for (Path file : files) {
            FileReading.Stamp stamp = FileReading.Stamp.of(file);
            Seen known = settled.get(file);
            if (known == null) {
                settled.put(file, new Seen(stamp, FileReading.read(file)));
                changed = true;
            } else if (!known.stamp().equals(stamp)) {
                moved.put(file, new Seen(stamp, FileReading.read(file)));
            }
        }
        return settle(moved, nanoTime) || changed;
    }

    private boolean settle(Map<Path, Seen> moved, long nanoTime) {
        if (!moved.equals(pending)) {
            pending.values().forEach(seen -> seen.reading().wipe());
            pending = moved;
            pendingSince = nanoTime;
            return false;
        }
        if (moved.isEmpty() || nanoTime - pendingSince < quietNanos) {
            moved.values().forEach(seen -> seen.reading().wipe());
            return false;
        }
        pending.values().forEach(seen -> seen.reading().wipe());
        pending = Map.of();
        moved.forEach((file, seen) -> settled.put(file, seen).reading().wipe());
        generation++;
        return true;
    }

    /** The settled reading of a file that was among those last looked at; it is wiped when it is replaced. */
    FileReading reading(Path file) {
        Seen seen = settled.get(file);
        return seen == null ? new FileReading.Absent() : seen.reading();
    }

    /** The permission bits as settled, or -1. */
    int mode(Path file) {
        Seen seen = settled.get(file);
        return seen == null ? -1 : seen.stamp().mode();
    }

    /** How many changes there have been. */
    long generation() {
        return generation;
    }

    void wipe() {
        settled.values().forEach(seen -> seen.reading().wipe());
        settled = new HashMap<>();
        pending.values().forEach(seen -> seen.reading().wipe());
        pending = Map.of();
    }
}
