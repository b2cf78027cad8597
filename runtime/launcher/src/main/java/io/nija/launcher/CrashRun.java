package io.nija.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

import io.nija.campaign.CrashDemo;

/** {@code nija demo --crash}: holds the data folder, and shows what becomes of orders when NIJA is killed. */
final class CrashRun {

    private CrashRun() {}

    /** @param rounds how often NIJA is killed; as often as fits into ninety seconds when empty */
    static int run(Folders folders, OptionalInt rounds) throws Refusal, IOException, InterruptedException {
        PrivateFolder.claim(folders.data(), "data folder", PlatformRun.REMEDY);
        PlatformRun.requireSpace(folders.data());
        try (InstanceLock lock = InstanceLock.acquire(folders.data(), "demo --crash")) {
            Path folder = folders.data().resolve("demo").resolve("crash");
            Optional<String> left = InstanceLock.heldBy(folder.resolve("data"));
            if (left.isPresent()) {
                throw new Refusal(Refusal.OCCUPIED, "A NIJA of an earlier crash demonstration still runs on " + folder + left.get()
                        + "; end that process first.");
            }
            if (!PrivateFolder.delete(folder).isEmpty()) {
                throw new Refusal(Refusal.CONFIGURATION, "The last crash demonstration's folder cannot be removed: " + folder + "; "
                        + PlatformRun.REMEDY + ".");
            }
            PrivateFolder.prepare(folders.data().resolve("demo"), "demo folder", PlatformRun.REMEDY);
            PrivateFolder.prepare(folder, "demo folder", PlatformRun.REMEDY);
            return show(folders, folder, rounds);
        }
    }

    private static int show(Folders folders, Path folder, OptionalInt rounds) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        AtomicBoolean stopped = new AtomicBoolean();
        try (CrashDemo demo = new CrashDemo(folders.home().resolve("bin/nija"), folder, System.nanoTime(), out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stopped.set(true);
                demo.close();
            }, "end what was started"));
            return demo.show(rounds);
        } catch (IOException e) {
            if (stopped.get()) {
                return Refusal.FAILED;
            }
            throw e;
        }
    }
}
