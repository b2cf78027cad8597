package io.nija.accounts.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.nija.account.BrokerId;
import io.nija.configuration.FileReport;

/**
 * A broker whose file was refused and has no earlier good version must not fall back on its defaults: the file may have
 * meant a simulator, and the defaults are the real venue. Its lanes wait for the file. Pure.
 */
final class RefusedBrokerFile {

    private RefusedBrokerFile() {}

    /** Why a broker must not be used, if it must not. */
    static Optional<Trouble> of(BrokerId broker, List<FileReport> reports) {
        return reports.stream()
                .filter(report -> report.state() == FileReport.State.REFUSED && report.instance().isEmpty()
                        && report.pid().equals("io.nija.broker." + broker))
                .findFirst().map(RefusedBrokerFile::trouble);
    }

    /**
     * Whether it is known what the broker's file says: it was judged, or there is none.
     *
     * @param folder the configuration folder
     */
    static boolean judged(BrokerId broker, List<FileReport> reports, Path folder) {
        String file = "io.nija.broker." + broker + ".cfg";
        return reports.stream().anyMatch(report -> report.file().equals(file))
                || !reports.isEmpty() && Files.notExists(folder.resolve(file));
    }

    private static Trouble trouble(FileReport report) {
        String problems = report.problems().stream().map(problem -> Plain.text(problem.message()))
                .collect(Collectors.joining(" "));
        return new Trouble("BROKER_FILE_REFUSED", problems.isEmpty() ? report.file() + " was refused." : problems,
                "Correct " + report.file() + "; until then nothing is sent to this broker.");
    }
}
