package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.broker.OrderDesk;
import io.nija.journal.Action;
import io.nija.journal.Adoption;
import io.nija.journal.Answered;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;
import io.nija.journal.Sent;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;
import io.nija.trading.internal.order.Signal;
import io.nija.trading.internal.order.TrackedOrder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an orphan in, as a person decided: as an order of ours with all its fills, or as one that is not this NIJA's to manage.
 * All of it is one append: there is no moment at which a part of it is known. Runs on the lane's queue.
 */
final class Adopting {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private final LaneCore core;
    private final Supplier<List<OrderView>> strangers;
    private final Shares shares;
    private final Consumer<FillApplied> booked;
    private final Runnable changed;

    /**
     * @param strangers resting orders that this journal does not know
     * @param shares what is managed, and whose it is
     * @param booked told each fill that is taken in
     * @param changed the lane is another one now
     */
    Adopting(LaneCore core, Supplier<List<OrderView>> strangers, Shares shares, Consumer<FillApplied> booked,
            Runnable changed) {
        this.core = core;
        this.strangers = strangers;
        this.shares = shares;
        this.booked = booked;
        this.changed = changed;
    }

    /** Reads an orphan, by either of its ids; {@code failed} is told a code and a sentence. */
    void look(String name, Consumer<Orphan> found, Consumer<Report.Refused> failed) {
        Optional<String> id = strangers.get().stream().filter(core.orphans()::is).filter(view -> name.equals(view.venueOrderId())
                || name.equals(view.clientOrderId())).map(OrderView::venueOrderId).findFirst()
                .or(() -> Optional.of(name).filter(core.orphans()::traded));
        if (id.isEmpty()) {
            failed.accept(new Report.Refused(null, "ORDER_NOT_ORPHANED", "No order of a NIJA that this journal does not know is known as '"
                    + name + "' on " + core.lane() + "."));
        } else if (core.venue().desk().isEmpty()) {
            failed.accept(new Report.Refused(null, "NO_ORDER_DESK", core.lane() + " has no session; 'why " + core.lane() + "' says what is missing."));
        } else {
            OrderDesk desk = core.venue().desk().get();
            Consumer<String> missing = reason -> failed.accept(new Report.Refused(null, "NOT_READ", "The order could not be read: " + reason));
            core.read(() -> desk.orders(List.of(id.get())), views -> views.stream().filter(view -> id.get().equals(view.venueOrderId())).findFirst()
                    .ifPresentOrElse(view -> trades(desk, view, found, missing), () -> missing.accept("the venue does not show it.")), missing);
        }
    }

    private void trades(OrderDesk desk, OrderView view, Consumer<Orphan> found, Consumer<String> missing) {
        Instant from = (view.createdAt() == null ? Instant.EPOCH : view.createdAt().minus(TradeReader.OVERLAP));
        core.read(() -> desk.trades(from), trades -> found.accept(new Orphan(view, trades.stream()
                .filter(trade -> view.venueOrderId().equals(trade.venueOrderId())).toList())), missing);
    }

    /**
     * Takes it in.
     *
     * @param foreign it is not this NIJA's to manage: seen, counted and left alone
     * @param report {@code Done} with the order, or with none when it is foreign
     */
    void adopt(String name, boolean foreign, String by, CompletableFuture<Report> report) {
        look(name, orphan -> {
            Taken taken;
            try {
                taken = foreign ? disowned(orphan, by) : owned(orphan, by);
            } catch (Objection objection) {
                report.complete(new Report.Refused(null, objection.code, objection.getMessage() + " Nothing was changed."));
                return;
            }
            core.journal().appendInOrder(taken.records(), receipt -> written(orphan, taken, receipt, report));
        }, report::complete);
    }

    /** @param number of the order's intent; null when it is not ours to manage */
    private record Taken(Long number, List<JournalRecord> records) {}

    private static final class Objection extends Exception {

        private static final long serialVersionUID = 1L;
        private final String code;

        Objection(String code, String sentence) {
            super(sentence);
            this.code = code;
        }
    }

    private Taken disowned(Orphan orphan, String by) {
        List<JournalRecord> records = new ArrayList<>(List.of(adoption(orphan, Adoption.Policy.FOREIGN, by),
                core.orphans().without(orphan.order().venueOrderId())));
        orphan.fills().stream().filter(trade -> !core.book().hasTrade(trade.venueTradeId()) && !core.journal().hasFill(trade.venueTradeId()))
                .forEach(trade -> records.add(new FillApplied(trade, null, null)));
        return new Taken(null, records);
    }

    private Adoption adoption(Orphan orphan, Adoption.Policy policy, String by) {
        OrderView order = orphan.order();
        String asset = order.symbol() != null && order.symbol().indexOf('/') > 0 ? Symbol.parse(order.symbol()).base() : String.valueOf(order.symbol());
        return new Adoption(core.lane(), asset, order.quantity() == null ? orphan.filled() : order.quantity(), null,
                new OrderKey(order.clientOrderId(), order.venueOrderId()), policy, by, "an orphan with " + orphan.fills().size() + " fills");
    }

    private Taken owned(Orphan orphan, String by) throws Objection {
        OrderRequest order = request(orphan.order());
        room(order);
        if (!orphan.complete()) {
            throw new Objection("FILLS_MISSING", "The venue says that " + orphan.order().filled().toPlainString() + " is filled, and shows fills of "
                    + orphan.filled().toPlainString() + "; ask again in a moment.");
        }
        for (Trade trade : orphan.fills()) {
            if (core.book().hasTrade(trade.venueTradeId()) || core.journal().hasFill(trade.venueTradeId())) {
                throw new Objection("FILLS_BOOKED", "The journal has the fill " + trade.venueTradeId() + " already, as somebody else's; take the order as "
                        + "the owner's own with --foreign.");
            }
        }
        Instant now = core.now();
        OrderKey key = new OrderKey(orphan.order().clientOrderId(), orphan.order().venueOrderId());
        long number = core.journal().nextIntent();
        Intent intent = new Intent(number, core.lane(), new Placement(key.clientOrderId(), order, purpose(order), now), owner(order), by, null, null,
                TrackedOrder.ADOPTED + ": it was sent by a NIJA that this journal does not know");
        Sent sent = new Sent(core.lane(), number, Action.PLACE, key, null, now);
        Answered answered = new Answered(core.lane(), number, Action.PLACE, key, Answered.Result.CONFIRMED, "", "", now);
        LaneBook scratch = new LaneBook(core.lane());
        List<JournalRecord> records = new ArrayList<>(List.of(adoption(orphan, Adoption.Policy.MANAGE, by),
                core.orphans().without(key.venueOrderId()), intent, sent, answered));
        List.of(intent, sent, answered).forEach(record -> scratch.replay(record, now));
        records.addAll(scratch.signal(number, Signal.CONFIRMED, "ADOPTED", "adopted by " + by, false, orphan.order().createdAt(), now));
        orphan.fills().forEach(trade -> records.addAll(scratch.fill(trade, now)));
        records.addAll(scratch.see(number, orphan.order(), now));
        if (!scratch.troubles().isEmpty()) {
            throw new Objection("ORDER_CONTRADICTION", String.join(" ", scratch.troubles().values()));
        }
        return new Taken(number, records);
    }

    private static OrderRequest request(OrderView view) throws Objection {
        try {
            boolean limited = view.type().hasLimit();
            return new OrderRequest(Symbol.parse(view.symbol()), view.side(), view.type(), view.quantity(), limited ? view.price() : null,
                    !view.type().hasStop() ? null : view.stop() == null && !limited ? view.price() : view.stop(), TimeInForce.GTC, null, false);
        } catch (IllegalArgumentException | NullPointerException unknown) {
            throw new Objection("ORDER_NOT_UNDERSTOOD", "This version cannot manage an order of that kind (" + Comparison.words(view) + ", "
                    + (view.type() == null ? "?" : view.type().words()) + "); take it as the owner's own with --foreign, or cancel it.");
        }
    }

    private static Purpose purpose(OrderRequest order) {
        return order.side() == Side.BUY ? Purpose.ENTRY : order.type().hasStop() ? Purpose.PROTECTIVE : Purpose.EXIT;
    }

    /** Whose coins it sells: it does not say so itself. */
    private String owner(OrderRequest order) {
        return order.side() == Side.BUY ? null
                : Attribution.owner(order, shares.all(), core.book(), List.of());
    }

    /** Own sells never exceed what is managed, adopted ones included. */
    private void room(OrderRequest order) throws Objection {
        if (order.side() == Side.BUY) {
            return;
        }
        String asset = order.symbol().base();
        BigDecimal selling = core.book().open().stream().filter(open -> Attribution.sells(open, asset)).map(TrackedOrder::mostRemaining)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal free = shares.managed().getOrDefault(asset, BigDecimal.ZERO).subtract(selling).max(BigDecimal.ZERO);
        if (order.quantity().compareTo(free) > 0) {
            throw new Objection("ADOPTION_OVERSELLS", "It sells " + order.quantity().toPlainString() + " " + asset + ", and NIJA manages only "
                    + free.toPlainString() + " here that no other order sells. If another orphan bought them, adopt that one first; else cancel "
                    + "this one, or take it as the owner's own with --foreign.");
        }
    }

    private void written(Orphan orphan, Taken taken, Receipt receipt, CompletableFuture<Report> report) {
        if (receipt instanceof Receipt.Refused refused) {
            report.complete(new Report.Refused(null, refused.code(), "It could not be written, so nothing was changed: " + refused.reason()));
            return;
        }
        core.passed("adopt.durable");
        for (JournalRecord record : taken.records()) {
            core.book().replay(record, core.now());
            if (record instanceof Adoption adoption) {
                core.orphans().decided(adoption);
            } else if (record instanceof FillApplied fill) {
                booked.accept(fill);
            }
        }
        if (taken.number() != null) {
            core.journal().learn(core.book().see(taken.number(), orphan.order(), core.now()));
        }
        LOG.warn("{} ({}) was {} [ORDER_ADOPTED]", orphan.order().venueOrderId(), Comparison.words(orphan.order()), taken.number() == null
                ? "taken as the owner's own" : "adopted as " + core.book().order(taken.number()).orElseThrow().id());
        changed.run();
        report.complete(new Report.Done(taken.number() == null ? null : core.book().order(taken.number()).orElseThrow(), ""));
    }
}
