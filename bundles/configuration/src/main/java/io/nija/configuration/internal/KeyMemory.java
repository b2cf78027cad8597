package io.nija.configuration.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link KnownKeys} on disk, in {@code <data>/configuration/keys}: one line for each key, PID, key and version separated by
 * tabs, replaced as a whole. Losing it costs nothing but a hint.
 */
final class KeyMemory {

    private static final int FIELDS = 3;

    private final Path file;

    KeyMemory(Path data) {
        file = data.resolve("configuration/keys");
    }

    KnownKeys read() throws IOException {
        if (!Files.exists(file)) {
            return KnownKeys.NONE;
        }
        Map<String, Map<String, String>> since = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] field = line.split("\t", -1);
            if (field.length == FIELDS) {
                since.computeIfAbsent(field[0], pid -> new TreeMap<>()).put(field[1], field[2]);
            }
        }
        return new KnownKeys(since);
    }

    void write(KnownKeys known) throws IOException {
        StringBuilder text = new StringBuilder();
        known.since().forEach((pid, keys) -> keys.forEach((key, version) ->
                text.append(pid).append('\t').append(key).append('\t').append(version).append('\n')));
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(".keys.part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
