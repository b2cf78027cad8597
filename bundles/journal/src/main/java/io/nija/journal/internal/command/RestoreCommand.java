package io.nija.journal.internal.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.JournalException;
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

    private static final CommandSpec SPEC = new CommandSpec(
            "restore",
            "the journal of a backup takes the present one's place",
            "Checks FILE, puts its journal in the place of the present one, which is kept beside it, and begins a new epoch: no "
                    + "client order id of before is ever used again. Exit code 5 when a NIJA runs on this data folder. What "
                    + "happened at the venue since the backup is not in it: at the next start NIJA finds out and only "
                    + "makes positions smaller until that is imported.",
            List.of(new CommandSpec.Parameter("FILE", "a file that nija backup wrote", true, CommandSpec.Domain.FILE)),
            List.of(),
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
            return answer(Restoration.restore(backup, data, time.instant(), (at, codec, damage) ->
                    at.opening(sources, "", installation.build(), UUID::randomUUID, time)
                            .openRestored(codec, time.instant(), invocation.caller(), damage::add)));
        } catch (JournalException newer) {
            throw new CommandException(Exit.CONFIGURATION, newer.getMessage());
        } catch (IOException e) {
            throw new CommandException(Exit.NONE, "The journal was not restored: " + e.getMessage());
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private static Answer answer(Restoration.Done done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("backupOf", done.backup().at());
        json.put("records", done.records());
        json.put("epoch", done.epoch().toString());
        json.put("replaced", done.replaced().map(Path::toString).orElse(null));
        return Answer.of(Exit.OK, Map.of("restored", json), Answer.Lines.of(
                "The journal is the one of " + done.backup().at() + ", with " + done.records() + " records, at a new epoch.",
                done.replaced().map(path -> "The former journal is kept in " + path + ".")
                        .orElse("There was no journal before.")));
    }
}
