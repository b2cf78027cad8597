package io.nija.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of plug-ins: those whose location says that they came from the folder, whoever installed them. */
final class PlugInBundles {

    /** The launcher installs what it finds at start under the same locations, so each plug-in stays one bundle. */
    static final String LOCATION = "nija:deploy/";

    /** The start level of plug-ins in the shipped features. */
    private static final int START_LEVEL = 30;
    private static final int START = Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY;
    private static final long REFRESH_SECONDS = 5;

    private final BundleContext context;

    PlugInBundles(BundleContext context) {
        this.context = context;
    }

    List<Bundle> all() {
        return Arrays.stream(context.getBundles()).filter(bundle -> bundle.getLocation().startsWith(LOCATION)).toList();
    }

    /** The file a plug-in was installed from. */
    static String file(Bundle bundle) {
        return bundle.getLocation().substring(LOCATION.length());
    }

    /** The symbolic names of everything else. */
    Set<String> otherNames() {
        return Arrays.stream(context.getBundles()).filter(bundle -> !bundle.getLocation().startsWith(LOCATION))
                .map(Bundle::getSymbolicName).filter(name -> name != null).collect(Collectors.toSet());
    }

    /** Whether the platform is on its way down: nothing is begun any more. */
    boolean stopping() {
        int state = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState();
        return state != Bundle.ACTIVE && state != Bundle.STARTING;
    }

    /** Installs and does not start. */
    Bundle install(String file, Path jar) throws BundleException, IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            Bundle bundle = context.installBundle(LOCATION + file, content);
            bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
            return bundle;
        }
    }

    /** Starts; the components that can be satisfied are there when this returns. */
    void start(Bundle bundle) throws BundleException {
        bundle.start(START);
    }

    /** Stops: services vanish, sessions drain and close. */
    void stop(Bundle bundle) throws BundleException {
        bundle.stop(Bundle.STOP_TRANSIENT);
    }

    /** Gives a stopped bundle another content; nothing of the old one stays wired. */
    void update(Bundle bundle, Path jar) throws BundleException, IOException, InterruptedException {
        try (InputStream content = Files.newInputStream(jar)) {
            bundle.update(content);
        }
        if (bundle.adapt(BundleRevisions.class).getRevisions().size() > 1) {
            refresh(bundle);
        }
    }

    void uninstall(Bundle bundle) throws BundleException {
        bundle.uninstall();
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.countDown());
        done.await(REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether a jar has exactly the entries a bundle was installed with. */
    static boolean sameContent(Bundle bundle, Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                var installed = bundle.getEntry(entry.getName());
                if (installed == null) {
                    return false;
                }
                try (InputStream one = zip.getInputStream(entry); InputStream other = installed.openStream()) {
                    if (!Arrays.equals(one.readAllBytes(), other.readAllBytes())) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
