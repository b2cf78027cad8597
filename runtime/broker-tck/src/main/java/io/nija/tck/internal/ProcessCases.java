package io.nija.tck.internal;

import java.math.BigDecimal;
import java.util.List;

import io.nija.tck.Fault;
import io.nija.tck.Fault.Harm;
import io.nija.tck.Fault.Verb;
import io.nija.tck.Venue.BookedOrder;

import tools.jackson.databind.JsonNode;

/** What only a NIJA in a process of its own can show: the shipped one, with the tested jar. */
final class ProcessCases {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private ProcessCases() {}

    private static List<BookedOrder> open(Bench bench) throws Exception {
        return bench.venue.orders(bench.account).stream().filter(BookedOrder::open).toList();
    }

    private static String[] order(Bench bench, String id) throws Exception {
        BigDecimal price = bench.priced(HALF.toPlainString());
        return new String[] {"order", "buy", bench.lane.toString(), bench.symbol.toString(), bench.quantity(price, 1).toPlainString(), "--limit",
            price.toPlainString(), "--id", id};
    }

    /** What NIJA says of the only resting order. */
    private static JsonNode known(OwnProcess nija, Bench bench, String venueId) throws Exception {
        JsonNode[] last = {null};
        Check.await(() -> "NIJA knows " + venueId + " as its own; it says " + last[0], () -> {
            last[0] = nija.json("orders", "--account", bench.lane.account().value());
            return Nija.member(last[0].path("orders"), java.util.Map.of("venueOrderId", venueId, "state", "ACCEPTED")).isPresent();
        });
        return Nija.member(last[0].path("orders"), java.util.Map.of("venueOrderId", venueId)).orElseThrow();
    }

    static String restarted(Bench station) throws Exception {
        Bench bench = station.at(Surroundings.RESTARTED);
        try (OwnProcess nija = new OwnProcess(bench)) {
            nija.start();
            String[] order = order(bench, "before");
            JsonNode placed = nija.json(order);
            Check.same(1, open(bench).size(), "the number of resting orders");
            String venueId = open(bench).get(0).id();
            nija.stop();
            Check.that(bench.order(venueId).open(), "the order does not rest while NIJA is away");
            long before = bench.venue.newest();
            nija.start();
            JsonNode known = known(nija, bench, venueId);
            Check.same(placed.path("id").asString(), known.path("id").asString(), "NIJA's name of the order");
            Check.same(known.path("id").asString(), nija.json(order).path("id").asString(), "NIJA's answer to the same call again");
            Check.same(1, open(bench).size(), "the number of resting orders after the same call again");
            Check.same(0, bench.calls(before, Verb.PLACE).size(), "the number of placements after the restart");
            return known.path("id").asString() + " is known after the restart and rests";
        } finally {
            clear(bench);
        }
    }

    static String killed(Bench station) throws Exception {
        Bench bench = station.at(Surroundings.KILLED);
        try (OwnProcess nija = new OwnProcess(bench)) {
            nija.start();
            long before = bench.venue.newest();
            bench.venue.inject(new Fault.OnCall(bench.account, Verb.PLACE, Harm.ANSWER_LOST, 1));
            String[] order = order(bench, "killed");
            Process asking = nija.say(order);
            Check.await("the order is at the venue", () -> !open(bench).isEmpty());
            nija.kill();
            asking.waitFor();
            bench.venue.heal(bench.account);
            Check.same(1, open(bench).size(), "the number of resting orders");
            String venueId = open(bench).get(0).id();
            nija.start();
            JsonNode known = known(nija, bench, venueId);
            Check.same(known.path("id").asString(), nija.json(order).path("id").asString(), "NIJA's answer to the same call again");
            Check.same(1, open(bench).size(), "the number of resting orders after the same call again");
            Check.same(1, bench.calls(before, Verb.PLACE).size(), "the number of placements that reached the venue");
            return known.path("id").asString() + " is " + venueId + ", there once";
        } finally {
            clear(bench);
        }
    }

    private static void clear(Bench bench) throws Exception {
        bench.venue.heal(bench.account);
        for (BookedOrder order : open(bench)) {
            bench.venue.cancel(bench.account, order.id());
        }
    }
}
