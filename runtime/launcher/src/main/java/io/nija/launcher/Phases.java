package io.nija.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long each part of the start took, in milliseconds. */
public final class Phases {

    private static final int STARTTIME = 19;
    private static final int TICK_MS = 10;
    /** An older process than this, in milliseconds, did something else before. */
    private static final int INHERITED = 5_000;

    private final List<String> finished = new ArrayList<>();
    private final long begin;
    private long previous;

    /** Begins with the time the process took until now. */
    public Phases() {
        previous = System.nanoTime();
        long process = sinceProcessStart();
        if (process > INHERITED) {
            // start.sh built NIJA and became this process: the age of the process is not the age of this program.
            process = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        }
        begin = previous - process * 1_000_000;
        finished.add("process " + process);
    }

    /** The phase of that name ends now. */
    public void end(String name) {
        long now = System.nanoTime();
        finished.add(name + " " + (now - previous) / 1_000_000);
        previous = now;
    }

    /** From the start of the process to the end of the last phase. */
    public long total() {
        return (previous - begin) / 1_000_000;
    }

    /**
     * The JVM knows its process's start to the second only; Linux tells it since boot, to 10 ms (proc(5), field 22 of
     * stat). 0 elsewhere.
     */
    private static long sinceProcessStart() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String uptime = Files.readString(Path.of("/proc/uptime"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long now = Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", ""));
            return Math.max(0, (now - Long.parseLong(afterName[STARTTIME])) * TICK_MS);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Each phase with its milliseconds. */
    @Override
    public String toString() {
        return String.join(", ", finished);
    }
}
