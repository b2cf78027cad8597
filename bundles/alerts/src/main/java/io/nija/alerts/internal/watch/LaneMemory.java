package io.nija.alerts.internal.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;

import io.nija.account.LaneId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that were connected, one per line, so that one that does not come back after a restart is noticed. Not thread-safe. */
final class LaneMemory {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.alerts");
    private static final long LONGEST = 1L << 20;

    private final Path file;
    private Set<LaneId> written = Set.of();

    LaneMemory(Path file) {
        this.file = file;
    }

    /** The lanes; a file that cannot be read remembers nothing. */
    Set<LaneId> read() {
        Set<LaneId> lanes = new TreeSet<>();
        try {
            if (Files.size(file) <= LONGEST) {
                for (String line : Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
                    lanes.add(LaneId.parse(line.strip()));
                }
            }
        } catch (NoSuchFileException firstStart) {
            return Set.of();
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("Which lanes were connected before is not known, {} cannot be read. [ALERTS_FILE_DAMAGED]", file);
        }
        written = lanes;
        return lanes;
    }

    /** Keeps the lanes, if they are others than before. */
    void keep(Set<LaneId> lanes) {
        if (lanes.equals(written)) {
            return;
        }
        written = new TreeSet<>(lanes);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.write(part, lanes.stream().map(LaneId::toString).toList(), StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            LOG.warn("{} cannot be written ({}), so after a restart a lane that stays away is not noticed. [ALERTS_FILE_NOT_WRITTEN]",
                    file, full.getClass().getSimpleName());
        }
    }
}
