package io.nija.container;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.inject.Inject;

import io.nija.broker.Broker;
import io.nija.command.Command;
import io.nija.status.LadderState;
import io.nija.testkit.Provision;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** All shipped features together, without a key. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeatureWiringTest {

    @Inject
    private BundleContext context;
    private Inside inside;

    @Configuration
    public Option[] configuration() throws Exception {
        return Provision.of(getClass()).options();
    }

    @Before
    public void enter() {
        inside = new Inside(context);
    }

    @Test
    public void everyBundleIsActive() {
        List<String> asleep = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (!fragment && bundle.getState() != Bundle.ACTIVE) {
                asleep.add(bundle.getSymbolicName() + " " + bundle.getState());
            }
        }
        assertEquals(List.of(), asleep);
    }

    @Test
    public void everyComponentThatNeedsNoConfigurationIsSatisfied() throws Exception {
        inside.await(() -> "every component is satisfied, but " + unsatisfied(), () -> unsatisfied().isEmpty());
    }

    private List<String> unsatisfied() {
        ServiceComponentRuntime components = inside.service(ServiceComponentRuntime.class).orElseThrow();
        List<String> found = new ArrayList<>();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                boolean ours = description.name.startsWith("io.nija.");
                boolean needsFile = "require".equals(description.configurationPolicy);
                // What only another way to start needs: the demo's exchange, a single command, a terminal.
                boolean otherStart = description.name.contains("Demo") || description.name.contains("OneShot")
                        || description.name.endsWith("ConsoleSessions");
                if (ours && !needsFile && !otherStart && configuration.unsatisfiedReferences.length > 0) {
                    found.add(description.name + " needs " + configuration.unsatisfiedReferences[0].name + " "
                            + configuration.unsatisfiedReferences[0].target);
                }
            }
        }
        return found;
    }

    @Test
    public void theThreeAccountsAreListedAndNoSessionExists() throws Exception {
        inside.await(Inside.MASTER, LadderState.NOT_CONFIGURED);
        inside.await(Inside.DAIVON, LadderState.NOT_CONFIGURED);
        inside.await(Inside.TANIA, LadderState.NOT_CONFIGURED);
        assertEquals(List.of(), inside.sessions());
        assertEquals(List.of("KRAKEN_USER_TANIA_API_KEY", "KRAKEN_USER_TANIA_API_SECRET"),
                inside.lane(Inside.TANIA).orElseThrow().missing());
    }

    @Test
    public void theShippedBrokersAreThere() throws Exception {
        Set<Object> wanted = Set.of("kraken", "paper");
        inside.await(() -> "the brokers are " + brokers(), () -> brokers().equals(wanted));
    }

    private Set<Object> brokers() {
        Set<Object> names = new java.util.HashSet<>();
        try {
            for (ServiceReference<?> reference : context.getAllServiceReferences(Broker.class.getName(), null)) {
                names.add(reference.getProperty(Broker.BROKER));
            }
        } catch (org.osgi.framework.InvalidSyntaxException noFilter) {
            throw new AssertionError(noFilter);
        }
        return names;
    }

    @Test
    public void theCommandsOfThisVersionAreThere() throws Exception {
        Set<String> wanted = new TreeSet<>(Set.of("status", "why", "verify", "report", "reconnect", "accounts",
                "brokers", "balances", "instruments", "orders", "simulator", "config check", "doctor", "version"));
        inside.await(() -> "no command is missing, but " + missing(wanted), () -> missing(wanted).isEmpty());
    }

    private Set<String> missing(Set<String> wanted) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(commands());
        return missing;
    }

    private Set<String> commands() {
        Set<String> names = new TreeSet<>();
        try {
            for (ServiceReference<Command> reference : context.getServiceReferences(Command.class, null)) {
                names.add(context.getService(reference).spec().name());
            }
        } catch (org.osgi.framework.InvalidSyntaxException noFilter) {
            throw new AssertionError(noFilter);
        }
        return names;
    }

    @Test
    public void onlyTheApiAndLibrariesExportAnything() {
        for (Bundle bundle : inside.ours()) {
            if (!Set.of("io.nija.api", "io.nija.books", "io.nija.exchange", "io.nija.indicators", "io.nija.matching", "io.nija.strategy.kit").contains(bundle.getSymbolicName())) {
                assertEquals(bundle.getSymbolicName(), null, bundle.getHeaders().get("Export-Package"));
            }
        }
    }
}
