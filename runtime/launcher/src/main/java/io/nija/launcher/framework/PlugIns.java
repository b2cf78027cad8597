package io.nija.launcher.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Constants;

import io.nija.launcher.Plain;
import io.nija.launcher.feature.ListedBundle;
import io.nija.launcher.feature.Sha256;

/**
 * What lies in {@code deploy/}. The same rules as the deployer's hold, as far as they can be told before anything runs:
 * a plug-in is one file; of several files of one plug-in the one it came from last time counts, else the one with the
 * shipped name, else none; and what was refused or taken back is not tried again, but what ran instead goes on.
 *
 * @param usable at most one jar of a symbolic name
 * @param remarks sentences about what is skipped, and about what is not as it was shipped
 */
public record PlugIns(List<PlugIn> usable, List<String> remarks) {

    /** The start level of a plug-in no feature names. */
    private static final int START_LEVEL = 30;

    /**
     * A jar to install.
     *
     * @param file the name in the folder, under which it is known
     * @param content what is installed: the file itself, or a copy of what ran before
     * @param startLevel the framework's start level at which it starts
     */
    public record PlugIn(Path file, Path content, String symbolicName, int startLevel) {}

    /** A file that could be installed, and what of it. */
    private record Candidate(Path file, Path content, String symbolicName, ListedBundle listed, String sha256) {

        boolean itself() {
            return content.equals(file);
        }
    }

    /**
     * Looks at every visible {@code *.jar}.
     *
     * @param shipped the plug-ins the features name
     * @param taken the symbolic names of platform and core, which no plug-in may have
     * @param earlier what is known from earlier runs
     */
    public static PlugIns scan(Path deploy, List<ListedBundle> shipped, Set<String> taken, EarlierRuns earlier) {
        List<String> remarks = new ArrayList<>();
        Map<Path, ListedBundle> byName = new HashMap<>();
        shipped.forEach(bundle -> byName.put(bundle.file().getFileName(), bundle));
        Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
        for (Path file : jars(deploy, byName.keySet(), remarks)) {
            candidate(file, byName.get(file.getFileName()), earlier, remarks).ifPresent(candidate ->
                    candidates.computeIfAbsent(candidate.symbolicName(), name -> new ArrayList<>()).add(candidate));
        }
        List<PlugIn> usable = new ArrayList<>();
        candidates.forEach((symbolicName, files) -> chosen(symbolicName, files, taken, earlier, remarks).ifPresent(chosen -> {
            if (chosen.itself()) {
                fingerprint(chosen, remarks);
            }
            usable.add(new PlugIn(chosen.file(), chosen.content(), symbolicName,
                    chosen.listed() == null ? START_LEVEL : chosen.listed().startLevel()));
        }));
        return new PlugIns(List.copyOf(usable), List.copyOf(remarks));
    }

    private static Optional<Candidate> candidate(Path file, ListedBundle listed, EarlierRuns earlier, List<String> remarks) {
        String name = file.getFileName().toString();
        try {
            String sha256 = Sha256.of(file);
            Optional<EarlierRuns.Refused> refused = earlier.refused(name, sha256);
            if (refused.isPresent()) {
                return instead(file, listed, refused.get().instead(), earlier, refused.get().sentence()
                        + " This start does not try it again", remarks);
            }
            String symbolicName = symbolicName(file);
            if (symbolicName == null) {
                remarks.add(named(file) + " is skipped: its manifest has no Bundle-SymbolicName.");
                return Optional.empty();
            }
            return Optional.of(new Candidate(file, file, symbolicName, listed, sha256));
        } catch (IOException e) {
            return instead(file, listed, earlier.plugInOf(name).orElse(""), earlier, named(file)
                    + " is skipped: it cannot be read as a jar (" + Plain.reason(e) + ").", remarks);
        }
    }

    /** What ran when the file was bad already goes on. */
    private static Optional<Candidate> instead(Path file, ListedBundle listed, String symbolicName, EarlierRuns earlier,
            String sentence, List<String> remarks) {
        Optional<Path> copy = earlier.copyOf(symbolicName);
        if (copy.isEmpty()) {
            remarks.add(Plain.text(sentence) + (sentence.endsWith(".") ? "" : "."));
            return Optional.empty();
        }
        String begin = sentence.endsWith(".") ? sentence + " NIJA starts" : sentence + ", but starts";
        remarks.add(Plain.text(begin + " with what ran before, " + symbolicName + version(copy.get())
                + "; replace " + file.getFileName() + ", or put the old jar back: nija undo "
                + file.getFileName().toString().replaceFirst("\\.jar$", "") + "."));
        return Optional.of(new Candidate(file, copy.get(), symbolicName, listed, ""));
    }

    private static Optional<Candidate> chosen(String symbolicName, List<Candidate> files, Set<String> taken, EarlierRuns earlier,
            List<String> remarks) {
        if (taken.contains(symbolicName)) {
            files.forEach(candidate -> remarks.add(named(candidate.file()) + " is skipped: there is a bundle " + symbolicName
                    + " already; a plug-in is one file, and one name is one bundle."));
            return Optional.empty();
        }
        Optional<Candidate> last = earlier.fileOf(symbolicName).flatMap(name ->
                files.stream().filter(candidate -> candidate.file().getFileName().toString().equals(name)).findFirst());
        List<Candidate> shipped = files.size() == 1 ? files : files.stream().filter(candidate -> candidate.listed() != null).toList();
        Optional<Candidate> chosen = last.isPresent() || shipped.size() != 1 ? last : Optional.of(shipped.get(0));
        for (Candidate candidate : files) {
            if (chosen.filter(candidate::equals).isEmpty()) {
                remarks.add(named(candidate.file()) + " is skipped: " + symbolicName + " is also in "
                        + files.stream().filter(other -> other != candidate).map(other -> Plain.text(other.file().getFileName().toString()))
                                .collect(Collectors.joining(", "))
                        + "; a plug-in is one file with one name: remove all but one.");
            }
        }
        return chosen;
    }

    /** The shipped names first; then by name. */
    private static List<Path> jars(Path deploy, Set<Path> shipped, List<String> remarks) {
        try (Stream<Path> entries = Files.list(deploy)) {
            return entries.filter(PlugIns::visibleJar)
                    .sorted(Comparator.<Path, Boolean>comparing(file -> !shipped.contains(file.getFileName()))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            remarks.add("The folder of plug-ins " + deploy + " cannot be read (" + Plain.reason(e)
                    + "), so there are none; mend it or set NIJA_DEPLOY.");
            return List.of();
        }
    }

    private static boolean visibleJar(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") && !name.startsWith(".") && Files.isRegularFile(file);
    }

    /** What a jar calls itself, or null when it is no bundle. */
    static String symbolicName(Path file) throws IOException {
        String header = header(file, Constants.BUNDLE_SYMBOLICNAME);
        return header == null ? null : header.split(";")[0].strip();
    }

    private static String header(Path file, String name) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue(name);
        }
    }

    private static String version(Path jar) {
        try {
            String version = header(jar, Constants.BUNDLE_VERSION);
            return version == null ? "" : " " + version;
        } catch (IOException e) {
            // Only for the sentence; installing it will say what is wrong.
            return "";
        }
    }

    private static void fingerprint(Candidate chosen, List<String> remarks) {
        if (chosen.listed() == null) {
            remarks.add(named(chosen.file()) + " did not come with this NIJA (SHA-256 " + chosen.sha256() + "); it is installed.");
        } else if (!chosen.sha256().equals(chosen.listed().sha256())) {
            remarks.add(named(chosen.file()) + " is not the one that came with this NIJA (SHA-256 " + chosen.sha256()
                    + ", shipped " + chosen.listed().sha256() + "); it is installed.");
        }
    }

    private static String named(Path file) {
        return "The plug-in " + Plain.text(file.getFileName().toString());
    }
}
