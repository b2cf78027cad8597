package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import io.nija.platform.Boundary;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.platform.virtual.DirectWorkers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane whose past is damaged says so, shows no half of it, sends nothing but cancels, and does not fall over. */
class UnreadPastTest {

    private final LaneBench bench = new LaneBench();

    private void startWithout(String... methods) {
        bench.crash();
        bench.start();
        bench.lane.stop();
        bench.lane = new TradingLane(LaneBench.LANE, new DirectWorkers().serial(LaneBench.LANE, "trading"), bench.time, bench.time,
                new DamagedHistory(bench.journal, Set.of(methods)), bench.gate(), Boundary.NONE, now -> {});
        bench.lane.venue(bench.venue.venue());
        bench.pass(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"booked", "mark", "openIntents", "story"})
    void whateverIsDamagedTheLaneNamesItAndShowsNothingOfItsPositions(String damaged) {
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.orders.keySet().stream().findFirst().ifPresent(id -> bench.venue.trade(id, "0.2", "50000"));
        bench.pass(60);
        startWithout(damaged);

        LaneSnapshot now = bench.lane.snapshot();
        assertThat(now.ready()).isFalse();
        assertThat(now.reconciled()).isFalse();
        assertThat(now.shares()).isEmpty();
        assertThat(now.evidence().ok()).isFalse();
        assertThat(now.evidence().code()).isEqualTo("JOURNAL_DAMAGED");
        assertThat(now.evidence().detail()).isEqualTo(DamagedHistory.SENTENCE);
        assertThat(now.evidence().hint()).contains("restore a backup").contains("at the venue");
    }

    @Test
    void nothingIsSentAndTheRefusalSaysWhy() {
        startWithout("booked");
        int before = bench.venue.orders.size();
        for (Purpose purpose : new Purpose[] {Purpose.ENTRY, Purpose.EXIT}) {
            Report report = bench.lane.submit(LaneBench.wish(ScriptedVenue.limit(Side.SELL, "0.1", "50000"), purpose, null)).join();
            assertThat(report).isInstanceOfSatisfying(Report.Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo("JOURNAL_DAMAGED");
                assertThat(refused.reason()).isEqualTo(DamagedHistory.SENTENCE);
            });
        }
        assertThat(bench.venue.orders).hasSize(before);
    }

    @Test
    void whatRestsCanStillBeCancelled() {
        bench.buy("0.5");
        bench.pass(30);
        startWithout("booked");
        assertThat(bench.lane.snapshot().open()).hasSize(1);
        bench.lane.cancel(bench.lane.snapshot().open().get(0).number(), "test");
        bench.pass(5);
        assertThat(bench.venue.orders.values()).allSatisfy(order -> assertThat(order.toString()).contains("CANCELED"));
    }

    @Test
    void aDamagedMarkOfWhicheverLaneIsLeftOutAndKeepsNoLaneFromBeginning() {
        bench.buy("0.5");
        bench.pass(5);
        startWithout("standing");
        assertThat(bench.lane.snapshot().ready()).isTrue();
        assertThat(bench.lane.snapshot().open()).hasSize(1);
        assertThat(new LaneJournal(LaneBench.LANE, new DamagedHistory(bench.journal, Set.of("standing")), Runnable::run).marks(LaneLedger.EXPLAINED))
                .isEmpty();
        assertThat(LedgerHistory.read(new DamagedHistory(bench.journal, Set.of("standing")).history(), LaneBench.LANE).opening())
                .as("'ledger' shows the rest").isNotEmpty();
    }

    @Test
    void aPastThatIsWholeAndMakesNoSenseIsToldAsUnreadable() {
        bench.journal.append(new io.nija.journal.Mark(LaneBench.LANE, TradeReader.MARK, "yesterday"));
        bench.crash();
        bench.start();
        assertThat(bench.lane.snapshot().ready()).isFalse();
        assertThat(bench.lane.snapshot().evidence().code()).isEqualTo(io.nija.journal.JournalException.UNREADABLE);
        assertThat(bench.lane.snapshot().evidence().detail()).contains("yesterday");
        assertThat(bench.buy("0.1")).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals(io.nija.journal.JournalException.UNREADABLE));
    }
}
