package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.nija.matching.Amendment;
import io.nija.matching.Refusal;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;

/**
 * Placing, changing and ending the accounts' orders (reference sheet §4.2, §8, §15): funds, then the engine's limits,
 * then the market; and what the market tells of them. Guarded by the venue's lock.
 */
public final class Trading implements BookEvents.Desk {

    private static final int SCHEDULED = 20;

    private final Venue venue;
    private final Settlement settlement;
    private final ArrayDeque<Close> closes = new ArrayDeque<>();
    private Amending amendment;
    private Leaving leaving;
    private long orders;

    /** The change in hand. */
    private record Amending(Change change, String id) {}

    /** The order that is taken out of its book, and why. */
    private record Leaving(Order order, String reason) {}

    /** An execution that is to be followed by an order in the other direction. */
    private record Close(Order parent, long lots) {}

    Trading(Venue venue, Settlement settlement) {
        this.venue = venue;
        this.settlement = settlement;
    }

    /**
     * Checks the funds.
     *
     * @throws Refused when they do not suffice
     */
    public void checkFunds(Account account, Ticket ticket) throws Refused {
        Book book = venue.book(ticket.pair());
        PairRule rule = book.rule();
        BigDecimal most = percent(account, rule, false).max(percent(account, rule, true));
        Ticket counted = ticket.budget() == null ? ticket
                : ticket.withLots(Funding.affordable(account, book, ticket));
        if (counted.lots() > 0 && Funding.need(account, book, counted, most)
                .compareTo(account.available(ticket.buys() ? rule.quote() : rule.base())) > 0) {
            throw new Refused("EOrder:Insufficient funds");
        }
    }

    private BigDecimal percent(Account account, PairRule rule, boolean maker) {
        return rule.fees().percent(account.turnover(venue.time()), maker);
    }

    /** One order of an account, or a batch of them: the engine's points are half of a single one's each. */
    List<Placed> place(Account account, List<Ticket> tickets) throws Refused {
        boolean batch = tickets.size() > 1;
        Book book = venue.book(tickets.get(0).pair());
        // The fixed cost is charged even if the request then fails (§4.2).
        boolean room = account.engine(book.rule(), venue.tier())
                .take(batch ? 500L * tickets.size() : 1_000, venue.time());
        List<Placed> placed = new ArrayList<>();
        for (Ticket ticket : tickets) {
            try {
                placed.add(new Placed(place(account, book, ticket, room), null));
            } catch (Refused refused) {
                if (!batch) {
                    throw refused;
                }
                placed.add(new Placed(null, refused.errors().get(0)));
            }
        }
        return placed;
    }

    private Order place(Account account, Book book, Ticket ticket, boolean room) throws Refused {
        checkFunds(account, ticket);
        if (!room) {
            throw new Refused("EOrder:Rate limit exceeded");
        }
        if (account.openOrders(book.rule()) >= venue.tier().openOrders()) {
            throw new Refused("EOrder:Orders limit exceeded");
        }
        if (ticket.starts() > venue.time() && account.scheduled() >= SCHEDULED) {
            throw new Refused("EOrder:Scheduled orders limit exceeded");
        }
        account.checkClientId(ticket.clientId());
        if (ticket.postOnly() && ticket.starts() <= venue.time() && !ticket.waits() && crosses(book, ticket)
                && venue.variants().text(Variants.Name.POST_ONLY).equals("error")) {
            throw new Refused("EOrder:Post only order");
        }
        long lots = ticket.budget() == null ? ticket.lots() : Funding.affordable(account, book, ticket);
        return open(account, book, ticket, lots, null);
    }

    private static boolean crosses(Book book, Ticket ticket) {
        List<?> others = book.levels(!ticket.buys(), 1);
        long best = book.best(!ticket.buys());
        return !others.isEmpty() && (ticket.buys() ? best <= ticket.limit() : best >= ticket.limit());
    }

    /** An order begins its life, now or at its time. */
    private Order open(Account account, Book book, Ticket ticket, long lots, Order parent) {
        Order order = made(account, book, ticket, lots, parent);
        venue.agenda().add(ticket.starts() > venue.time() ? ticket.starts() : 0, account.id(), order.id());
        venue.agenda().add(ticket.expires(), account.id(), order.id());
        if (ticket.starts() > venue.time()) {
            order.pending();
            book.expect(order);
            rehold(book, order);
        } else {
            enter(book, order);
        }
        return order;
    }

    private Order made(Account account, Book book, Ticket ticket, long lots, Order parent) {
        PairRule rule = book.rule();
        Order order = new Order(new Order.Origin(venue.ids().next('O'), ++orders, parent == null ? null : parent.id(),
                venue.time(), percent(account, rule, false), percent(account, rule, true)), account, rule,
                ticket, lots);
        account.opened(order);
        venue.feed().placed(order);
        return order;
    }

    private void enter(Book book, Order order) {
        order.live();
        if (order.lots() == 0) {
            // A budget that buys nothing: there is nobody to buy from, or it is less than one lot.
            ended(order, Order.Status.CANCELED, "Insufficient liquidity", venue.time());
            return;
        }
        rehold(book, order);
        Refusal why = book.place(venue.time(), order, Wire.order(order));
        if (why != null) {
            ended(order, why == Refusal.ALREADY_EXPIRED ? Order.Status.EXPIRED : Order.Status.CANCELED,
                    why == Refusal.POST_ONLY ? "Post only order" : why == Refusal.ALREADY_EXPIRED ? "Expired"
                            : "Out of capacity", venue.time());
        }
        closeExecuted();
    }

    /** How many orders were numbered. */
    long numbered() {
        return orders;
    }

    void numbered(long before) {
        orders = before;
    }

    void rehold(Book book, Order order) {
        Ticket ticket = order.ticket();
        BigDecimal needed = BigDecimal.ZERO;
        if (order.status().live() && !(ticket.buys() && !ticket.limited() && !order.waits())) {
            long trigger = order.trigger() != 0 || !ticket.trails() ? order.trigger()
                    : Funding.trailed(book, ticket, order.distance());
            needed = Holds.of(order.rule(), ticket, Holds.price(ticket, order.limit(), trigger, order.waits()),
                    order.open(), order.mostPercent());
        }
        order.account().hold(order, needed);
    }

    /** Places what follows executions; and what follows those. */
    void closeExecuted() {
        for (Close next = closes.poll(); next != null; next = closes.poll()) {
            Account account = next.parent().account();
            Ticket ticket = next.parent().ticket().close().withLots(next.lots());
            Book book = venue.book(ticket.pair());
            try {
                checkFunds(account, ticket);
                open(account, book, ticket, next.lots(), next.parent());
            } catch (Refused refused) {
                // What the execution brought is needed elsewhere already; the owner sees that there is no close.
                ended(made(account, book, ticket, next.lots(), next.parent()), Order.Status.CANCELED,
                        "Insufficient funds", venue.time());
            }
        }
    }

    /** Changes an open order in place. */
    String amend(Account account, Order order, Change change) throws Refused {
        Book book = venue.book(order.rule().id());
        Counter counter = account.engine(order.rule(), venue.tier());
        long cost = 1_000 + 1_000 * Points.amend(age(order));
        if (!counter.take(cost, venue.time())) {
            throw new Refused("EOrder:Rate limit exceeded");
        }
        long lots = change.lots() == Change.KEEP ? order.lots() : change.lots();
        if (lots > order.filled()) {
            checkFunds(account, book, order, change, lots);
        }
        amendment = new Amending(change, venue.ids().next('T'));
        if (order.status() == Order.Status.PENDING) {
            amended(order);
        } else {
            if (change.lots() != Change.KEEP && change.lots() <= order.carried()) {
                throw Refused.argument("volume");
            }
            long left = change.lots() == Change.KEEP ? Change.KEEP : change.lots() - order.carried();
            Refusal why = book.amend(venue.time(), new Amendment(order.number(), left, change.display(),
                    change.limit(), change.trigger(), change.postOnly()));
            if (why != null) {
                throw new Refused(Wire.words(why));
            }
        }
        if (lots <= order.filled() && !order.status().live()) {
            counter.charge(1_000 * Points.cancel(age(order)), Long.MAX_VALUE / 2, venue.time());
        }
        closeExecuted();
        return amendment.id();
    }

    @Override
    public void amended(Order order) {
        order.amend(amendment.change(), amendment.id(), venue.time());
        rehold(venue.book(order.rule().id()), order);
        venue.feed().amended(order);
    }

    private void checkFunds(Account account, Book book, Order order, Change change, long lots) throws Refused {
        Ticket ticket = order.ticket();
        long limit = change.limit() == Change.KEEP ? order.limit() : change.limit();
        long trigger = change.trigger() == Change.KEEP ? order.trigger()
                : ticket.trails() ? Funding.trailed(book, ticket, change.trigger()) : change.trigger();
        BigDecimal needed = Holds.of(order.rule(), ticket, Holds.price(ticket, limit, trigger, order.waits()),
                lots - order.filled(), order.mostPercent());
        BigDecimal available = account.available(ticket.buys() ? order.rule().quote() : order.rule().base());
        if (needed.subtract(order.held()).compareTo(available) > 0) {
            throw new Refused("EOrder:Insufficient funds");
        }
    }

    /** An open order gives way to a new one (§8.4). */
    Order edit(Account account, Order order, Ticket replacement) throws Refused {
        Book book = venue.book(order.rule().id());
        Counter counter = account.engine(order.rule(), venue.tier());
        if (!counter.take(1_000 + 1_000 * Points.edit(age(order)), venue.time())) {
            throw new Refused("EOrder:Rate limit exceeded");
        }
        PairRule rule = order.rule();
        BigDecimal most = percent(account, rule, false).max(percent(account, rule, true));
        BigDecimal need = Funding.need(account, book, replacement, most);
        if (need.subtract(order.held())
                .compareTo(account.available(replacement.buys() ? rule.quote() : rule.base())) > 0) {
            throw new Refused("EOrder:Insufficient funds");
        }
        if (replacement.postOnly() && !replacement.waits() && crosses(book, replacement)) {
            throw new Refused("EOrder:Post only order");
        }
        end(order, "User requested");
        return open(account, book, replacement, replacement.lots(), null);
    }

    /** Ends open orders; the engine's counter pays for their youth. */
    int cancel(Account account, List<String> ids) {
        int count = 0;
        for (String id : ids) {
            Order order = account.order(id).filter(each -> each.status().live()).orElse(null);
            if (order != null) {
                account.engine(order.rule(), venue.tier())
                        .charge(1_000 * Points.cancel(age(order)), Long.MAX_VALUE / 2, venue.time());
                end(order, "User requested");
                count++;
            }
        }
        return count;
    }

    /** Ends all open orders; a point for each pair. */
    int cancelAll(Account account, String reason) {
        List<Order> all = account.openOrders();
        Set<PairRule> pairs = new HashSet<>();
        for (Order order : all) {
            if (pairs.add(order.rule())) {
                account.engine(order.rule(), venue.tier()).charge(1_000, Long.MAX_VALUE / 2, venue.time());
            }
            end(order, reason);
        }
        return all.size();
    }

    private void end(Order order, String reason) {
        if (order.status() == Order.Status.OPEN) {
            leaving = new Leaving(order, reason);
            venue.book(order.rule().id()).cancel(venue.time(), order);
            leaving = null;
        } else {
            ended(order, Order.Status.CANCELED, reason, venue.time());
        }
    }

    private long age(Order order) {
        return Math.max(0, venue.time() - order.changed()) / 1_000_000_000L;
    }

    /** The moment came that an order waited for, or at which it ends. */
    void due(Order order) {
        Book book = venue.book(order.rule().id());
        long ends = order.ticket().expires();
        if (order.status() == Order.Status.PENDING) {
            if (ends != 0 && ends <= venue.time()) {
                ended(order, Order.Status.EXPIRED, "Expired", venue.time());
            } else if (order.ticket().starts() <= venue.time()) {
                begin(book, order);
            }
        } else {
            book.advance(venue.time());
        }
    }

    /** A scheduled market order is paid from what is there when its time comes. */
    private void begin(Book book, Order order) {
        Ticket ticket = order.ticket().withLots(order.lots());
        BigDecimal need = Funding.need(order.account(), book, ticket, order.mostPercent());
        BigDecimal there = order.account().available(ticket.buys() ? order.rule().quote() : order.rule().base());
        if (need.compareTo(there.add(order.held())) > 0) {
            ended(order, Order.Status.CANCELED, "Insufficient funds", venue.time());
        } else {
            enter(book, order);
        }
    }

    @Override
    public void executed(Order order, Print print, boolean maker) {
        TradeRow trade = settlement.executed(order, print, maker);
        rehold(venue.book(order.rule().id()), order);
        venue.feed().executed(order, trade);
        if (order.ticket().close() != null) {
            closes.add(new Close(order, print.lots()));
        }
    }

    @Override
    public void ended(Order order, Order.Status how, String why, long time) {
        venue.book(order.rule().id()).gone(order);
        order.account().ended(order, how, leaving != null && leaving.order() == order ? leaving.reason() : why,
                time);
        venue.feed().ended(order);
    }

    @Override
    public void triggered(Order order, long limit, long time) {
        order.fire(limit, time);
        rehold(venue.book(order.rule().id()), order);
        venue.feed().triggered(order);
    }

    @Override
    public void touched(Book book) {
        venue.feed().touched(book);
    }

    @Override
    public void printed(Book book, Print print) {
        venue.feed().printed(book, print);
    }

    @Override
    public void admitted(Order order) {
        venue.feed().admitted(order);
    }

    @Override
    public void replenished(Order order) {
        venue.feed().replenished(order);
    }

    @Override
    public void trailed(Order order, long trigger) {
        order.aim(trigger);
        rehold(venue.book(order.rule().id()), order);
    }

    @Override
    public boolean admits(Order order) {
        Ticket ticket = order.ticket();
        if (!ticket.buys() || ticket.limited()) {
            return true;
        }
        Funding.Sweep sweep = Funding.sweep(order.account(), venue.book(order.rule().id()), ticket, order.open(),
                order.mostPercent());
        BigDecimal need = ticket.feeInBase() ? sweep.cost() : sweep.cost().add(sweep.fee());
        return need.compareTo(order.account().available(order.rule().quote()).add(order.held())) <= 0;
    }
}
