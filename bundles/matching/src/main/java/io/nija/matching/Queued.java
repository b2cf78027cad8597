package io.nija.matching;

/**
 * What the matching loop touches of an order, and nothing else: the machine lays a superclass's fields out first, so this
 * fills one cache line, and the rest of the order stays cold.
 */
abstract class Queued {

    long id;
    long owner;
    long limit;
    long open;
    long visible;
    Order next;
    Order previous;
    Level level;
    Order.State state = Order.State.ENDED;
    boolean buys;
}
