package io.nija.deployer.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What Declarative Services says of a bundle's components. Thread-safe. */
final class ComponentTroubles {

    /** A condition a component waits for is a switch, not something a bundle lacks. */
    private static final String CONDITION = "osgi.ds.satisfying.condition";
    private static final String CONFIGURED = "require";

    private final ServiceComponentRuntime runtime;

    ComponentTroubles(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** A component that threw when it was activated. */
    Optional<String> failed(Bundle bundle) {
        return runtime.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(configuration -> "its component " + configuration.description.name + " could not start ("
                        + firstLine(configuration.failure) + ")")
                .findFirst();
    }

    /**
     * Components that wait for a service, each with what they wait for. Those that need a configuration are left out:
     * they are instances for a lane, and a lane without keys has to wait.
     */
    Map<String, String> unsatisfied(Bundle bundle) {
        Map<String, String> found = new TreeMap<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            if (!CONFIGURED.equals(component.configurationPolicy)) {
                for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                    String waitsFor = Stream.of(configuration.unsatisfiedReferences)
                            .filter(reference -> !reference.name.equals(CONDITION))
                            .map(reference -> words(component, reference)).collect(Collectors.joining(", "));
                    if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE && !waitsFor.isEmpty()) {
                        found.put(component.name, waitsFor);
                    }
                }
            }
        }
        return found;
    }

    private static String words(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO reference) {
        return Stream.of(component.references).filter(declared -> declared.name.equals(reference.name))
                .map(declared -> declared.interfaceName).findFirst().orElse(reference.name)
                + (reference.target == null ? "" : " " + reference.target);
    }

    /** A stack trace as a text holds no object of the bundle; its first line says enough. */
    private static String firstLine(String failure) {
        if (failure == null) {
            return "no reason given";
        }
        String first = failure.lines().findFirst().orElse("");
        return Words.clean(failure.lines().filter(line -> line.startsWith("Caused by: ")).reduce((a, b) -> b)
                .map(line -> line.substring("Caused by: ".length())).orElse(first));
    }
}
