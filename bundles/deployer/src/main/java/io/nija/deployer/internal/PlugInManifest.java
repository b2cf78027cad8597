package io.nija.deployer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.nija.deployer.internal.JarRefused.Code;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What a plug-in's manifest says: a leaf bundle that nobody depends on, so that replacing it touches nobody else.
 *
 * @param symbolicName unique among what is installed
 * @param version for people, and to notice a downgrade
 * @param needs what must be there before it may be started
 * @param offers its own capabilities: components of one bundle may need each other's services
 */
record PlugInManifest(String symbolicName, Version version, List<Need> needs, List<Clause> offers) {

    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /** Each with the reason why a plug-in must not have it. */
    private static final Map<String, String> NOT_ALLOWED = Map.of(
            Constants.EXPORT_PACKAGE, "others could depend on it, and would be stopped with it when it is replaced",
            Constants.DYNAMICIMPORT_PACKAGE, "nobody could tell what it needs",
            Constants.REQUIRE_BUNDLE, "packages and services are needed, not bundles",
            Constants.FRAGMENT_HOST, "a part of another bundle cannot come and go alone",
            Constants.BUNDLE_ACTIVATOR, "its parts are declared as components");

    /** @throws JarRefused when it is missing, malformed, or says what a plug-in must not say */
    static PlugInManifest of(Map<String, String> headers) throws JarRefused {
        if (!"2".equals(headers.getOrDefault(Constants.BUNDLE_MANIFESTVERSION, "").strip())) {
            throw new JarRefused(Code.JAR_MANIFEST, "it is a jar, but not an OSGi bundle (its manifest has no "
                    + "Bundle-ManifestVersion: 2)");
        }
        for (String header : NOT_ALLOWED.keySet().stream().sorted().toList()) {
            if (headers.containsKey(header)) {
                throw new JarRefused(Code.JAR_MANIFEST, "its manifest has " + header + ", which a plug-in must not have: "
                        + NOT_ALLOWED.get(header));
            }
        }
        try {
            return read(headers);
        } catch (IllegalArgumentException malformed) {
            throw new JarRefused(Code.JAR_MANIFEST, "its manifest cannot be understood: " + malformed.getMessage());
        }
    }

    private static PlugInManifest read(Map<String, String> headers) throws JarRefused {
        List<Clause> name = Clause.parse(headers.get(Constants.BUNDLE_SYMBOLICNAME));
        if (name.size() != 1 || name.get(0).paths().size() != 1
                || !SYMBOLIC_NAME.matcher(name.get(0).paths().get(0)).matches()) {
            throw new JarRefused(Code.JAR_MANIFEST, "its manifest has no usable Bundle-SymbolicName");
        }
        List<Need> needs = new ArrayList<>(Need.ofRequirements(headers.get(Constants.REQUIRE_CAPABILITY)));
        needs.addAll(Need.ofImports(headers.get(Constants.IMPORT_PACKAGE)));
        return new PlugInManifest(name.get(0).paths().get(0),
                Version.parseVersion(headers.get(Constants.BUNDLE_VERSION)), List.copyOf(needs),
                List.copyOf(Clause.parse(headers.get(Constants.PROVIDE_CAPABILITY))));
    }
}
