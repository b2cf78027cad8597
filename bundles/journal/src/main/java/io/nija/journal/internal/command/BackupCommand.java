package io.nija.journal.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.internal.JournalCopies;
import io.nija.journal.internal.backup.BackupArchive;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code backup FILE}. */
@Component
public final class BackupCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec(
            "backup",
            "a checksummed copy of the journal, while NIJA trades on",
            "Writes everything that the journal holds into FILE: a zip file with the journal and its SHA-256, mode 0600. "
                    + "Trading does not wait for it. There are no keys in it, because none are in the journal. A backup that is there "
                    + "under that name is replaced when the copy is whole and not before; any other file is left alone. nija restore takes it back. "
                    + "Exit code 0: it was made; 2: it was not.",
            List.of(new CommandSpec.Parameter("FILE", "the file to write", true, CommandSpec.Domain.FILE)),
            List.of(),
            CommandSpec.Where.RUNNING,
            CommandSpec.Effect.CHANGES,
            false,
            List.of("backup monday.nija-backup", "backup /mnt/safe/nija.nija-backup --json"));

    private final JournalCopies copies;

    /** @param copies null while the journal is not there */
    @Activate
    public BackupCommand(@Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) JournalCopies copies) {
        this.copies = copies;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        if (copies == null) {
            throw new CommandException(Exit.NONE, "The journal is not open, so there is nothing to copy; 'doctor' says why.");
        }
        Path file;
        try {
            file = Path.of(invocation.required("FILE")).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CommandException(Exit.USAGE, "FILE is the name of a file to write; '" + e.getInput() + "' cannot be one.");
        }
        try {
            BackupArchive.Manifest made = copies.backup(file);
            long size = Files.size(file);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", file.toString());
            json.put("sha256", made.sha256());
            json.put("at", made.at());
            json.put("bytes", size);
            return Answer.of(Exit.OK, Map.of("backup", json), Answer.Lines.of("The journal as of " + made.at() + " is in " + file
                    + " (" + size + " bytes, SHA-256 of the journal " + made.sha256() + ")."));
        } catch (IOException e) {
            throw new CommandException(Exit.NONE, "The backup was not made: " + e.getMessage());
        }
    }
}
