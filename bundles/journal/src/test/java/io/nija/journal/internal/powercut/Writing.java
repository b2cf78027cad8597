package io.nija.journal.internal.powercut;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.account.LaneId;
import io.nija.order.Purpose;
import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalRecord;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;
import io.nija.journal.internal.OnDisk;
import io.nija.journal.internal.Samples;

/**
 * A process of its own that appends intents and marks, lane beside lane, and writes down the name of each as soon as it
 * was told that it is on the disk.
 */
public final class Writing {

    static final String ACKNOWLEDGED = "acknowledged";

    private Writing() {}

    /** Arguments: folder, lanes, appends of each lane, {@code durable} or {@code careless}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int lanes = Integer.parseInt(arguments[1]);
        int appends = Integer.parseInt(arguments[2]);
        OnDisk disk = arguments[3].equals("durable") ? new OnDisk(folder) : CarelessDisk.open(folder);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (FileOutputStream acknowledged = new FileOutputStream(folder.resolve(ACKNOWLEDGED).toFile())) {
            List<Thread> threads = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                LaneId id = LaneId.of("a" + lane, "kraken");
                Thread thread = new Thread(() -> lane(disk.journal(), id, appends, acknowledged));
                thread.setUncaughtExceptionHandler((dead, why) -> failure.set(why));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        if (failure.get() != null) {
            failure.get().printStackTrace();
        }
        // The power does not wait until everything is tidy.
        Runtime.getRuntime().halt(failure.get() == null ? 0 : 1);
    }

    private static void lane(Journal journal, LaneId lane, int appends, FileOutputStream acknowledged) {
        for (int i = 0; i < appends; i++) {
            Intent intent = Samples.intent(journal.epoch(), journal.nextIntent(), lane, Purpose.EXIT, null);
            String name = lane + " " + i;
            Receipt receipt = OnDisk.written(journal, intent, new Mark(lane, Integer.toString(i), filling(i)), Samples.sent(intent));
            if (!receipt.forced()) {
                throw new IllegalStateException(receipt.toString());
            }
            try {
                acknowledged.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Makes records of many sizes, so that pages are filled in many ways. */
    static String filling(int i) {
        return "x".repeat(i * 37 % 1_500);
    }

    /** The name under which a record is acknowledged; null for one that is not. */
    static String name(JournalRecord record) {
        return record instanceof Mark mark ? mark.lane() + " " + mark.name() : null;
    }
}
