package io.nija.configuration.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.configuration.NewKey;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code config check}: every file as it is now, good or not, without applying anything. */
@Component
public final class ConfigCheckCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec(
            "config check",
            "check the configuration files",
            "Checks every file of the configuration folder as it is now against what the bundles accept, and says for each "
                    + "one that is refused which key, which value and what is legal. Nothing is applied or changed. Also names "
                    + "leftovers of editors, files that other users may write, and keys that are new in this version. Exit code 0 when no file is refused, else 4.",
            List.of(),
            List.of(),
            CommandSpec.Where.EITHER,
            CommandSpec.Effect.READS,
            false,
            List.of("config check", "config check --json"));

    private final ConfigurationFiles files;
    private final Path folder;

    @Activate
    public ConfigCheckCommand(@Reference ConfigurationFiles files, @Reference Installation installation) {
        this.files = files;
        this.folder = installation.config();
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new CommandException(Exit.CONFIGURATION, "The configuration folder '" + folder
                    + "' does not exist or may not be read; set NIJA_CONFIG or look at its owner and mode.");
        }
        List<FileReport> reports = files.check();
        List<String> ignored = files.ignored();
        List<String> warnings = FolderHealth.of(folder);
        List<NewKey> added = files.newKeys();
        boolean refused = reports.stream().anyMatch(report -> !report.problems().isEmpty());
        return new Answer(
                refused ? Exit.CONFIGURATION : Exit.OK,
                json(reports, ignored, warnings, added),
                text(reports, ignored, warnings, added),
                List.of());
    }

    private Map<String, ?> json(List<FileReport> reports, List<String> ignored, List<String> warnings,
            List<NewKey> added) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("config", folder.toString());
        document.put("ok", reports.stream().allMatch(report -> report.problems().isEmpty()));
        document.put("files", reports.stream().map(ConfigCheckCommand::json).toList());
        document.put("ignored", ignored);
        document.put("warnings", warnings);
        document.put("newKeys", added.stream().map(ConfigCheckCommand::json).toList());
        return document;
    }

    private static Map<String, Object> json(NewKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pid", key.pid());
        json.put("key", key.key());
        json.put("default", key.defaultValue());
        json.put("version", key.version());
        json.put("files", key.files());
        return json;
    }

    private static Map<String, Object> json(FileReport report) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file", report.file());
        file.put("pid", report.pid());
        file.put("instance", report.instance().isEmpty() ? null : report.instance());
        file.put("state", report.state().name());
        file.put("problems", report.problems().stream().map(problem -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", problem.key().isEmpty() ? null : problem.key());
            one.put("value", problem.value().isEmpty() ? null : problem.value());
            one.put("legal", problem.legal().isEmpty() ? null : problem.legal());
            one.put("message", problem.message());
            return one;
        }).toList());
        file.put("warnings", report.warnings());
        return file;
    }

    private static List<Answer.Block> text(List<FileReport> reports, List<String> ignored, List<String> warnings,
            List<NewKey> added) {
        List<Answer.Block> blocks = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (FileReport report : reports) {
            rows.add(List.of(report.file(), words(report)));
            report.problems().forEach(problem -> lines.add(problem.message()));
            report.warnings().forEach(warning -> lines.add(report.file() + ": " + warning));
        }
        blocks.add(new Answer.Table(List.of("FILE", "STATE"), rows));
        ignored.forEach(file -> lines.add("Passed over: " + file));
        lines.addAll(warnings);
        added.forEach(key -> lines.add("New in version " + key.version() + ": " + KnownKeys.words(key) + " in "
                + (key.files().isEmpty() ? "files of " + key.pid() + ", of which there is none" : String.join(", ", key.files())) + "."));
        if (!lines.isEmpty()) {
            lines.add(0, "");
            blocks.add(new Answer.Lines(lines));
        }
        return blocks;
    }

    private static String words(FileReport report) {
        return switch (report.state()) {
            case APPLIED -> "good";
            case REFUSED_KEPT -> "refused, its last good version is in force";
            case REFUSED -> "refused";
            case WAITING -> "waits: no bundle that is here describes " + report.pid();
        };
    }
}
