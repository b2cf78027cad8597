package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.util.promise.Promise;

class SessionWaitTest {

    private static final LaneId LANE = LaneId.of("master", "kraken");
    private static final long PATIENCE = SessionWait.PATIENCE.toNanos();

    private final SessionWait wait = new SessionWait();

    private String reason(ServiceComponentRuntime components) {
        wait.over(LANE);
        assertThat(wait.reason(LANE, 0, components)).isEmpty();
        assertThat(wait.reason(LANE, PATIENCE - 1, components)).isEmpty();
        return wait.reason(LANE, PATIENCE, components);
    }

    private static ComponentConfigurationDTO configuration(String account, int state) {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = state;
        configuration.properties = Map.of("account", account, "broker", "kraken");
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
        return configuration;
    }

    @Test
    void theReferenceThatIsMissingIsNamedWithItsFilter() {
        ComponentConfigurationDTO waiting = configuration("master", ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
        UnsatisfiedReferenceDTO credentials = new UnsatisfiedReferenceDTO();
        credentials.name = "credentials";
        credentials.target = "(&(broker=kraken)(account=master))";
        waiting.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {credentials};
        assertThat(reason(new Components("io.nija.session.kraken", configuration("tom", 1), waiting)))
                .isEqualTo("it waits for credentials (&(broker=kraken)(account=master)).");
    }

    @Test
    void aSessionThatFailedToStartSaysWhyInOneLine() {
        ComponentConfigurationDTO failed = configuration("master", ComponentConfigurationDTO.FAILED_ACTIVATION);
        failed.failure = "java.lang.IllegalStateException: no folder\n\tat somewhere\n\tat elsewhere";
        assertThat(reason(new Components("io.nija.session.kraken", failed)))
                .isEqualTo("it could not start: java.lang.IllegalStateException: no folder");
    }

    @Test
    void noConfigurationAndNoComponentAreToldApart() {
        assertThat(reason(new Components("io.nija.session.kraken", configuration("tom", 1)))).contains("it is not configured");
        assertThat(reason(new Components("io.nija.session.other"))).contains("no component is configured by io.nija.session.kraken");
        assertThat(reason(null)).isEqualTo("nobody can say why.");
    }

    @Test
    void waitingBeginsAnewAfterASession() {
        wait.reason(LANE, 0, null);
        wait.over(LANE);
        assertThat(wait.reason(LANE, PATIENCE, null)).isEmpty();
        wait.retain(List.of());
        assertThat(wait.reason(LANE, PATIENCE + Duration.ofHours(1).toNanos(), null)).isEmpty();
    }

    private static final class Components implements ServiceComponentRuntime {

        private final ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        private final List<ComponentConfigurationDTO> configurations;

        Components(String pid, ComponentConfigurationDTO... configurations) {
            description.configurationPid = new String[] {pid};
            this.configurations = List.of(configurations);
        }

        @Override
        public Collection<ComponentDescriptionDTO> getComponentDescriptionDTOs(Bundle... bundles) {
            return List.of(description);
        }

        @Override
        public ComponentDescriptionDTO getComponentDescriptionDTO(Bundle bundle, String name) {
            return description;
        }

        @Override
        public Collection<ComponentConfigurationDTO> getComponentConfigurationDTOs(ComponentDescriptionDTO component) {
            return configurations;
        }

        @Override
        public boolean isComponentEnabled(ComponentDescriptionDTO component) {
            return true;
        }

        @Override
        public Promise<Void> enableComponent(ComponentDescriptionDTO component) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Promise<Void> disableComponent(ComponentDescriptionDTO component) {
            throw new UnsupportedOperationException();
        }
    }
}
