package io.nija.trading.internal.protection;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.nija.trading.internal.protection.OpenSell.Role;
import io.nija.trading.internal.protection.OpenSell.Standing;
import io.nija.trading.internal.protection.Scene.Ability;
import io.nija.trading.internal.protection.Scene.Slice;

/**
 * What to do next for a position. Pure.
 *
 * <p>The full-size stop rests at the venue and is changed in place: it grows with entries and shrinks by the slice of an exit
 * before that exit is sent, for a venue without linked orders holds coins once (field notes, section 3.11). What no stop at
 * the venue covers is sold here when the stop's price is reached. Only one thing is done at a time, and nothing that sells is
 * sent while the sum of all that may sell, doubtful orders included, would exceed the position.
 */
public final class StopRules {

    private static final Act STAY = new Act.Stay();

    private StopRules() {}

    /** The next act; {@link Act.Stay} when nothing is to be done, or something must be known before. */
    public static Act next(Scene scene) {
        if (!scene.reachable() || scene.rules() == null) {
            return scene.waiting().isEmpty() ? STAY : new Act.Release();
        }
        if (!scene.waiting().isEmpty()) {
            return free(scene, scene.waiting().get(0));
        }
        if (scene.halted() && !scene.flattened() || !scene.compared()) {
            return STAY;
        }
        List<OpenSell> stops = scene.stops();
        if (scene.dust() || scene.stopPrice() == null) {
            return surplus(scene, stops);
        }
        return scene.hit() ? rescue(scene, stops) : keep(scene, stops);
    }

    /** Makes room for an exit: shrinks the stop by what the exit needs, and takes it away when too little would be left. */
    private static Act free(Scene scene, Slice slice) {
        BigDecimal after = scene.position().subtract(scene.exits()).subtract(slice.quantity());
        boolean fits = scene.selling().add(slice.quantity()).compareTo(scene.position()) <= 0;
        boolean hopeless = after.signum() < 0 || scene.halted() && !slice.flatten();
        if (fits || hopeless || scene.stops().isEmpty()) {
            // What cannot be is refused by the gate, with its numbers, and the stop stays as it is.
            return new Act.Release();
        }
        OpenSell stop = scene.stops().get(scene.stops().size() - 1);
        if (stop.standing() == Standing.STUCK) {
            return new Act.Cancel(stop.number(), "its trigger was reached, it does not fill, and an exit needs its coins");
        }
        if (stop.standing() != Standing.RESTS) {
            return STAY;
        }
        return smaller(scene, stop, scene.floor(after), "an exit needs its coins");
    }

    private static Act smaller(Scene scene, OpenSell stop, BigDecimal rest, String why) {
        BigDecimal price = stop.limit() != null ? stop.limit() : stop.stop();
        return scene.ability().amends() && scene.stops().size() == 1 && scene.taken(rest, price)
                ? new Act.Amend(stop.number(), stop.filled().add(rest), null, null) : new Act.Cancel(stop.number(), why);
    }

    /** Nothing is to be protected, or nothing can be: stops that would sell what is not there go. */
    private static Act surplus(Scene scene, List<OpenSell> stops) {
        boolean unwanted = !scene.dust() && scene.stopPrice() == null;
        return stops.stream().filter(stop -> stop.standing() == Standing.RESTS)
                .filter(stop -> unwanted || scene.selling().compareTo(scene.position()) > 0 || scene.floor(scene.position()).signum() <= 0)
                .findFirst().<Act>map(stop -> new Act.Cancel(stop.number(), unwanted ? "no stop is wanted" : "nothing is left to protect"))
                .orElse(STAY);
    }

    /** The stop was hit: what rests elsewhere is taken back, and what the venue does not sell is sold. */
    private static Act rescue(Scene scene, List<OpenSell> stops) {
        Optional<OpenSell> resting = scene.sells().stream().filter(sell -> sell.role() == Role.EXIT && !sell.once()
                && sell.standing() == Standing.RESTS).findFirst();
        if (resting.isPresent()) {
            return new Act.Cancel(resting.get().number(), "the stop at " + scene.stopPrice().toPlainString() + " was reached");
        }
        for (OpenSell stop : stops) {
            Optional<Act> help = help(scene, stop);
            if (help.isPresent()) {
                return help.get();
            }
        }
        BigDecimal left = scene.uncovered();
        return scene.taken(left, scene.collar()) ? new Act.Rescue(left) : STAY;
    }

    /** A stop with a limit above the market does not fill: its limit follows. One that is stuck gives its coins back. */
    private static Optional<Act> help(Scene scene, OpenSell stop) {
        boolean behind = stop.limit() != null && scene.bid() != null && scene.bid().compareTo(stop.limit()) < 0
                && stop.standing() != Standing.MOVING;
        if (behind && scene.ability().amends()) {
            return Optional.of(new Act.Amend(stop.number(), null, null, scene.collar()));
        }
        return behind || stop.standing() == Standing.STUCK
                ? Optional.of(new Act.Cancel(stop.number(), "its trigger was reached and it does not fill")) : Optional.empty();
    }

    /** The stop is there, full-size, where it was planned. */
    private static Act keep(Scene scene, List<OpenSell> stops) {
        if (stops.stream().anyMatch(stop -> stop.standing() != Standing.RESTS)) {
            return STAY;
        }
        if (stops.size() > 1) {
            return new Act.Cancel(stops.get(stops.size() - 1).number(), "the position has another stop");
        }
        BigDecimal price = scene.stopPrice();
        BigDecimal limit = scene.ability().kind() == Ability.Kind.STOP_LIMIT ? scene.stopLimit() : null;
        BigDecimal wanted = scene.floor(scene.offerable().subtract(scene.exits()));
        boolean rests = scene.ability().kind() != Ability.Kind.NONE && scene.taken(wanted, limit == null ? price : limit);
        if (stops.isEmpty()) {
            return rests ? new Act.Place(wanted, price, limit) : STAY;
        }
        OpenSell stop = stops.get(0);
        int more = wanted.compareTo(stop.remaining());
        boolean moved = stop.stop() == null || stop.stop().compareTo(price) != 0;
        if (more == 0 && !moved) {
            return STAY;
        }
        if (!rests) {
            return more < 0 ? new Act.Cancel(stop.number(), "too little is left for a stop") : STAY;
        }
        return scene.ability().amends() ? new Act.Amend(stop.number(), more == 0 ? null : stop.filled().add(wanted), moved ? price : null,
                moved && stop.limit() != null ? limit : null) : new Act.Cancel(stop.number(), "this venue changes no order in place");
    }
}
