package io.nija.trading.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.alert.Alert;
import io.nija.alert.Alerts;
import io.nija.journal.Checkpoint;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When checkpoints are made, and what becomes of one that is wrong. */
class LaneCheckpointsTest {

    private static final String NAME = "past/master/kraken";

    @TempDir
    private Path folder;
    private FloorBench bench;
    private final List<Alert> raised = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        bench = new FloorBench(folder);
        bench.accounts.set(0, FloorBench.account(io.nija.account.Mode.SANDBOX));
        bench.start();
    }

    private LaneCheckpoints checkpoints(long written, long worth) {
        LaneCheckpoints checkpoints = new LaneCheckpoints(bench.floor, bench.journal, bench.time, new DirectWorkers(), new LaneCheckpoints.Pace(written, worth));
        checkpoints.setAlerts(new Alerts() {

            @Override
            public void raise(Alert alert) {
                raised.add(alert);
            }

            @Override
            public void clear(String code, io.nija.alert.AlertScope scope) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<io.nija.alert.OpenAlert> acknowledge(java.util.function.Predicate<io.nija.alert.OpenAlert> which, String by) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<io.nija.alert.OpenAlert> open() {
                return List.of();
            }
        });
        return checkpoints;
    }

    private void bought(String quantity) {
        int before = bench.venue.orders.size();
        bench.floor.find(FloorBench.LANE).orElseThrow().submit(LaneBench.wish(ScriptedVenue.limit(Side.BUY, quantity, "50000"), Purpose.ENTRY, null));
        bench.pass(2);
        assertThat(bench.venue.orders).hasSize(before + 1);
        bench.venue.trade("V" + (before + 1), quantity, "50000");
        bench.pass(10);
    }

    private Optional<Checkpoint> kept() {
        return bench.memory.checkpoints().find(NAME);
    }

    private BigDecimal held() {
        return bench.floor.find(FloorBench.LANE).orElseThrow().snapshot().shares().stream().map(share -> share.position().quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void oneIsMadeWithinAMinuteOfEnoughAndNotBefore() {
        checkpoints(1, 2);
        bought("0.1");
        bench.pass(70);
        assertThat(kept()).as("one fill is not worth it").isEmpty();
        bought("0.2");
        bench.pass(70);
        assertThat(kept()).isPresent();
        long upTo = kept().orElseThrow().upTo();
        bench.pass(300);
        assertThat(kept().orElseThrow().upTo()).as("nothing was booked since").isEqualTo(upTo);
    }

    @Test
    void anEndKeepsWhatIsForTheNextStart() {
        LaneCheckpoints checkpoints = checkpoints(1_000_000, 1_000_000);
        bought("0.1");
        bench.pass(70);
        assertThat(kept()).isEmpty();
        checkpoints.stop();
        assertThat(kept()).isPresent();
        bench.start();
        assertThat(held()).isEqualByComparingTo("0.1");
    }

    @Test
    void oneThatIsRightStaysAndNobodyIsTold() {
        checkpoints(1, 1);
        bought("0.1");
        bench.pass(70);
        bench.time.advance(Duration.ofMinutes(20));
        assertThat(kept()).isPresent();
        assertThat(raised).isEmpty();
    }

    @Test
    void oneThatIsWrongIsFoundAndTheLaneBeginsAnewFromTheRecordsAndAPersonIsTold() {
        LaneCheckpoints first = checkpoints(1, 1);
        bought("0.1");
        bench.pass(70);
        first.stop();
        Checkpoint right = kept().orElseThrow();
        String wrong = right.body().replace("\nshare\t\\0\tBTC/USD\t0.1\t", "\nshare\t\\0\tBTC/USD\t0.7\t");
        assertThat(wrong).isNotEqualTo(right.body());
        bench.memory.checkpoints().keep(new Checkpoint(NAME, right.upTo(), wrong));
        bench.start();
        assertThat(held()).isEqualByComparingTo("0.7");
        checkpoints(1_000_000, 1_000_000);
        bench.time.advance(Duration.ofMinutes(11));
        assertThat(held()).isEqualByComparingTo("0.1");
        assertThat(kept()).isEmpty();
        assertThat(raised).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo("CHECKPOINT_WRONG");
            assertThat(alert.lasting()).isFalse();
        });
        assertThat(bench.floor.find(FloorBench.LANE).orElseThrow().snapshot().ready()).isTrue();
    }
}
