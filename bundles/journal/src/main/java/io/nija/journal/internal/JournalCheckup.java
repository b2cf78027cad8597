package io.nija.journal.internal;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import io.nija.journal.JournalException;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalMonitor;
import io.nija.journal.JournalStorage;
import io.nija.journal.internal.store.ClosedJournal;
import io.nija.platform.Installation;
import io.nija.status.Checkup;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jdbc.DataSourceFactory;

/** What {@code doctor} says of the journal: of the open one, or of the file when nobody has it open. */
@Component(configurationPid = "io.nija.journal", configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class JournalCheckup implements Checkup {

    private static final String NAME = "journal";
    private static final int NAMED = 5;

    private final JournalFolder folder;
    private final String url;
    private final DataSourceFactory sources;
    private volatile JournalMonitor monitor;

    @Activate
    public JournalCheckup(JournalConfig config, @Reference Installation installation,
            @Reference(target = "(osgi.jdbc.driver.class=org.sqlite.JDBC)") DataSourceFactory sources) {
        this(new JournalFolder(installation.data()), config.url(), sources);
    }

    JournalCheckup(JournalFolder folder, String url, DataSourceFactory sources) {
        this.folder = folder;
        this.url = url;
        this.sources = sources;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setMonitor(JournalMonitor open) {
        monitor = open;
    }

    void unsetMonitor(JournalMonitor open) {
        monitor = monitor == open ? null : monitor;
    }

    @Override
    public List<Finding> findings() {
        JournalMonitor open = monitor;
        return open == null ? List.of(closed()) : findings(open.health(), open.storage());
    }

    /** Of an open journal; a damaged one names each damage, as far as they fit. */
    static List<Finding> findings(JournalHealth health, JournalStorage storage) {
        return switch (health.state()) {
            case OK -> List.of(reserve(storage, health));
            case OPENING -> List.of(new Finding(NAME, Level.UNKNOWN, health.reason()));
            case RESERVE, FAILED -> List.of(new Finding(NAME, Level.FAIL, health.reason() + " " + health.hint()));
            case DAMAGED -> damaged(health);
        };
    }

    private static Finding reserve(JournalStorage storage, JournalHealth health) {
        String well = health.last() + " records, " + size(storage.bytes()) + " in " + storage.place()
                + (storage.lastForcedAt() == null ? ", nothing forced since it was opened"
                        : ", last forced at " + storage.lastForcedAt()) + "; ";
        boolean whole = storage.reserveHeld() != null && storage.reserveHeld().equals(storage.reserve());
        return whole ? new Finding(NAME, Level.OK, well + size(storage.reserve()) + " are set aside for a full disk.")
                : new Finding(NAME, Level.WARN, well + "of the " + size(storage.reserve()) + " to be set aside for a full disk "
                        + size(storage.reserveHeld()) + " are there. Make room on the disk of the data folder.");
    }

    private static List<Finding> damaged(JournalHealth health) {
        List<Finding> findings = new ArrayList<>();
        health.damage().stream().limit(NAMED).forEach(line -> findings.add(new Finding(NAME, Level.FAIL, line)));
        findings.add(new Finding(NAME, Level.FAIL, health.damage().size() + (health.damage().size() == 1 ? " thing is" : " things are")
                + " damaged; no entry is sent. " + health.hint()));
        return findings;
    }

    private Finding closed() {
        if (Files.exists(folder.restoring())) {
            return new Finding(NAME, Level.FAIL, "A restore was interrupted before it was done; run nija restore FILE again.");
        }
        if (!Files.exists(folder.database(url))) {
            return new Finding(NAME, Level.OK, "There is none yet; the first start makes it.");
        }
        try {
            ClosedJournal.Look look = ClosedJournal.look(sources, folder.database(url));
            return new Finding(NAME, Level.OK, look.records() + " records" + (look.lastAt() == null ? "" : ", the last of " + look.lastAt())
                    + ", in " + folder.database(url) + "; they are checked while NIJA runs.");
        } catch (JournalException e) {
            return new Finding(NAME, e.code().equals(JournalException.NEWER) ? Level.FAIL : Level.WARN, e.getMessage());
        }
    }

    private static String size(Long bytes) {
        return bytes == null ? "an unknown size" : bytes < 10_240 ? bytes + " bytes" : bytes < 10L << 20 ? bytes / 1024 + " KiB"
                : bytes / (1 << 20) + " MiB";
    }
}
