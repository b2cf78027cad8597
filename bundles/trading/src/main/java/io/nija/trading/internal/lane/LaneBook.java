package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.journal.Action;
import io.nija.journal.AmendIntent;
import io.nija.journal.Answered;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.JournalRecord;
import io.nija.journal.Note;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Sent;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.trading.internal.order.Move;
import io.nija.trading.internal.order.Signal;
import io.nija.trading.internal.order.StageTable;
import io.nija.trading.internal.order.TrackedOrder;

/**
 * The orders of one lane as the fold of its records. Pure: no clock, no journal. Methods that learn something change the
 * book and answer the records that say so, for the journal; {@link #replay} does the same from the journal. Not thread-safe.
 */
public final class LaneBook {

    /** Ended orders that are kept at hand at most, for late fills and for lists; the journal has them all. */
    static final int ENDED_KEPT = 500;

    /** How long an ended order is kept at hand: longer than the checks count recent entries. */
    static final Duration KEPT = Duration.ofMinutes(15);

    /** Far more than a venue lists again. */
    private static final int TRADES_KEPT = 20_000;

    private final LaneId lane;
    private final TreeMap<Long, TrackedOrder> orders = new TreeMap<>();
    private final Map<String, Long> byVenue = new HashMap<>();
    private final Map<String, Long> byClient = new HashMap<>();
    private final Map<Long, OrderView> views = new HashMap<>();
    /** Where entries said that their stops are to be. */
    private final Map<Long, BigDecimal> plannedStops = new HashMap<>();
    private final Set<String> trades = new LinkedHashSet<>();
    private final Map<String, String> troubles = new LinkedHashMap<>();
    /** The orders as a list, made when they are asked for and until one changes: many ask, and most of the time nothing changed. */
    private List<TrackedOrder> all = List.of();
    private List<TrackedOrder> open = List.of();
    private boolean changed;

    public LaneBook(LaneId lane) {
        this.lane = lane;
    }

    public Optional<TrackedOrder> order(long number) {
        return Optional.ofNullable(orders.get(number));
    }

    /** The order that a venue's order is, by either id. */
    public Optional<TrackedOrder> find(String clientOrderId, String venueOrderId) {
        Long number = clientOrderId == null ? null : byClient.get(clientOrderId);
        if (number == null && venueOrderId != null) {
            number = byVenue.get(venueOrderId);
        }
        return number == null ? Optional.empty() : order(number);
    }

    /** All orders at hand, by number; the same list until one changes. */
    public List<TrackedOrder> orders() {
        listed();
        return all;
    }

    /** Those that can still trade. */
    public List<TrackedOrder> open() {
        listed();
        return open;
    }

    private void listed() {
        if (changed) {
            all = List.copyOf(orders.values());
            open = all.stream().filter(TrackedOrder::open).toList();
            changed = false;
        }
    }

    /** Those that are looked for. */
    public List<TrackedOrder> inDoubt() {
        return open().stream().filter(order -> order.stage() == OrderStage.IN_DOUBT).toList();
    }

    /** Those that the venue must still be asked about: open, or with fills that are not all here. */
    public List<TrackedOrder> unsettled() {
        return orders.values().stream().filter(order -> !order.settled()).toList();
    }

    /** Where an entry said that its stop is to be. */
    Optional<BigDecimal> plannedStop(long number) {
        return Optional.ofNullable(plannedStops.get(number));
    }

    /** Where entries that can still trade said that their stops are to be, by number. */
    Map<Long, BigDecimal> plannedStops() {
        Map<Long, BigDecimal> planned = new HashMap<>();
        if (!plannedStops.isEmpty()) {
            open().forEach(order -> plannedStop(order.number()).ifPresent(stop -> planned.put(order.number(), stop)));
        }
        return planned;
    }

    /** What cannot be, by subject; the lane is not reconciled while there is any. */
    public Map<String, String> troubles() {
        return Map.copyOf(troubles);
    }

    /** Something about an order cannot be. */
    void trouble(String subject, String text) {
        troubles.put(subject, text);
    }

    /** A person looked at what could not be. */
    public void forgetTroubles() {
        troubles.clear();
    }

    /** A fill that the journal has; answers false when it was known. The oldest are forgotten: the journal knows them. */
    boolean remember(String venueTradeId) {
        if (!trades.add(venueTradeId)) {
            return false;
        }
        if (trades.size() > TRADES_KEPT) {
            trades.remove(trades.iterator().next());
        }
        return true;
    }

    public boolean hasTrade(String venueTradeId) {
        return trades.contains(venueTradeId);
    }

    /** Takes a record of the journal as it is. */
    public void replay(JournalRecord record, Instant writtenAt) {
        if (record instanceof Intent intent) {
            put(TrackedOrder.of(intent, writtenAt));
        } else if (record instanceof Sent sent && sent.intent() != null && orders.containsKey(sent.intent())) {
            replay(sent);
        } else if (record instanceof AmendIntent amend && orders.containsKey(amend.intent())) {
            put(orders.get(amend.intent()).waitingFor(amend.amendment(), writtenAt));
        } else if (record instanceof Answered answered && answered.intent() != null && orders.containsKey(answered.intent())) {
            put(orders.get(answered.intent()).knownAs(answered.order().venueOrderId()));
        } else if (record instanceof OrderEvent event && orders.containsKey(event.intent())) {
            TrackedOrder order = orders.get(event.intent()).knownAs(event.venueOrderId());
            order = event.event().equals(Signal.AMEND_DONE.name()) ? order.changed() : order;
            order = order.at(event.to(), event.code(), event.reason(), writtenAt);
            // An end was written when all fills that the venue told of were here.
            put(event.to().ended() ? order.told(event.filled(), event.cost()) : order);
        } else if (record instanceof Note note && note.intent() != null) {
            PlannedStop.read(note).ifPresent(price -> plannedStops.put(note.intent(), price));
        } else if (record instanceof FillApplied fill) {
            remember(fill.trade().venueTradeId());
            if (fill.intent() != null && orders.containsKey(fill.intent())) {
                put(orders.get(fill.intent()).with(fill.trade(), writtenAt));
            }
        }
    }

    private void replay(Sent sent) {
        TrackedOrder order = orders.get(sent.intent());
        if (sent.action() == Action.PLACE) {
            put(order.at(OrderStage.SUBMITTED, "", "", sent.at()));
        } else {
            // A cancel does not take back a change that is on its way: until the venue says what became of it, either may be so.
            put(order.waitingFor(order.pending(), sent.at()));
        }
    }

    /** After the last record of the journal: what had no answer is in doubt. */
    public List<JournalRecord> interrupted(Instant now) {
        List<JournalRecord> records = new ArrayList<>();
        for (TrackedOrder order : open()) {
            records.addAll(signal(order.number(), Signal.INTERRUPTED, "INTERRUPTED",
                    "NIJA ended before the venue's answer came.", true, null, now));
        }
        return records;
    }

    /** Something happened to an order; nothing to one that is not at hand. */
    public List<JournalRecord> signal(long number, Signal signal, String code, String reason, boolean inferred, Instant venueAt,
            Instant now) {
        TrackedOrder order = orders.get(number);
        if (order == null) {
            return List.of();
        }
        Move move = StageTable.move(order.stage(), signal, order.filled().quantity().signum() > 0);
        if (move instanceof Move.Contradiction) {
            return contradiction(order, signal, reason);
        }
        boolean changeIsOver = signal == Signal.AMEND_DONE || signal == Signal.AMEND_FAILED;
        if (order.stage() == OrderStage.PENDING_CANCEL && order.pending() != null && (changeIsOver || signal == Signal.CANCEL_FAILED)) {
            return both(order, signal, code, reason, inferred, venueAt, now);
        }
        if (move.to() == order.stage()) {
            return List.of();
        }
        if (signal == Signal.AMEND_SENT || signal == Signal.AMEND_DONE) {
            // What the venue showed before the change would put the old quantity back with the next fill.
            views.remove(number);
        }
        TrackedOrder after = (signal == Signal.AMEND_DONE ? order.changed() : order).at(move.to(), code, reason, now);
        put(after);
        boolean revived = move instanceof Move.Revival;
        return List.of(new OrderEvent(lane, number, signal.name(), order.stage(), move.to(), after.venueOrderId(),
                after.filled().quantity(), after.filled().cost(), code, revived ? "Revived: " + reason : reason, inferred, venueAt));
    }

    /** A change and a cancel were on their way, and one of them is over: the other still is. */
    private List<JournalRecord> both(TrackedOrder order, Signal signal, String code, String reason, boolean inferred, Instant venueAt, Instant now) {
        if (signal == Signal.CANCEL_FAILED) {
            put(order.at(OrderStage.PENDING_AMEND, code, reason, now));
            return List.of(new OrderEvent(lane, order.number(), signal.name(), order.stage(), OrderStage.PENDING_AMEND, order.venueOrderId(),
                    order.filled().quantity(), order.filled().cost(), code, reason, inferred, venueAt));
        }
        views.remove(order.number());
        put((signal == Signal.AMEND_DONE ? order.changed() : order).waitingFor(null, order.pendingSince()));
        return List.of();
    }

    private List<JournalRecord> contradiction(TrackedOrder order, Signal signal, String reason) {
        String text = order.id() + " is " + order.stage() + ", and yet " + signal.words() + (reason.isEmpty() ? "." : ": " + reason);
        if (text.equals(troubles.put(order.id(), text))) {
            return List.of();
        }
        return List.of(new Note(lane, order.number(), "contradiction", "ORDER_CONTRADICTION", text, Map.of()));
    }

    /** The venue shows an order of ours; an end counts only when all its fills are here. */
    public List<JournalRecord> see(long number, OrderView view, Instant now) {
        TrackedOrder order = orders.get(number).seenAs(view);
        put(order);
        views.put(number, view);
        Instant at = view.updatedAt();
        return switch (view.state()) {
            case PENDING, OPEN, PARTIALLY_FILLED -> rests(order, at, now);
            // Its last fill may have come while a larger quantity was believed, before a change was seen: then the view ends it.
            case FILLED -> order.open() && order.agrees() && order.filled().count() > 0 ? signal(number, Signal.LAST_FILL, "", "", false, at, now)
                    : appeared(order, at, now);
            case OTHER -> appeared(order, at, now);
            case CANCELED, EXPIRED -> order.agrees() || !order.open()
                    ? signal(number, view.state() == OrderState.CANCELED ? Signal.CANCELED : Signal.EXPIRED, "", "", false, at, now)
                    : order.unsure() ? signal(number, Signal.CONFIRMED, "", "", false, at, now) : List.of();
        };
    }

    private List<JournalRecord> appeared(TrackedOrder order, Instant at, Instant now) {
        return order.unsure() || order.stage() == OrderStage.REJECTED
                ? signal(order.number(), Signal.CONFIRMED, "", "", false, at, now) : List.of();
    }

    private List<JournalRecord> rests(TrackedOrder order, Instant at, Instant now) {
        if (order.stage() == OrderStage.PENDING_AMEND && order.showsChange()) {
            return signal(order.number(), Signal.AMEND_DONE, "", "", false, at, now);
        }
        return signal(order.number(), Signal.RESTING, "", order.open() ? "" : "the venue shows it resting", false, at, now);
    }

    /** A fill; empty when it is here already. One of an order that is not ours is only remembered. */
    public List<JournalRecord> fill(Trade trade, Instant now) {
        if (!remember(trade.venueTradeId())) {
            return List.of();
        }
        Optional<TrackedOrder> found = find(trade.clientOrderId(), trade.venueOrderId());
        if (found.isEmpty()) {
            return List.of(new FillApplied(trade, null, null));
        }
        // The venue's own name of the pair, where its rules were not read yet, is nothing to count positions by.
        Trade named = trade.on(found.get().request().symbol());
        TrackedOrder order = found.get().with(named, now);
        put(order);
        List<JournalRecord> records = new ArrayList<>();
        records.add(new FillApplied(named, order.number(), order.intent().strategy()));
        int rest = order.filled().quantity().compareTo(order.terms().quantity());
        records.addAll(signal(order.number(), rest >= 0 ? Signal.LAST_FILL : Signal.FILL, "",
                rest > 0 ? "more than its quantity is filled" : "", false, trade.at(), now));
        if (rest > 0) {
            troubles.put(order.id(), order.id() + " asked for " + order.terms().quantity().toPlainString() + ", and "
                    + order.filled().quantity().toPlainString() + " is filled.");
        }
        OrderView view = views.get(order.number());
        if (view != null && order(order.number()).filter(TrackedOrder::open).isPresent()) {
            records.addAll(see(order.number(), view, now));
        }
        return records;
    }

    private void put(TrackedOrder order) {
        orders.put(order.number(), order);
        byClient.put(order.intent().placement().clientOrderId(), order.number());
        if (order.venueOrderId() != null) {
            byVenue.put(order.venueOrderId(), order.number());
        }
        changed = true;
    }

    /** Lets go of what has ended, is settled and is old, or is more than is kept; whatever is asked of it later is in the journal. */
    void forget(Instant now) {
        List<TrackedOrder> ended = orders.values().stream().filter(TrackedOrder::settled).toList();
        int tooMany = ended.size() - ENDED_KEPT;
        for (int i = 0; i < ended.size(); i++) {
            TrackedOrder order = ended.get(i);
            if (i < tooMany || order.updatedAt().plus(KEPT).isBefore(now)) {
                orders.remove(order.number());
                views.remove(order.number());
                plannedStops.remove(order.number());
                byClient.remove(order.intent().placement().clientOrderId());
                byVenue.remove(order.venueOrderId());
                changed = true;
            }
        }
    }
}
