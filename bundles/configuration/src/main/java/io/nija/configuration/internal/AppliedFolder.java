package io.nija.configuration.internal;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.nija.configuration.FileReport;
import io.nija.configuration.internal.Verdict.Finding;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ConfigAdmin what the files say: a good version of a file is put in force, a bad one is refused and the last
 * good one stays, a file that is gone takes its configuration with it. Not thread-safe: used on one queue.
 */
final class AppliedFolder {

    private static final Logger LOG = LoggerFactory.getLogger(AppliedFolder.class);

    private final Schemas schemas;
    private final ConfigurationStore store;
    private final InstantSource clock;
    private final Map<String, FolderReader.Found> files = new TreeMap<>();
    private final Map<String, FileReport> reports = new TreeMap<>();
    private final Map<String, Map<String, Object>> inForce = new TreeMap<>();

    AppliedFolder(Schemas schemas, ConfigurationStore store, InstantSource clock) {
        this.schemas = schemas;
        this.store = store;
        this.clock = clock;
    }

    /** Takes over what an earlier life of this bundle put in force. */
    void adopt() {
        try {
            inForce.putAll(store.adopt());
        } catch (IOException failure) {
            LOG.error("What is in force already cannot be read: {}", failure.getMessage());
        }
    }

    /** Takes away what is in force from a file that is not there; called when the folder was read for the first time. */
    void dropOrphans(Set<String> present) {
        List.copyOf(inForce.keySet()).stream().filter(file -> !present.contains(file)).forEach(this::remove);
    }

    /** Carries out what became complete. */
    void apply(List<Settling.Change> changes) {
        for (Settling.Change change : changes) {
            if (change.found() == null) {
                remove(change.file());
            } else {
                files.put(change.file(), change.found());
                evaluate(change.found());
            }
        }
    }

    /** Looks at every file again, because bundles came or went. */
    void reevaluate() {
        files.values().forEach(this::evaluate);
    }

    /** One report per file, by name. */
    List<FileReport> reports() {
        return List.copyOf(reports.values());
    }

    /** The files of which a version is in force. */
    Set<String> inForce() {
        return Set.copyOf(inForce.keySet());
    }

    private void evaluate(FolderReader.Found found) {
        FileName.ForPid name = found.name();
        Verdict verdict = FileCheck.of(name, found.content(), schemas);
        if (verdict instanceof Verdict.Good good && !good.properties().equals(inForce.get(name.file()))) {
            verdict = put(name, good);
        } else if (verdict instanceof Verdict.Objected objected && objected.properties().equals(inForce.get(name.file()))) {
            // It was put in force before the rule came: what is in force is no earlier, good version.
            takeAway(name.file());
        }
        FileReport report = report(name, verdict, inForce.containsKey(name.file()), clock.instant());
        FileReport before = reports.put(name.file(), report);
        log(before, report);
    }

    private Verdict put(FileName.ForPid name, Verdict.Good good) {
        try {
            store.put(name, good.properties());
            boolean changed = inForce.put(name.file(), good.properties()) != null;
            LOG.info("{}: {}", ShownText.of(name.file()), changed ? "the change is in force" : "in force");
            return good;
        } catch (IOException | RuntimeException failure) {
            return new Verdict.Bad(
                    List.of(Finding.ofFile("it could not be put in force (" + ShownText.of(String.valueOf(failure.getMessage()))
                            + "), restart NIJA")),
                    good.warnings(), good.raw());
        }
    }

    private void remove(String file) {
        files.remove(file);
        reports.remove(file);
        if (inForce.containsKey(file) && takeAway(file)) {
            LOG.info("{}: the file is gone, its configuration was taken away", ShownText.of(file));
        }
    }

    private boolean takeAway(String file) {
        try {
            store.delete(file);
            inForce.remove(file);
            return true;
        } catch (IOException | RuntimeException failure) {
            LOG.error("{}: its configuration could not be taken away ({}); restart NIJA", ShownText.of(file), failure.getMessage());
            return false;
        }
    }

    private static void log(FileReport before, FileReport now) {
        boolean sameProblems = before != null && before.problems().equals(now.problems());
        if (!now.problems().isEmpty() && !sameProblems) {
            now.problems().forEach(problem -> LOG.warn("{}", problem.message()));
        }
        if (before != null && !before.problems().isEmpty() && now.state() == FileReport.State.APPLIED) {
            LOG.info("{}: good again", now.file());
        }
        if (now.state() == FileReport.State.WAITING && (before == null || before.state() != now.state())) {
            LOG.info("{}: waits for a bundle that describes {}", now.file(), now.pid());
        }
        if (before == null || !before.warnings().equals(now.warnings())) {
            now.warnings().forEach(warning -> LOG.warn("{}: {}", now.file(), warning));
        }
    }

    /** The report of one verdict. */
    static FileReport report(FileName.ForPid name, Verdict verdict, boolean inForce, Instant now) {
        String file = ShownText.of(name.file());
        List<FileReport.Problem> problems = verdict.findings().stream()
                .map(finding -> new FileReport.Problem(finding.key(), finding.value(), finding.legal(),
                        sentence(file, finding, inForce)))
                .toList();
        return new FileReport(file, ShownText.of(name.pid()), ShownText.of(name.instance()), verdict.state(inForce),
                problems, verdict.warnings(), verdict.raw(), now);
    }

    private static String sentence(String file, Finding finding, boolean inForce) {
        return file + (finding.line() > 0 ? " line " + finding.line() : "") + ": " + finding.what() + "; the file was refused and "
                + (inForce ? "its last good version stays in force." : "nothing of it is in force.");
    }
}
