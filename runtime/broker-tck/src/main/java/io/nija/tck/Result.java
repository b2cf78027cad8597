package io.nija.tck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.account.BrokerId;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the kit found.
 *
 * @param kit the kit's version
 * @param broker whose
 * @param version the version of the broker's bundle
 * @param jar its file's name
 * @param sha256 of that very file
 * @param at when it was played
 * @param took how long
 * @param cases in the order of the catalogue
 */
public record Result(String kit, BrokerId broker, String version, String jar, String sha256, Instant at, Duration took, List<Line> cases) {

    public Result {
        cases = List.copyOf(cases);
    }

    /** How a case ended. */
    public enum Verdict {
        PASSED("passed"),
        FAILED("failed"),
        NOT_APPLICABLE("notApplicable");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** As it stands in the file. */
        public String word() {
            return word;
        }
    }

    /**
     * A case.
     *
     * @param reason what was wrong, or why it does not apply; empty when it was passed
     * @param evidence what was seen; empty when it was not passed
     */
    public record Line(String id, String title, Verdict verdict, String reason, String evidence, Duration took) {

        @Override
        public String toString() {
            return String.format("%-14s %-40s %5d ms  %s", verdict.word(), id, took.toMillis(), reason.isEmpty() ? evidence : reason);
        }
    }

    /** How many cases ended so. */
    public long count(Verdict verdict) {
        return cases.stream().filter(line -> line.verdict() == verdict).count();
    }

    /** Those that failed, in words. */
    public List<String> failures() {
        return cases.stream().filter(line -> line.verdict() == Verdict.FAILED).map(line -> line.id() + ": " + line.reason()).toList();
    }

    /** Writes {@code BROKER.json} and {@code BROKER.html}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve(broker + ".json"), JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(json()) + "\n");
        replace(folder.resolve(broker + ".html"), html());
    }

    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kit", kit);
        json.put("broker", broker.value());
        json.put("version", version);
        json.put("jar", jar);
        json.put("sha256", sha256);
        json.put("at", at.toString());
        json.put("tookMillis", took.toMillis());
        for (Verdict verdict : Verdict.values()) {
            json.put(verdict.word(), (int) count(verdict));
        }
        json.put("cases", cases.stream().map(line -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", line.id());
            one.put("title", line.title());
            one.put("result", line.verdict().word());
            one.put("reason", line.reason().isEmpty() ? null : line.reason());
            one.put("evidence", line.evidence().isEmpty() ? null : line.evidence());
            one.put("tookMillis", line.took().toMillis());
            return one;
        }).toList());
        return json;
    }

    private String html() {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(broker.value())
                + ": compatibility</title>\n<style>body{font-family:sans-serif;margin:2em;max-width:80em}table{border-collapse:collapse}"
                + "td,th{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}.passed{background:#d8f0d8}.failed{background:#f4c8c8}"
                + ".notApplicable{background:#e4e4e4}</style></head><body>\n<h1>" + escaped(broker.value()) + "</h1>\n<p>" + count(Verdict.PASSED) + " passed, "
                + count(Verdict.FAILED) + " failed, " + count(Verdict.NOT_APPLICABLE) + " not applicable. Kit " + escaped(kit) + ", " + escaped(jar) + " "
                + escaped(version) + ", SHA-256 " + escaped(sha256) + ", " + at + ", " + took.toSeconds() + " s.</p>\n<table>\n"
                + "<tr><th>case</th><th>must hold</th><th>result</th><th>seen, or why not</th></tr>\n");
        for (Line line : cases) {
            page.append("<tr class=\"").append(line.verdict().word()).append("\"><td>").append(escaped(line.id())).append("</td><td>")
                    .append(escaped(line.title())).append("</td><td>").append(line.verdict() == Verdict.NOT_APPLICABLE ? "not applicable" : line.verdict().word())
                    .append("</td><td>").append(escaped(line.reason().isEmpty() ? line.evidence() : line.reason())).append("</td></tr>\n");
        }
        return page.append("</table>\n</body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
