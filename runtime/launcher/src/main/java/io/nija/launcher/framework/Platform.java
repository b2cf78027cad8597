package io.nija.launcher.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

import io.nija.launcher.Plain;
import io.nija.launcher.feature.ListedBundle;

/**
 * The framework with its bundles. Used by one thread, except for {@link #stop}, which any may call.
 */
public final class Platform {

    /**
     * jline looks for the implementations of a terminal with the context class loader of the thread that asks for one,
     * which is the one that starts the bundle of Gogo's shell.
     */
    private static final String GOGO_JLINE = "org.apache.felix.gogo.jline";
    private static final String JLINE = "org.jline";
    /** Of services that tell that something is not done starting. */
    private static final String STARTING = "nija.starting";

    private final Framework framework;
    /** Each with whether NIJA cannot go on without it. */
    private final Map<Bundle, Boolean> bundles = new LinkedHashMap<>();
    private final Map<String, Long> startMillis = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private volatile boolean stopping;
    private volatile String objection;
    private volatile ServiceTracker<Object, Object> awaited;

    /** An empty framework, not started. */
    public Platform(FrameworkSettings settings) throws BundleException {
        framework = new FrameworkFactory().newFramework(stringsAndLogger(settings));
        framework.init();
        listenForObjections();
    }

    /**
     * A bundle that finds out, sooner or later, that this NIJA must not run with what is there (a journal of a newer one)
     * registers a {@code Supplier} of a sentence with the property {@code nija.objection}: everything is stopped then.
     */
    private void listenForObjections() {
        BundleContext context = framework.getBundleContext();
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.REGISTERED && context.getService(event.getServiceReference()) instanceof Supplier<?> said) {
                objectTo(Plain.text(String.valueOf(said.get())));
            }
        };
        try {
            context.addServiceListener(listener, "(&(objectClass=" + Supplier.class.getName() + ")(nija.objection=*))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void objectTo(String sentence) {
        objection = sentence;
        try {
            stop();
        } catch (BundleException e) {
            objection = sentence + " And the platform does not stop: " + cause(e) + ".";
        }
    }

    /** Why a bundle stopped this start, in one sentence; empty when none did. */
    public Optional<String> objection() {
        return Optional.ofNullable(objection);
    }

    /** Felix takes its logger as an object among the properties; the specification's type speaks of texts only. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> stringsAndLogger(FrameworkSettings settings) {
        return (Map) settings.properties();
    }

    /** Installs bundles of the distribution from where they lie. */
    public void install(Collection<ListedBundle> listed) {
        for (ListedBundle bundle : listed) {
            String location = "reference:" + bundle.file().toUri();
            install(location, null, bundle.startLevel(), true);
        }
    }

    /** Installs plug-ins from a copy: their files may be replaced while they run. */
    public void installPlugIns(Collection<PlugIns.PlugIn> plugIns) {
        for (PlugIns.PlugIn plugIn : plugIns) {
            String location = "nija:deploy/" + plugIn.file().getFileName();
            try (InputStream content = Files.newInputStream(plugIn.content())) {
                install(location, content, plugIn.startLevel(), false);
            } catch (IOException e) {
                problems.add(new Problem("The plug-in " + plugIn.file().getFileName() + " cannot be read: "
                        + Plain.reason(e) + ".", false));
            }
        }
    }

    private void install(String location, InputStream content, int startLevel, boolean fatal) {
        try {
            // Said before, not after: the framework writes a file each time a bundle's level is set.
            framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(startLevel);
            bundles.put(framework.getBundleContext().installBundle(location, content), fatal);
        } catch (BundleException e) {
            problems.add(new Problem("The bundle " + location + " cannot be installed: " + cause(e) + ".", fatal));
        }
    }

    /** What is installed. */
    public List<Bundle> bundles() {
        return List.copyOf(bundles.keySet());
    }

    /** The symbolic names of what is installed. */
    public Set<String> symbolicNames() {
        return bundles.keySet().stream().map(Bundle::getSymbolicName).collect(Collectors.toSet());
    }

    /** Wires everything, and starts nothing. */
    public void resolve() {
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles.keySet());
        nameUnresolved();
    }

    /**
     * Starts everything, one start level after the other. Transiently: what shall run is decided anew at each start, so
     * there is nothing to remember on disk. Returns early when someone asks it to stop.
     */
    public void start() throws BundleException {
        try {
            startAll();
        } catch (BundleException | IllegalStateException e) {
            // What is stopped while it starts fails in many ways, and none of them is a fault.
            if (!stopping) {
                throw e;
            }
        }
        if (stopping) {
            // A stop that came before the framework's own start would have been undone by it.
            framework.stop();
        }
    }

    private void startAll() throws BundleException {
        if (stopping) {
            return;
        }
        framework.start();
        BundleContext context = framework.getBundleContext();
        ServiceRegistration<?> begins = context == null ? null : context.registerService(Supplier.class, (Supplier<String>) () -> "The bundles are starting.",
                new Hashtable<>(Map.of(STARTING, "bundles")));
        try {
            startBundles();
        } finally {
            if (begins != null && !stopping) {
                begins.unregister();
            }
        }
    }

    private void startBundles() {
        resolve();
        List<Bundle> ordered = bundles.keySet().stream().filter(bundle -> bundle.getState() != Bundle.INSTALLED)
                .sorted(Comparator.comparingInt(bundle -> bundle.adapt(BundleStartLevel.class).getStartLevel())).toList();
        for (Bundle bundle : ordered) {
            if (stopping) {
                return;
            }
            long begin = System.nanoTime();
            try {
                start(bundle);
                startMillis.put(bundle.getSymbolicName(), (System.nanoTime() - begin) / 1_000_000);
            } catch (BundleException e) {
                if (stopping) {
                    return;
                }
                problems.add(new Problem("The bundle " + bundle.getSymbolicName() + " did not start: " + cause(e) + ".",
                        bundles.get(bundle)));
            }
        }
    }

    /**
     * Waits until nothing says any more that it is still starting: a bundle that may yet object to this start registers a
     * {@code Supplier} of a sentence with the property {@code nija.starting} until it knows. Returns early when someone asks to stop.
     *
     * @param timeoutMillis the longest wait; what is not done by then goes on
     */
    public void awaitBegun(long timeoutMillis) throws InterruptedException {
        long end = System.nanoTime() + timeoutMillis * 1_000_000;
        Object change = new Object();
        BundleContext context = framework.getBundleContext();
        if (stopping || context == null) {
            return;
        }
        ServiceTracker<Object, Object> starting = new ServiceTracker<>(context, filter(context, Supplier.class, "(" + STARTING + "=*)"), null) {
            @Override
            public void removedService(ServiceReference<Object> reference, Object service) {
                synchronized (change) {
                    change.notifyAll();
                }
            }
        };
        try {
            starting.open();
            synchronized (change) {
                for (long left = timeoutMillis; left > 0 && !stopping && starting.size() > 0; left = (end - System.nanoTime()) / 1_000_000) {
                    change.wait(left);
                }
            }
            starting.close();
        } catch (IllegalStateException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    private void start(Bundle bundle) throws BundleException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (GOGO_JLINE.equals(bundle.getSymbolicName())) {
            bundles.keySet().stream().filter(b -> JLINE.equals(b.getSymbolicName())).findFirst()
                    .ifPresent(jline -> thread.setContextClassLoader(jline.adapt(BundleWiring.class).getClassLoader()));
        }
        try {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void nameUnresolved() {
        Unresolved unresolved = new Unresolved(framework.adapt(FrameworkWiring.class));
        bundles.forEach((bundle, fatal) -> {
            if (bundle.getState() == Bundle.INSTALLED) {
                problems.add(new Problem("The bundle " + bundle.getSymbolicName() + " does not resolve: it "
                        + unresolved.explain(bundle) + ".", fatal));
            }
        });
    }

    /** What cannot be used, so far. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * The work of a one-shot command.
     *
     * @param timeoutMillis how long to wait until a bundle offers it
     * @return null when none did, or when someone asks to stop meanwhile
     */
    @SuppressWarnings("unchecked")
    public Callable<Integer> oneShot(long timeoutMillis) throws InterruptedException {
        try {
            BundleContext context = framework.getBundleContext();
            if (stopping || context == null) {
                return null;
            }
            ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, filter(context, Callable.class, "(nija.oneshot=true)"), null);
            tracker.open();
            awaited = tracker;
            if (stopping) {
                // stop() may have looked for it before it was there.
                tracker.close();
            }
            Object offered = tracker.waitForService(timeoutMillis);
            return stopping ? null : (Callable<Integer>) offered;
        } catch (IllegalStateException e) {
            if (stopping) {
                return null;
            }
            throw e;
        } finally {
            awaited = null;
        }
    }

    private static Filter filter(BundleContext context, Class<?> type, String property) {
        try {
            return context.createFilter("(&(objectClass=" + type.getName() + ")" + property + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the framework has stopped, whoever stops it. */
    public void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Begins to stop everything, start levels downwards; returns at once. */
    public void stop() throws BundleException {
        stopping = true;
        ServiceTracker<Object, Object> waiting = awaited;
        if (waiting != null) {
            waiting.close();
        }
        framework.stop();
    }

    /** Whether someone asked it to stop. */
    public boolean stopping() {
        return stopping;
    }

    /** Stops everything and waits. */
    public void stopAndWait() throws BundleException, InterruptedException {
        stop();
        awaitStop();
    }

    /** The bundles whose start took longest, with their milliseconds. */
    public String slowest() {
        return startMillis.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(8)
                .map(start -> start.getKey() + " " + start.getValue()).collect(Collectors.joining(", "));
    }

    /** The bundles that are still at work. */
    public List<String> active() {
        return bundles.keySet().stream()
                .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STOPPING)) != 0)
                .map(Bundle::getSymbolicName).toList();
    }

    private static String cause(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getName() : Plain.text(message.strip());
    }
}
