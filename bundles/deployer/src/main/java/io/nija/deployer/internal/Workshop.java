package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.deployer.internal.JarRefused.Code;
import io.nija.platform.TimeSource;

import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plug-ins that are installed, and the only place where they change. Used by one thread at a time. */
final class Workshop {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    private final DeployFolder folder;
    private final JarStore store;
    private final History history;
    private final TrustStore trust;
    private final PlugInBundles bundles;
    private final DryRun.Offers offers;
    private final Swap swap;
    private final Supplier<Set<LaneId>> armed;
    private final TimeSource time;
    private final ShippedFiles shipped;
    private final Map<String, PlugIn> plugIns = new TreeMap<>();

    Workshop(DeployFolder folder, JarStore store, History history, TrustStore trust, PlugInBundles bundles,
            DryRun.Offers offers, Swap swap, Supplier<Set<LaneId>> armed, TimeSource time, ShippedFiles shipped) {
        this.folder = folder;
        this.store = store;
        this.history = history;
        this.trust = trust;
        this.bundles = bundles;
        this.offers = offers;
        this.swap = swap;
        this.armed = armed;
        this.time = time;
        this.shipped = shipped;
    }

    /** Learns what the launcher installed. */
    void open() throws IOException {
        store.open();
        history.open();
        trust.open();
        for (Bundle bundle : bundles.all()) {
            if (bundle.getSymbolicName() != null) {
                adopt(bundle, PlugInBundles.file(bundle));
            }
        }
    }

    private void adopt(Bundle bundle, String file) throws IOException {
        String name = bundle.getSymbolicName();
        String sha256 = shaOfRunning(bundle, file);
        PlugIn plugIn = new PlugIn(file, name, bundle.getVersion(), sha256, bundle, Instant.ofEpochMilli(bundle.getLastModified()));
        plugIns.put(name, plugIn);
        if (!sha256.isEmpty() && history.last(name).filter(last -> last.sha256().equals(sha256)).isEmpty()) {
            history.add(new History.Entry(time.instant(), History.Event.STARTED, name, file, bundle.getVersion().toString(), sha256,
                    "folder", ""));
        }
    }

    /** The file may have been replaced since the launcher read it, so it is compared with what was installed. */
    private String shaOfRunning(Bundle bundle, String file) throws IOException {
        String name = bundle.getSymbolicName();
        Path staged = stageIfThere(file);
        if (staged != null && sameContent(bundle, staged)) {
            String sha256 = JarContent.sha256(staged);
            keep(name, staged, sha256);
            return sha256;
        }
        if (staged != null) {
            store.discard(staged);
        }
        Optional<Path> kept = store.running(name).filter(copy -> sameContent(bundle, copy));
        return kept.isPresent() ? JarContent.sha256(kept.get()) : "";
    }

    private Path stageIfThere(String file) throws IOException {
        try {
            return store.stage(folder.file(file));
        } catch (java.nio.file.NoSuchFileException gone) {
            return null;
        }
    }

    private static boolean sameContent(Bundle bundle, Path jar) {
        try {
            return PlugInBundles.sameContent(bundle, jar);
        } catch (IOException notEvenAJar) {
            return false;
        }
    }

    Collection<PlugIn> all() {
        return List.copyOf(plugIns.values());
    }

    /** The SHA-256 of each jar that runs, by symbolic name; an empty text where it is not known. */
    Map<String, String> sums() {
        Map<String, String> sums = new TreeMap<>();
        plugIns.forEach((name, plugIn) -> sums.put(name, plugIn.sha256()));
        return Map.copyOf(sums);
    }

    Optional<PlugIn> find(String symbolicName) {
        return Optional.ofNullable(plugIns.get(symbolicName));
    }

    /** A plug-in by its file's name, with or without {@code .jar}, or by its symbolic name. */
    Optional<PlugIn> named(String name) {
        return plugIns.values().stream().filter(plugIn -> plugIn.symbolicName().equals(name) || plugIn.file().equals(name)
                || DeployFolder.plainName(plugIn.file()).equals(name)).findFirst();
    }

    /** The names under which plug-ins came with this NIJA. */
    Set<String> shippedFiles() {
        return shipped.names();
    }

    Set<String> takenNames() {
        return bundles.otherNames();
    }

    boolean stopping() {
        return bundles.stopping();
    }

    /**
     * Whether a jar may take its place here and now; touches nothing.
     *
     * @throws JarRefused when it would find something missing, or nobody vouched for it while a lane is armed
     */
    void vet(JarContent jar) throws JarRefused {
        if (takenNames().contains(jar.manifest().symbolicName())) {
            throw new JarRefused(Code.JAR_NAME_TAKEN, jar.manifest().symbolicName() + " is a bundle of the platform, which a "
                    + "plug-in cannot replace");
        }
        DryRun.check(jar.manifest(), offers);
        Set<LaneId> lanes = armed.get();
        if (!lanes.isEmpty() && !trust.trusts(jar.sha256())) {
            throw new JarRefused(Code.JAR_UNTRUSTED, "nobody has vouched for it while "
                    + lanes.stream().sorted().map(LaneId::toString).collect(Collectors.joining(", "))
                    + " may send real orders; if you know it: nija trust " + jar.sha256());
        }
    }

    /** A private copy of a jar that still has the expected content. */
    Path stage(Path source, JarContent expected) throws IOException, JarRefused {
        Path staged = store.stage(source);
        if (!JarContent.sha256(staged).equals(expected.sha256())) {
            store.discard(staged);
            throw new JarRefused(Code.JAR_INCOMPLETE, "it changed while it was read");
        }
        return staged;
    }

    Path stage(Path source) throws IOException {
        return store.stage(source);
    }

    void discard(Path staged) {
        store.discard(staged);
    }

    Optional<Path> previous(String symbolicName) {
        return store.previous(symbolicName);
    }

    Optional<Path> running(String symbolicName) {
        return store.running(symbolicName);
    }

    History history() {
        return history;
    }

    /** Vouches for a SHA-256. */
    void trust(String sha256, String by) throws IOException {
        trust.trust(sha256);
        history.add(new History.Entry(time.instant(), History.Event.TRUSTED, "", "", "", sha256, by, ""));
    }

    /**
     * Puts a vetted jar in place: a new bundle, or another content for the one of its name.
     *
     * @param staged a private copy; it is kept as what runs, or discarded
     * @param event how it stands in the history
     * @throws JarRefused when it was tried and taken back
     */
    Deployment put(String file, JarContent jar, Path staged, History.Event event, String by, Duration limit)
            throws JarRefused, InterruptedException {
        String name = jar.manifest().symbolicName();
        PlugIn now = plugIns.get(name);
        Swap.Result result = now == null
                ? swap.add(file, staged, limit)
                : swap.replace(now.bundle(), staged, store.running(name).orElse(null), limit);
        if (result instanceof Swap.Result.Failed failed) {
            store.discard(staged);
            note(History.Event.ROLLED_BACK, file, jar, by, failed.reason());
            String why = "it was tried and taken back, because " + failed.reason() + "; " + failed.consequence();
            if (!failed.restored()) {
                LOG.error("{}: {}.", file, Words.clean(why));
            }
            throw new JarRefused(Code.JAR_FAILED, why);
        }
        Swap.Result.Done done = (Swap.Result.Done) result;
        keep(name, staged, jar.sha256());
        PlugIn then = new PlugIn(file, name, done.bundle().getVersion(), jar.sha256(), done.bundle(), time.instant());
        plugIns.put(name, then);
        note(event, file, jar, by, now == null ? "" : "instead of " + now.version() + " " + now.sha256());
        Deployment deployment = new Deployment(then, now == null ? Deployment.Kind.INSTALLED : Deployment.Kind.UPDATED,
                now == null ? null : now.version(), now == null ? null : now.sha256(), done.lanes(), done.took());
        tell(deployment, by);
        return deployment;
    }

    /** What ran before stays the way back when the same jar comes again, after a restart for instance. */
    private void keep(String name, Path staged, String sha256) {
        try {
            Optional<Path> kept = store.running(name);
            if (kept.isPresent() && JarContent.sha256(kept.get()).equals(sha256)) {
                store.discard(staged);
            } else {
                store.runs(name, staged);
            }
        } catch (IOException notKept) {
            LOG.error("The copy of {} for a later roll-back could not be kept ({}); the plug-in itself runs.", name,
                    Words.reason(notKept));
            store.discard(staged);
        }
    }

    private void note(History.Event event, String file, JarContent jar, String by, String note) {
        note(new History.Entry(time.instant(), event, jar.manifest().symbolicName(), file, jar.manifest().version().toString(),
                jar.sha256(), by, note));
    }

    private void note(History.Entry entry) {
        try {
            history.add(entry);
        } catch (IOException notWritten) {
            LOG.error("The history of plug-ins could not be written ({}): {} {} {} by {}.", Words.reason(notWritten), entry.event(),
                    entry.file(), entry.sha256(), entry.by());
        }
    }

    private static void tell(Deployment deployment, String by) {
        PlugIn plugIn = deployment.plugIn();
        if (deployment.kind() == Deployment.Kind.INSTALLED) {
            LOG.info("{}: {} was installed and started (SHA-256 {}, by {}).", plugIn.file(), plugIn.words(), plugIn.sha256(), by);
            return;
        }
        List<String> facts = new ArrayList<>(List.of("SHA-256 " + plugIn.sha256(), "by " + by,
                "back after " + deployment.took().toMillis() + " ms"));
        if (!deployment.lanes().isEmpty()) {
            facts.add("connected again: " + deployment.lanes().stream().map(LaneId::toString).collect(Collectors.joining(", ")));
        }
        if (deployment.downgrade()) {
            LOG.warn("{}: {} was replaced by the OLDER {} ({}).", plugIn.file(), deployment.fromVersion(), plugIn.words(),
                    String.join(", ", facts));
        } else {
            LOG.info("{}: {} was replaced by {} ({}).", plugIn.file(), deployment.fromVersion(), plugIn.words(),
                    String.join(", ", facts));
        }
    }

    /** The same plug-in now lies in another file. */
    void moved(PlugIn plugIn, String file) {
        plugIns.put(plugIn.symbolicName(), plugIn.inFile(file));
        LOG.info("{}: {} goes on from this file, which was {}.", file, plugIn.words(), plugIn.file());
    }

    /** Uninstalls a plug-in whose file is gone. */
    void remove(PlugIn plugIn) throws InterruptedException {
        Optional<String> failure = swap.remove(plugIn.bundle());
        if (failure.isPresent()) {
            LOG.error("{} was deleted, but its bundle {} could not be uninstalled: {}.", plugIn.file(), plugIn.symbolicName(),
                    failure.get());
            return;
        }
        plugIns.remove(plugIn.symbolicName());
        try {
            store.removed(plugIn.symbolicName());
        } catch (IOException notKept) {
            LOG.error("The copy of {} could not be kept ({}), so it cannot be brought back by undo.", plugIn.symbolicName(),
                    Words.reason(notKept));
        }
        note(new History.Entry(time.instant(), History.Event.REMOVED, plugIn.symbolicName(), plugIn.file(),
                plugIn.version().toString(), plugIn.sha256(), "folder", ""));
        LOG.info("{} was deleted: {} is uninstalled. nija undo {} brings it back.", plugIn.file(), plugIn.words(),
                DeployFolder.plainName(plugIn.file()));
    }
}
