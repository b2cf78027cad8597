package io.nija.deployer.internal;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.broker.IntentHold;
import io.nija.platform.internal.SystemTime;
import io.nija.status.Board;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** A real framework with a folder of plug-ins, and everything but Declarative Services. */
final class Bench implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMillis(300);

    final Path deploy;
    final Path data;
    final Path elsewhere;
    final Framework framework;
    final Workshop workshop;
    final RefusalMemory memory;
    final FolderWatch watch;
    final PlugInDesk desk;
    final Set<LaneId> armed = new HashSet<>();
    final Set<String> badVersions = new HashSet<>();
    final Collection<IntentHold> holds = new ArrayList<>();

    Bench(Path root) throws IOException, BundleException {
        deploy = Files.createDirectories(root.resolve("deploy"));
        data = root.resolve("data/deploy");
        elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_STORAGE, root.resolve("cache").toString());
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "io.nija.broker;version=1.0.0");
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "60");
        settings.put("felix.log.level", "1");
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        DeployFolder folder = new DeployFolder(deploy);
        PlugInBundles bundles = new PlugInBundles(framework.getBundleContext());
        SystemTime time = new SystemTime();
        Comeback comeback = new Comeback(() -> new Board(Instant.EPOCH, "test", List.of()), new ComponentTroubles(components()), time);
        workshop = new Workshop(folder, new JarStore(data), new History(data.resolve("history")),
                new TrustStore(data.resolve("trusted"), root.resolve("features")), bundles,
                new FrameworkOffers(framework.getBundleContext()), new Swap(bundles, comeback, time, () -> holds), () -> armed, time,
                new ShippedFiles(root.resolve("features")));
        memory = new RefusalMemory(data.resolve("refused"), "1");
        watch = new FolderWatch(folder, workshop, LIMIT, memory);
        desk = new PlugInDesk(folder, workshop, watch);
        Files.createDirectories(data);
        workshop.open();
    }

    /** Declarative Services as far as it is asked: components of bad versions have failed. */
    private ServiceComponentRuntime components() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(Bench.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" -> descriptions((Bundle[]) arguments[0]);
                    case "getComponentConfigurationDTOs" -> configurations((ComponentDescriptionDTO) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private List<ComponentDescriptionDTO> descriptions(Bundle... asked) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.name = "Bad";
        component.configurationPolicy = "optional";
        return badVersions.contains(asked[0].getVersion().toString()) ? List.of(component) : List.of();
    }

    private static List<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.description = component;
        configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        configuration.failure = "java.lang.IllegalStateException: no way\n\tat a.A.a(A.java:1)\n";
        return List.of(configuration);
    }

    /** Two looks: the first one sees, the second one believes. */
    void look() throws InterruptedException {
        watch.look();
        watch.look();
    }

    Bundle bundle(String symbolicName) {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        return null;
    }

    String running(String symbolicName) {
        Bundle bundle = bundle(symbolicName);
        return bundle == null ? "none" : bundle.getVersion() + (bundle.getState() == Bundle.ACTIVE ? "" : " not active");
    }

    String problem(String file) {
        FolderWatch.Problem problem = watch.problems().get(file);
        return problem == null ? "none" : problem.code() + " " + problem.sentence();
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
