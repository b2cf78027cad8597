package io.nija.console.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.nija.account.BrokerId;
import io.nija.console.internal.lanes.InstalledBrokers.Installed;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the compatibility kit found for a broker, from {@code compatibility/BROKER.json}: {@code {"sha256","passed",
 * "failed","notApplicable"}}. It counts only for the very jar it names; for another one nothing is known.
 */
final class CompatibilityResults {

    private static final int BUFFER = 1 << 16;

    private final Path folder;

    /** Made when a result is read for the first time: a start has no time for it. */
    private static final class Reader {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();
    }

    CompatibilityResults(Path folder) {
        this.folder = folder;
    }

    /**
     * The result for the jar of {@code installed}, if there is one.
     *
     * @param plugIns the SHA-256 of the jar that runs as a plug-in under a symbolic name: the one in the folder may be another
     */
    Reading of(BrokerId id, Optional<Installed> installed, Function<String, Optional<String>> plugIns) {
        Path file = folder.resolve(id + ".json");
        if (installed.isEmpty() || !Files.isRegularFile(file)) {
            return Reading.NOTHING;
        }
        try {
            Optional<Path> jar = jar(installed.get().location());
            Optional<String> runs = jar.isPresent() ? Optional.of(sha256(jar.get())) : plugIns.apply(installed.get().bundle());
            JsonNode json = Reader.MAPPER.readTree(Files.readString(file));
            if (runs.isEmpty() || !runs.get().equalsIgnoreCase(json.path("sha256").asString(""))) {
                return Reading.NOTHING;
            }
            return new Reading(Optional.of(new Result(count(json, "passed"), count(json, "failed"), count(json, "notApplicable"))),
                    Optional.empty());
        } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
            return new Reading(Optional.empty(), Optional.of("The compatibility result " + file.getFileName()
                    + " cannot be used: " + unreadable.getMessage()));
        }
    }

    private static int count(JsonNode json, String name) {
        JsonNode count = json.path(name);
        if (!count.isInt()) {
            throw new IllegalArgumentException(name + " is not a number.");
        }
        return count.asInt();
    }

    /** The file behind a bundle's location, if it is one. */
    private static Optional<Path> jar(String location) {
        String url = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
        if (!url.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(URI.create(url));
            return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }

    private static String sha256(Path jar) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                // Reading is all that is wanted: the digest listens.
                continue;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * What is known.
     *
     * @param result the figures, if they are for this jar
     * @param problem why a file that is there cannot be used
     */
    record Reading(Optional<Result> result, Optional<String> problem) {

        static final Reading NOTHING = new Reading(Optional.empty(), Optional.empty());
    }

    /** The figures of the kit. */
    record Result(int passed, int failed, int notApplicable) {

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("passed", passed);
            json.put("failed", failed);
            json.put("notApplicable", notApplicable);
            return json;
        }

        String words() {
            return passed + " passed, " + failed + " failed, " + notApplicable + " not applicable";
        }
    }
}
