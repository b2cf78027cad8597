package io.nija.launcher;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.osgi.framework.BundleException;

import io.nija.launcher.framework.FrameworkSettings;
import io.nija.launcher.framework.Platform;
import io.nija.launcher.framework.Problem;
import io.nija.launcher.shell.ControlSocket;

/** {@code nija run} and {@code nija demo}: the platform, until it is stopped. */
final class PlatformRun {

    static final String REMEDY = "mend its permissions or set NIJA_DATA";

    private final Phases phases = new Phases();
    private final Folders root;
    private final Folders folders;
    private final String start;
    private final boolean console;

    private PlatformRun(Folders root, Folders folders, String start, boolean console) {
        this.root = root;
        this.folders = folders;
        this.start = start;
        this.console = console;
    }

    /** @param console whether a person works at the terminal */
    static int run(Folders folders, boolean console) throws Refusal, IOException, BundleException, InterruptedException {
        folders.requireConfig();
        return new PlatformRun(folders, folders, "run", console).locked();
    }

    /** @param console whether a person works at the terminal */
    static int demo(Folders folders, boolean console) throws Refusal, IOException, BundleException, InterruptedException {
        folders.requireConfig();
        return new PlatformRun(folders, folders.demo(), "demo", console).locked();
    }

    /** Logs, cache and state of a day fit in here. */
    /** Milliseconds; an old journal is copied before it is brought to this version, which takes a while. */
    private static final long LONGEST_BEGINNING = 30_000;
    private static final long NEEDED = 16L * 1024 * 1024;

    private int locked() throws Refusal, IOException, BundleException, InterruptedException {
        StopSignals signals = StopSignals.ofRun(console);
        PrivateFolder.claim(root.data(), "data folder", REMEDY);
        requireSpace(root.data());
        try (InstanceLock lock = InstanceLock.acquire(root.data(), start)) {
            if (folders != root) {
                copyAccounts();
            }
            ControlSocket socket = new ControlSocket(root.data());
            Path bound = socket.prepare(Path.of(System.getProperty("java.io.tmpdir")));
            try {
                return start(signals, bound);
            } finally {
                socket.clear();
                // The next start need not spend its time on this.
                PrivateFolder.delete(cache());
            }
        }
    }

    private int start(StopSignals signals, Path socket) throws Refusal, IOException, BundleException, InterruptedException {
        prepareFolders();
        LogFiles.configure(folders.data().resolve("logs"), "nija", console ? LogFiles.Shown.WARN : LogFiles.Shown.INFO,
                System.getenv());
        Distribution distribution = new Distribution(folders, console);
        phases.end("features");
        FrameworkSettings settings = new FrameworkSettings(folders, start, Build.version(),
                cache()).socket(socket);
        if (console) {
            settings.console();
        }
        Platform platform = new Platform(settings);
        phases.end("framework");
        List<String> remarks = distribution.install(platform);
        phases.end("install");
        signals.stops(new StopSignals.Stoppable() {
            @Override
            public void stop() throws BundleException {
                platform.stop();
            }

            @Override
            public String remaining() {
                return String.join(", ", platform.active());
            }
        });
        platform.start();
        phases.end("start");
        // A journal that is of a newer NIJA ends this start: nobody is told before that it is up.
        platform.awaitBegun(LONGEST_BEGINNING);
        phases.end("begun");
        if (!platform.stopping() && refused(platform, remarks)) {
            platform.stopAndWait();
            return Refusal.CONFIGURATION;
        }
        platform.awaitStop();
        if (platform.objection().isPresent()) {
            throw new Refusal(Refusal.CONFIGURATION, platform.objection().get());
        }
        return 0;
    }

    /** Says what is wrong, and that NIJA is up. */
    private boolean refused(Platform platform, List<String> remarks) {
        Logger log = LogFiles.LAUNCHER;
        remarks.forEach(log::warning);
        boolean fatal = false;
        for (Problem problem : platform.problems()) {
            log.log(problem.fatal() ? Level.SEVERE : Level.WARNING, problem.sentence());
            if (problem.fatal()) {
                System.err.println(problem.sentence());
                fatal = true;
            }
        }
        if (!fatal) {
            log.info("NIJA " + Build.version() + " is up after " + phases.total() + " ms: "
                    + start + ", pid " + ProcessHandle.current().pid() + ", configuration " + folders.config()
                    + ", data " + folders.data());
            log.fine("milliseconds of the start: " + phases + "; slowest bundles: " + platform.slowest());
        }
        return fatal;
    }

    private Path cache() {
        return folders.data().resolve("cache");
    }

    private void prepareFolders() throws Refusal {
        Path data = folders.data();
        PrivateFolder.prepare(data, "data folder", REMEDY);
        PrivateFolder.prepare(data.resolve("logs"), "folder of logs", REMEDY);
        PrivateFolder.prepare(folders.state(), "state folder", "mend its permissions or set XDG_STATE_HOME");
        Path temporary = data.resolve("tmp");
        PrivateFolder.delete(temporary);
        PrivateFolder.prepare(temporary, "folder for temporary files", REMEDY);
        System.setProperty("java.io.tmpdir", temporary.toString());
    }

    /** The demonstration shows the operator's accounts; what was edited there stays. */
    private void copyAccounts() throws Refusal {
        Path target = folders.config();
        PrivateFolder.prepare(root.data().resolve("demo"), "demo folder", REMEDY);
        PrivateFolder.prepare(target, "demo folder", REMEDY);
        forgetKeys(target.resolve(".env"));
        forget(folders.data().resolve("journal"));
        // What a market of the last demonstration remembers, that journal would not know.
        forget(folders.data().resolve("paper"));
        try (Stream<Path> files = Files.list(root.config())) {
            for (Path file : (Iterable<Path>) files.filter(PlatformRun::isAccount)::iterator) {
                copyIfAbsent(file, target.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION, "The account files cannot be copied from " + root.config()
                    + " to " + target + ": " + Plain.reason(e) + ".");
        }
    }

    /** On a full disk nothing NIJA says or does could be kept: better not to begin than to fail somewhere on the way. */
    static void requireSpace(Path data) throws Refusal {
        long free;
        try {
            free = Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION, "The disk of the data folder " + data + " cannot be asked for its free space: "
                    + Plain.reason(e) + "; " + REMEDY + ".");
        }
        if (free < NEEDED) {
            throw new Refusal(Refusal.CONFIGURATION, "The disk of the data folder " + data + " is full: " + free / 1024
                    + " KiB are free and NIJA needs " + NEEDED / 1024 + "; nothing was started. Free some space, or set NIJA_DATA to another disk.");
        }
    }

    /** What rested at the exchange of the last demonstration rests nowhere now, so a journal of it could never agree with the new one. */
    private static void forget(Path journal) throws Refusal {
        if (!PrivateFolder.delete(journal).isEmpty()) {
            throw new Refusal(Refusal.CONFIGURATION, "What the last demonstration kept cannot be removed: " + journal + "; "
                    + REMEDY + ".");
        }
    }

    /** The exchange of the last demonstration is gone, and somebody else may have its port: nobody may call there with its keys. */
    private static void forgetKeys(Path keys) throws Refusal {
        try {
            Files.deleteIfExists(keys);
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION, "The keys of the last demonstration cannot be removed: " + Plain.reason(e)
                    + "; remove " + keys + ".");
        }
    }

    private static boolean isAccount(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("io.nija.account-") && name.endsWith(".cfg");
    }

    private static void copyIfAbsent(Path file, Path copy) throws IOException {
        try {
            Files.write(copy, Files.readAllBytes(file), java.nio.file.StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // The demonstration has its own file of that account already.
            return;
        }
    }
}
