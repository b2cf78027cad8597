package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SHA-256 sums of jars somebody vouched for: those that came with this NIJA, and those in
 * {@code <data>/deploy/trusted}, one a line.
 */
final class TrustStore {

    private static final Pattern SHA_256 = Pattern.compile("\\b[0-9a-f]{64}\\b");

    private final Path file;
    private final Path features;
    private final Set<String> known = new HashSet<>();

    /** @param features the folder of the distribution that names what was shipped */
    TrustStore(Path file, Path features) {
        this.file = file;
        this.features = features;
    }

    void open() throws IOException {
        if (Files.isDirectory(features)) {
            List<Path> shipped;
            try (Stream<Path> entries = Files.list(features)) {
                shipped = entries.filter(entry -> entry.getFileName().toString().endsWith(".json")).toList();
            }
            for (Path feature : shipped) {
                read(feature);
            }
        }
        if (Files.exists(file)) {
            read(file);
        }
    }

    private void read(Path source) throws IOException {
        SHA_256.matcher(Files.readString(source, StandardCharsets.UTF_8)).results().forEach(sum -> known.add(sum.group()));
    }

    boolean trusts(String sha256) {
        return known.contains(sha256);
    }

    /** Vouches for a jar, from now on and after every restart. */
    void trust(String sha256) throws IOException {
        if (known.contains(sha256)) {
            return;
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PrivateFile.attributes(file.toAbsolutePath().getParent()));
        }
        Files.writeString(file, sha256 + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        known.add(sha256);
    }

    /** Whether {@code text} is written like a SHA-256. */
    static boolean isSum(String text) {
        return SHA_256.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }
}
