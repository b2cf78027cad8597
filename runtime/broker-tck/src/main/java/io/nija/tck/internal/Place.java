package io.nija.tck.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.Sighting;
import io.nija.order.OrderKey;
import io.nija.order.OrderState;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.tck.Fault.Harm;
import io.nija.tck.Fault.Verb;
import io.nija.tck.Venue.BookedOrder;

/** What becomes of an order whose answer comes, or does not. Nothing is ever sent twice. */
final class Place implements Section {

    @Override
    public List<Case> cases() {
        return List.of(
                Case.of("place.acknowledged", "An order that the venue takes is confirmed with the venue's id, and is there once.", this::acknowledged),
                Case.of("place.definitive-refusal", "An order that the venue definitely does not take is refused.", this::refusal),
                Case.of("place.timeout-after-acceptance", "An order whose answer never comes is unknown, and found at the venue; it is not sent again.",
                        bench -> taken(bench, Harm.ANSWER_LOST)),
                Case.of("place.timeout-before-acceptance", "An order that never arrives is unknown until its absence is proven; it is not sent again.",
                        this::neverArrived),
                Case.of("place.connection-reset", "An order whose connection is reset is unknown, whether the venue took it or not.", bench ->
                        both(bench, Harm.RESET_AFTER, Harm.RESET_BEFORE)),
                Case.of("place.gateway-error", "An order that a gateway answers with a page and a status of 500 or more is unknown.", bench ->
                        both(bench, Harm.GATEWAY_AFTER, Harm.GATEWAY_BEFORE)),
                Case.of("place.page-with-status-200", "An order that is answered with a page instead of the protocol is unknown.", bench ->
                        taken(bench, Harm.PAGE_AFTER)),
                Case.of("place.mixed-errors", "An order that is answered with a definite and an indefinite error is unknown.", bench ->
                        taken(bench, Harm.MIXED_ERRORS)),
                Case.of("place.killed-before-acknowledgement", "After NIJA was killed between sending and answer there is exactly one order, and NIJA knows it.",
                        ProcessCases::killed));
    }

    private String acknowledged(Bench bench) throws Exception {
        Placement placement = bench.placement(bench.resting());
        long before = bench.venue.newest();
        OrderKey key = Check.confirmed(bench.place(placement), "the placement");
        List<BookedOrder> booked = bench.booked(placement.clientOrderId());
        Check.same(1, booked.size(), "the number of such orders at the venue");
        Check.same(booked.get(0).id(), key.venueOrderId(), "the venue's id in the answer");
        Check.same(placement.order().quantity(), booked.get(0).quantity(), "the quantity at the venue");
        Check.same(placement.order().limit(), booked.get(0).limit(), "the price at the venue");
        Check.same(1, bench.calls(before, Verb.PLACE).size(), "the number of placements that reached the venue");
        return key.venueOrderId() + " is there once";
    }

    private String refusal(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.9");
        BigDecimal tooMuch = bench.venue.balances(bench.account).get(bench.symbol.quote()).divide(price, 0, java.math.RoundingMode.UP)
                .multiply(BigDecimal.TEN).max(bench.quantity(price, 10).setScale(0, java.math.RoundingMode.UP));
        Placement placement = bench.placement(bench.limit(Side.BUY, tooMuch, price));
        String code = Check.refused(bench.place(placement), "an order that nobody can pay");
        Check.same(List.of(), bench.booked(placement.clientOrderId()), "the orders at the venue");
        return tooMuch.toPlainString() + " at " + price.toPlainString() + " refused (" + code + ")";
    }

    /** The venue has it and the answer is spoilt. */
    private static String taken(Bench bench, Harm harm) throws Exception {
        Placement placement = bench.placement(bench.resting());
        Instant sent = bench.around.clock.instant();
        long before = bench.venue.newest();
        bench.harm(Verb.PLACE, harm);
        String code = Check.unknown(bench.place(placement), "the placement");
        Sighting seen = find(bench, placement, sent);
        Check.that(seen instanceof Sighting.Found, "the order rests at the venue, and looking for it answers " + seen);
        OrderKey found = new OrderKey(null, ((Sighting.Found) seen).order().venueOrderId());
        Check.same(OrderState.OPEN, ((Sighting.Found) seen).order().state(), "the state of the order that was found");
        once(bench, placement, before);
        Check.confirmed(Check.get(bench.desk().cancel(found), "the cancel"), "the cancel of what was found");
        return "unknown (" + code + "), found as " + found.venueOrderId() + ", there once";
    }

    private static void once(Bench bench, Placement placement, long before) throws Exception {
        Check.same(1, bench.booked(placement.clientOrderId()).size(), "the number of such orders at the venue");
        Check.same(1, bench.calls(before, Verb.PLACE).size(), "the number of placements that reached the venue");
    }

    /** Asks until something is known for sure. */
    static Sighting find(Bench bench, Placement placement, Instant sent) throws Exception {
        Sighting[] last = {null};
        Check.await(() -> "it is known whether the order is there; the last answer is " + last[0], () -> {
            Observation<Sighting> seen = Check.get(bench.desk().find(new OrderKey(placement.clientOrderId(), null), sent, placement.deadline()), "the search");
            last[0] = seen instanceof Observation.Known<Sighting> known ? known.value() : null;
            return last[0] instanceof Sighting.Found || last[0] instanceof Sighting.Absent || last[0] instanceof Sighting.Unprovable;
        });
        return last[0];
    }

    private String neverArrived(Bench bench) throws Exception {
        Placement placement = bench.placement(bench.resting(), Bench.SOON);
        Instant sent = bench.around.clock.instant();
        bench.harm(Verb.PLACE, Harm.REQUEST_LOST);
        String code = Check.unknown(bench.place(placement), "the placement");
        Observation<Sighting> early = Check.get(bench.desk().find(new OrderKey(placement.clientOrderId(), null), sent, placement.deadline()), "the search");
        if (bench.desk().capabilities().deadlines() && bench.around.clock.instant().isBefore(placement.deadline())) {
            Check.that(!(early instanceof Observation.Known<Sighting> known && known.value() instanceof Sighting.Absent),
                    "the order was called absent before its deadline was past");
        }
        Sighting seen = find(bench, placement, sent);
        Check.that(seen instanceof Sighting.Absent, "the order never arrived, and looking for it answers " + seen);
        Check.that(bench.around.clock.instant().isAfter(placement.deadline()), "the order was called absent before its deadline was past");
        Check.same(List.of(), bench.booked(placement.clientOrderId()), "the orders at the venue");
        return "unknown (" + code + "), absent after its deadline";
    }

    /** Whether the venue took it or not, nobody can know from the answer. */
    private static String both(Bench bench, Harm after, Harm before) throws Exception {
        String seen = taken(bench, after);
        Placement placement = bench.placement(bench.resting());
        long newest = bench.venue.newest();
        bench.harm(Verb.PLACE, before);
        Outcome<OrderKey> outcome = bench.place(placement);
        String code = Check.unknown(outcome, "the placement that the venue did not carry out");
        Check.same(List.of(), bench.booked(placement.clientOrderId()), "the orders at the venue");
        Check.that(bench.calls(newest, Verb.PLACE).size() <= 1, "the placement was sent again");
        return seen + "; not carried out: unknown (" + code + ")";
    }
}
