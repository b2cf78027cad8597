package io.nija.configuration.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.nija.configuration.FileReport;
import io.nija.configuration.internal.Verdict.Finding;

/** Checks every file of a folder, each by itself and the good ones of each PID together. Applies nothing. Pure. */
final class FolderCheck {

    private FolderCheck() {}

    /** @param inForce the files of which a version is in force */
    static List<FileReport> of(Collection<FolderReader.Found> files, Schemas schemas, Set<String> inForce, Instant now) {
        Map<FileName.ForPid, Verdict> verdicts = new LinkedHashMap<>();
        Map<String, Map<String, Map<String, Object>>> good = new TreeMap<>();
        for (FolderReader.Found found : files) {
            Verdict verdict = FileCheck.of(found.name(), found.content(), schemas);
            verdicts.put(found.name(), verdict);
            if (verdict instanceof Verdict.Good accepted) {
                good.computeIfAbsent(found.name().pid(), pid -> new TreeMap<>())
                        .put(found.name().instance(), FileCheck.plain(accepted.properties()));
            }
        }
        good.forEach((pid, values) -> schemas.objectionsTogether(pid, values).forEach((instance, problems) ->
                verdicts.replaceAll((name, verdict) -> name.pid().equals(pid) && name.instance().equals(instance)
                        && verdict instanceof Verdict.Good accepted ? objected(accepted, problems) : verdict)));
        List<FileReport> reports = new ArrayList<>();
        verdicts.forEach((name, verdict) -> reports.add(AppliedFolder.report(name, verdict, inForce.contains(name.file()), now)));
        return reports;
    }

    private static Verdict objected(Verdict.Good good, List<FileReport.Problem> problems) {
        List<Finding> findings = problems.stream().map(problem -> new Finding(0, ShownText.of(problem.key()),
                ShownText.of(problem.value()), problem.legal(), problem.message())).toList();
        return findings.isEmpty() ? good : new Verdict.Objected(findings, good.properties(), good.warnings(), good.raw());
    }
}
