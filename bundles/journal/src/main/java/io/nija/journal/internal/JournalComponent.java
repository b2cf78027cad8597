package io.nija.journal.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.nija.account.LaneId;
import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalMonitor;
import io.nija.journal.JournalStorage;
import io.nija.journal.internal.backup.BackupArchive;
import io.nija.journal.internal.codec.RecordCodec;
import io.nija.journal.internal.store.JournalFile;
import io.nija.platform.Boundary;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the journal beside the start, and offers it as a service as long as it is open. A command that needs no lanes does
 * not open it: another process may have it.
 */
@Component(service = {JournalMonitor.class, JournalCopies.class}, immediate = true, configurationPid = "io.nija.journal",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = JournalConfig.class)
// Registered by hand, when it is open.
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.nija.journal.Journal\"")
@SatisfyingConditionTarget("(osgi.condition.id=nija.lanes)")
public final class JournalComponent implements JournalMonitor, JournalCopies {

    private static final Logger LOG = LoggerFactory.getLogger(JournalComponent.class);
    private static final Duration BETWEEN_REFILLS = Duration.ofSeconds(10);
    private static final Duration BEFORE_INSPECTION = Duration.ofSeconds(30);
    private static final Duration BETWEEN_INSPECTIONS = Duration.ofDays(1);
    private static final long MIB = 1L << 20;

    private final BundleContext context;
    private final TimeSource time;
    private final Timers timers;
    private final Workers workers;
    private final SerialQueue queue;
    private final SerialQueue inspecting;
    private final HealthNotes health;
    private final Path database;
    private final Reserve reserve;
    private final boolean command;
    private final boolean demo;
    private final List<Boundary> boundaries = new CopyOnWriteArrayList<>();

    private ServiceRegistration<Journal> registration;
    /** Only of the framework's own types, because the launcher looks for it. */
    private ServiceRegistration<?> objection;
    private JournalFile file;
    private GroupCommit writing;
    private Timers.Timer refilling;
    private Timers.Timer firstInspection;
    private Timers.Timer inspections;
    private boolean closed;

    @Activate
    public JournalComponent(
            JournalConfig config,
            BundleContext context,
            @Reference Installation installation,
            @Reference TimeSource time,
            @Reference Timers timers,
            @Reference Workers workers,
            @Reference(target = "(osgi.jdbc.driver.class=org.sqlite.JDBC)") DataSourceFactory sources) {
        this.context = context;
        this.time = time;
        this.timers = timers;
        this.workers = workers;
        queue = workers.serial("journal");
        inspecting = workers.serial("journal inspection");
        health = new HealthNotes(time::instant);
        JournalFolder folder = new JournalFolder(installation.data());
        database = folder.database(config.url());
        reserve = new Reserve(folder.reserve(), config.reserve_mib() * MIB);
        demo = installation.start() == Installation.Start.DEMO;
        command = installation.start() == Installation.Start.COMMAND;
        // Of the framework's own types: until the journal is open nobody knows whether this NIJA may run with it.
        ServiceRegistration<?> starting = context.registerService(Supplier.class, () -> "The journal is being opened.",
                new Hashtable<>(Map.of("nija.starting", "journal")));
        queue.execute(() -> {
            try {
                open(folder, config, sources, installation.build());
            } finally {
                begun(starting);
            }
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBoundary(Boundary boundary) {
        boundaries.add(boundary);
    }

    void removeBoundary(Boundary boundary) {
        boundaries.remove(boundary);
    }

    private static void begun(ServiceRegistration<?> starting) {
        try {
            starting.unregister();
        } catch (IllegalStateException stopped) {
            // The bundle went meanwhile, and the service with it.
            return;
        }
    }

    private void open(JournalFolder folder, JournalConfig config, DataSourceFactory sources, String build) {
        RecordCodec codec = new RecordCodec();
        try {
            folder.prepare();
            JournalFile opened = folder.opening(sources, config.url(), build, UUID::randomUUID, time)
                    .open(codec, time.instant(), health::damaged);
            health.opened(opened.last());
            offer(opened, codec);
        } catch (JournalException e) {
            health.failed(e.code(), e.getMessage(), "Nothing is traded without a journal.");
            if (e.code().equals(JournalException.NEWER) && !command) {
                object(e.getMessage());
            }
        }
    }

    /**
     * An older NIJA does not run beside the journal of a newer one: what rests at the venues would be looked after by nobody,
     * and the operator believe otherwise. The launcher sees this service, says the sentence and ends with exit code 4.
     */
    private synchronized void object(String sentence) {
        if (!closed) {
            objection = context.registerService(Supplier.class, () -> sentence,
                    new Hashtable<>(Map.of("nija.objection", JournalException.NEWER)));
        }
    }

    private synchronized void offer(JournalFile opened, RecordCodec codec) {
        file = opened;
        if (closed) {
            closeFile();
            return;
        }
        writing = new GroupCommit(opened, reserve, health, queue, workers.shared(),
                this::passed);
        registration = context.registerService(Journal.class, new OpenJournal(opened, codec, time, writing, health), null);
        writing.refill();
        refilling = timers.every(BETWEEN_REFILLS, queue, this::refillIfUsed);
        Inspection inspection = new Inspection(opened, health);
        firstInspection = timers.after(BEFORE_INSPECTION, inspecting, inspection);
        inspections = timers.every(BETWEEN_INSPECTIONS, inspecting, inspection);
    }

    private void refillIfUsed() {
        JournalHealth.State state = health.health().state();
        if (state == JournalHealth.State.RESERVE || state == JournalHealth.State.FAILED) {
            writing.refill();
        }
    }

    @Override
    public JournalHealth health() {
        return health.health();
    }

    @Override
    public JournalStorage storage() {
        return new JournalStorage(database, size(database, database.resolveSibling(database.getFileName() + "-wal")),
                reserve.bytes(), reserve.heldBytes(), health.forcedAt());
    }

    private static Long size(Path... files) {
        long sum = 0;
        try {
            for (Path file : files) {
                sum += Files.exists(file) ? Files.size(file) : 0;
            }
            return sum;
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public BackupArchive.Manifest backup(Path to) throws IOException {
        JournalFile open;
        synchronized (this) {
            open = registration == null ? null : file;
        }
        if (open == null) {
            throw new IOException("The journal is not open: " + health().reason());
        }
        return CopyOfJournal.write(open, to, time.instant(), demo ? "demo" : "run", this::passed);
    }

    private void passed(String name, LaneId lane) {
        boundaries.forEach(boundary -> boundary.passed(name, lane));
    }

    @Deactivate
    void close() {
        ServiceRegistration<Journal> offered;
        synchronized (this) {
            closed = true;
            if (objection != null) {
                objection.unregister();
                objection = null;
            }
            offered = registration;
            registration = null;
        }
        if (offered != null) {
            offered.unregister();
            refilling.close();
            firstInspection.close();
            inspections.close();
            writing.close();
        }
        queue.close();
        inspecting.close();
        synchronized (this) {
            closeFile();
        }
    }

    private void closeFile() {
        if (file != null) {
            try {
                file.close();
            } catch (SQLException e) {
                LOG.warn("The journal was not closed in order ({}); all that was acknowledged is on the disk.", e.getMessage());
            }
            file = null;
        }
    }
}
