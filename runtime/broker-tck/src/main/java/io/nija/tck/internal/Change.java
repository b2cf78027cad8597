package io.nija.tck.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.Sighting;
import io.nija.command.Exit;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.tck.Fault;
import io.nija.tck.Fault.Harm;
import io.nija.tck.Fault.Verb;
import io.nija.tck.Venue.BookedOrder;

/** What becomes of a change of a resting order. */
final class Change implements Section {

    @Override
    public List<Case> cases() {
        return List.of(
                Case.of("change.done", "A change in place keeps the order's id and is in the venue's books; a confirmed cancel ends the order.", this::done),
                Case.of("change.already-filled", "The cancel of a filled order is refused as not found, and the order is read as filled.", this::filled),
                Case.of("change.not-found", "The cancel of an order that never was is refused as not found.", this::notFound),
                Case.of("change.timeout", "A cancel or a change whose answer never comes is unknown, and what became of it is found.", this::timeout),
                Case.of("change.race-with-fill", "A cancel that is overtaken by a fill ends an order that has that fill, counted once.", this::race),
                Case.of("change.cancel-all-with-one-failing", "Cancelling all of ours goes on when one cancel fails, and leaves others' orders alone.", this::all));
    }

    private String done(Bench bench) throws Exception {
        OrderKey key = bench.rest();
        String amended = "";
        if (bench.desk().capabilities().amends()) {
            BigDecimal before = bench.order(key.venueOrderId()).limit();
            BigDecimal price = before.add(bench.instrument().priceTick());
            Check.confirmed(Check.get(bench.desk().amend(new Amendment(key, null, price, null, bench.deadline(Bench.DEADLINE))), "the amendment"), "the amendment");
            BookedOrder booked = bench.order(key.venueOrderId());
            Check.same(price, booked.limit(), "the price in the venue's books");
            Check.that(booked.open(), "the amended order does not rest any more");
            amended = before.toPlainString() + " became " + price.toPlainString() + "; ";
        }
        Check.confirmed(Check.get(bench.desk().cancel(key), "the cancel"), "the cancel");
        Check.that(!bench.order(key.venueOrderId()).open(), "the cancelled order still rests");
        Check.same(OrderState.CANCELED, read(bench, key).state(), "the state that is read");
        return amended + key.venueOrderId() + " cancelled";
    }

    private static OrderView read(Bench bench, OrderKey key) throws Exception {
        List<OrderView> seen = Check.known(bench.desk().orders(List.of(key.venueOrderId())), "the order");
        Check.same(1, seen.size(), "the number of orders read");
        return seen.get(0);
    }

    private String filled(Bench bench) throws Exception {
        BigDecimal price = bench.priced("1.01");
        Placement placement = bench.placement(bench.limit(Side.BUY, bench.quantity(price, 1), price));
        OrderKey key = Check.confirmed(bench.place(placement), "the placement");
        Check.await("the order that took the best ask is filled at the venue", () -> !bench.order(key.venueOrderId()).open());
        Outcome<OrderKey> cancel = Check.get(bench.desk().cancel(key), "the cancel");
        Check.same("ORDER_NOT_FOUND", Check.refused(cancel, "the cancel of a filled order"), "the code");
        OrderView view = read(bench, key);
        Check.same(OrderState.FILLED, view.state(), "the state that is read");
        Check.same(placement.order().quantity(), view.filled(), "the quantity filled");
        return key.venueOrderId() + " filled, its cancel refused (ORDER_NOT_FOUND)";
    }

    private String notFound(Bench bench) throws Exception {
        OrderKey known = bench.rest();
        String never = known.venueOrderId().substring(0, known.venueOrderId().length() - 3) + "AAA";
        Outcome<OrderKey> cancel = Check.get(bench.desk().cancel(new OrderKey(null, never)), "the cancel");
        Check.same("ORDER_NOT_FOUND", Check.refused(cancel, "the cancel of " + never), "the code");
        Check.that(bench.order(known.venueOrderId()).open(), "another order was cancelled in its place");
        return never + " refused (ORDER_NOT_FOUND)";
    }

    private String timeout(Bench bench) throws Exception {
        Placement placement = bench.placement(bench.resting(), Bench.SOON);
        Instant sent = bench.around.clock.instant();
        OrderKey key = Check.confirmed(bench.place(placement), "the placement");
        String seen = "";
        if (bench.desk().capabilities().amends()) {
            BigDecimal price = placement.order().limit().add(bench.instrument().priceTick());
            bench.harm(Verb.AMEND, Harm.ANSWER_LOST);
            long before = bench.venue.newest();
            String code = Check.unknown(Check.get(bench.desk().amend(new Amendment(key, null, price, null, bench.deadline(Bench.DEADLINE))), "the amendment"),
                    "the amendment");
            Check.same(1, bench.calls(before, Verb.AMEND).size(), "the number of amendments that reached the venue");
            Check.same(price, read(bench, key).price(), "the price that is read");
            seen = "amendment unknown (" + code + "); ";
        }
        bench.harm(Verb.CANCEL, Harm.ANSWER_LOST);
        long before = bench.venue.newest();
        String code = Check.unknown(Check.get(bench.desk().cancel(key), "the cancel"), "the cancel");
        Check.same(1, bench.calls(before, Verb.CANCEL).size(), "the number of cancels that reached the venue");
        Sighting found = Place.find(bench, placement, sent);
        Check.that(found instanceof Sighting.Found, "the cancelled order was not found: " + found);
        Check.same(OrderState.CANCELED, ((Sighting.Found) found).order().state(), "the state that was found");
        return seen + "cancel unknown (" + code + "), found cancelled";
    }

    private String race(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.996");
        Placement placement = bench.placement(bench.limit(Side.BUY, bench.quantity(price, Bench.LARGE), price));
        Instant from = bench.around.clock.instant().minus(Duration.ofMinutes(5));
        OrderKey key = Check.confirmed(bench.place(placement), "the placement");
        bench.venue.inject(new Fault.TradeFirst(bench.account, Verb.CANCEL, key.venueOrderId(), bench.quantity(price, 10)));
        Outcome<OrderKey> cancel = Check.get(bench.desk().cancel(key), "the cancel");
        BookedOrder booked = bench.order(key.venueOrderId());
        Check.that(booked.filled().signum() > 0, "nothing was filled before the cancel; the case shows nothing");
        if (booked.filled().compareTo(booked.quantity()) < 0) {
            Check.confirmed(cancel, "the cancel");
        } else {
            Check.refused(cancel, "the cancel of what was filled");
        }
        BigDecimal[] sum = {BigDecimal.ZERO};
        Check.await(() -> "the trades add up to " + booked.filled().toPlainString() + "; they are " + sum[0].toPlainString(), () -> {
            Observation<List<Trade>> trades = Check.get(bench.desk().trades(from), "the trades");
            sum[0] = trades instanceof Observation.Known<List<Trade>> known ? known.value().stream()
                    .filter(trade -> key.venueOrderId().equals(trade.venueOrderId())).map(Trade::quantity).reduce(BigDecimal.ZERO, BigDecimal::add) : BigDecimal.ZERO;
            return sum[0].compareTo(booked.filled()) == 0;
        });
        OrderView view = read(bench, key);
        Check.same(booked.filled(), view.filled(), "the quantity filled that is read");
        return booked.filled().toPlainString() + " of " + booked.quantity().toPlainString() + " filled before the cancel; read as " + view.state();
    }

    private String all(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.5");
        List<String> ours = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            ours.add(bench.order(bench.quantity(price, 1 + count), price));
        }
        String foreign = bench.venue.place(bench.account, Side.BUY, bench.symbol, bench.quantity(price, 7), price);
        bench.harm(Verb.CANCEL, Harm.BUSY);
        bench.nija.say("entries-off", bench.lane.toString(), "--reason", "a case of the kit").expect(Exit.OK);
        try {
            for (String id : ours) {
                bench.settled(id, "CANCELED");
                Check.that(!bench.order(bench.own(id).view().venueOrderId()).open(), id + " still rests at the venue");
            }
            Check.that(bench.order(foreign).open(), "somebody else's order was cancelled");
        } finally {
            bench.nija.say("resume", bench.lane.toString(), "--reason", "the case is over").expect(Exit.OK);
        }
        return "three of ours ended although one cancel failed; " + foreign + " rests";
    }
}
