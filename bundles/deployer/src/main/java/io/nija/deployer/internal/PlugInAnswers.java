package io.nija.deployer.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Exit;
import io.nija.deployer.internal.PlugInDesk.Listed;

import org.osgi.framework.Bundle;

/** The answers of the commands about plug-ins. */
final class PlugInAnswers {

    private static final int SHOWN_OF_SHA_256 = 12;

    private PlugInAnswers() {}

    static Answer list(List<Listed> list) {
        List<List<String>> rows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Listed line : list) {
            PlugIn plugIn = line.plugIn();
            List<String> row = new ArrayList<>();
            row.add(DeployFolder.plainName(line.file()));
            row.add(plugIn == null ? null : plugIn.symbolicName());
            row.add(plugIn == null ? null : plugIn.version().toString());
            row.add(state(line));
            row.add(plugIn == null || plugIn.sha256().isEmpty() ? null : plugIn.sha256().substring(0, SHOWN_OF_SHA_256));
            row.add(line.previous() == null ? null : line.previous().version());
            rows.add(row);
            if (line.problem() != null) {
                problems.add(line.problem().sentence());
            }
        }
        return new Answer(Exit.OK, Map.of("plugIns", list.stream().map(PlugInAnswers::json).toList()),
                List.of(new Table(List.of("PLUG-IN", "BUNDLE", "VERSION", "STATE", "SHA-256", "UNDO TO"), rows), new Lines(problems)),
                List.of());
    }

    static Answer changed(Deployment done, Listed now) {
        Map<String, Object> json = json(now);
        json.put("change", done.kind().name());
        json.put("from", done.fromVersion() == null ? null : version(done.fromVersion().toString(), done.fromSha256()));
        json.put("downgrade", done.downgrade());
        json.put("lanes", done.lanes().stream().map(LaneId::toString).toList());
        json.put("milliseconds", done.took().toMillis());
        return new Answer(Exit.OK, json, List.of(Lines.of(sentence(done))), List.of());
    }

    private static String sentence(Deployment done) {
        PlugIn plugIn = done.plugIn();
        return switch (done.kind()) {
            case UNCHANGED -> plugIn.words() + " runs already with these very bytes, which " + plugIn.file()
                    + " holds; nothing was stopped.";
            case INSTALLED -> plugIn.words() + " is installed and runs, as " + plugIn.file() + ".";
            case UPDATED -> plugIn.words() + " runs instead of " + (done.downgrade() ? "the newer " : "") + done.fromVersion()
                    + (done.lanes().isEmpty() ? "" : "; connected again: "
                            + String.join(", ", done.lanes().stream().map(LaneId::toString).toList()))
                    + "; all was back after " + done.took().toMillis() + " ms. nija undo " + DeployFolder.plainName(plugIn.file())
                    + " goes back.";
        };
    }

    private static Map<String, Object> json(Listed line) {
        PlugIn plugIn = line.plugIn();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", DeployFolder.plainName(line.file()));
        json.put("file", line.file());
        json.put("bundle", plugIn == null ? null : plugIn.symbolicName());
        json.put("bundleId", plugIn == null ? null : plugIn.bundle().getBundleId());
        json.put("version", plugIn == null ? null : plugIn.version().toString());
        json.put("sha256", plugIn == null || plugIn.sha256().isEmpty() ? null : plugIn.sha256());
        json.put("state", state(line));
        json.put("since", plugIn == null ? null : plugIn.since());
        json.put("previous", line.previous() == null ? null : version(line.previous().version(), line.previous().sha256()));
        json.put("problem", line.problem() == null ? null : problem(line.problem()));
        return json;
    }

    private static Map<String, Object> problem(FolderWatch.Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", problem.code().name());
        json.put("message", problem.sentence());
        return json;
    }

    private static Map<String, Object> version(String version, String sha256) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("sha256", sha256.isEmpty() ? null : sha256);
        return json;
    }

    private static String state(Listed line) {
        if (line.plugIn() == null) {
            return line.problem().code() == JarRefused.Code.JAR_UNTRUSTED ? "WAITS" : "REFUSED";
        }
        return switch (line.plugIn().bundle().getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.INSTALLED -> "INSTALLED";
            default -> "UNINSTALLED";
        };
    }
}
