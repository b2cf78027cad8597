package io.nija.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

import io.nija.launcher.Refusal;
import io.nija.launcher.feature.Feature;
import io.nija.launcher.feature.ListedBundle;
import io.nija.launcher.feature.Sha256;
import io.nija.launcher.framework.Platform;

/** Each feature, with what it says it needs and nothing else, is complete. */
class FeaturesTest {

    /** Services no manifest announces, and who registers them. */
    private static final Map<String, String> UNANNOUNCED = Map.of(
            "org.osgi.service.condition.Condition", "the framework (osgi.condition.id=true), and bundles at run time",
            "org.apache.felix.service.command.CommandProcessor", "gogo.runtime, by its activator",
            "org.apache.felix.gogo.jline.Shell", "gogo.jline, by its activator, only when a person is at the terminal",
            "org.osgi.service.cm.ConfigurationAdmin", "configadmin, by its activator",
            "org.osgi.service.metatype.MetaTypeService", "metatype, by its activator",
            "io.nija.credentials.Credentials", "credentials, only for lanes that have keys");

    static Stream<Feature> features() throws Refusal {
        return Distribution.features().all().stream();
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyBundleOfTheClosureResolves(Feature feature, @TempDir Path folder) throws Exception {
        Platform platform = Distribution.wired(Distribution.features().closure(feature), folder);
        try {
            assertThat(platform.problems()).isEmpty();
            assertThat(platform.bundles()).hasSizeGreaterThanOrEqualTo(feature.bundles().size());
        } finally {
            platform.stopAndWait();
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyServiceABundleNeedsIsOfferedInTheClosure(Feature feature, @TempDir Path folder) throws Exception {
        Platform platform = Distribution.wired(Distribution.features().closure(feature), folder);
        try {
            List<BundleCapability> offered = platform.bundles().stream()
                    .flatMap(bundle -> revision(bundle).getDeclaredCapabilities("osgi.service").stream()).toList();
            List<String> missing = new ArrayList<>();
            for (Bundle bundle : platform.bundles()) {
                for (BundleRequirement need : revision(bundle).getDeclaredRequirements("osgi.service")) {
                    if (mandatory(need) && offered.stream().noneMatch(need::matches) && !unannounced(need)) {
                        missing.add(bundle.getSymbolicName() + " needs " + need.getDirectives().get("filter"));
                    }
                }
            }
            assertThat(missing).isEmpty();
        } finally {
            platform.stopAndWait();
        }
    }

    @Test
    void theCoreBundlesSayWhichServicesTheyNeed(@TempDir Path folder) throws Exception {
        Feature core = features().filter(feature -> feature.name().equals("core")).findFirst().orElseThrow();
        Platform platform = Distribution.wired(Distribution.features().closure(core), folder);
        try {
            long needs = platform.bundles().stream()
                    .mapToLong(bundle -> revision(bundle).getDeclaredRequirements("osgi.service").size()).sum();
            assertThat(needs).as("the check above would find nothing missing among nothing").isGreaterThan(3);
        } finally {
            platform.stopAndWait();
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void everyFileIsTheOneItsHashWasTakenFrom(Feature feature) throws Exception {
        assertThat(feature.bundles()).isNotEmpty();
        for (ListedBundle bundle : feature.bundles()) {
            assertThat(Sha256.of(bundle.file())).as(bundle.id()).isEqualTo(bundle.sha256());
        }
    }

    private static BundleRevision revision(Bundle bundle) {
        return bundle.adapt(BundleRevision.class);
    }

    private static boolean mandatory(BundleRequirement need) {
        return !Namespace.RESOLUTION_OPTIONAL.equals(
                need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    }

    private static boolean unannounced(BundleRequirement need) {
        String filter = need.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        return UNANNOUNCED.keySet().stream().anyMatch(service -> filter.contains("(objectClass=" + service + ")"));
    }
}
