package io.nija.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleException;

import io.nija.launcher.framework.FrameworkSettings;
import io.nija.launcher.framework.Platform;
import io.nija.launcher.framework.Problem;
import io.nija.launcher.shell.Terminal;

/** One command in a process of its own: the platform starts, does it, and ends. */
final class OneShot {

    private static final long WAIT_MS = 20_000;

    private final Folders folders;
    private final Terminal terminal;
    private final boolean lanes;

    /** @param lanes whether the command needs the lanes, and so the data folder for itself */
    OneShot(Folders folders, Terminal terminal, boolean lanes) {
        this.folders = folders;
        this.terminal = terminal;
        this.lanes = lanes;
    }

    /** @return the exit code */
    int run(List<String> words) throws Refusal, IOException, BundleException, InterruptedException {
        if (!lanes) {
            return inTemporaryFolder(words);
        }
        folders.requireConfig();
        PrivateFolder.claim(folders.data(), "data folder", "mend its permissions or set NIJA_DATA");
        try (InstanceLock lock = InstanceLock.acquire(folders.data(), words.get(0))) {
            return inTemporaryFolder(words);
        }
    }

    private int inTemporaryFolder(List<String> words)
            throws Refusal, IOException, BundleException, InterruptedException {
        Path temporary = CommandFolder.create("command");
        try {
            return start(words, temporary);
        } finally {
            PrivateFolder.delete(temporary);
        }
    }

    private int start(List<String> words, Path temporary)
            throws Refusal, IOException, BundleException, InterruptedException {
        StopSignals signals = StopSignals.ofCommand();
        LogFiles.configure(logs(temporary), "command", LogFiles.Shown.OFF, System.getenv());
        Distribution distribution = new Distribution(folders, false);
        Platform platform = new Platform(new FrameworkSettings(folders, "command", Build.version(),
                temporary.resolve("cache")).command(words, terminal.present(), terminal.colour()));
        List<String> remarks = distribution.install(platform);
        signals.stops(new StopSignals.Stoppable() {
            @Override
            public void stop() throws BundleException {
                platform.stop();
            }

            @Override
            public String remaining() {
                return "the command";
            }
        });
        platform.start();
        if (platform.stopping()) {
            platform.awaitStop();
            return ended();
        }
        remarks.forEach(System.err::println);
        List<Problem> fatal = platform.problems().stream().filter(Problem::fatal).toList();
        fatal.forEach(problem -> System.err.println(problem.sentence()));
        int exit = fatal.isEmpty() ? call(platform) : Refusal.CONFIGURATION;
        platform.stopAndWait();
        return exit;
    }

    private static int call(Platform platform) throws InterruptedException {
        Callable<Integer> command = platform.oneShot(WAIT_MS);
        if (command == null && platform.stopping()) {
            return ended();
        }
        if (command == null) {
            System.err.println("The command could not be done: the platform did not offer it within "
                    + WAIT_MS / 1000 + " s; see logs/command.log in the data folder.");
            return Refusal.FAILED;
        }
        try {
            return command.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (platform.stopping()) {
                return ended();
            }
            System.err.println("The command failed: " + Plain.text(String.valueOf(e.getMessage())));
            return Refusal.FAILED;
        }
    }

    private static int ended() {
        System.err.println("The command was ended before it was done.");
        return Refusal.FAILED;
    }

    /** A command that only tells something must not fail because, or leave a trace where, there is no data folder. */
    private Path logs(Path temporary) throws Refusal {
        if (!lanes && !Files.isWritable(folders.data())) {
            return temporary;
        }
        Path logs = folders.data().resolve("logs");
        PrivateFolder.prepare(logs, "folder of logs", "mend its permissions or set NIJA_DATA");
        return logs;
    }
}
