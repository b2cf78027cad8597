package io.nija.journal.internal.powercut;

import java.nio.file.Files;
import java.nio.file.Path;

import io.nija.journal.Intent;
import io.nija.order.Purpose;
import io.nija.journal.Journal;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;
import io.nija.journal.internal.OnDisk;
import io.nija.journal.internal.Samples;

/**
 * A process of its own that writes until nothing goes any more, makes room, and writes on. It says on standard output what
 * it meets: one word for each change.
 */
public final class Filling {

    private static final int ATTEMPTS = 5_000;

    private Filling() {}

    /** Argument: the folder. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path filler = folder.resolve("somebody's file");
        Files.write(filler, new byte[1 << 20]);
        try (OnDisk disk = new OnDisk(folder)) {
            Journal journal = disk.journal();
            disk.refill();
            String before = "";
            for (int i = 0; i < ATTEMPTS && !before.contains("exits JOURNAL_FAILED"); i++) {
                before = told(before, said(journal));
            }
            Files.delete(filler);
            disk.refill();
            long end = System.nanoTime() + 60_000_000_000L;
            while (!journal.health().entries() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            told(before, said(journal));
            System.out.println("reserve " + Files.size(folder.resolve("reserve")));
        }
    }

    private static String told(String before, String now) {
        if (!now.equals(before)) {
            System.out.println(now);
        }
        return now;
    }

    private static String said(Journal journal) {
        String entries = said(journal, Purpose.ENTRY);
        String exits = said(journal, Purpose.EXIT);
        return "entries " + entries + ", exits " + exits + ", " + journal.health().state();
    }

    private static String said(Journal journal, Purpose purpose) {
        Intent intent = Samples.intent(journal.epoch(), journal.nextIntent(), Samples.MASTER, purpose, null);
        Receipt receipt = OnDisk.written(journal, intent, new Mark(null, "filling", "x".repeat(3_000)));
        return receipt instanceof Receipt.Refused refused ? refused.code() : "forced";
    }
}
