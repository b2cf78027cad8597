package io.nija.matching;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a market tells, one line per event. */
final class Recorded implements MarketListener {

    private boolean choosy;

    private List<String> events = new ArrayList<>();

    /** The events since the last call. */
    List<String> take() {
        List<String> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    @Override
    public void accepted(Order order) {
        events.add("accepted " + order.id());
    }

    @Override
    public void refused(long id, Refusal why) {
        events.add("refused " + id + " " + why);
    }

    @Override
    public void matched(Order maker, Order taker, long price, long quantity) {
        events.add("matched " + maker.id() + " " + taker.id() + " " + quantity + " @" + price + ", open " + maker.open()
                + " " + taker.open());
    }

    @Override
    public void rested(Order order) {
        events.add("rested " + order.id() + " " + order.visible() + " @" + order.price());
    }

    @Override
    public void replenished(Order order) {
        events.add("replenished " + order.id() + " " + order.visible());
    }

    @Override
    public void canceled(Order order, Cause cause) {
        events.add("canceled " + order.id() + " " + cause + ", open " + order.open());
    }

    @Override
    public void expired(Order order) {
        events.add("expired " + order.id() + ", open " + order.open());
    }

    @Override
    public void amended(Order order, boolean keptPlace) {
        events.add("amended " + order.id() + (keptPlace ? " in place" : " anew"));
    }

    @Override
    public void triggered(Order order, long reference) {
        events.add("triggered " + order.id() + " at " + reference);
    }

    @Override
    public void trailed(Order order) {
        events.add("trailed " + order.id() + " to " + order.trigger());
    }

    /** From now on some orders are not wanted any more. */
    Recorded choosy() {
        choosy = true;
        return this;
    }

    /** One order in five is not wanted any more when its trigger fires. */
    static boolean wants(long id) {
        return id % 5 != 0;
    }

    @Override
    public boolean admits(Order order) {
        return !choosy || wants(order.id());
    }
}
