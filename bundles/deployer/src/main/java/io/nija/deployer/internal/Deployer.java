package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.nija.account.LiveArming;
import io.nija.broker.IntentHold;
import io.nija.platform.Installation;
import io.nija.platform.TimeSource;
import io.nija.plugin.RefusedPlugIn;
import io.nija.plugin.RefusedPlugIns;
import io.nija.plugin.RunningPlugIns;
import io.nija.status.StatusModel;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder of plug-ins while NIJA runs, and serves the commands about them; one at a time. In a start for one
 * command alone it does nothing: there the launcher has installed what is needed.
 *
 * <p>It has a thread of its own, because stopping a plug-in and waiting for its lanes blocks.
 */
@Component(service = {Deployer.class, RefusedPlugIns.class, RunningPlugIns.class}, immediate = true)
public final class Deployer implements RefusedPlugIns, RunningPlugIns {

    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    /** Between two looks; a file is believed after two equal ones. */
    static final Duration LOOK = Duration.ofMillis(250);
    /** How long lanes may take to come back before the jar is taken back. */
    static final Duration LIMIT = Duration.ofSeconds(10);
    /** At the start the processors have better things to do than to read jars; what changed meanwhile is still noticed. */
    private static final Duration START_QUIET = Duration.ofSeconds(1);
    /** The launcher starts plug-ins after this bundle; until then nothing is changed. */
    private static final Duration START_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final List<IntentHold> holds = new CopyOnWriteArrayList<>();
    private final ReentrantLock desk = new ReentrantLock(true);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final TimeSource time;
    private final DeployFolder folder;
    private final Path data;
    private final PlugInBundles bundles;
    private final Workshop workshop;
    private final RefusalMemory memory;
    private final FolderWatch watch;
    private final PlugInDesk orders;
    private final long begin;
    private final boolean watches;
    private final Thread thread;
    private volatile LiveArming arming;
    private boolean open;
    private String obstacle;
    /** What runs, as of the end of the last work: whoever asks must not wait for the next. */
    private volatile Map<String, String> running = Map.of();

    @Activate
    public Deployer(
            BundleContext context,
            @Reference Installation installation,
            @Reference TimeSource time,
            @Reference StatusModel status,
            @Reference ServiceComponentRuntime components) {
        this.time = time;
        data = installation.data().resolve("deploy");
        folder = new DeployFolder(installation.deploy());
        bundles = new PlugInBundles(context);
        Swap swap = new Swap(bundles, new Comeback(status, new ComponentTroubles(components), time), time, () -> holds);
        workshop = new Workshop(folder, new JarStore(data), new History(data.resolve("history")),
                new TrustStore(data.resolve("trusted"), installation.home().resolve("features")), bundles,
                new FrameworkOffers(context), swap, this::armed, time, new ShippedFiles(installation.home().resolve("features")));
        memory = new RefusalMemory(data.resolve("refused"), installation.build());
        watch = new FolderWatch(folder, workshop, LIMIT, memory);
        watches = installation.start() != Installation.Start.COMMAND;
        orders = new PlugInDesk(folder, workshop, watch);
        begin = time.nanoTime();
        thread = new Thread(null, this::run, "nija-deployer", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Deployer.class.getClassLoader());
        if (watches) {
            thread.start();
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        closed.countDown();
        thread.interrupt();
        thread.join(STOP_LIMIT.toMillis());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHold(IntentHold hold) {
        holds.add(hold);
    }

    void removeHold(IntentHold hold) {
        holds.remove(hold);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setArming(LiveArming service) {
        arming = service;
    }

    void unsetArming(LiveArming service) {
        if (arming == service) {
            arming = null;
        }
    }

    private Set<io.nija.account.LaneId> armed() {
        LiveArming service = arming;
        return service == null ? Set.of() : service.armed();
    }

    private void run() {
        try {
            do {
                desk.lockInterruptibly();
                try {
                    if (launched() && !workshop.stopping() && opened().isEmpty()) {
                        watch.look();
                    }
                } catch (RuntimeException failed) {
                    LOG.error("A look at the folder of plug-ins failed; the next one follows: {}", Words.cause(failed), failed);
                } finally {
                    running = workshop.sums();
                    desk.unlock();
                }
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the launcher has started what was there, or failed to. */
    private boolean launched() {
        long since = time.nanoTime() - begin;
        return open || since > START_LIMIT.toNanos() || since > START_QUIET.toNanos() && bundles.all().stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
    }

    /** Reads what is known of plug-ins, once; answers why that is not possible. */
    private Optional<String> opened() {
        if (open) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(data);
            workshop.open();
            open = true;
            return Optional.empty();
        } catch (IOException notOpened) {
            String reason = "The folder " + data + " cannot be used (" + Words.reason(notOpened)
                    + "), so plug-ins are neither watched nor replaced; what runs goes on.";
            if (!reason.equals(obstacle)) {
                obstacle = reason;
                LOG.error("{}", reason);
            }
            return Optional.of(reason);
        }
    }

    @Override
    public List<RefusedPlugIn> refused() throws InterruptedException {
        List<RefusedPlugIn> refused = new ArrayList<>();
        (watches ? watch.problems() : inspected()).forEach((file, problem) -> refused.add(new RefusedPlugIn(Words.clean(file),
                problem.code().name(), problem.sentence(), problem.runs() == null ? null : problem.runs().words())));
        refused.sort(Comparator.comparing(RefusedPlugIn::file));
        return refused;
    }

    @Override
    public Optional<String> sha256(String symbolicName) {
        return Optional.ofNullable(running.get(symbolicName)).filter(sum -> !sum.isEmpty());
    }

    private Map<String, FolderWatch.Problem> inspected() throws InterruptedException {
        desk.lockInterruptibly();
        try {
            return new FolderWatch(folder, workshop, LIMIT, memory).inspect();
        } catch (IOException notListed) {
            return Map.of(folder.folder().toString(), new FolderWatch.Problem(JarRefused.Code.JAR_UNREADABLE, "The folder of plug-ins "
                    + folder.folder() + " cannot be read (" + Words.reason(notListed) + ").", null));
        } finally {
            desk.unlock();
        }
    }

    /** Work that needs the desk for itself. */
    interface Work<T, E extends Exception> {
        T run(PlugInDesk desk) throws E, JarRefused, InterruptedException;
    }

    /**
     * Does something at the desk, when whoever is there has finished.
     *
     * @throws JarRefused when it cannot be done
     */
    <T, E extends Exception> T at(Work<T, E> work) throws E, JarRefused, InterruptedException {
        desk.lockInterruptibly();
        try {
            Optional<String> unusable = opened();
            if (unusable.isPresent()) {
                throw new JarRefused(JarRefused.Code.JAR_UNREADABLE, unusable.get());
            }
            return work.run(orders);
        } finally {
            running = workshop.sums();
            desk.unlock();
        }
    }
}
