package io.nija.console.internal.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lock files, and who holds them. They are never opened: on POSIX systems closing any channel of a file gives up all
 * locks that the process has on it, so a doctor that tried a lock inside the running NIJA would unlock its data.
 * Linux tells the holders in {@code /proc/locks}.
 */
final class LockChecks {

    /** For example {@code 1: POSIX  ADVISORY  WRITE 7959 fe:00:2154497 0 EOF}; the numbers are process and inode. */
    private static final Pattern LINE = Pattern.compile("\\d+: +(?:->)? *\\S+ +\\S+ +WRITE +(-?\\d+) +\\S+:\\S+:(\\d+) .*");

    private final List<Path> folders;
    private final Path locks;

    /** @param locks {@code /proc/locks}, or another file of its form */
    LockChecks(List<Path> folders, Path locks) {
        this.folders = folders;
        this.locks = locks;
    }

    List<Finding> findings() {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> entries = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                entries.filter(LockChecks::isLock).filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException unreadable) {
                return List.of(Finding.unknown("locks", folder + " cannot be listed: " + unreadable.getMessage()));
            }
        }
        if (files.isEmpty()) {
            return List.of(Finding.ok("locks", "There are no lock files."));
        }
        Map<String, String> holders;
        try {
            holders = holders();
        } catch (IOException unreadable) {
            return List.of(Finding.unknown("locks", "This system does not tell who holds a lock."));
        }
        return files.stream().map(file -> finding(file, holders)).toList();
    }

    private static boolean isLock(Path file) {
        String name = file.getFileName().toString();
        return name.equals("lock") || name.endsWith(".lock");
    }

    private Map<String, String> holders() throws IOException {
        Map<String, String> holders = new HashMap<>();
        for (String line : Files.readAllLines(locks)) {
            Matcher lock = LINE.matcher(line);
            if (lock.matches()) {
                holders.put(lock.group(2), lock.group(1));
            }
        }
        return holders;
    }

    private static Finding finding(Path file, Map<String, String> holders) {
        try {
            String holder = holders.get(String.valueOf(Files.getAttribute(file, "unix:ino")));
            if (holder == null) {
                return Finding.ok("lock", file + " is left over; nobody holds it, and it stops nobody.");
            }
            boolean ours = holder.equals(Long.toString(ProcessHandle.current().pid()));
            return Finding.ok("lock", file + " is held by " + (ours ? "this NIJA." : "process " + holder + "."));
        } catch (IOException | UnsupportedOperationException unreadable) {
            return Finding.unknown("lock", file + ": " + unreadable.getMessage());
        }
    }
}
