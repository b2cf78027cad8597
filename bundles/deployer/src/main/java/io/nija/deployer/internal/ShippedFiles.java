package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names under which plug-ins came with this NIJA: of several new files of one plug-in, the one with such a name
 * counts. Read when they are first asked for. Used by one thread at a time.
 */
final class ShippedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedFiles.class);
    private static final Pattern FILE = Pattern.compile("\"deploy/([^\"/]+\\.jar)\"");

    private final Path features;
    private Set<String> names;

    /** @param features the folder of the distribution that names what was shipped; may be absent */
    ShippedFiles(Path features) {
        this.features = features;
    }

    Set<String> names() {
        if (names == null) {
            try {
                names = read();
            } catch (IOException notRead) {
                LOG.warn("Which plug-ins came with this NIJA is not known ({}); of two files of one plug-in none is preferred.",
                        Words.reason(notRead));
                names = Set.of();
            }
        }
        return names;
    }

    private Set<String> read() throws IOException {
        if (!Files.isDirectory(features)) {
            return Set.of();
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(features)) {
            files = entries.filter(entry -> entry.getFileName().toString().endsWith(".json")).toList();
        }
        Set<String> found = new HashSet<>();
        for (Path file : files) {
            FILE.matcher(Files.readString(file, StandardCharsets.UTF_8)).results().forEach(name -> found.add(name.group(1)));
        }
        return Set.copyOf(found);
    }
}
