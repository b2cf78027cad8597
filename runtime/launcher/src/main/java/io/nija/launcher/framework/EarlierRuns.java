package io.nija.launcher.framework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.launcher.Plain;

/**
 * What the deployer wrote about plug-ins in {@code <data>/deploy} when NIJA last ran: {@code refused} (build, file,
 * SHA-256, code, symbolic name of what ran instead, sentence; of this build only), {@code history} (the file each plug-in
 * came from) and {@code running} (copies of the jars that ran). What cannot be read is as if it were not there, and is named.
 */
public final class EarlierRuns {

    private static final int REFUSED_FIELDS = 6;
    private static final int HISTORY_FIELDS = 8;
    /** Lines of the history that do not say where a plug-in lives. */
    private static final Set<String> NO_PLACE = Set.of("TRUSTED", "ROLLED_BACK");
    private static final String REMOVED = "REMOVED";

    private final Path running;
    private final Map<String, Refused> refused = new HashMap<>();
    private final Map<String, String> fileOf = new HashMap<>();

    /**
     * A file that was refused.
     *
     * @param sha256 of the file as it was then
     * @param instead symbolic name of the plug-in of that file that ran on, or an empty text
     * @param sentence why it was refused
     */
    record Refused(String sha256, String instead, String sentence) {}

    private EarlierRuns(Path folder) {
        running = folder.resolve("running");
    }

    /**
     * Reads what is there.
     *
     * @param data the data folder
     * @param build this build; what another one refused does not count
     * @param remarks where sentences about what cannot be read go
     */
    public static EarlierRuns read(Path data, String build, List<String> remarks) {
        EarlierRuns runs = new EarlierRuns(data.resolve("deploy"));
        for (String[] line : lines(data.resolve("deploy/refused"), REFUSED_FIELDS, remarks)) {
            if (line[0].equals(build)) {
                runs.refused.put(line[1], new Refused(line[2], line[4], line[5]));
            }
        }
        for (String[] line : lines(data.resolve("deploy/history"), HISTORY_FIELDS, remarks)) {
            if (line[1].equals(REMOVED)) {
                runs.fileOf.remove(line[2]);
            } else if (!NO_PLACE.contains(line[1])) {
                runs.fileOf.put(line[2], line[3]);
            }
        }
        return runs;
    }

    /** As if NIJA had never run. */
    public static EarlierRuns none() {
        return new EarlierRuns(Path.of(""));
    }

    private static List<String[]> lines(Path file, int fields, List<String> remarks) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            // The last line of a crash may be half a one.
            return lines.map(line -> line.split("\t", -1)).filter(line -> line.length == fields).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            remarks.add("What happened to plug-ins before cannot be read from " + file + " ("
                    + Plain.text(String.valueOf(e.getMessage())) + "); every jar in the folder is taken as new.");
            return List.of();
        }
    }

    /** Why a file with this very content was refused, if it was. */
    Optional<Refused> refused(String file, String sha256) {
        return Optional.ofNullable(refused.get(file)).filter(line -> line.sha256().equals(sha256));
    }

    /** The file a plug-in last came from, unless it was deleted since. */
    Optional<String> fileOf(String symbolicName) {
        return Optional.ofNullable(fileOf.get(symbolicName));
    }

    /** The symbolic name of the plug-in that last came from a file. */
    Optional<String> plugInOf(String file) {
        List<String> names = new ArrayList<>();
        fileOf.forEach((name, from) -> {
            if (from.equals(file)) {
                names.add(name);
            }
        });
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /** The copy of the jar that ran under a symbolic name. */
    Optional<Path> copyOf(String symbolicName) {
        if (symbolicName.isEmpty() || !Files.isDirectory(running)) {
            return Optional.empty();
        }
        try (Stream<Path> copies = Files.list(running)) {
            for (Path copy : copies.filter(file -> file.getFileName().toString().endsWith(".jar")).toList()) {
                if (symbolicName.equals(PlugIns.symbolicName(copy))) {
                    return Optional.of(copy);
                }
            }
        } catch (IOException e) {
            // Without a copy there is nothing to go back to, and the caller says so.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
