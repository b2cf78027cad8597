package io.nija.journal.internal.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.Entry;
import io.nija.journal.JournalException;
import io.nija.journal.Mark;
import io.nija.journal.Unreadable;
import io.nija.journal.internal.OnDisk;
import io.nija.journal.internal.powercut.Disk.Lost;

/**
 * What is acknowledged survives a power cut. Not shown by killing the process, which loses nothing that the operating
 * system already has, but by taking away what was not forced.
 */
class PowerCutTest {

    private static final String LOG = "journal.db-wal";
    /** How many moments are looked at, four ways each; more with {@code -DargLine=-Dnija.powercut.moments=500}. */
    private static final int MOMENTS = Integer.getInteger("nija.powercut.moments", 8);

    @TempDir
    private Path folder;

    @Test
    void everyAcknowledgedRecordSurvivesAPowerCutAtAnyMoment() throws Exception {
        DiskLog log = FaultyDisk.run(folder, "8", "60", "durable");

        assertThat(log.acknowledged(log.operations().size())).hasSize(480);
        assertThat(log.forces("journal.db", 0, log.operations().size())).as("the log was brought home meanwhile").isPositive();
        assertThat(complaints(log, MOMENTS)).isEmpty();
    }

    @Test
    void thatProofFailsForAJournalThatDoesNotForce() throws Exception {
        DiskLog log = FaultyDisk.run(folder, "2", "20", "careless");

        assertThat(log.acknowledged(log.operations().size())).hasSize(40);
        assertThat(complaints(log, 3)).anySatisfy(complaint -> assertThat(complaint).contains("is not there"));
    }

    @Test
    void oneLaneIsToldAfterAForceOfItsOwn() throws Exception {
        DiskLog log = FaultyDisk.run(folder, "1", "40", "durable");

        int before = 0;
        for (int acknowledgement : log.acknowledgements()) {
            assertThat(log.forces(LOG, before, acknowledgement)).isPositive();
            before = acknowledgement;
        }
        assertThat(log.acknowledgements()).hasSize(40);
    }

    private List<String> complaints(DiskLog log, int cuts) throws IOException, SQLException {
        Random random = new Random(20261122);
        List<Integer> moments = new ArrayList<>();
        List<Integer> acknowledgements = log.acknowledgements();
        for (int i = 0; i < cuts; i++) {
            moments.add(i % 2 == 0 ? acknowledgements.get(random.nextInt(acknowledgements.size()))
                    : 1 + random.nextInt(log.operations().size()));
        }
        List<String> complaints = new ArrayList<>();
        for (int moment : moments) {
            for (Lost lost : Lost.values()) {
                Path after = Files.createTempDirectory(folder, "after");
                Disk.at(log, moment).cut(lost, random, after);
                for (String complaint : complaints(after, log.acknowledged(moment))) {
                    complaints.add("cut at " + moment + ", lost " + lost + ": " + complaint);
                }
            }
        }
        return complaints;
    }

    /** What an operator would have to complain of who opens the journal in {@code after}. */
    private static List<String> complaints(Path after, List<String> acknowledged) throws SQLException {
        List<String> complaints = new ArrayList<>();
        Set<String> found = new HashSet<>();
        try (OnDisk disk = new OnDisk(after)) {
            disk.journal().history().replay(0, entry -> look(entry, found, complaints));
            disk.opened().upkeep((dialect, connection) -> complaints.addAll(dialect.check(connection)));
            complaints.addAll(disk.journal().health().damage());
            if (disk.journal().history().openIntents().size() != found.size()) {
                complaints.add("the index of intents is another one than the records");
            }
        } catch (JournalException e) {
            complaints.add(e.getMessage());
        }
        acknowledged.stream().filter(name -> !found.contains(name)).map(name -> name + " is not there").forEach(complaints::add);
        return complaints;
    }

    private static void look(Entry entry, Set<String> found, List<String> complaints) {
        if (entry.record() instanceof Unreadable damaged) {
            complaints.add(damaged.reason());
        } else if (entry.record() instanceof Mark mark) {
            found.add(Writing.name(mark));
            if (!mark.value().equals(Writing.filling(Integer.parseInt(mark.name())))) {
                complaints.add(mark + " is not what was written");
            }
        }
    }
}
