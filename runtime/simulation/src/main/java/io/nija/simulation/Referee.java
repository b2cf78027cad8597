package io.nija.simulation;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.journal.AmendIntent;
import io.nija.journal.IntentState;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Refusal;
import io.nija.journal.SwitchChange.Position;
import io.nija.journal.memory.MemoryJournal;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.RiskCheck;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Order;
import io.nija.trading.internal.gate.Switchboard;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.PastCheckpoint;
import io.nija.trading.internal.order.TrackedOrder;

/**
 * Holds what happens against what was promised: by the exchange's own books, by what people asked for, and by what is durable;
 * by what trading believes only where the two are compared. The first violation counts.
 */
final class Referee {

    /** A promise that was broken. */
    record Violation(String invariant, String text) {}

    private final World world;
    private final Map<LaneId, Books> books = new LinkedHashMap<>();
    private final Map<String, Integer> writes = new HashMap<>();
    private final Set<String> handed = new HashSet<>();
    private final Set<Long> cancelsAsked = new HashSet<>();
    private final Map<String, Long> calls = new HashMap<>();
    private final Set<String> humans = new HashSet<>();
    private final Set<String> entryChecks = new HashSet<>(Set.of("in-doubt"));
    private Violation violation;
    private int placed;

    Referee(World world) {
        this.world = world;
        Shop.lanes().forEach(lane -> books.put(lane, new Books(lane, world.exchange())));
        Machine.checks().stream().map(RiskCheck::id).forEach(entryChecks::add);
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    Books books(LaneId lane) {
        return books.get(lane);
    }

    /** How many orders of NIJA's the exchange took. */
    int placed() {
        return placed;
    }

    void violated(String invariant, String text) {
        if (violation == null) {
            violation = new Violation(invariant, text);
            world.trace(() -> "VIOLATED " + invariant + ": " + text);
        }
    }

    /** A person asked for the cancel of an order of NIJA's. */
    void cancelAsked(long intent) {
        cancelsAsked.add(intent);
    }

    /** A call with a name made an order: another call with that name on that lane must not make another one. */
    void called(LaneId lane, String name, long intent) {
        Long before = calls.putIfAbsent(lane + " " + name, intent);
        if (before != null && before != intent) {
            violated("ONE_ORDER_PER_CALL", lane + ": the call " + name + " made o" + before + " and o" + intent);
        }
    }

    /** A person's own order at the exchange. */
    void human(String order) {
        humans.add(order);
    }

    private Optional<IntentState> durable(String clientOrderId) {
        return world.machine().journal().intentOf(clientOrderId);
    }

    /**
     * What the journal is told of an order. That it never came to the exchange is a proof, and an end is an end: what the product calls
     * a revival mends a wrong conclusion, and here every conclusion is right.
     */
    void told(OrderEvent event) {
        boolean never = event.to() == OrderStage.REJECTED || event.to() == OrderStage.DENIED;
        Order order = never ? durable(event.intent()).map(known -> books.get(event.lane()).ofClient(known.intent().placement().clientOrderId()))
                .map(books.get(event.lane()).mine()::get).orElse(null) : null;
        if (order != null) {
            violated("ABSENCE_IS_PROOF", event.lane() + ": o" + event.intent() + " is told to be " + event.to() + " (" + event.code() + " "
                    + event.reason() + "), and the exchange took " + order.id());
        }
        if (event.revived()) {
            violated("AN_END_IS_THE_END", event.lane() + ": o" + event.intent() + " was " + event.from() + " and is " + event.to() + ": " + event.reason());
        }
    }

    private Optional<IntentState> durable(long intent) {
        return world.machine().journal().intent(intent);
    }

    /** What was refused: no check of entries is asked for what reduces. */
    void refused(Refusal refusal) {
        if (refusal.purpose() != Purpose.ENTRY && entryChecks.contains(refusal.check())) {
            violated("EXITS_PASS", "An exit of " + refusal.lane() + " was refused by " + refusal.check() + ": " + refusal.reason());
        }
    }

    /** What NIJA said of a switch, that it is kept, holds in the next process. */
    void switchesAfterRestart(List<Switchboard.Set> standing) {
        world.switches().confirmed().forEach((scope, position) -> {
            if (standing.stream().noneMatch(set -> set.change().scope().equals(scope) && set.change().position().compareTo(position) >= 0)) {
                violated("SWITCHES_OUTLIVE_A_RESTART", position + " for " + scope + " was confirmed, and the next process has " + standing);
            }
        });
    }

    /** What a start begins with is what all records before it amount to. */
    void checkpointsAtStart(MemoryJournal journal) {
        for (LaneId lane : Shop.lanes()) {
            new PastCheckpoint(lane, journal).compare().ifPresent(comparing -> {
                while (!comparing.step(1_000)) {
                    world.trace(() -> "the checkpoint of " + lane + " is compared");
                }
                comparing.difference().ifPresent(text -> violated("CHECKPOINT_IS_THE_PAST", lane + ": " + text));
            });
        }
    }

    /** An order is handed to a session: from here on it may be at the venue. */
    void placing(LaneId lane, Placement placement) {
        String id = placement.clientOrderId();
        world.trace(() -> lane + " places " + placement.purpose() + " " + Words.of(placement.order()));
        Optional<IntentState> intent = durable(id);
        if (intent.isEmpty()) {
            violated("DURABLE_BEFORE_SENT", lane + " sends " + id + ", whose intent is not on the disk");
        } else if (!intent.get().intent().lane().equals(lane)) {
            violated("RIGHT_ACCOUNT", lane + " sends an order of " + intent.get().intent().lane());
        } else if (!intent.get().intent().placement().equals(placement)) {
            violated("AS_WRITTEN", lane + " sends " + placement + " and wrote " + intent.get().intent().placement());
        } else if (!intent.get().sent()) {
            violated("DURABLE_BEFORE_SENT", lane + " sends " + id + " without having written that it does");
        }
        if (!handed.add(id)) {
            violated("SENT_ONCE", lane + " sends " + id + " again");
        }
        Position position = world.switches().strictest(lane, placement.order().symbol().toString());
        if (placement.purpose() == Purpose.ENTRY && position != Position.OPEN) {
            violated("NO_ENTRY_UNDER_A_SWITCH", lane + " sends an entry while " + position + " is in force");
        }
        boolean flatten = intent.filter(known -> known.intent().explanation().equals("flatten")).isPresent();
        if (position == Position.HALT && !flatten) {
            violated("HALT_SENDS_NOTHING", lane + " sends " + placement.purpose() + " while HALT is in force");
        }
        boolean foreign = intent.filter(known -> "foreign".equals(known.intent().strategy())).isPresent();
        if (placement.purpose() == Purpose.EXIT && placement.order().side() == Side.SELL && !foreign) {
            oversold(lane, placement.order().symbol().base(), placement.order().quantity());
        }
    }

    /** @param more what is about to be sold beside what rests */
    private void oversold(LaneId lane, String asset, BigDecimal more) {
        Books own = books.get(lane);
        own.read();
        BigDecimal selling = own.selling().getOrDefault(asset, BigDecimal.ZERO).add(more);
        // A fee in the coin is told late; what is sold before may be too much by that, and by nothing else.
        if (selling.compareTo(own.managed(asset).max(BigDecimal.ZERO).add(own.baseFees(asset))) > 0) {
            violated("NEVER_OVERSOLD", lane + " offers " + selling.toPlainString() + " " + asset + " and manages "
                    + own.managed(asset).toPlainString());
        }
    }

    void amending(LaneId lane, Amendment amendment) {
        world.trace(() -> lane + " amends " + amendment);
        Optional<IntentState> intent = durable(amendment.order().clientOrderId());
        if (intent.isEmpty()) {
            violated("OWN_ORDERS_ONLY", lane + " amends " + amendment.order() + ", which is not NIJA's");
        } else if (world.switches().strictest(lane, intent.get().intent().placement().order().symbol().toString()) == Position.HALT) {
            violated("HALT_SENDS_NOTHING", lane + " amends while HALT is in force");
        } else if (world.machine().journal().story(intent.get().intent().number()).stream().noneMatch(entry -> entry.record() instanceof AmendIntent
                written && written.amendment().equals(amendment))) {
            violated("DURABLE_BEFORE_SENT", lane + " sends " + amendment + ", which is not on the disk");
        }
    }

    void cancelling(LaneId lane, OrderKey order) {
        world.trace(() -> lane + " cancels " + order);
        Optional<IntentState> intent = order.clientOrderId() == null ? Optional.empty() : durable(order.clientOrderId());
        if (intent.isEmpty() || humans.contains(order.venueOrderId())) {
            violated("OWN_ORDERS_ONLY", lane + " cancels " + order + ", which is not NIJA's");
            return;
        }
        Position position = world.switches().strictest(lane, intent.get().intent().placement().order().symbol().toString());
        if (position == Position.HALT && !cancelsAsked.contains(intent.get().intent().number())) {
            violated("HALT_SENDS_NOTHING", lane + " cancels " + order + " by itself while HALT is in force");
        }
    }

    /** The first byte of a command is on its way. */
    void written(LaneId lane, String endpoint, Map<String, String> form) {
        if (endpoint.equals("AddOrder") && writes.merge(form.get("cl_ord_id"), 1, Integer::sum) > 1) {
            violated("SENT_ONCE", lane + " writes " + form.get("cl_ord_id") + " a second time");
        }
        if (endpoint.equals("CancelOrder") && humans.contains(form.getOrDefault("txid", ""))) {
            violated("OWN_ORDERS_ONLY", lane + " cancels a person's order " + form.get("txid"));
        }
    }

    /** The exchange carried out a command, or refused it. */
    void carriedOut(LaneId lane, String endpoint, Map<String, String> form, boolean done) {
        if (!done) {
            return;
        }
        if (endpoint.equals("AddOrder")) {
            taken(lane, form.get("cl_ord_id"));
        }
        offers(lane);
    }

    private void taken(LaneId lane, String clientOrderId) {
        placed++;
        Account account = world.exchange().account(lane);
        Order order = account.openOrderOf(clientOrderId).or(() -> account.closedOrders().newestFirst()
                .filter(ended -> clientOrderId.equals(ended.ticket().clientId())).findFirst()).orElseThrow();
        Optional<IntentState> intent = durable(clientOrderId);
        if (intent.isEmpty()) {
            violated("DURABLE_BEFORE_SENT", "The exchange took " + order.id() + " of " + lane + ", whose intent is not on the disk");
            return;
        }
        if (!intent.get().intent().lane().equals(lane)) {
            violated("RIGHT_ACCOUNT", "The exchange took an order of " + intent.get().intent().lane() + " from " + lane);
        }
        if (intent.get().stage().ended()) {
            violated("ABSENCE_IS_PROOF", "The exchange took " + order.id() + " of " + lane + ", which the journal has as "
                    + intent.get().stage());
        }
        BigDecimal wanted = intent.get().intent().placement().order().quantity();
        if (PairRule.volume(order.ticket().lots()).compareTo(wanted) != 0
                || order.ticket().buys() != (intent.get().intent().placement().order().side() == Side.BUY)) {
            violated("AS_WRITTEN", "The exchange took " + order.ticket() + " and " + intent.get().intent().placement() + " was written");
        }
        Books own = books.get(lane);
        own.taken(order, intent.get().intent().strategy(), intent.get().intent().placement().purpose());
        if (!own.doubled().isEmpty()) {
            violated("ONE_ORDER_PER_INTENT", lane + " has two orders of one intent: " + own.doubled());
        }
    }

    private void offers(LaneId lane) {
        Books own = books.get(lane);
        own.read();
        own.selling().keySet().forEach(asset -> oversold(lane, asset, BigDecimal.ZERO));
        // Each share's sells draw on that share: another's stop would sell what is not there.
        for (Books.Owned of : own.owned()) {
            Books.Offered offered = own.offered(of);
            BigDecimal has = own.shares().getOrDefault(of, BigDecimal.ZERO).max(BigDecimal.ZERO);
            String asset = world.exchange().pair(of.symbol()).base().name();
            if (offered.stops().add(offered.exits()).compareTo(has.add(own.baseFees(asset))) > 0) {
                violated("SHARES_ARE_WHOLE", lane + " offers " + offered + " of " + of + ", which has " + has.toPlainString());
            }
        }
    }

    /** After each step: what trading believes is never more than what is. */
    void look() {
        for (LaneId lane : books.keySet()) {
            if (books.get(lane).read()) {
                offers(lane);
            }
        }
    }

    /** Less often, for it looks at everything: fills that never were, and lists that grow. */
    void lookClosely() {
        for (LaneId lane : books.keySet()) {
            world.machine().floor().find(lane).ifPresent(known -> closely(lane, known.snapshot()));
        }
        if (world.scheduler().longest() > 2_000 || world.time().pending() > 2_000) {
            violated("MEMORY_IS_BOUNDED", world.scheduler().longest() + " tasks wait in one queue, " + world.time().pending() + " timers");
        }
    }

    private void closely(LaneId lane, LaneSnapshot snapshot) {
        for (TrackedOrder order : snapshot.orders()) {
            Order venue = books.get(lane).mine().get(order.venueOrderId());
            if (venue != null && order.filled().quantity().compareTo(PairRule.volume(venue.filled())) > 0) {
                violated("EVERY_FILL_ONCE", lane + ": of " + order.id() + " " + order.filled().quantity() + " is filled, and at the exchange "
                        + PairRule.volume(venue.filled()));
            }
        }
        if (snapshot.orders().size() > 1_000 + snapshot.open().size()) {
            violated("MEMORY_IS_BOUNDED", lane + " keeps " + snapshot.orders().size() + " orders");
        }
    }
}
