package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.nija.broker.OrderDesk;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalRecord;
import io.nija.journal.Mark;
import io.nija.order.OrderView;
import io.nija.order.Trade;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads trades from the last mark on and books each once. The mark moves in the same append as the fills, so a crash
 * between the two cannot lose one; what is read twice is known by its trade id.
 */
final class TradeReader {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    /** The mark's name in the journal: the venue's time of the last trade that was read. */
    static final String MARK = "trades";

    /** Far more foreign orders than trade within {@link #OVERLAP}. */
    static final int FOREIGN_KEPT = 5_000;

    /** Venues list trades late and not quite in order. */
    static final Duration OVERLAP = Duration.ofMinutes(2);

    private final LaneCore core;
    private final Consumer<FillApplied> booked;
    /** The latest that are known not to be ours; one that was forgotten is asked for again. */
    private final Set<String> foreignOrders = new LinkedHashSet<>();
    private Instant mark;
    private Instant readAt;
    private boolean everSent;

    /** @param booked told each fill of an order of ours, and each of somebody else's, once */
    TradeReader(LaneCore core, Consumer<FillApplied> booked) {
        this.core = core;
        this.booked = booked;
    }

    /**
     * From where trades are read: a lane that is new begins now, for what was before is not ours.
     *
     * @param sent whether an order was ever sent from here
     */
    void begin(Instant known, boolean sent) {
        mark = known;
        everSent = sent;
    }

    /** When trades were last read, by this machine's clock; null before the first time. */
    Instant readAt() {
        return readAt;
    }

    /** Whether an order was ever sent from here. */
    boolean everSent() {
        return everSent || !core.book().orders().isEmpty();
    }

    /** Reads once; {@code then} runs when all that was new is booked. */
    void read(OrderDesk desk, Runnable then, Consumer<String> failed) {
        Instant asked = core.now();
        // Also on a lane that never sent an order: another NIJA's orders under these keys trade without this journal's knowing.
        everSent = everSent();
        core.read(() -> desk.trades(mark.minus(OVERLAP)), LaneCore.HISTORY, trades -> {
            List<Trade> fresh = trades.stream().filter(trade -> !core.book().hasTrade(trade.venueTradeId())).toList();
            Set<String> strangers = strangers(fresh);
            Instant latest = trades.stream().map(Trade::at).max(Instant::compareTo).orElse(mark);
            if (strangers.isEmpty()) {
                book(fresh, latest, asked);
                then.run();
            } else {
                whose(desk, strangers, () -> {
                    book(fresh, latest, asked);
                    then.run();
                }, failed);
            }
        }, failed);
    }

    /** Orders that nobody here knows: ended ones of ours that were put away, or somebody else's. */
    private Set<String> strangers(List<Trade> fresh) {
        Set<String> strangers = new TreeSet<>();
        fresh.stream().filter(trade -> core.book().find(trade.clientOrderId(), trade.venueOrderId()).isEmpty())
                .map(Trade::venueOrderId).filter(id -> id != null && !foreignOrders.contains(id)).forEach(strangers::add);
        return strangers;
    }

    private void whose(OrderDesk desk, Set<String> strangers, Runnable then, Consumer<String> failed) {
        core.read(() -> desk.orders(List.copyOf(strangers)), views -> {
            for (OrderView view : views) {
                recall(view);
                foreignOrders.add(view.venueOrderId());
            }
            while (foreignOrders.size() > FOREIGN_KEPT + strangers.size()) {
                foreignOrders.remove(foreignOrders.iterator().next());
            }
            // Booked before it is known whose it is, a fill of ours would be somebody else's for good.
            List<String> untold = strangers.stream().filter(id -> !foreignOrders.contains(id)).toList();
            if (untold.isEmpty()) {
                then.run();
            } else {
                failed.accept("The venue shows trades of " + String.join(", ", untold) + " and not yet the orders themselves.");
            }
        }, failed);
    }

    /**
     * An order of ours that ended long ago comes back from the journal. One that is in doubt is found here: before its trades
     * are booked its venue's id must be known, or they would be booked as somebody else's, for good.
     */
    private void recall(OrderView view) {
        if (!LaneJournal.ours(view.clientOrderId())) {
            return;
        }
        if (core.book().find(view.clientOrderId(), view.venueOrderId()).isEmpty()) {
            core.journal().numbers(view.clientOrderId()).forEach(number -> core.journal().restore(core.book(), number));
        }
        core.book().find(view.clientOrderId(), view.venueOrderId()).ifPresentOrElse(
                order -> core.journal().learn(core.book().see(order.number(), view, core.now())), () -> orphan(view));
    }

    /** An order of a NIJA that has traded already, and this journal does not know it: a person must decide. */
    private void orphan(OrderView view) {
        if (!core.orphans().is(view)) {
            return;
        }
        List<Mark> mark = core.orphans().found(view);
        if (!mark.isEmpty()) {
            LOG.error("The order {} ({}) was sent by a NIJA and has traded, and this journal does not know it; 'adopt' takes it in [ORDER_ORPHANED]",
                    view.venueOrderId(), Comparison.words(view));
            core.journal().learn(mark);
        }
    }

    /** @param latest the time of the last trade of a complete reading, those included that the venue's stream told before */
    private void book(List<Trade> fresh, Instant latest, Instant asked) {
        List<JournalRecord> records = new ArrayList<>();
        for (Trade trade : fresh) {
            // An orphan's fills wait for a person's decision, which reads them all again.
            if (!core.orphans().traded(trade.venueOrderId())) {
                records.addAll(core.book().fill(trade, core.now()));
            }
        }
        if (latest.isAfter(mark)) {
            mark = latest;
            records.add(new Mark(core.lane(), MARK, mark.toString()));
        }
        write(records);
        readAt = asked;
    }

    private void write(List<JournalRecord> records) {
        boolean fills = records.stream().anyMatch(FillApplied.class::isInstance);
        if (fills) {
            core.passed("fills.read");
        }
        if (!records.isEmpty()) {
            core.journal().learn(records, () -> {
                if (fills) {
                    core.passed("fills.durable");
                }
            });
        }
        records.stream().filter(FillApplied.class::isInstance).map(FillApplied.class::cast).forEach(fill -> {
            // Each for itself: one that cannot be booked must not hide the others from positions and their stops.
            core.lasting("booking a fill", () -> booked.accept(fill));
        });
    }

    /**
     * The venue's stream told a trade: one of an order that is known here is booked, any other is left to the next reading, which
     * finds out whose it is. The mark stays, for a stream proves nothing of what was before.
     *
     * @return whether it was new
     */
    boolean told(Trade trade) {
        if (core.book().hasTrade(trade.venueTradeId()) || core.book().find(trade.clientOrderId(), trade.venueOrderId()).isEmpty()) {
            return false;
        }
        write(core.book().fill(trade, core.now()));
        return true;
    }
}
