package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.nija.books.LedgerKind;
import io.nija.broker.LedgerEntry;
import io.nija.journal.Checkpoint;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.platform.Boundary;
import io.nija.platform.virtual.DirectWorkers;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A lane that begins with a checkpoint is in everything the lane that reads all of its past. */
class CheckpointedLaneTest {

    private final LaneBench bench = new LaneBench();
    private final PastCheckpoint checkpoint = new PastCheckpoint(LaneBench.LANE, bench.journal);
    private int ids;

    /** What another process would see at its start, without a venue and without a word to the disk. */
    private LaneSnapshot began() {
        bench.journal.reaches = records -> false;
        TradingLane lane = new TradingLane(LaneBench.LANE, new DirectWorkers().serial(LaneBench.LANE, "trading"), bench.time, bench.time, bench.journal,
                bench.gate(), Boundary.NONE, now -> {});
        LaneSnapshot began = lane.snapshot();
        lane.stop();
        bench.journal.reaches = records -> true;
        return began;
    }

    @Property(tries = 10)
    void whateverHappenedAStartFromTheCheckpointShowsTheSame(@ForAll long seed) {
        new CheckpointedLaneTest().lives(new Random(seed));
    }

    private void lives(Random random) {
        for (int step = 0; step < 30; step++) {
            happens(random);
            bench.pass(random.nextInt(1, 40));
            if (random.nextInt(6) == 0) {
                checkpoint.renew(1, Long.MAX_VALUE);
            }
        }
        bench.venue.reads = true;
        bench.pass(1_300);
        bench.crash();
        LaneSnapshot fromCheckpoint = began();
        checkpoint.drop();
        LaneSnapshot fromNothing = began();
        assertThat(fromCheckpoint).isEqualTo(fromNothing);
        assertThat(fromNothing.ready()).isTrue();

        checkpoint.renew(0, Long.MAX_VALUE);
        bench.start();
        // The venue tells again what it told before the checkpoint.
        bench.pass(1_300);
        List<String> booked = bench.journal.all(FillApplied.class).stream().map(fill -> fill.trade().venueTradeId()).toList();
        assertThat(booked).as("each fill once").doesNotHaveDuplicates();
        BigDecimal held = bench.journal.all(FillApplied.class).stream().filter(fill -> fill.intent() != null).map(fill -> fill.trade().side() == Side.BUY
                ? fill.trade().quantity() : fill.trade().quantity().negate()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal feesInCoins = bench.journal.all(LedgerRow.class).stream().map(LedgerRow::entry).filter(entry -> entry.asset().equals("BTC"))
                .filter(entry -> bench.journal.all(FillApplied.class).stream().anyMatch(fill -> fill.intent() != null
                        && fill.trade().venueTradeId().equals(entry.reference()))).map(LedgerEntry::fee).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(bench.lane.snapshot().shares().stream().map(share -> share.position().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(held.subtract(feesInCoins));
    }

    private void happens(Random random) {
        ScriptedVenue venue = bench.venue;
        switch (random.nextInt(10)) {
            case 0, 1 -> bench.buy("0." + random.nextInt(1, 9));
            case 2 -> bench.lane.snapshot().shares().stream().filter(share -> share.position().quantity().signum() > 0).findFirst()
                    .ifPresent(share -> bench.sell(share.position().quantity().toPlainString()));
            case 3, 4 -> resting().stream().skip(random.nextInt(3)).findFirst().ifPresent(order -> told(random, venue.trade(order.venueOrderId(),
                    order.quantity().subtract(order.filled()).multiply(random.nextBoolean() ? BigDecimal.ONE : new BigDecimal("0.5")).toPlainString(),
                    "5000" + random.nextInt(10))));
            case 5 -> entry("D" + ++ids, LedgerEntry.Type.DEPOSIT, "USD", random.nextInt(1, 900) + ".25", "R" + ids, "0");
            case 6 -> {
                String id = venue.put(random.nextBoolean() ? "somebody" : ClientOrderIds.of(new UUID(7, 7), ++ids), ScriptedVenue.limit(Side.BUY, "0.3", "50000")).venueOrderId();
                told(random, venue.trade(id, "0.1", "50000"));
            }
            case 7 -> bench.lane.snapshot().strangers().stream().findFirst().ifPresent(order -> bench.lane.adopt(order.venueOrderId(), random.nextBoolean(), "ann"));
            case 8 -> {
                entry("O" + ++ids, LedgerEntry.Type.OTHER, "USD", "-3.75", "R" + ids, "0");
                if (random.nextBoolean()) {
                    bench.lane.explain("O" + ids, LedgerKind.WITHDRAWAL, "test");
                }
            }
            default -> {
                bench.crash();
                bench.pass(random.nextInt(10) == 0 ? 3_600 : 5);
                bench.start();
            }
        }
    }

    private List<OrderView> resting() {
        return bench.venue.orders.values().stream().filter(order -> order.state() == OrderState.OPEN || order.state() == OrderState.PARTIALLY_FILLED).toList();
    }

    /** Its rows, with a fee in either asset; some come later or never. */
    private void told(Random random, Trade trade) {
        boolean inCoins = random.nextBoolean();
        if (random.nextInt(4) > 0) {
            boolean buys = trade.side() == Side.BUY;
            entry("B" + ++ids, LedgerEntry.Type.TRADE, "BTC", (buys ? trade.quantity() : trade.quantity().negate()).toPlainString(), trade.venueTradeId(),
                    inCoins && buys ? "0.001" : "0");
            entry("Q" + ++ids, LedgerEntry.Type.TRADE, "USD", (buys ? trade.cost().negate() : trade.cost()).toPlainString(), trade.venueTradeId(),
                    inCoins && buys ? "0" : "2.5");
        }
    }

    private void entry(String id, LedgerEntry.Type type, String asset, String amount, String reference, String fee) {
        bench.venue.ledger.add(new LedgerEntry(LaneBench.LANE, id, reference, type, type.name().toLowerCase(), asset, new BigDecimal(amount),
                new BigDecimal(fee), null, bench.time.instant()));
    }

    @Test
    void aCheckpointThatCannotBeUnderstoodMakesTheLaneBeginAnewWithoutIt() {
        bench.buy("0.5");
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(30);
        checkpoint.renew(1, Long.MAX_VALUE);
        String name = ReckonedPast.name(LaneBench.LANE);
        Checkpoint kept = bench.journal.checkpoints().find(name).orElseThrow();
        bench.journal.checkpoints().keep(new Checkpoint(name, kept.upTo(), kept.body().replace("\nledger\n", "\nnonsense\n")));
        bench.crash();
        bench.start();
        assertThat(bench.lane.snapshot().ready()).isFalse();
        assertThat(bench.lane.snapshot().shares()).isEmpty();
        assertThat(bench.lane.behind()).as("the floor puts another in its place").isTrue();
        bench.crash();
        bench.start();
        assertThat(bench.lane.behind()).isFalse();
        assertThat(bench.lane.snapshot().shares()).singleElement().satisfies(share ->
                assertThat(share.position().quantity()).isEqualByComparingTo("0.5"));
    }

    @Test
    void aLaneThatIsToldThatItBeganWithWhatIsWrongIsReplaced() {
        bench.lane.beginAnew();
        assertThat(bench.lane.behind()).isTrue();
    }
}
