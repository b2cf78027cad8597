package io.nija.configuration.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport;
import io.nija.configuration.NewKey;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the configuration folder by looking at it: change notices do not come from network file systems, nor for
 * the folders that Kubernetes swaps. All work is on one queue; activation waits for nothing.
 */
@Component(service = ConfigurationFiles.class, immediate = true)
public final class ConfigurationFolder implements ConfigurationFiles {

    /** Between two looks while nothing changes. */
    static final Duration LOOK = Duration.ofMillis(200);
    /** At start a file that nobody has written to for so long is believed at the first look. */
    static final Duration AT_REST = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFolder.class);

    private final Installation installation;
    private final TimeSource time;
    private final Timers timers;
    private final SerialQueue queue;
    private final BundleSchemas schemas;
    private final FolderReader reader;
    private final AppliedFolder applied;
    private final Settling settling = new Settling();
    private final AtomicBoolean schemasChanged = new AtomicBoolean();
    private final KeyMemory memory;
    /** Only touched on the queue. */
    private boolean read;
    private boolean unlearned = true;
    private String notLearned = "";
    private String folderProblem;

    private volatile Snapshot snapshot = new Snapshot(List.of(), Set.of());
    private volatile Timers.Timer next;

    private record Snapshot(List<FileReport> reports, Set<String> inForce) {}

    @Activate
    public ConfigurationFolder(
            BundleContext context,
            @Reference Installation installation,
            @Reference TimeSource time,
            @Reference Timers timers,
            @Reference Workers workers,
            @Reference ConfigurationAdmin admin,
            @Reference MetaTypeService metatype) {
        this.installation = installation;
        this.time = time;
        this.timers = timers;
        this.queue = workers.serial("configuration");
        this.reader = new FolderReader(installation.config());
        this.schemas = new BundleSchemas(context, metatype, this::schemasChanged);
        this.memory = new KeyMemory(installation.data());
        this.applied = new AppliedFolder(schemas, new ConfigurationStore(admin), time);
        schemas.open();
        queue.execute(applied::adopt);
        queue.execute(this::look);
    }

    @Deactivate
    void stop() {
        queue.close();
        Timers.Timer pending = next;
        if (pending != null) {
            pending.close();
        }
        schemas.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRule(ConfigurationRule rule) {
        schemas.add(rule);
    }

    void removeRule(ConfigurationRule rule) {
        schemas.remove(rule);
    }

    private void schemasChanged() {
        if (schemasChanged.compareAndSet(false, true)) {
            queue.execute(() -> {
                schemasChanged.set(false);
                unlearned = true;
                applied.reevaluate();
                publish();
            });
        }
    }

    private void look() {
        try {
            FolderReader.Look found = reader.look();
            if (found.problem() == null) {
                if (folderProblem != null) {
                    folderProblem = null;
                    LOG.info("The configuration folder {} can be read again.", installation.config());
                }
                take(found);
                learn();
            } else if (!found.problem().equals(folderProblem)) {
                folderProblem = found.problem();
                LOG.warn("The configuration folder {} cannot be used: {}; {}.", installation.config(), folderProblem,
                        read ? "what is in force stays in force" : "NIJA runs on its defaults");
            }
        } finally {
            if (!queue.closed()) {
                next = timers.after(settling.isUnsettled() ? Settling.CONFIRM : LOOK, queue, this::look);
            }
        }
    }

    private void take(FolderReader.Look found) {
        Set<String> atRest = read ? Set.of() : atRest(found.files());
        if (!read) {
            read = true;
            applied.dropOrphans(found.files().keySet());
        }
        List<Settling.Change> changes = settling.observe(found.files(), atRest, time.nanoTime());
        if (!changes.isEmpty()) {
            applied.apply(changes);
            publish();
        }
    }

    /** Remembers the keys of this run for the next one, and says which ones the last run did not know. */
    private void learn() {
        if (!unlearned || installation.start() == Installation.Start.COMMAND) {
            return;
        }
        unlearned = false;
        List<Schema> described = schemas.all();
        try {
            KnownKeys before = memory.read();
            KnownKeys now = before.and(described);
            if (now.equals(before)) {
                return;
            }
            memory.write(now);
            Map<String, List<NewKey>> added = before.newIn(described).stream()
                    .filter(key -> !before.since().get(key.pid()).containsKey(key.key()))
                    .collect(Collectors.groupingBy(NewKey::pid, TreeMap::new, Collectors.toList()));
            added.forEach((pid, keys) -> LOG.info("New in version {} of what {} configures: {}. Your files are left as they are; "
                    + "'config check' lists new keys.", keys.get(0).version(), pid,
                    keys.stream().map(KnownKeys::words).collect(Collectors.joining(", "))));
        } catch (IOException failed) {
            String reason = String.valueOf(failed.getMessage());
            if (!reason.equals(notLearned)) {
                notLearned = reason;
                LOG.warn("Which keys this version knows could not be kept ({}), so the next one cannot say which are new.", reason);
            }
        }
    }

    private Set<String> atRest(Map<String, FolderReader.Found> files) {
        Instant latest = time.instant().minus(AT_REST);
        return files.entrySet().stream()
                .filter(file -> file.getValue().modified().isBefore(latest))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void publish() {
        snapshot = new Snapshot(applied.reports(), applied.inForce());
    }

    @Override
    public List<FileReport> files() {
        return snapshot.reports();
    }

    @Override
    public List<String> ignored() {
        return reader.look().ignored().stream()
                .map(file -> ShownText.of(file.file()) + ": " + file.reason())
                .toList();
    }

    @Override
    public List<FileReport> check() {
        return FolderCheck.of(reader.look().files().values(), schemas, snapshot.inForce(), time.instant());
    }

    @Override
    public List<NewKey> newKeys() {
        KnownKeys known;
        try {
            known = memory.read();
        } catch (IOException unreadable) {
            LOG.warn("Which keys are new is not known ({}).", unreadable.getMessage());
            return List.of();
        }
        List<FileReport> files = check();
        List<NewKey> unset = new ArrayList<>();
        for (NewKey key : known.newIn(schemas.all())) {
            List<FileReport> ofThisKind = files.stream().filter(file -> file.pid().equals(key.pid())).toList();
            List<String> without = ofThisKind.stream().filter(file -> !sets(file, key.key())).map(FileReport::file).toList();
            if (ofThisKind.isEmpty() || !without.isEmpty()) {
                unset.add(new NewKey(key.pid(), key.key(), key.defaultValue(), key.version(), without));
            }
        }
        return unset;
    }

    private static boolean sets(FileReport file, String key) {
        return key.endsWith(".*") ? file.raw().keySet().stream().anyMatch(set -> set.startsWith(key.substring(0, key.length() - 1)))
                : file.raw().containsKey(key);
    }
}
