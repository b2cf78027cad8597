package io.nija.deployer.internal;

import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** What the running framework offers: capabilities of wired bundles, and services that are registered now. Thread-safe. */
final class FrameworkOffers implements DryRun.Offers {

    private final BundleContext context;

    FrameworkOffers(BundleContext context) {
        this.context = context;
    }

    @Override
    public boolean offered(Need need, String except) {
        FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        return wiring.findProviders(new Wanted(need)).stream().anyMatch(found -> usable(found, except))
                || need.service() && registered(need.filter(), except);
    }

    private static boolean usable(BundleCapability capability, String except) {
        BundleRevision revision = capability.getRevision();
        BundleWiring wiring = revision.getWiring();
        return wiring != null && wiring.isCurrent() && !except.equals(revision.getSymbolicName());
    }

    /** Not every bundle announces its services in its manifest. */
    private boolean registered(String filter, String except) {
        try {
            var references = context.getAllServiceReferences(null, filter);
            if (references != null) {
                for (var reference : references) {
                    Bundle owner = reference.getBundle();
                    if (owner != null && !except.equals(owner.getSymbolicName())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (InvalidSyntaxException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    private record Wanted(Need need) implements Requirement {

        @Override
        public String getNamespace() {
            return need.namespace();
        }

        @Override
        public Map<String, String> getDirectives() {
            return need.filter() == null ? Map.of() : Map.of(Namespace.REQUIREMENT_FILTER_DIRECTIVE, need.filter());
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public Resource getResource() {
            return null;
        }
    }
}
