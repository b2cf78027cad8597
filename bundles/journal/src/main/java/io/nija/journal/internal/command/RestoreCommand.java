package io.nija.journal.internal.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.JournalException;
import io.nija.journal.internal.JournalFolder;
import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.backup.Restoration;
import io.nija.platform.Installation;
import io.nija.platform.TimeSource;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;

/** {@code restore FILE}: in a process of its own, that holds the data folder as a running NIJA would. */
@Component
public final class RestoreCommand implements Command {

    private static final CommandSpec.Option DEMO = CommandSpec.Option.flag("--demo", "it is a backup of the demonstration");

    private static final CommandSpec SPEC = new CommandSpec(
            "restore",
            "the journal of a backup takes the present one's place",
            "Checks FILE, puts its journal in the place of the present one, which is kept beside it, and begins a new epoch: no "
                    + "client order id of before is ever used again. It goes into the data folder that NIJA_DATA names; a backup of the "
                    + "demonstration goes into the demonstration's, and --demo says so of an old backup that does not tell. Exit code 5 when a NIJA runs on this data folder. What "
                    + "happened at the venue since the backup is not in it: at the next start NIJA finds out and only "
                    + "makes positions smaller until that is imported.",
            List.of(new CommandSpec.Parameter("FILE", "a file that nija backup wrote", true, CommandSpec.Domain.FILE)),
            List.of(DEMO),
            CommandSpec.Where.LOCAL,
            CommandSpec.Effect.CHANGES,
            false,
            List.of("restore monday.nija-backup"));

    private final Installation installation;
    private final TimeSource time;
    private final DataSourceFactory sources;

    @Activate
    public RestoreCommand(@Reference Installation installation, @Reference TimeSource time,
            @Reference(target = "(osgi.jdbc.driver.class=org.sqlite.JDBC)") DataSourceFactory sources) {
        this.installation = installation;
        this.time = time;
        this.sources = sources;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        Path backup = Path.of(invocation.required("FILE")).toAbsolutePath().normalize();
        Path data = installation.data();
        if (!Files.isRegularFile(backup)) {
            throw new CommandException(Exit.NONE, "There is no file " + backup + "; nothing was changed.");
        }
        if (!Files.isDirectory(data)) {
            throw new CommandException(Exit.NONE, "There is no data folder " + data
                    + "; set NIJA_DATA to the one you mean, or make it.");
        }
        try (FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new CommandException(Exit.OCCUPIED, "A NIJA runs on the data folder " + data
                        + "; stop it first. Nothing was changed.");
            }
            Place place = place(backup, data, invocation.has(DEMO.name()));
            return answer(place, Restoration.restore(backup, place.data(), time.instant(), (at, codec, damage) ->
                    at.opening(sources, "", installation.build(), UUID::randomUUID, time)
                            .openRestored(codec, time.instant(), invocation.caller(), damage::add)));
        } catch (JournalException newer) {
            throw new CommandException(Exit.CONFIGURATION, newer.getMessage());
        } catch (IOException e) {
            throw new CommandException(Exit.NONE, "The journal was not restored: " + e.getMessage());
        }
    }

    /** Where a journal goes: a demonstration's must never become the one that trades. */
    private record Place(Path data, boolean demo) {}

    private Place place(Path backup, Path data, boolean wanted) throws IOException, CommandException {
        String of = BackupArchive.read(backup).start();
        if (wanted && of.equals("run")) {
            throw new CommandException(Exit.USAGE, backup + " is a backup of the journal that trades, not of the demonstration's;"
                    + " leave --demo out. Nothing was changed.");
        }
        boolean demo = wanted || of.equals("demo");
        Path config = demo ? data.resolve("demo").resolve("config") : installation.config();
        Path target = demo ? data.resolve("demo").resolve("data") : data;
        if (!Files.isDirectory(target)) {
            throw new CommandException(Exit.NONE, "There is no demonstration in " + data.resolve("demo")
                    + " yet; start 'nija demo' once, then restore. Nothing was changed.");
        }
        String url = url(config.resolve("io.nija.journal.cfg"));
        Path usual = new JournalFolder(target).database().toAbsolutePath().normalize();
        if (!url.isEmpty() && !url.equals("jdbc:sqlite:" + usual)) {
            throw new CommandException(Exit.CONFIGURATION, "io.nija.journal.cfg keeps the journal elsewhere (url " + url.replaceAll("\\p{Cntrl}", " ")
                    + "), and a restore would go to " + usual + "; take url out of the file, restore, and NIJA uses that one. Nothing was changed.");
        }
        return new Place(target, demo);
    }

    private static String url(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file + " cannot be read (" + malformed.getMessage() + "); nothing was changed.", malformed);
        }
        return values.getProperty("url", "").strip();
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private static Answer answer(Place place, Restoration.Done done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("backupOf", done.backup().at());
        json.put("records", done.records());
        json.put("epoch", done.epoch().toString());
        json.put("data", place.data().toString());
        json.put("demo", place.demo());
        json.put("replaced", done.replaced().map(Path::toString).orElse(null));
        return Answer.of(Exit.OK, Map.of("restored", json), Answer.Lines.of(
                "The journal is the one of " + done.backup().at() + ", with " + done.records() + " records, at a new epoch; it is in "
                        + place.data().resolve("journal") + (place.demo() ? ", the demonstration's." : "."),
                done.replaced().map(path -> "The former journal is kept in " + path + ".")
                        .orElse("There was no journal before.")));
    }
}
