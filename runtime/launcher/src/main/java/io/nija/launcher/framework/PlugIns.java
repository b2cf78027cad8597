package io.nija.launcher.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.osgi.framework.Constants;

import io.nija.launcher.Plain;
import io.nija.launcher.feature.ListedBundle;
import io.nija.launcher.feature.Sha256;

/**
 * What lies in {@code deploy/}.
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
     * @param startLevel the framework's start level at which it starts
     */
    public record PlugIn(Path file, String symbolicName, int startLevel) {}

    /**
     * Looks at every {@code *.jar}.
     *
     * @param shipped the plug-ins the features name
     * @param taken the symbolic names of platform and core, which no plug-in may have
     */
    public static PlugIns scan(Path deploy, List<ListedBundle> shipped, Set<String> taken) {
        List<String> remarks = new ArrayList<>();
        List<PlugIn> usable = new ArrayList<>();
        Map<Path, ListedBundle> byName = new HashMap<>();
        shipped.forEach(bundle -> byName.put(bundle.file().getFileName(), bundle));
        Set<String> names = new HashSet<>(taken);
        for (Path file : jars(deploy, byName.keySet(), remarks)) {
            ListedBundle listed = byName.get(file.getFileName());
            try {
                String symbolicName = symbolicName(file);
                if (symbolicName == null) {
                    remarks.add(named(file) + " is skipped: its manifest has no Bundle-SymbolicName.");
                } else if (!names.add(symbolicName)) {
                    remarks.add(named(file) + " is skipped: there is a bundle " + symbolicName
                            + " already; a plug-in is one file, and one name is one bundle.");
                } else {
                    fingerprint(file, listed, remarks);
                    usable.add(new PlugIn(file, symbolicName, listed == null ? START_LEVEL : listed.startLevel()));
                }
            } catch (IOException e) {
                remarks.add(named(file) + " is skipped: it cannot be read as a jar (" + Plain.reason(e) + ").");
            }
        }
        return new PlugIns(List.copyOf(usable), List.copyOf(remarks));
    }

    /** The shipped names first, so that of two jars of one bundle the one in its own place wins; then by name. */
    private static List<Path> jars(Path deploy, Set<Path> shipped, List<String> remarks) {
        try (Stream<Path> entries = Files.list(deploy)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted(Comparator.<Path, Boolean>comparing(file -> !shipped.contains(file.getFileName()))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            remarks.add("The folder of plug-ins " + deploy + " cannot be read (" + Plain.reason(e)
                    + "), so there are none; mend it or set NIJA_DEPLOY.");
            return List.of();
        }
    }

    private static String symbolicName(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String header = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return header == null ? null : header.split(";")[0].strip();
        }
    }

    private static void fingerprint(Path file, ListedBundle listed, List<String> remarks) throws IOException {
        String sha256 = Sha256.of(file);
        if (listed == null) {
            remarks.add(named(file) + " did not come with this NIJA (SHA-256 " + sha256 + "); it is installed.");
        } else if (!sha256.equals(listed.sha256())) {
            remarks.add(named(file) + " is not the one that came with this NIJA (SHA-256 " + sha256
                    + ", shipped " + listed.sha256() + "); it is installed.");
        }
    }

    private static String named(Path file) {
        return "The plug-in " + Plain.text(file.getFileName().toString());
    }
}
