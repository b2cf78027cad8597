package io.nija.deployer.internal;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.deployer.internal.JarRefused.Code;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Whether a jar would find everything it needs, without installing it. Conflicts between the packages of two providers
 * of the same name are not seen here; they end in the roll-back.
 */
final class DryRun {

    /** What is there to be used. */
    interface Offers {

        /**
         * Whether a bundle that can be used offers this.
         *
         * @param except the symbolic name of the bundle that would be replaced: what it offers will be gone
         */
        boolean offered(Need need, String except);
    }

    private DryRun() {}

    /** @throws JarRefused naming everything that is missing */
    static void check(PlugInManifest manifest, Offers offers) throws JarRefused {
        Set<Need> missing;
        try {
            missing = manifest.needs().stream()
                    .filter(need -> !offers.offered(need, manifest.symbolicName()) && !own(manifest, need))
                    .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        } catch (IllegalArgumentException malformed) {
            throw new JarRefused(Code.JAR_MANIFEST, "its manifest cannot be understood: " + malformed.getMessage());
        }
        for (Need need : missing) {
            if (need.java()) {
                throw new JarRefused(Code.JAR_JAVA, "it needs " + need.words() + ", and this is Java "
                        + Runtime.version().feature());
            }
        }
        if (!missing.isEmpty()) {
            throw new JarRefused(Code.JAR_UNRESOLVABLE, "it needs "
                    + missing.stream().map(Need::words).distinct().collect(Collectors.joining(", "))
                    + ", which nobody here offers");
        }
    }

    private static boolean own(PlugInManifest manifest, Need need) {
        return manifest.offers().stream().filter(clause -> clause.paths().contains(need.namespace()))
                .anyMatch(clause -> need.filter() == null || matches(need.filter(), clause.attributes()));
    }

    private static boolean matches(String filter, Map<String, Object> attributes) {
        try {
            return FrameworkUtil.createFilter(filter).matches(attributes);
        } catch (InvalidSyntaxException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }
}
