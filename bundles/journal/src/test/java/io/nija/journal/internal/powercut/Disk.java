package io.nija.journal.internal.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.nija.journal.internal.powercut.DiskLog.Operation;

/**
 * What a disk holds after a power cut: everything that was forced, and of what was written since, any part: none, all, some
 * writes, or some sectors of them. Sectors are not torn.
 */
final class Disk {

    private static final int SECTOR = 512;
    /** The folder itself: deletions wait for it to be forced. A new file is there once it is forced. */
    private static final String NAMES = "";

    /** What becomes of what was not forced. */
    enum Lost {
        ALL,
        NONE,
        SOME_WRITES,
        SOME_SECTORS
    }

    private static final class Content {
        private byte[] bytes = new byte[0];
        private int size;

        void write(long offset, byte[] from, int start, int length) {
            int end = Math.toIntExact(offset + length);
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            System.arraycopy(from, start, bytes, Math.toIntExact(offset), length);
            size = Math.max(size, end);
        }

        void truncate(long to) {
            if (to < size) {
                Arrays.fill(bytes, Math.toIntExact(to), size, (byte) 0);
            } else if (to > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.toIntExact(to));
            }
            size = Math.toIntExact(to);
        }
    }

    private final Map<String, Content> files = new HashMap<>();
    private final Map<String, List<Operation>> unforced = new HashMap<>();

    /** The disk at the moment when that many operations were done. */
    static Disk at(DiskLog log, int operations) {
        Disk disk = new Disk();
        log.operations().subList(0, operations).forEach(disk::take);
        return disk;
    }

    private void take(Operation operation) {
        if (operation instanceof Operation.Unlink) {
            unforced.computeIfAbsent(NAMES, name -> new ArrayList<>()).add(operation);
            return;
        }
        // A file that is written after it was deleted is a new one.
        List<Operation> deleted = unforced.getOrDefault(NAMES, new ArrayList<>());
        if (deleted.removeIf(unlink -> unlink.file().equals(operation.file()))) {
            apply(new Operation.Unlink(operation.file()));
        }
        List<Operation> waiting = unforced.computeIfAbsent(operation.file(), name -> new ArrayList<>());
        if (operation instanceof Operation.Force) {
            waiting.forEach(this::apply);
            waiting.clear();
        } else {
            waiting.add(operation);
        }
    }

    private void apply(Operation operation) {
        if (operation instanceof Operation.Unlink) {
            files.remove(operation.file());
            unforced.remove(operation.file());
            return;
        }
        Content content = files.computeIfAbsent(operation.file(), name -> new Content());
        if (operation instanceof Operation.Write write) {
            content.write(write.offset(), write.bytes(), 0, write.bytes().length);
        } else if (operation instanceof Operation.Truncate truncate) {
            content.truncate(truncate.size());
        }
    }

    /** The power goes; the files are put into {@code folder}. */
    void cut(Lost lost, Random random, Path folder) throws IOException {
        List<Operation> waiting = new ArrayList<>();
        unforced.entrySet().stream().filter(file -> !file.getKey().equals(NAMES)).forEach(file -> waiting.addAll(file.getValue()));
        waiting.addAll(unforced.getOrDefault(NAMES, List.of()));
        waiting.forEach(operation -> survive(operation, lost, random));
        unforced.clear();
        for (Map.Entry<String, Content> file : files.entrySet()) {
            // The index of the log is made anew at each start; it is never forced.
            if (!file.getKey().endsWith("-shm") && !file.getKey().contains("/")) {
                Files.write(folder.resolve(file.getKey()), Arrays.copyOf(file.getValue().bytes, file.getValue().size));
            }
        }
    }

    private void survive(Operation operation, Lost lost, Random random) {
        switch (lost) {
            case ALL -> { }
            case NONE -> apply(operation);
            case SOME_WRITES -> {
                if (random.nextBoolean()) {
                    apply(operation);
                }
            }
            case SOME_SECTORS -> sectors(operation, random);
        }
    }

    private void sectors(Operation operation, Random random) {
        if (!(operation instanceof Operation.Write write)) {
            if (random.nextBoolean()) {
                apply(operation);
            }
            return;
        }
        Content content = files.computeIfAbsent(write.file(), name -> new Content());
        for (int start = 0; start < write.bytes().length; start += SECTOR) {
            if (random.nextBoolean()) {
                content.write(write.offset() + start, write.bytes(), start, Math.min(SECTOR, write.bytes().length - start));
            }
        }
    }
}
