package io.nija.tck.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.command.Exit;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.OwnOrders;
import io.nija.order.OwnOrders.OwnOrder;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.status.LadderState;
import io.nija.tck.Fault;
import io.nija.tck.Venue;
import io.nija.tck.Venue.BookedOrder;
import io.nija.tck.Venue.Call;

import tools.jackson.databind.JsonNode;

/** Where one case is played: an account, its lane and an instrument of its own. */
final class Bench {

    /** Long enough for a slow machine, short enough to be waited for. */
    static final Duration DEADLINE = Duration.ofSeconds(20);
    /** So many smallest orders that others do not fill it by chance. */
    static final int LARGE = 20_000;
    static final Duration SOON = Duration.ofSeconds(6);

    final Surroundings around;
    final Venue venue;
    final Nija nija;
    final int account;
    final LaneId lane;
    final Symbol symbol;

    Bench(Surroundings around, int account) {
        this.around = around;
        this.account = account;
        venue = around.venue;
        nija = around.nija;
        lane = around.lane(account);
        symbol = around.subject.symbols().get(Math.min(account, Surroundings.STATIONS));
    }

    /** The bench of another account. */
    Bench at(int other) {
        return new Bench(around, other);
    }

    BrokerSession session() {
        return nija.session(lane).orElseThrow(() -> new AssertionError(lane + " has no session"));
    }

    OrderDesk desk() {
        return session().orderDesk().orElseThrow(() -> new AssertionError(lane + " has no order desk"));
    }

    Instrument instrument() throws Exception {
        return nija.instrument(symbol);
    }

    Quote quote() throws Exception {
        return Check.known(nija.broker().quote(symbol), "the quote of " + symbol);
    }

    BigDecimal bid() throws Exception {
        return quote().bids().get(0).price();
    }

    /** The best bid times a factor, on the instrument's grid. */
    BigDecimal priced(String factor) throws Exception {
        Instrument rules = instrument();
        BigDecimal wanted = bid().multiply(new BigDecimal(factor));
        return wanted.divide(rules.priceTick(), 0, RoundingMode.DOWN).multiply(rules.priceTick()).setScale(rules.priceDecimals(), RoundingMode.DOWN);
    }

    /** So many times the smallest quantity that the venue takes at a price, on the instrument's grid. */
    BigDecimal quantity(BigDecimal price, int times) throws Exception {
        Instrument rules = instrument();
        BigDecimal byCost = rules.minCost() == null ? BigDecimal.ZERO : rules.minCost().divide(price, 12, RoundingMode.UP);
        BigDecimal least = rules.minQuantity().max(byCost).multiply(BigDecimal.valueOf(times)).multiply(new BigDecimal("1.2"));
        return least.divide(rules.quantityStep(), 0, RoundingMode.UP).multiply(rules.quantityStep()).stripTrailingZeros();
    }

    /** A bid that nobody will meet. */
    OrderRequest resting() throws Exception {
        BigDecimal price = priced("0.5");
        return limit(Side.BUY, quantity(price, 1), price);
    }

    OrderRequest limit(Side side, BigDecimal quantity, BigDecimal price) {
        return new OrderRequest(symbol, side, OrderType.LIMIT, quantity, price, TimeInForce.GTC, false);
    }

    /** What goes out under an id that is not of NIJA's making: for the trading above, it is somebody else's. */
    Placement placement(OrderRequest order, Duration deadline) {
        return new Placement("f" + UUID.randomUUID().toString().substring(1), order, Purpose.ENTRY, deadline(deadline));
    }

    Placement placement(OrderRequest order) {
        return placement(order, DEADLINE);
    }

    /** A moment of the venue's clock. */
    Instant deadline(Duration ahead) {
        return around.clock.instant().plus(desk().clockOffset()).plus(ahead);
    }

    Outcome<OrderKey> place(Placement placement) throws Exception {
        return Check.get(desk().place(placement), "the placement");
    }

    /** A resting order, confirmed, in the venue's books. */
    OrderKey rest() throws Exception {
        Placement placement = placement(resting());
        OrderKey key = Check.confirmed(place(placement), "the placement");
        Check.that(booked(placement.clientOrderId()).size() == 1, "the confirmed order " + key + " is not in the venue's books: " + venue.orders(account).stream().filter(BookedOrder::open).toList() + placement);
        return key;
    }

    List<BookedOrder> booked(String clientOrderId) throws Exception {
        return venue.orders(account).stream().filter(order -> clientOrderId.equals(order.clientOrderId())).toList();
    }

    BookedOrder order(String venueOrderId) throws Exception {
        return venue.orders(account).stream().filter(order -> order.id().equals(venueOrderId)).findFirst()
                .orElseThrow(() -> new AssertionError("the venue has no order " + venueOrderId));
    }

    void harm(Fault.Verb verb, Fault.Harm harm) throws Exception {
        venue.inject(new Fault.OnCall(account, verb, harm, 1));
    }

    /** What this account asked after a number. */
    List<Call> calls(long after, Fault.Verb verb) throws Exception {
        return venue.calls(after).stream().filter(call -> call.account() == account && call.verb() == verb).toList();
    }

    /** An order through all of NIJA, as a person gives it; answers its id, as operators call it. */
    String order(BigDecimal quantity, BigDecimal limit) throws Exception {
        return nija.say("order", "buy", lane.toString(), symbol.toString(), quantity.toPlainString(), "--limit", limit.toPlainString())
                .expect(Exit.OK).json().path("id").asString();
    }

    /** What NIJA knows of an order of its own. */
    OwnOrder own(String id) {
        OwnOrders orders = nija.service(OwnOrders.class, null).orElseThrow(() -> new AssertionError("nobody knows own orders"));
        return Stream.concat(orders.open(lane).stream(), orders.ended(lane, 10_000).stream()).filter(order -> order.id().equals(id)).findFirst()
                .orElseThrow(() -> new AssertionError("NIJA does not know " + id));
    }

    /** Waits until NIJA has that of an order of its own; answers it. */
    OwnOrder settled(String id, String state) throws Exception {
        Check.await(() -> id + " is " + state + "; it is " + own(id), () -> own(id).state().equals(state));
        return own(id);
    }

    /** The lane has no session while something happens, as after a night without a network; then it is back and compared. */
    void away(Case.Play happening) throws Exception {
        around.env.put(lane);
        nija.await(lane, LadderState.NOT_CONFIGURED);
        happening.on(this);
        around.env.keys(lane, venue.keys(account));
        nija.await(lane, LadderState.RECONCILED);
    }

    /** What NIJA booked of an order, and what the venue did: trade by trade, each once. */
    String fillsAgree(String id) throws Exception {
        // An order that has just ended may be in neither list for a moment.
        Check.await(() -> "NIJA knows " + id, () -> own(id) != null);
        String venueId = own(id).view().venueOrderId();
        Map<String, BigDecimal> wanted = new TreeMap<>();
        venue.trades(account).stream().filter(trade -> trade.orderId().equals(venueId)).forEach(trade -> wanted.put(trade.id(), trade.quantity().stripTrailingZeros()));
        List<String> seen = new ArrayList<>();
        Check.await(() -> "the fills of " + id + " are the venue's " + wanted + "; they are " + seen, () -> {
            seen.clear();
            Map<String, BigDecimal> booked = new TreeMap<>();
            for (JsonNode fill : nija.say("fills", "--account", lane.account().value()).expect(Exit.OK).json().path("fills")) {
                if (fill.path("orderId").asString("").equals(id)) {
                    seen.add(fill.path("venueTradeId").asString());
                    booked.put(fill.path("venueTradeId").asString(), new BigDecimal(fill.path("quantity").asString()).stripTrailingZeros());
                }
            }
            return seen.size() == wanted.size() && booked.equals(wanted);
        });
        return wanted.size() + " fills, each once";
    }

    /** Follows the lane's private stream. */
    Followed follow() throws Exception {
        Followed followed = Followed.of(session());
        Check.await("the private stream of " + lane + " is open", () -> followed.lives() > 0);
        return followed;
    }
}
