package io.nija.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleException;

import io.nija.launcher.shell.CommandTable;
import io.nija.launcher.shell.CommandTable.Entry;
import io.nija.launcher.shell.CommandTable.Where;
import io.nija.launcher.shell.ControlSocket;
import io.nija.launcher.shell.ShellClient;
import io.nija.launcher.shell.Terminal;

/** A command of a bundle, typed in a shell: handed to the NIJA that runs, else done here if it can be. */
final class ShellCommand {

    /** A NIJA that starts holds its lock before it listens. */
    private static final long STARTING_MS = 5_000;
    private static final long POLL_MS = 50;

    private final Folders folders;
    private final Terminal terminal;

    ShellCommand(Folders folders, Terminal terminal) {
        this.folders = folders;
        this.terminal = terminal;
    }

    /** @return the exit code */
    int run(List<String> words) throws Refusal, IOException, BundleException, InterruptedException {
        CommandTable table = CommandTable.read(folders.home().resolve("lib/commands.tsv"));
        Optional<Entry> entry = table.find(words);
        if (entry.filter(e -> e.where() == Where.LOCAL).isEmpty()) {
            Optional<ShellClient> running = running();
            if (running.isPresent()) {
                try (ShellClient client = running.get()) {
                    return client.run(words, Path.of("").toAbsolutePath(), terminal,
                            new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
                }
            }
        }
        if (entry.isEmpty() && table.known()) {
            throw unknown(words.get(0), table);
        }
        boolean help = words.contains("--help");
        if (!help && entry.filter(e -> e.where() == Where.RUNNING).isPresent()) {
            throw notRunning();
        }
        boolean lanes = !help && entry.map(Entry::lanes).orElse(false);
        return new OneShot(folders, terminal, lanes).run(words);
    }

    private static Refusal unknown(String word, CommandTable table) {
        String shown = Plain.text(word);
        String hint = table.nearest(word).map(name -> "; did you mean " + name + "?").orElse(";");
        return new Refusal(Refusal.USAGE, "There is no command \"" + shown + "\"" + hint + " nija help lists all commands.");
    }

    private Refusal notRunning() {
        return new Refusal(Refusal.NOT_RUNNING, "NIJA is not running on " + folders.data() + InstanceLock
                .heldBy(folders.data()).map(holder -> ", or does not answer" + holder).orElse("")
                + "; start it with nija run, or set NIJA_DATA to the folder of the one you mean.");
    }

    private Optional<ShellClient> running() throws IOException, InterruptedException {
        ControlSocket socket = new ControlSocket(folders.data());
        Optional<ShellClient> client = connect(socket);
        long end = System.nanoTime() + STARTING_MS * 1_000_000;
        while (client.isEmpty() && System.nanoTime() < end && InstanceLock.heldBy(folders.data()).isPresent()) {
            Thread.sleep(POLL_MS);
            client = connect(socket);
        }
        return client;
    }

    private static Optional<ShellClient> connect(ControlSocket socket) throws IOException {
        Optional<Path> path = socket.find();
        return path.isPresent() ? ShellClient.connect(path.get()) : Optional.empty();
    }
}
