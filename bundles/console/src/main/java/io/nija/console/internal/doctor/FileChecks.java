package io.nija.console.internal.doctor;

import java.util.ArrayList;
import java.util.List;

import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.configuration.FileReport.Problem;

/** The configuration folder, looked at now. */
final class FileChecks {

    private final ConfigurationFiles files;

    FileChecks(ConfigurationFiles files) {
        this.files = files;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<FileReport> reports = files.check();
        for (FileReport report : reports) {
            report.problems().forEach(problem -> findings.add(refused(report, problem)));
            report.warnings().forEach(warning -> findings.add(Finding.warn("configuration", report.file() + ": " + warning)));
        }
        files.ignored().forEach(ignored -> findings.add(Finding.warn("configuration", ignored)));
        if (findings.isEmpty()) {
            findings.add(Finding.ok("configuration", reports.size() == 1 ? "1 file, nothing wrong with it."
                    : reports.size() + " files, nothing wrong with them."));
        }
        return findings;
    }

    private static Finding refused(FileReport report, Problem problem) {
        return Finding.fail("configuration", report.file() + ": " + problem.message());
    }
}
