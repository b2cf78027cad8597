package io.nija.tck.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.nija.broker.Observation;
import io.nija.broker.Sighting;
import io.nija.command.Exit;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.OwnOrders.OwnOrder;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.status.LadderState;
import io.nija.tck.Ability;
import io.nija.tck.Fault;
import io.nija.tck.Fault.Harm;
import io.nija.tck.Fault.StreamHarm;
import io.nija.tck.Fault.Verb;
import io.nija.tck.Venue.BookedOrder;

/** NIJA's knowledge becomes the venue's again, whatever happened while it was away. */
final class Reconcile implements Section {

    @Override
    public List<Case> cases() {
        return List.of(
                Case.of("reconcile.filled", "An order that was filled while the lane was away is known as filled, with every fill once.", bench ->
                        whileAway(bench, "0.996", "FILLED", (order, there) -> there.venue.fill(there.account, order.id(), order.quantity()))),
                Case.of("reconcile.partly-filled", "An order that was filled in part while the lane was away is known so, and rests.", bench ->
                        whileAway(bench, "0.996", "PARTIALLY_FILLED", (order, there) -> there.venue.fill(there.account, order.id(),
                                there.quantity(order.limit(), 5)))),
                Case.of("reconcile.cancelled", "An order that was cancelled while the lane was away is known as cancelled.", bench ->
                        whileAway(bench, "0.5", "CANCELED", (order, there) -> there.venue.cancel(there.account, order.id()))),
                Case.needing(Ability.EXPIRY, "reconcile.expired", "An order that ended at its time is read as expired, and does not rest.", this::expired),
                Case.of("reconcile.unchanged", "An order to which nothing happened while the lane was away rests, and was not sent again.", bench ->
                        whileAway(bench, "0.5", "ACCEPTED", (order, there) -> {})),
                Case.of("reconcile.query-failure", "A failed query is neither an empty list nor an absent order.", this::queryFailure),
                Case.of("reconcile.fill-told-twice", "A fill that the stream tells and a reading shows again is counted once.", this::toldTwice),
                Case.of("reconcile.late-fill", "A fill that becomes known after the cancel of its order is booked.", this::lateFill),
                Case.of("reconcile.foreign-order", "An order that the owner placed is seen, is nobody's of ours, and is left alone.", this::foreign),
                Case.of("reconcile.vanished-order", "An order that is no longer in the list has an end that is looked for, and is not sent again.", this::vanished),
                Case.of("reconcile.restart", "After a restart resting orders are known, rest, and were not sent again.", ProcessCases::restarted));
    }

    private interface Happening {
        void to(BookedOrder order, Bench bench) throws Exception;
    }

    private static String whileAway(Bench bench, String factor, String state, Happening happening) throws Exception {
        BigDecimal price = bench.priced(factor);
        String id = bench.order(bench.quantity(price, state.equals("PARTIALLY_FILLED") ? Bench.LARGE : 30), price);
        String venueId = bench.settled(id, "ACCEPTED").view().venueOrderId();
        long before = bench.venue.newest();
        bench.away(there -> {
            happening.to(there.order(venueId), there);
            return "";
        });
        OwnOrder own = bench.settled(id, state);
        BookedOrder booked = bench.order(venueId);
        Check.same(booked.filled(), own.view().filled(), "what is filled of " + id);
        String fills = bench.fillsAgree(id);
        Check.same(0, bench.calls(before, Verb.PLACE).size(), "the number of placements afterwards");
        if (booked.open()) {
            bench.nija.say("cancel", id).expect(Exit.OK);
        }
        return id + " is " + state + ", " + own.view().filled().toPlainString() + " filled; " + fills;
    }

    private String expired(Bench bench) throws Exception {
        OrderRequest resting = bench.resting();
        Instant end = bench.deadline(Duration.ofSeconds(7));
        OrderKey key = Check.confirmed(bench.place(bench.placement(new OrderRequest(bench.symbol, Side.BUY, OrderType.LIMIT, resting.quantity(), resting.limit(),
                null, TimeInForce.GTD, end, false), Bench.SOON)), "the placement");
        Check.await("the venue ended the order", () -> !bench.order(key.venueOrderId()).open());
        OrderView view = Check.known(bench.desk().orders(List.of(key.venueOrderId())), "the order").get(0);
        Check.same(OrderState.EXPIRED, view.state(), "the state that is read");
        Check.await("the expired order is not among the resting ones", () -> Check.known(bench.desk().restingOrders(), "the resting orders").stream()
                .noneMatch(order -> order.venueOrderId().equals(key.venueOrderId())));
        return key.venueOrderId() + " is read as expired";
    }

    private String queryFailure(Bench bench) throws Exception {
        Placement placement = bench.placement(bench.resting(), Bench.SOON);
        Instant sent = bench.around.clock.instant();
        OrderKey key = Check.confirmed(bench.place(placement), "the placement");
        Check.await("its deadline is past", () -> bench.deadline(Duration.ofSeconds(-3)).isAfter(placement.deadline()));
        bench.venue.inject(new Fault.OnCall(bench.account, Verb.READ, Harm.BUSY, 1_000));
        deaf(bench);
        Observation<List<OrderView>> resting = Check.get(bench.desk().restingOrders(), "the resting orders");
        Check.that(!(resting instanceof Observation.Known), "the query failed and was answered with " + resting);
        Observation<List<OrderView>> one = Check.get(bench.desk().orders(List.of(key.venueOrderId())), "the order");
        Check.that(!(one instanceof Observation.Known), "the query failed and was answered with " + one);
        Observation<Sighting> seen = Check.get(bench.desk().find(new OrderKey(placement.clientOrderId(), null), sent, placement.deadline()), "the search");
        Check.that(!(seen instanceof Observation.Known<Sighting> known && known.value() instanceof Sighting.Absent), "the queries failed and the order was called absent");
        bench.venue.heal(bench.account);
        Sighting found = Place.find(bench, placement, sent);
        Check.that(found instanceof Sighting.Found, "the order rests and is not found: " + found);
        return "nothing known while queries fail (" + seen.getClass().getSimpleName() + "), found afterwards";
    }

    /** Ends the lane's private stream, if it has one: while that tells what rests no query is needed, and none can fail. */
    private static void deaf(Bench bench) throws Exception {
        Optional<Followed> stream = Followed.on(bench.session());
        if (stream.isPresent()) {
            try (Followed followed = stream.get()) {
                int downs = followed.downs();
                bench.venue.inject(new Fault.OnStream(bench.account, StreamHarm.CUT));
                BigDecimal price = bench.priced("0.5");
                bench.venue.place(bench.account, Side.BUY, bench.symbol, bench.quantity(price, 3), price);
                Check.await("the stream was given up", () -> followed.downs() > downs);
            }
        }
    }

    private String toldTwice(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.996");
        String id = bench.order(bench.quantity(price, Bench.LARGE), price);
        String venueId = bench.settled(id, "ACCEPTED").view().venueOrderId();
        bench.venue.fill(bench.account, venueId, bench.quantity(price, 5));
        bench.settled(id, "PARTIALLY_FILLED");
        String first = bench.fillsAgree(id);
        bench.away(there -> {
            there.venue.fill(there.account, venueId, there.quantity(price, 10));
            return "";
        });
        Check.await("what was filled meanwhile is known", () -> bench.own(id).view().filled().compareTo(bench.order(venueId).filled()) == 0);
        String second = bench.fillsAgree(id);
        bench.nija.say("cancel", id).expect(Exit.OK);
        bench.fillsAgree(id);
        return "by the stream " + first + "; read again " + second;
    }

    private String lateFill(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.996");
        String id = bench.order(bench.quantity(price, Bench.LARGE), price);
        String venueId = bench.settled(id, "ACCEPTED").view().venueOrderId();
        bench.venue.inject(new Fault.OnStream(bench.account, StreamHarm.LOST_MESSAGE));
        bench.venue.inject(new Fault.TradeFirst(bench.account, Verb.CANCEL, venueId, bench.quantity(price, 10)));
        bench.nija.say("cancel", id);
        Check.await("the order ended at the venue", () -> !bench.order(venueId).open());
        BookedOrder booked = bench.order(venueId);
        Check.that(booked.filled().signum() > 0, "nothing was filled before the cancel; the case shows nothing");
        OwnOrder own = bench.settled(id, booked.filled().compareTo(booked.quantity()) == 0 ? "FILLED" : "CANCELED");
        Check.same(booked.filled(), own.view().filled(), "what is filled of " + id);
        return id + " is " + own.state() + " with " + own.view().filled().toPlainString() + " filled; " + bench.fillsAgree(id);
    }

    private String foreign(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.5");
        String id = bench.venue.place(bench.account, Side.BUY, bench.symbol, bench.quantity(price, 3), price);
        // A broker may know what rests from its stream, which tells of others' doings a moment later.
        OrderView[] seen = {null};
        Check.await("the owner's order is among the resting ones", () -> {
            seen[0] = Check.known(bench.desk().restingOrders(), "the resting orders").stream().filter(order -> order.venueOrderId().equals(id)).findFirst().orElse(null);
            return seen[0] != null;
        });
        OrderView view = seen[0];
        Check.same(bench.symbol.toString(), view.symbol(), "its instrument");
        Check.await("the session lists it", () -> {
            bench.session().verify();
            return bench.session().openOrders() instanceof Observation.Known<List<OrderView>> known && known.value().stream()
                    .anyMatch(order -> order.venueOrderId().equals(id));
        });
        bench.nija.await(bench.lane, LadderState.RECONCILED);
        // All of ours are ended; the owner's is not.
        String ours = bench.order(bench.quantity(price, 1), price);
        bench.nija.say("cancel", ours).expect(Exit.OK);
        Check.that(bench.order(id).open(), "the owner's order was cancelled");
        long before = bench.venue.newest();
        IntStream.range(0, 3).forEach(look -> bench.session().verify());
        Check.same(0, bench.calls(before, Verb.CANCEL).size(), "the number of cancels afterwards");
        return id + " is listed and rests; the lane is reconciled";
    }

    private String vanished(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.5");
        String id = bench.order(bench.quantity(price, 2), price);
        String venueId = bench.settled(id, "ACCEPTED").view().venueOrderId();
        bench.venue.inject(new Fault.OnStream(bench.account, StreamHarm.LOST_MESSAGE));
        long before = bench.venue.newest();
        bench.venue.cancel(bench.account, venueId);
        // The stream lost it: the next reading of the resting orders misses it.
        Check.await(() -> id + " is known as cancelled; it is " + bench.own(id), () -> {
            bench.session().verify();
            return bench.own(id).state().equals("CANCELED");
        });
        Check.same(0, bench.calls(before, Verb.PLACE).size(), "the number of placements afterwards");
        return id + " is known as cancelled by its owner";
    }
}
