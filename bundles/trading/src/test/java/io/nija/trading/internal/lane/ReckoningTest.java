package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.nija.books.LedgerKind;
import io.nija.journal.Checkpoint;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A past that was written down and gone on from is the past that was read from its beginning, to the last digit. */
class ReckoningTest {

    private static final String NAME = ReckonedPast.name(LaneBench.LANE);

    private static Reckoning all(RecordList records) {
        records = copy(records);
        Reckoning all = Reckoning.of(LaneBench.LANE);
        assertThat(ReckonedPast.read(all, LaneBench.LANE, records.journal(), Long.MAX_VALUE).kept()).isZero();
        return all;
    }

    private static RecordList copy(RecordList records) {
        RecordList copy = new RecordList();
        copy.entries.addAll(records.entries);
        return copy;
    }

    /** A life of a journal with restarts and checkpoints at any moment. */
    private static void live(Random random, int records, int often) {
        RecordList journal = new RecordList();
        RandomPast past = new RandomPast(random);
        // Some of them have none for all of their life.
        int opening = random.nextInt(records + records / 4 + 1);
        PastCheckpoint checkpoint = new PastCheckpoint(LaneBench.LANE, journal.journal());
        Reckoning going = Reckoning.of(LaneBench.LANE);
        ReckonedPast.read(going, LaneBench.LANE, journal.journal(), Long.MAX_VALUE);
        for (int record = 0; record < records; record++) {
            journal.add(record == opening ? past.opening() : past.next());
            going.take(journal.entries.get(record).record());
            if (random.nextInt(often) == 0) {
                checkpoint.renew(random.nextInt(3), Long.MAX_VALUE);
            }
            if (record == opening || random.nextInt(often) == 0) {
                going = Reckoning.of(LaneBench.LANE);
                ReckonedPast.read(going, LaneBench.LANE, journal.journal(), Long.MAX_VALUE);
            }
        }
        Reckoning all = all(journal);
        String whole = all.text();
        assertThat(going.text()).as("gone on from a checkpoint, record by record").isEqualTo(whole);
        same(going, all);
        Reckoning restarted = Reckoning.of(LaneBench.LANE);
        ReckonedPast.read(restarted, LaneBench.LANE, journal.journal(), Long.MAX_VALUE);
        assertThat(restarted.text()).as("started from the last checkpoint").isEqualTo(whole);
        same(restarted, all);
        checkpoint.compare().ifPresent(comparing -> {
            while (!comparing.step(7)) {
                assertThat(journal.checkpoints).containsKey(NAME);
            }
            assertThat(comparing.difference()).isEmpty();
        });
    }

    /** In every field: what is not written down is not in the texts either. */
    private static void same(Reckoning one, Reckoning other) {
        for (Reckoning each : List.of(one, other)) {
            if (each.tally().rows.since() != null) {
                // Typed and sorted when it is asked for.
                each.tally().rows.book();
            }
        }
        assertThat(Inside.of(one)).isEqualTo(Inside.of(other));
    }

    @Property(tries = 60)
    void aPastGoneOnFromAnywhereIsThePastReadFromTheBeginning(@ForAll long seed) {
        Random random = new Random(seed);
        live(random, random.nextInt(1, 250), 12);
    }

    /** So many that rows become sums, and the oldest trades are forgotten. */
    @Property(tries = 2)
    void alsoOneOfWhichMuchIsOnlyASumByNow(@ForAll long seed) {
        Random random = new Random(seed);
        live(random, 9_500, 3_000);
    }

    @Property(tries = 12)
    void whatAPersonSaysOfARowCountsTheSameWheneverItIsSaid(@ForAll long seed) {
        Random random = new Random(seed);
        RandomPast past = new RandomPast(random);
        Map<String, LedgerKind> said = Map.of("L7", LedgerKind.WITHDRAWAL, "L20", LedgerKind.REWARD, "before-L30", LedgerKind.FOREIGN_FILL,
                "L41", LedgerKind.ADJUSTMENT);
        Tally early = new Tally();
        Tally late = new Tally();
        List.of(early, late).forEach(tally -> tally.open(past.opening().value()));
        said.forEach(early.rows::explain);
        int records = random.nextBoolean() ? 100 : 9_000;
        for (int record = 0; record < records; record++) {
            JournalRecord next = past.next();
            if (next instanceof FillApplied fill) {
                List.of(early, late).forEach(tally -> tally.fill(fill));
            } else {
                List.of(early, late).forEach(tally -> tally.row((LedgerRow) next));
            }
        }
        said.forEach(late.rows::explain);
        assertThat(late.rows.flows()).isEqualTo(early.rows.flows());
        assertThat(late.rows.unexplained()).isEqualTo(early.rows.unexplained());
        assertThat(late.expected()).isEqualTo(early.expected());
    }

    @Test
    void aCheckpointFromBeforeTheOpeningIsOfNoUseAfterIt() {
        RecordList journal = new RecordList();
        RandomPast past = new RandomPast(new Random(5));
        for (int record = 0; record < 50; record++) {
            journal.add(past.next());
        }
        assertThat(new PastCheckpoint(LaneBench.LANE, journal.journal()).renew(1, Long.MAX_VALUE)).isTrue();
        journal.add(past.opening());
        Reckoning started = Reckoning.of(LaneBench.LANE);
        assertThat(ReckonedPast.read(started, LaneBench.LANE, journal.journal(), Long.MAX_VALUE).kept()).isZero();
        assertThat(started.text()).isEqualTo(all(journal).text());
        assertThat(journal.checkpoints).isEmpty();
    }

    @Test
    void aCheckpointOfAnotherFormOrLaneIsDroppedAndEverythingIsRead() {
        RecordList journal = new RecordList();
        RandomPast past = new RandomPast(new Random(6));
        for (int record = 0; record < 50; record++) {
            journal.add(past.next());
        }
        PastCheckpoint checkpoint = new PastCheckpoint(LaneBench.LANE, journal.journal());
        for (String[] change : new String[][] {{"past-1\t", "past-0\t"}, {"\tmaster/kraken\t", "\tother/kraken\t"}}) {
            checkpoint.renew(0, Long.MAX_VALUE);
            Checkpoint kept = journal.checkpoints.get(NAME);
            assertThat(kept.body()).contains(change[0]);
            journal.checkpoints.put(NAME, new Checkpoint(NAME, kept.upTo(), kept.body().replace(change[0], change[1])));
            Reckoning started = Reckoning.of(LaneBench.LANE);
            assertThat(ReckonedPast.read(started, LaneBench.LANE, journal.journal(), Long.MAX_VALUE).kept()).as(change[1]).isZero();
            assertThat(started.text()).isEqualTo(all(journal).text());
            assertThat(journal.checkpoints).isEmpty();
        }
    }

    @Test
    void aCheckpointThatCannotBeUnderstoodIsDroppedAndIsNoPast() {
        RecordList journal = new RecordList();
        RandomPast past = new RandomPast(new Random(9));
        for (int record = 0; record < 50; record++) {
            journal.add(past.next());
        }
        PastCheckpoint checkpoint = new PastCheckpoint(LaneBench.LANE, journal.journal());
        for (String[] change : new String[][] {{"\nledger\n", "\nunknown\n"}, {"\nlast-change\t", "\nlast-change\tx"}}) {
            for (boolean renewed : new boolean[] {true, false}) {
                checkpoint.renew(0, Long.MAX_VALUE);
                Checkpoint kept = journal.checkpoints.get(NAME);
                assertThat(kept.body()).contains(change[0]);
                journal.checkpoints.put(NAME, new Checkpoint(NAME, kept.upTo(), kept.body().replace(change[0], change[1])));
                if (renewed) {
                    assertThat(checkpoint.renew(1, Long.MAX_VALUE)).isTrue();
                    assertThat(journal.checkpoints.get(NAME)).isEqualTo(kept);
                } else {
                    assertThatThrownBy(() -> ReckonedPast.read(Reckoning.of(LaneBench.LANE), LaneBench.LANE, journal.journal(), Long.MAX_VALUE))
                            .isInstanceOf(ReckonedPast.Nonsense.class);
                    assertThat(journal.checkpoints).isEmpty();
                }
            }
        }
    }

    @Test
    void oneThatSaysOtherwiseThanTheRecordsIsFoundByComparing() {
        RecordList journal = new RecordList();
        RandomPast past = new RandomPast(new Random(7));
        for (int record = 0; record < 100; record++) {
            journal.add(past.next());
        }
        PastCheckpoint checkpoint = new PastCheckpoint(LaneBench.LANE, journal.journal());
        checkpoint.renew(1, Long.MAX_VALUE);
        Checkpoint kept = journal.checkpoints.get(NAME);
        String share = kept.body().lines().filter(line -> line.startsWith("share\t")).findFirst().orElseThrow();
        journal.checkpoints.put(NAME, new Checkpoint(NAME, kept.upTo(), kept.body().replace(share, share.replaceFirst("(BTC/USD|BTC/EUR|ETH/USD|ETH/BTC)\t", "$11"))));
        PastCheckpoint.Comparing comparing = checkpoint.compare().orElseThrow();
        assertThatThrownBy(comparing::difference).isInstanceOf(IllegalStateException.class);
        for (int steps = 0; !comparing.step(30); steps++) {
            assertThat(steps).isLessThan(10);
        }
        assertThat(comparing.difference()).isPresent().hasValueSatisfying(text -> assertThat(text).contains(share));
    }

    @Test
    void whatIsNotWorthACheckpointOrTooMuchForNowLeavesItAsItIs() {
        RecordList journal = new RecordList();
        RandomPast past = new RandomPast(new Random(8));
        journal.add(new Mark(LaneBench.LANE, "other", "x"));
        for (int record = 0; record < 11_000; record++) {
            journal.add(past.next());
        }
        PastCheckpoint checkpoint = new PastCheckpoint(LaneBench.LANE, journal.journal());
        assertThat(checkpoint.renew(1, 5_000)).as("more than there is time for").isFalse();
        assertThat(checkpoint.renew(12_000, Long.MAX_VALUE)).as("too little").isFalse();
        assertThat(journal.checkpoints).isEmpty();
        assertThat(checkpoint.renew(1, Long.MAX_VALUE)).isTrue();
        assertThat(checkpoint.renew(1, Long.MAX_VALUE)).as("nothing came behind it").isFalse();
        assertThat(journal.checkpoints.get(NAME).upTo()).isEqualTo(11_001);
    }
}
