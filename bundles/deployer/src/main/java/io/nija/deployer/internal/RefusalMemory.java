package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which files of the folder are refused, in {@code <data>/deploy/refused}: one line per file, fields separated by tabs,
 * replaced as a whole. The launcher reads it at the next start, so that it does not install what was refused or taken
 * back, but the copy of what ran instead. Counts only for the build that wrote it: another one may well take the jar.
 */
final class RefusalMemory {

    private static final int FIELDS = 6;

    private final Path file;
    private final String build;
    private List<Line> written;

    RefusalMemory(Path file, String build) {
        this.file = file;
        this.build = build;
    }

    /**
     * A refused file.
     *
     * @param sha256 of the file
     * @param code a {@link JarRefused.Code}
     * @param instead the symbolic name of the plug-in of that file that runs on, or an empty text
     * @param sentence for the operator
     */
    record Line(String file, String sha256, String code, String instead, String sentence) {}

    /** What this build has refused; empty when nothing is known. */
    List<Line> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] field = text.split("\t", -1);
            if (field.length == FIELDS && field[0].equals(build)) {
                lines.add(new Line(field[1], field[2], field[3], field[4], field[5]));
            }
        }
        return lines;
    }

    /** Keeps these lines and no others, and forces them to the disk; does nothing when they are there already. */
    void write(Collection<Line> lines) throws IOException {
        List<Line> now = List.copyOf(lines);
        if (now.equals(written)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Line line : now) {
            text.append(String.join("\t", build, Words.clean(line.file()), line.sha256(), line.code(), line.instead(),
                    Words.clean(line.sentence()))).append('\n');
        }
        Path part = file.resolveSibling(".refused.part");
        try (FileChannel channel = FileChannel.open(part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING), PrivateFile.attributes(file.getParent()))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = now;
    }
}
