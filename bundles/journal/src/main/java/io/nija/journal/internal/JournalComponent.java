package io.nija.journal.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalMonitor;
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
    private final HealthNotes health = new HealthNotes();
    private final List<Boundary> boundaries = new CopyOnWriteArrayList<>();

    private ServiceRegistration<Journal> registration;
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
        JournalFolder folder = new JournalFolder(installation.data());
        queue.execute(() -> open(folder, config, sources, installation.build()));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBoundary(Boundary boundary) {
        boundaries.add(boundary);
    }

    void removeBoundary(Boundary boundary) {
        boundaries.remove(boundary);
    }

    private void open(JournalFolder folder, JournalConfig config, DataSourceFactory sources, String build) {
        RecordCodec codec = new RecordCodec();
        try {
            folder.prepare();
            JournalFile opened = folder.opening(sources, config.url(), build, UUID::randomUUID, time)
                    .open(codec, time.instant(), health::damaged);
            Reserve reserve = new Reserve(folder.reserve(), config.reserve_mib() * MIB);
            health.opened(opened.last());
            offer(opened, codec, reserve);
        } catch (JournalException e) {
            health.failed(e.code(), e.getMessage(), "Nothing is traded without a journal.");
        }
    }

    private synchronized void offer(JournalFile opened, RecordCodec codec, Reserve reserve) {
        file = opened;
        if (closed) {
            closeFile();
            return;
        }
        writing = new GroupCommit(opened, reserve, health, queue, workers.shared(),
                (name, lane) -> boundaries.forEach(boundary -> boundary.passed(name, lane)));
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
    public BackupArchive.Manifest backup(Path to) throws IOException {
        JournalFile open;
        synchronized (this) {
            open = registration == null ? null : file;
        }
        if (open == null) {
            throw new IOException("The journal is not open: " + health().reason());
        }
        return CopyOfJournal.write(open, to, time.instant());
    }

    @Deactivate
    void close() {
        ServiceRegistration<Journal> offered;
        synchronized (this) {
            closed = true;
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
