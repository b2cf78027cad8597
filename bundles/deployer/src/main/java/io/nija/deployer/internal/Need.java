package io.nija.deployer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.framework.Constants;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;

/**
 * Something a jar cannot do without.
 *
 * @param namespace the capability's namespace
 * @param filter over the capability's attributes, or null for any
 * @param words what it is, for people
 */
record Need(String namespace, String filter, String words) {

    private static final String SERVICE = "osgi.service";
    private static final String OPTIONAL = "optional";
    private static final String RESOLUTION = "resolution";
    private static final Pattern JAVA = Pattern.compile("\\(version>?=([0-9.]+)\\)");
    private static final Pattern OBJECT_CLASS = Pattern.compile("\\(objectClass=([^)]*)\\)");

    /** A mandatory import of a package. Java's own packages come with Java. */
    static List<Need> ofImports(String header) {
        List<Need> needs = new ArrayList<>();
        for (Clause clause : Clause.parse(header)) {
            if (!OPTIONAL.equals(clause.directives().get(RESOLUTION))) {
                clause.paths().stream().filter(name -> !name.startsWith("java."))
                        .forEach(name -> needs.add(ofPackage(name, clause.attributes())));
            }
        }
        return needs;
    }

    private static Need ofPackage(String name, Map<String, Object> attributes) {
        StringBuilder filter = new StringBuilder("(&(").append(PackageNamespace.PACKAGE_NAMESPACE).append('=').append(name)
                .append(')');
        String words = "the package " + name;
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            String key = attribute.getKey();
            String value = String.valueOf(attribute.getValue());
            if (key.equals(Constants.VERSION_ATTRIBUTE) || key.equals(Constants.BUNDLE_VERSION_ATTRIBUTE)) {
                filter.append(VersionRange.valueOf(value).toFilterString(key));
                words += key.equals(Constants.VERSION_ATTRIBUTE) ? " " + value : "";
            } else {
                filter.append('(').append(key).append('=').append(value.replaceAll("([\\\\*()])", "\\\\$1")).append(')');
            }
        }
        return new Need(PackageNamespace.PACKAGE_NAMESPACE, filter.append(')').toString(), words);
    }

    /** Mandatory requirements, those for a time after the resolving (services) too. */
    static List<Need> ofRequirements(String header) {
        List<Need> needs = new ArrayList<>();
        for (Clause clause : Clause.parse(header)) {
            if (!OPTIONAL.equals(clause.directives().get(RESOLUTION))) {
                String filter = clause.directives().get(Constants.FILTER_DIRECTIVE);
                clause.paths().forEach(namespace -> needs.add(new Need(namespace, filter, words(namespace, filter))));
            }
        }
        return needs;
    }

    private static String words(String namespace, String filter) {
        if (filter == null) {
            return namespace;
        }
        return switch (namespace) {
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> {
                Matcher java = JAVA.matcher(filter);
                yield java.find() ? "Java " + java.group(1) : "a Java with " + filter;
            }
            case SERVICE -> {
                Matcher type = OBJECT_CLASS.matcher(filter);
                yield type.find() ? "the service " + type.group(1) : "a service with " + filter;
            }
            default -> namespace + " " + filter;
        };
    }

    boolean java() {
        return namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE);
    }

    boolean service() {
        return namespace.equals(SERVICE);
    }
}
