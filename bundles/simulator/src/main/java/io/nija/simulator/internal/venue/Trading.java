package io.nija.simulator.internal.venue;

import java.math.BigDecimal;
import java.util.List;

import io.nija.simulator.internal.market.Asset;
import io.nija.simulator.internal.market.PairMarket;
import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.market.Plan;
import io.nija.simulator.internal.market.Print;
import io.nija.simulator.internal.market.Take;
import io.nija.simulator.internal.market.Wish;

/**
 * Placing and cancelling (reference sheet §4.2, §8, §15): funds, then the engine's limits, then matching. Market and
 * limit orders only. Guarded by the venue's lock.
 */
public final class Trading {

    private static final long SECOND = 1_000_000_000L;

    private final Venue venue;
    private final Bookkeeping bookkeeping;

    Trading(Venue venue, Bookkeeping bookkeeping) {
        this.venue = venue;
        this.bookkeeping = bookkeeping;
    }

    /**
     * Checks the funds.
     *
     * @throws Refused when they do not suffice
     */
    public void checkFunds(Account account, Ticket ticket) throws Refused {
        PairRule rule = ticket.pair();
        Asset asset = ticket.buys() ? rule.quote() : rule.base();
        if (need(account, ticket).compareTo(account.available(asset)) > 0) {
            throw new Refused("EOrder:Insufficient funds");
        }
    }

    private BigDecimal need(Account account, Ticket ticket) {
        if (!ticket.atMarket()) {
            return order("-", account, ticket).hold();
        }
        PairRule rule = ticket.pair();
        BigDecimal taker = venue.feePercent(account, rule, false);
        if (!ticket.buys()) {
            BigDecimal volume = PairRule.volume(ticket.lots());
            return ticket.feeInBase()
                    ? volume.add(Bookkeeping.fee(rule, taker, BigDecimal.ZERO, volume, true)) : volume;
        }
        BigDecimal need = BigDecimal.ZERO;
        for (Take take : plan(account, ticket, 0).takes()) {
            BigDecimal cost = rule.cost(take.ticks(), take.lots());
            need = need.add(cost);
            if (!ticket.feeInBase()) {
                need = need.add(Bookkeeping.fee(rule, taker, cost, BigDecimal.ZERO, false));
            }
        }
        return need;
    }

    private Plan plan(Account account, Ticket ticket, long filled) {
        long limit = !ticket.atMarket() ? ticket.limitTicks() : ticket.buys() ? Long.MAX_VALUE : 0;
        Wish wish = ticket.budget() == null ? new Wish.Lots(ticket.lots() - filled) : new Wish.Budget(ticket.budget());
        return venue.market(ticket.pair()).plan(ticket.buys(), limit, wish, account.id());
    }

    private Order order(String id, Account account, Ticket ticket) {
        return new Order(id, account.id(), ticket, venue.now(), venue.feePercent(account, ticket.pair(), false),
                venue.feePercent(account, ticket.pair(), true));
    }

    /**
     * Places an order whose arguments, market and rules were checked.
     *
     * @return the order, which may be over already
     */
    public Order place(Account account, Ticket ticket) throws Refused {
        // The fixed cost is charged even if the request then fails (§4.2).
        boolean room = account.engine(ticket.pair(), venue.tier()).take(1_000, venue.clock().nanoTime());
        checkFunds(account, ticket);
        if (!room) {
            throw new Refused("EOrder:Rate limit exceeded");
        }
        if (account.openOrders(ticket.pair()) >= venue.tier().openOrders()) {
            throw new Refused("EOrder:Orders limit exceeded");
        }
        Plan plan = plan(account, ticket, 0);
        boolean crosses = !plan.takes().isEmpty() || plan.own() != null;
        if (ticket.postOnly() && crosses && venue.variants().text(Variants.Name.POST_ONLY).equals("error")) {
            throw new Refused("EOrder:Post only order");
        }
        Order order = order(venue.ids().next('O'), account, budgeted(ticket, plan));
        account.opened(order);
        if (ticket.postOnly() && crosses) {
            account.ended(order, Order.Status.CANCELED, "Post only order", venue.now());
        } else if (ticket.force().equals("FOK") && plan.lots() < order.openLots()) {
            account.ended(order, Order.Status.CANCELED, "Fill or kill", venue.now());
        } else {
            match(account, order, plan);
        }
        venue.noteDeadline(order.ticket().expires());
        return order;
    }

    /** A budget in quote becomes the volume it buys now. */
    private static Ticket budgeted(Ticket ticket, Plan plan) {
        if (ticket.budget() == null) {
            return ticket;
        }
        return new Ticket(ticket.pair(), ticket.buys(), ticket.type(), 0, plan.lots(), null, ticket.price(),
                ticket.price2(), ticket.flags(), ticket.force(), ticket.expires(), ticket.userref(), ticket.clientId(),
                ticket.selfTrade(), ticket.description(), ticket.close());
    }

    private void match(Account account, Order order, Plan first) {
        Ticket ticket = order.ticket();
        Plan plan = first;
        while (true) {
            for (Take take : plan.takes()) {
                execute(account, order, take);
            }
            if (order.openLots() == 0) {
                account.ended(order, Order.Status.CLOSED, null, venue.now());
                return;
            }
            if (plan.own() == null) {
                break;
            }
            if (!ticket.selfTrade().equals("cancel-newest")) {
                cancel(account, (Order) plan.own(), "Self trade prevention");
            }
            if (!ticket.selfTrade().equals("cancel-oldest")) {
                account.ended(order, Order.Status.CANCELED, "Self trade prevention", venue.now());
                return;
            }
            plan = plan(account, ticket, order.filledLots());
        }
        if (ticket.atMarket()) {
            account.ended(order, Order.Status.CANCELED, "Insufficient liquidity", venue.now());
        } else if (ticket.force().equals("IOC")) {
            account.ended(order, Order.Status.CANCELED, "Immediate or cancel", venue.now());
        } else {
            venue.market(ticket.pair()).add(order);
        }
    }

    private void execute(Account account, Order order, Take take) {
        PairMarket market = venue.market(order.ticket().pair());
        Print print = market.execute(take, order.buys(), order.ticket().atMarket());
        bookkeeping.executed(account, order, print, false);
        if (take.maker() instanceof Order maker) {
            met(maker, print);
            if (maker.openLots() == 0) {
                market.remove(maker);
            }
        }
    }

    /** A resting order was met. */
    void met(Order maker, Print print) {
        Account account = venue.account(maker.account());
        bookkeeping.executed(account, maker, print, true);
        if (maker.openLots() == 0) {
            account.ended(maker, Order.Status.CLOSED, null, print.time());
        }
    }

    /** Cancels an open order; the engine's counter pays for its youth. */
    public void cancel(Account account, Order order, String reason) {
        long age = Math.max(0, venue.now() - order.since()) / SECOND;
        account.engine(order.ticket().pair(), venue.tier())
                .charge(penalty(age) * 1_000, Long.MAX_VALUE / 2, venue.clock().nanoTime());
        venue.market(order.ticket().pair()).remove(order);
        account.ended(order, Order.Status.CANCELED, reason, venue.now());
    }

    /** Points for cancelling an order of that age in seconds (§4.2). */
    static long penalty(long age) {
        return age < 5 ? 8 : age < 10 ? 6 : age < 15 ? 5 : age < 45 ? 4 : age < 90 ? 2 : age < 300 ? 1 : 0;
    }

    void expire(Account account, Order order, long time) {
        venue.market(order.ticket().pair()).remove(order);
        account.ended(order, Order.Status.EXPIRED, "Expired", time);
    }

    /** Cancels all. */
    public int cancelAll(Account account, String reason) {
        List<Order> orders = account.openOrders();
        orders.forEach(order -> cancel(account, order, reason));
        return orders.size();
    }
}
