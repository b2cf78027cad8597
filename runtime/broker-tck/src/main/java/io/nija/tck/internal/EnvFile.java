package io.nija.tck.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.tck.Venue;

/** The {@code .env} of the configuration folder, written as an editor does: whole, private, at once. Cases share it. */
final class EnvFile {

    private final Path file;
    private final Map<String, List<String>> lines = new TreeMap<>();

    EnvFile(Path config) {
        file = config.resolve(".env");
    }

    /** The variable in which NIJA looks for the half of a user's pair. */
    static String variable(LaneId lane, String half) {
        String account = lane.account().value();
        String first = account.contains("_") ? account.substring(0, account.indexOf('_')) : account;
        return (lane.broker() + "_USER_" + first + "_API_" + half).toUpperCase(java.util.Locale.ROOT);
    }

    void keys(LaneId lane, Venue.Keys keys) throws IOException {
        put(lane, variable(lane, "KEY") + "=" + keys.key(), variable(lane, "SECRET") + "=" + keys.secret());
    }

    synchronized void keys(Map<LaneId, Venue.Keys> all) throws IOException {
        all.forEach((lane, keys) -> lines.put(lane.toString(), List.of(variable(lane, "KEY") + "=" + keys.key(),
                variable(lane, "SECRET") + "=" + keys.secret())));
        write();
    }

    /** What stands there for one lane; nothing for none. */
    synchronized void put(LaneId lane, String... its) throws IOException {
        List<String> now = List.of(its);
        if (!now.equals(lines.getOrDefault(lane.toString(), List.of()))) {
            lines.put(lane.toString(), now);
            write();
        }
    }

    private void write() throws IOException {
        List<String> all = new ArrayList<>();
        lines.values().forEach(all::addAll);
        Path temporary = file.resolveSibling(".env.tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, String.join("\n", all) + "\n", StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
