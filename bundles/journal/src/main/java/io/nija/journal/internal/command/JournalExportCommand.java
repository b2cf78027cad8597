package io.nija.journal.internal.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.internal.backup.CsvExport;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code journal export FILE}. */
@Component
public final class JournalExportCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec(
            "journal export",
            "the journal, or its fills, as a table (CSV)",
            "Writes every record of the journal into FILE, one row each, in order; with --fills only what was bought and sold. "
                    + "Times are in UTC, numbers exact. A damaged record has a row that says so. What is there under that name is "
                    + "replaced when the table is whole and not before.",
            List.of(new CommandSpec.Parameter("FILE", "the file to write", true, CommandSpec.Domain.FILE)),
            List.of(CommandSpec.Option.flag("--fills", "only the fills")),
            CommandSpec.Where.RUNNING,
            CommandSpec.Effect.READS,
            false,
            List.of("journal export everything.csv", "journal export fills.csv --fills"));

    private final Journal journal;

    /** @param journal null while there is none */
    @Activate
    public JournalExportCommand(@Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) Journal journal) {
        this.journal = journal;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        if (journal == null) {
            throw new CommandException(Exit.NONE, "The journal is not open, so there is nothing to write.");
        }
        Path file = Path.of(invocation.required("FILE")).toAbsolutePath().normalize();
        if (file.getParent() == null || !Files.isDirectory(file.getParent()) || Files.isDirectory(file)) {
            throw new CommandException(Exit.NONE, file + " cannot be written: name a file in a folder that is there.");
        }
        try {
            long rows = write(file, invocation.has("--fills"));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", file.toString());
            json.put("rows", rows);
            return Answer.of(Exit.OK, Map.of("export", json), Answer.Lines.of(rows + " rows are in " + file + "."));
        } catch (IOException | JournalException e) {
            throw new CommandException(Exit.NONE, "The table was not written: " + e.getMessage());
        }
    }

    private long write(Path file, boolean fills) throws IOException {
        Path half = Files.createTempFile(file.getParent(), ".nija-export-", ".part");
        try {
            long rows;
            try (BufferedWriter out = Files.newBufferedWriter(half)) {
                rows = fills ? CsvExport.fills(journal.history(), null, out) : CsvExport.records(journal.history(), out);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
