package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.OrderStage;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.trading.internal.lane.ScriptedVenue.Fault;
import io.nija.trading.internal.order.TrackedOrder;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever happens to a lane and its venue, once the venue answers again both agree: on each order, each fill once, the position, and
 * what is somebody else's. The venue's own books are the model.
 */
class AgreementPropertyTest {

    private static final List<Fault> FAULTS = List.of(Fault.NONE, Fault.NONE, Fault.NONE, Fault.REFUSE, Fault.UNKNOWN_AFTER, Fault.UNKNOWN_BEFORE,
            Fault.SILENT_AFTER, Fault.SILENT_BEFORE, Fault.THROWS);
    private static final List<Fault> CANCELS = List.of(Fault.NONE, Fault.NONE, Fault.REFUSE, Fault.UNKNOWN_AFTER, Fault.UNKNOWN_BEFORE, Fault.SILENT_BEFORE);

    @Property(tries = 40)
    void inTheEndJournalAndVenueAgree(@ForAll long seed) {
        Random random = new Random(seed);
        LaneBench bench = new LaneBench();
        for (int step = 0; step < 25; step++) {
            happens(bench, random);
            bench.pass(random.nextInt(1, 30));
        }
        bench.venue.fault = Fault.NONE;
        bench.venue.cancelFault = Fault.NONE;
        bench.venue.reads = true;
        bench.pass(600);
        agree(bench);
        bench.crash();
        bench.start();
        bench.pass(60);
        agree(bench);
    }

    private static void happens(LaneBench bench, Random random) {
        ScriptedVenue venue = bench.venue;
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                venue.fault = FAULTS.get(random.nextInt(FAULTS.size()));
                bench.buy("0." + random.nextInt(1, 9));
            }
            case 2, 3 -> resting(venue).stream().skip(random.nextInt(3)).findFirst().ifPresent(order -> {
                BigDecimal left = order.quantity().subtract(order.filled());
                BigDecimal part = random.nextBoolean() ? left : left.multiply(new BigDecimal("0.5"));
                venue.trade(order.venueOrderId(), part.toPlainString(), "5000" + random.nextInt(10));
            });
            case 4 -> {
                venue.cancelFault = CANCELS.get(random.nextInt(CANCELS.size()));
                bench.lane.snapshot().open().stream().findFirst().ifPresent(order -> bench.lane.cancel(order.number(), "test"));
            }
            case 5 -> resting(venue).stream().skip(random.nextInt(2)).findFirst().ifPresent(order -> venue.end(order.venueOrderId(),
                    random.nextBoolean() ? OrderState.CANCELED : OrderState.EXPIRED));
            case 6 -> venue.put(random.nextBoolean() ? "somebody-" + random.nextInt(1_000) : null, ScriptedVenue.limit(Side.BUY, "0.1", "49000"));
            case 7 -> {
                bench.crash();
                bench.start();
            }
            default -> venue.reads = !venue.reads;
        }
    }

    private static List<OrderView> resting(ScriptedVenue venue) {
        return venue.orders.values().stream().filter(order -> order.state() == OrderState.OPEN || order.state() == OrderState.PARTIALLY_FILLED).toList();
    }

    private static void agree(LaneBench bench) {
        ScriptedVenue venue = bench.venue;
        LaneSnapshot now = bench.lane.snapshot();
        Map<String, Intent> intents = bench.journal.all(Intent.class).stream()
                .collect(Collectors.toMap(intent -> intent.placement().clientOrderId(), intent -> intent));
        assertThat(now.evidence().ok()).as("%s", now.evidence()).isTrue();
        assertThat(now.reconciled(bench.time.instant())).isTrue();
        assertThat(venue.received).extracting(placement -> placement.clientOrderId()).as("no order is sent twice").doesNotHaveDuplicates()
                .allMatch(intents::containsKey);
        Map<String, OrderView> open = resting(venue).stream().filter(order -> intents.containsKey(order.clientOrderId()))
                .collect(Collectors.toMap(OrderView::venueOrderId, order -> order));
        assertThat(now.open()).extracting(TrackedOrder::venueOrderId).containsExactlyInAnyOrderElementsOf(open.keySet());
        now.open().forEach(order -> assertThat(order.filled().quantity()).isEqualByComparingTo(open.get(order.venueOrderId()).filled()));
        assertThat(now.strangers()).extracting(OrderView::venueOrderId).containsExactlyInAnyOrderElementsOf(resting(venue).stream()
                .map(OrderView::venueOrderId).filter(id -> !open.containsKey(id)).toList());
        intents.values().forEach(intent -> ended(bench, intent, venue));
        fillsAndPosition(bench, venue, intents.keySet());
    }

    /** Each order has ended exactly when the venue says so, or the venue never had it. */
    private static void ended(LaneBench bench, Intent intent, ScriptedVenue venue) {
        OrderStage stage = bench.journaled(intent.number());
        String client = intent.placement().clientOrderId();
        OrderState there = venue.orders.values().stream().filter(order -> client.equals(order.clientOrderId())).map(OrderView::state).findFirst()
                .orElse(null);
        if (there == null) {
            assertThat(stage).as(client).isIn(OrderStage.REJECTED, OrderStage.DENIED);
        } else {
            assertThat(stage).as(client).isEqualTo(switch (there) {
                case OPEN -> OrderStage.ACCEPTED;
                case PARTIALLY_FILLED -> OrderStage.PARTIALLY_FILLED;
                case FILLED -> OrderStage.FILLED;
                case CANCELED -> OrderStage.CANCELED;
                case EXPIRED -> OrderStage.EXPIRED;
                default -> throw new IllegalStateException("The venue has no " + there + ".");
            });
        }
    }

    private static void fillsAndPosition(LaneBench bench, ScriptedVenue venue, Set<String> ours) {
        Set<String> own = venue.orders.values().stream().filter(order -> ours.contains(order.clientOrderId())).map(OrderView::venueOrderId)
                .collect(Collectors.toSet());
        List<Trade> trades = venue.trades.stream().filter(trade -> own.contains(trade.venueOrderId())).toList();
        List<String> booked = bench.journal.all(FillApplied.class).stream().filter(fill -> fill.intent() != null)
                .map(fill -> fill.trade().venueTradeId()).toList();
        assertThat(booked).as("each fill once").doesNotHaveDuplicates();
        assertThat(new HashSet<>(booked)).isEqualTo(trades.stream().map(Trade::venueTradeId).collect(Collectors.toSet()));
        BigDecimal bought = trades.stream().map(Trade::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(bench.lane.snapshot().shares().stream().map(share -> share.position().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(bought);
    }
}
