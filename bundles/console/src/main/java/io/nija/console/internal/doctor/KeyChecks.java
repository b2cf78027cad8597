package io.nija.console.internal.doctor;

import java.util.ArrayList;
import java.util.List;

import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.Step;

/** Keys and clock, from what the platform knows. Absent keys are not a fault. */
final class KeyChecks {

    private KeyChecks() {}

    static List<Finding> keys(CredentialDirectory credentials, Board board) {
        credentials.refresh();
        List<Finding> findings = new ArrayList<>();
        credentials.warnings().forEach(warning -> findings.add(Finding.warn("keys", warning.message() + " (" + warning.code() + ")")));
        board.lanes().flatMap(lane -> credentials.report(lane.lane()).stream())
                .filter(report -> report.state() != State.ABSENT && report.state() != State.PRESENT)
                .forEach(report -> findings.add(wrong(report)));
        if (findings.isEmpty()) {
            findings.add(Finding.ok("keys", "No duplicate, half or malformed keys."));
        }
        return findings;
    }

    private static Finding wrong(CredentialReport report) {
        String what = report.lane() + ": " + report.detail() + " (" + report.code() + ")"
                + (report.hint().isEmpty() ? "" : " " + report.hint());
        return Finding.fail("keys", what);
    }

    static Finding clock(Board board) {
        List<Evidence> measured = board.lanes().flatMap(lane -> lane.evidence(Step.CLOCK).stream()).toList();
        if (measured.isEmpty()) {
            return Finding.unknown("clock", "The offset is unknown: no venue has told the time.");
        }
        return measured.stream().filter(line -> !line.ok()).findFirst()
                .map(line -> Finding.fail("clock", line.detail() + (line.hint().isEmpty() ? "" : " " + line.hint())))
                .orElseGet(() -> Finding.ok("clock", measured.get(0).detail()));
    }
}
