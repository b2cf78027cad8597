package io.nija.campaign;

import java.util.List;
import java.util.Set;

/**
 * When NIJA is killed, as it is seen from outside: at what the exchange was asked. No part of NIJA helps.
 *
 * @param words completes "Killed when …"
 * @param faults what the exchange does for it
 * @param before a request that must have been seen first; null when there is none
 * @param seen the requests, any of which is the moment
 * @param later at most so many milliseconds after it, drawn by lot
 */
record Moment(String words, String faults, String before, Set<String> seen, int later) {

    private static final String PLACE = "AddOrder";

    /** In the order in which they are shown, again and again. */
    static final List<Moment> ALL = List.of(
            new Moment("the exchange had taken an order and held its answer back", "AddOrder=delay(9000),after", null, Set.of(PLACE), 0),
            new Moment("the answer to an order was lost and NIJA was asking whether the exchange has it",
                    "AddOrder=drop,after,p=0.5", PLACE, Set.of("OpenOrders", "ClosedOrders", "QueryOrders", "TradesHistory"), 300),
            new Moment("orders were flowing, at a moment drawn by lot", "", null, Set.of(PLACE), 2500),
            new Moment("the exchange had carried out a cancel and held its answer back", "CancelOrder=delay(9000),after", null,
                    Set.of("CancelOrder"), 0),
            new Moment("NIJA was comparing its journal with the exchange after the crash before",
                    "OpenOrders=delay(300),after", null, Set.of("OpenOrders"), 400),
            new Moment("the exchange had changed a stop and held its answer back", "AmendOrder=delay(9000),after", null, Set.of("AmendOrder"), 0),
            new Moment("an order had been lost on its way to the exchange", "AddOrder=drop,p=0.5", null, Set.of(PLACE), 200),
            new Moment("orders were flowing, every answer coming late, at a moment drawn by lot", "private=delay(50..300)", null,
                    Set.of(PLACE), 2500));

    /** Whether it has come. @param requests that the exchange acted on in this life, in their order */
    boolean hasCome(Document requests) {
        boolean armed = before == null;
        for (Document request : requests) {
            String method = request.path("method").text();
            if (armed && seen.contains(method)) {
                return true;
            }
            armed |= method.equals(before);
        }
        return false;
    }
}
