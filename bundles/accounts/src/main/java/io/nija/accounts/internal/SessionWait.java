package io.nija.accounts.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.broker.Broker;

import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Why a lane whose keys and broker are there has no session: asks Declarative Services, but only after a time in which
 * a session starts normally. Thread-safe.
 */
final class SessionWait {

    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<LaneId, Long> waitingSince = new ConcurrentHashMap<>();

    /** There is a session, or no reason for one. */
    void over(LaneId lane) {
        waitingSince.remove(lane);
    }

    /** Forgets all other lanes. */
    void retain(Collection<LaneId> lanes) {
        waitingSince.keySet().retainAll(lanes);
    }

    /**
     * Why there is none, in words; empty while it is no surprise.
     *
     * @param components null when Declarative Services cannot be asked
     */
    String reason(LaneId lane, long nanoTime, ServiceComponentRuntime components) {
        long since = waitingSince.computeIfAbsent(lane, first -> nanoTime);
        if (nanoTime - since < PATIENCE.toNanos()) {
            return "";
        }
        return components == null ? "nobody can say why." : ask(lane, components);
    }

    private static String ask(LaneId lane, ServiceComponentRuntime components) {
        String pid = Broker.sessionPid(lane.broker());
        List<ComponentDescriptionDTO> sessions = components.getComponentDescriptionDTOs().stream()
                .filter(component -> Arrays.asList(component.configurationPid).contains(pid)).toList();
        if (sessions.isEmpty()) {
            return "no component is configured by " + pid + "; the broker's bundle offers no session.";
        }
        return sessions.stream().flatMap(session -> components.getComponentConfigurationDTOs(session).stream())
                .filter(configuration -> isOf(lane, configuration)).findFirst().map(SessionWait::state)
                .orElse("it is not configured; a start for one command alone opens none.");
    }

    private static boolean isOf(LaneId lane, ComponentConfigurationDTO configuration) {
        return lane.account().value().equals(configuration.properties.get(Broker.ACCOUNT))
                && lane.broker().value().equals(configuration.properties.get(Broker.BROKER));
    }

    private static String state(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "its configuration is missing.";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> "it waits for " + String.join(", ",
                    Stream.of(configuration.unsatisfiedReferences).map(SessionWait::reference).toList()) + ".";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "it could not start: " + firstLine(configuration.failure);
            default -> "it is there, and not known as a service yet.";
        };
    }

    private static String reference(UnsatisfiedReferenceDTO reference) {
        return reference.name + (reference.target == null ? "" : " " + reference.target);
    }

    /** A failure is a stack trace; its first line says what happened. */
    private static String firstLine(String failure) {
        return failure == null ? "no reason was given." : failure.lines().findFirst().orElse("no reason was given.");
    }
}
