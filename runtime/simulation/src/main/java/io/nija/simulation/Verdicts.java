package io.nija.simulation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.journal.Entry;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.LedgerRow;
import io.nija.journal.OrderStage;
import io.nija.journal.memory.MemoryJournal;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.TradeRow;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.order.TrackedOrder;

/** What must hold when all is quiet: journal, positions and the exchange's books are the same thing told three times. */
final class Verdicts {

    private static final Set<OrderStage> ON_THE_WAY = Set.of(OrderStage.CREATED, OrderStage.SUBMITTED, OrderStage.IN_DOUBT,
            OrderStage.PENDING_AMEND, OrderStage.PENDING_CANCEL);

    private final World world;
    private final Guards guards;

    Verdicts(World world) {
        this.world = world;
        guards = new Guards(world);
    }

    /** Whether all is settled; what is asked most often is asked of memory first. */
    boolean settled() {
        for (LaneId lane : Shop.lanes()) {
            LaneSnapshot snapshot = world.machine().floor().find(lane).map(found -> found.snapshot()).orElse(null);
            if (snapshot == null || !snapshot.reconciled() || snapshot.orders().stream().anyMatch(order -> ON_THE_WAY.contains(order.stage()))) {
                return false;
            }
        }
        return unsettled().isEmpty();
    }

    /** What is not settled yet, in words; empty when all is. */
    String unsettled() {
        StringBuilder text = new StringBuilder();
        for (LaneId lane : Shop.lanes()) {
            LaneSnapshot snapshot = world.machine().floor().find(lane).map(found -> found.snapshot()).orElse(null);
            if (snapshot == null || !snapshot.reconciled()) {
                text.append(lane).append(" is not reconciled: ").append(snapshot == null ? "no lane" : snapshot.evidence().detail()).append(' ');
            } else {
                snapshot.orders().stream().filter(order -> ON_THE_WAY.contains(order.stage()))
                        .forEach(order -> text.append(lane).append(": ").append(order.id()).append(" is ").append(order.stage()).append(' '));
                text.append(disagreement(lane));
                text.append(guards.bare(lane));
                if (!fills(lane).equals(trades(lane))) {
                    text.append(lane).append(": fills are not all here ");
                }
                if (!positions(lane, snapshot).equals(wanted(lane))) {
                    text.append(lane).append(": positions are ").append(positions(lane, snapshot)).append(", must be ").append(wanted(lane)).append(' ');
                }
            }
        }
        return text.toString();
    }

    /** Everything, with names; after all is settled or nothing more is waited for. */
    void all() {
        for (LaneId lane : Shop.lanes()) {
            LaneSnapshot snapshot = world.machine().floor().find(lane).orElseThrow().snapshot();
            fills(lane, snapshot);
            orders(lane);
            List<TrackedOrder> open = snapshot.orders().stream().filter(order -> ON_THE_WAY.contains(order.stage())).toList();
            if (!open.isEmpty()) {
                world.referee().violated("EVERY_DOUBT_ENDS", lane + ": " + open.get(0).id() + " is still " + open.get(0).stage());
            }
            String bare = guards.bare(lane);
            if (!bare.isEmpty()) {
                world.referee().violated("POSITIONS_ARE_PROTECTED", bare);
            }
            if (!snapshot.reconciled()) {
                world.referee().violated("RECONCILED_IN_THE_END", lane + ": " + snapshot.evidence().code() + " " + snapshot.evidence().detail());
            }
        }
    }

    private void fills(LaneId lane, LaneSnapshot snapshot) {
        Set<String> here = fills(lane);
        Set<String> there = trades(lane);
        if (!here.equals(there)) {
            Set<String> missing = new TreeSet<>(there);
            missing.removeAll(here);
            Set<String> invented = new TreeSet<>(here);
            invented.removeAll(there);
            world.referee().violated("EVERY_FILL_ONCE", lane + ": not in the journal " + missing + ", only in the journal " + invented);
        }
        if (!positions(lane, snapshot).equals(wanted(lane))) {
            world.referee().violated("POSITIONS_ARE_SUMS", lane + " has the positions " + positions(lane, snapshot) + ", the exchange's trades are "
                    + wanted(lane) + "; trades without an entry of the ledger: " + untold(lane));
        }
    }

    private Set<String> fills(LaneId lane) {
        return journal().newest(FillApplied.class, lane, Integer.MAX_VALUE).stream().map(entry -> (FillApplied) entry.record())
                .filter(fill -> fill.intent() != null).map(fill -> fill.trade().venueTradeId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> untold(LaneId lane) {
        Set<String> untold = trades(lane);
        journal().newest(LedgerRow.class, lane, Integer.MAX_VALUE).forEach(entry -> untold.remove(((LedgerRow) entry.record()).entry().reference()));
        return untold;
    }

    private Set<String> trades(LaneId lane) {
        return world.referee().books(lane).trades().stream().map(TradeRow::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> positions(LaneId lane, LaneSnapshot snapshot) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (Share share : snapshot.shares()) {
            sums.merge(share.position().symbol().toString(), share.position().quantity(), BigDecimal::add);
        }
        return plain(sums);
    }

    private Map<String, String> wanted(LaneId lane) {
        return plain(world.referee().books(lane).positions());
    }

    private static Map<String, String> plain(Map<String, BigDecimal> sums) {
        Map<String, String> plain = new java.util.TreeMap<>();
        sums.forEach((symbol, sum) -> {
            if (sum.signum() != 0) {
                plain.put(symbol, sum.stripTrailingZeros().toPlainString());
            }
        });
        return plain;
    }

    private void orders(LaneId lane) {
        String text = disagreement(lane);
        if (!text.isEmpty()) {
            world.referee().violated("JOURNAL_IS_VENUE", text);
        }
    }

    private String disagreement(LaneId lane) {
        Books books = world.referee().books(lane);
        for (Entry entry : journal().newest(Intent.class, lane, Integer.MAX_VALUE)) {
            IntentState state = journal().intent(((Intent) entry.record()).number()).orElseThrow();
            Order order = books.mine().get(books.ofClient(state.intent().placement().clientOrderId()));
            if (order == null && state.stage() != OrderStage.REJECTED && state.stage() != OrderStage.DENIED) {
                return lane + ": o" + state.intent().number() + " is " + state.stage() + " and the exchange never had it ";
            }
            if (order != null && !fits(order, state)) {
                return lane + ": o" + state.intent().number() + " is " + state.stage() + ", filled " + state.filled()
                        + "; at the exchange it is " + order.status() + ", filled " + PairRule.volume(order.filled()) + " ";
            }
        }
        return "";
    }

    private static boolean fits(Order order, IntentState state) {
        boolean stage = switch (order.status()) {
            case PENDING, OPEN -> !state.stage().ended();
            case CLOSED -> state.stage() == OrderStage.FILLED;
            case CANCELED -> state.stage() == OrderStage.CANCELED;
            case EXPIRED -> state.stage() == OrderStage.EXPIRED;
        };
        return stage && state.filled().compareTo(PairRule.volume(order.filled())) == 0;
    }

    private MemoryJournal journal() {
        return world.machine().journal();
    }
}
