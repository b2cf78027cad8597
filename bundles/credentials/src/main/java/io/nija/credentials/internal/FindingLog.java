package io.nija.credentials.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.credentials.CredentialDirectory.Warning;
import io.nija.credentials.CredentialReport.State;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One line per finding, once, when it is another than before. Absent keys are normal and no warning.
 * Account and broker stand on each line by its context, so the text does not repeat them.
 */
final class FindingLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.credentials");

    private record Line(State state, String code, String text) {}

    private final Map<LaneId, Line> said = new HashMap<>();
    private Set<Warning> warned = Set.of();

    void findings(Map<LaneId, Finding> findings) {
        said.keySet().retainAll(findings.keySet());
        findings.forEach((lane, finding) -> {
            Line line = new Line(finding.state(), finding.code(), text(finding));
            if (!line.equals(said.put(lane, line))) {
                say(lane, line);
            }
        });
    }

    private static String text(Finding finding) {
        if (finding.code().equals("KEYS_PRESENT")) {
            return finding.detail() + " Fingerprint " + finding.fingerprint() + ".";
        }
        if (finding.code().equals("KEYS_ABSENT")) {
            return finding.hint();
        }
        return finding.hint().isEmpty() ? finding.detail() : finding.detail() + " " + finding.hint();
    }

    private static void say(LaneId lane, Line line) {
        MDC.put("account", lane.account().value());
        MDC.put("broker", lane.broker().value());
        try {
            switch (line.state()) {
                case PRESENT -> present(line);
                case ABSENT -> LOG.info("No keys, so this lane is skipped and everything else goes on. {} [{}]", line.text(), line.code());
                case HALF, UNREADABLE, MALFORMED, DUPLICATE -> LOG.warn("{} [{}]", line.text(), line.code());
            }
        } finally {
            MDC.remove("account");
            MDC.remove("broker");
        }
    }

    /** A pair that is being proven is on its way; one that is kept for another reason needs somebody. */
    private static void present(Line line) {
        switch (line.code()) {
            case "KEYS_PRESENT", HeldFinding.BEING_PROVEN -> LOG.info("{}", line.text());
            default -> LOG.warn("{} [{}]", line.text(), line.code());
        }
    }

    void warnings(List<Warning> warnings) {
        Set<Warning> now = new HashSet<>(warnings);
        warnings.stream().filter(warning -> !warned.contains(warning))
                .forEach(warning -> LOG.warn("{} [{}]", warning.message(), warning.code()));
        warned = now;
    }
}
