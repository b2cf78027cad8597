package io.nija.launcher.framework;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Why a bundle does not resolve, in words. */
final class Unresolved {

    private static final Pattern AT_LEAST = Pattern.compile("\\(version>=([^)]*)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");

    private final FrameworkWiring wiring;

    Unresolved(FrameworkWiring wiring) {
        this.wiring = wiring;
    }

    /** What the bundle needs and nobody offers; or whom it needs who does not resolve either. */
    String explain(Bundle bundle) {
        List<BundleRequirement> needs = bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(Unresolved::mandatory).toList();
        List<String> missing = needs.stream().filter(need -> wiring.findProviders(need).isEmpty())
                .map(Unresolved::describe).toList();
        if (!missing.isEmpty()) {
            return "needs " + String.join(", ", missing) + ", which no installed bundle offers";
        }
        List<String> waiting = needs.stream().map(wiring::findProviders).filter(Unresolved::noneResolved)
                .map(providers -> providers.iterator().next().getRevision().getBundle().getSymbolicName())
                .distinct().toList();
        if (!waiting.isEmpty()) {
            return "needs " + String.join(", ", waiting) + ", which does not resolve itself";
        }
        return "has needs that contradict each other (two of its dependencies want different providers of a package)";
    }

    private static boolean mandatory(BundleRequirement need) {
        return !Namespace.RESOLUTION_OPTIONAL.equals(
                        need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && !"dynamic".equals(need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && need.getDirectives().getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE,
                        Namespace.EFFECTIVE_RESOLVE).equals(Namespace.EFFECTIVE_RESOLVE);
    }

    private static boolean noneResolved(Collection<BundleCapability> providers) {
        return !providers.isEmpty() && providers.stream().noneMatch(provider ->
                (provider.getRevision().getBundle().getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0);
    }

    private static String describe(BundleRequirement need) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        return switch (need.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE ->
                "the package " + value(filter, PackageNamespace.PACKAGE_NAMESPACE) + range(filter);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> "a newer Java " + filter;
            default -> need.getNamespace() + " " + filter;
        };
    }

    private static String value(String filter, String attribute) {
        Matcher matcher = Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)").matcher(filter);
        return matcher.find() ? matcher.group(1) : filter;
    }

    private static String range(String filter) {
        String below = BELOW.matcher(filter).results().map(r -> r.group(1)).collect(Collectors.joining());
        Matcher atLeast = AT_LEAST.matcher(BELOW.matcher(filter).replaceAll(""));
        if (!atLeast.find()) {
            return "";
        }
        return below.isEmpty() ? " " + atLeast.group(1) + " or newer" : " [" + atLeast.group(1) + "," + below + ")";
    }
}
