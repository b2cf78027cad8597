package io.nija.simulator.internal.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultRule;
import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Placed;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Venue;

/** Makes inputs of the events that somebody ordered. The caller holds the venue's lock, but for {@link #check}. */
final class Events {

    private final Venue venue;

    Events(Venue venue) {
        this.venue = venue;
    }

    /** A rule whose pair, if it is about one of a stream, has the name by which frames know it. */
    FaultRule known(FaultRule rule) {
        return !rule.endpoint().startsWith("stream") ? rule : venue.listing().pair(rule.account())
                .map(pair -> rule.of(pair.id())).orElse(rule);
    }

    /** @throws IllegalArgumentException with a sentence when an event names something that is not listed */
    void check(FaultAction.Happening event) {
        if (event instanceof FaultAction.Deposit deposit) {
            asset(deposit.asset());
        } else if (event instanceof FaultAction.Balance balance) {
            asset(balance.asset());
        } else if (event instanceof FaultAction.HumanOrder order) {
            ticket(order);
        } else if (event instanceof FaultAction.Jump jump) {
            pair(jump.pair());
        }
    }

    /**
     * Lets an event happen.
     *
     * @param at when, nanoseconds since 1970; not before the exchange's time
     * @param caller the account whose call it struck, or empty
     * @return {@code ok}, or why it could not happen
     */
    String happen(long at, FaultAction.Happening event, String caller) {
        try {
            if (event instanceof FaultAction.Deposit deposit) {
                post(at, who(deposit.account(), caller), deposit.asset(), deposit.amount(), "deposit");
            } else if (event instanceof FaultAction.Balance balance) {
                post(at, who(balance.account(), caller), balance.asset(), balance.amount(), "adjustment");
            } else if (event instanceof FaultAction.Expire expire) {
                venue.tokens().expire(who(expire.account(), caller));
            } else if (event instanceof FaultAction.HumanOrder order) {
                place(at, order, caller);
            } else if (event instanceof FaultAction.Jump jump) {
                venue.applyAt(at, new Input.Jump(pair(jump.pair()).id(), jump.perMillion()));
            }
            return "ok";
        } catch (Refused refused) {
            return String.join(" | ", refused.errors());
        } catch (IllegalArgumentException impossible) {
            return impossible.getMessage();
        }
    }

    private void post(long at, String account, String asset, BigDecimal amount, String type) throws Refused {
        Asset listed = asset(asset);
        venue.account(account);
        venue.applyAt(at, new Input.Post(account, listed.id(), amount.setScale(listed.decimals(), RoundingMode.DOWN),
                type));
    }

    /** Places an order as its owner would at the screen: without any mark of a program. */
    Order place(long at, FaultAction.HumanOrder order, String caller) {
        String account = who(order.account(), caller);
        venue.account(account);
        try {
            Placed placed = venue.applyAt(at, new Input.Place(account, List.of(ticket(order)))).get(0);
            if (placed.error() != null) {
                throw new IllegalArgumentException("The exchange refused the order: " + placed.error() + ".");
            }
            return placed.order();
        } catch (Refused refused) {
            throw new IllegalArgumentException("The exchange refused the order: "
                    + String.join(" | ", refused.errors()) + ".", refused);
        }
    }

    private static String who(String account, String caller) {
        return account.equals(FaultAction.Happening.CALLER) && !caller.isEmpty() ? caller : account;
    }

    private Asset asset(String name) {
        return venue.listing().asset(name).orElseThrow(() ->
                new IllegalArgumentException("There is no asset '" + name + "'."));
    }

    private PairRule pair(String name) {
        return venue.listing().pair(name).orElseThrow(() ->
                new IllegalArgumentException("There is no pair '" + name + "'."));
    }

    private Ticket ticket(FaultAction.HumanOrder order) {
        PairRule rule = pair(order.pair());
        if (order.volume().compareTo(rule.orderMin()) < 0
                || order.volume().stripTrailingZeros().scale() > PairRule.LOT_DECIMALS) {
            throw new IllegalArgumentException("A volume of " + rule.altname() + " is at least "
                    + rule.orderMin().toPlainString() + " and has at most " + PairRule.LOT_DECIMALS + " decimals.");
        }
        long lots = order.volume().movePointRight(PairRule.LOT_DECIMALS).longValueExact();
        if (order.price() == null) {
            return Ticket.market(rule.id(), order.buys(), lots);
        }
        BigDecimal[] ticks = order.price().divideAndRemainder(rule.tickSize());
        if (ticks[1].signum() != 0) {
            throw new IllegalArgumentException("A price of " + rule.altname() + " is a multiple of "
                    + rule.tickSize().toPlainString() + ".");
        }
        return Ticket.limit(rule.id(), order.buys(), lots, ticks[0].longValueExact());
    }
}
