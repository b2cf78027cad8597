package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.nija.books.Position;
import io.nija.broker.Capabilities;
import io.nija.journal.OrderStage;
import io.nija.market.Instrument;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Origin;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;
import io.nija.trading.internal.protection.OpenSell;
import io.nija.trading.internal.protection.OpenSell.Role;
import io.nija.trading.internal.protection.OpenSell.Standing;
import io.nija.trading.internal.protection.Plan;
import io.nija.trading.internal.protection.Scene;

/** A lane's position as protection looks at it, and its state in words for others. Pure. */
final class Scenes {

    /** A venue that sells at a trigger is done sooner. */
    private static final Duration SELLING = Duration.ofSeconds(10);

    private Scenes() {}

    /** Own sells of a position that can still trade, oldest first. */
    static List<TrackedOrder> sells(LaneBook book, Guarded of) {
        return book.open().stream().filter(order -> order.side() == Side.SELL && order.request().symbol().equals(of.symbol())
                && Objects.equals(order.intent().strategy(), of.strategy())).sorted(Comparator.comparing(TrackedOrder::number)).toList();
    }

    /**
     * The most that a position's own sells may sell together: what the lane manages of the coin, over all its positions, less what
     * the sells of the others still can.
     */
    static BigDecimal most(LaneBook book, Guarded of, BigDecimal managed) {
        return managed.subtract(book.open().stream().filter(order -> Attribution.sells(order, of.symbol().base()))
                .filter(order -> !order.request().symbol().equals(of.symbol()) || !Objects.equals(order.intent().strategy(), of.strategy()))
                .map(TrackedOrder::mostRemaining).reduce(BigDecimal.ZERO, BigDecimal::add)).max(BigDecimal.ZERO);
    }

    /** Whether it is a position's stop. */
    static boolean stop(TrackedOrder order) {
        return order.intent().purpose() == Purpose.PROTECTIVE && order.request().type().hasStop();
    }

    /**
     * @param most what may be sold of the position together
     * @param room what the venue lets be offered of the coin beside what rests
     */
    static Scene of(Ward ward, Position position, BigDecimal most, BigDecimal room, List<TrackedOrder> sells, Grounds grounds,
            Capabilities desk, boolean compared, Instant now) {
        Instrument rules = grounds.instrument();
        BigDecimal managed = position.quantity().min(most).max(BigDecimal.ZERO);
        // What rests already the venue took: it is not made smaller for what is withheld.
        BigDecimal resting = sells.stream().map(TrackedOrder::mostRemaining).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Scene(managed, position.averagePrice(), ward.plan, grounds.distancePercent(),
                grounds.collarPercent(), sells.stream().map(order -> sell(order, now)).toList(),
                ward.waiting.stream().map(exit -> new Scene.Slice(exit.wish().order().quantity(), exit.wish().origin() == Origin.FLATTEN)).toList(),
                rules == null ? null : new Scene.Rules(rules.priceTick(), rules.quantityStep(), rules.minQuantity(), rules.minCost()),
                ability(desk), ward.bid(now), ward.fired, desk != null && grounds.sends(), compared, grounds.halted(), ward.flattened,
                managed.subtract(resting).subtract(room).max(BigDecimal.ZERO));
    }

    private static Scene.Ability ability(Capabilities desk) {
        Scene.Ability.Kind kind = desk == null ? Scene.Ability.Kind.NONE : desk.types().contains(OrderType.STOP_LOSS) ? Scene.Ability.Kind.STOP
                : desk.types().contains(OrderType.STOP_LOSS_LIMIT) ? Scene.Ability.Kind.STOP_LIMIT : Scene.Ability.Kind.NONE;
        return new Scene.Ability(kind, desk != null && desk.amends());
    }

    private static OpenSell sell(TrackedOrder order, Instant now) {
        Role role = stop(order) ? Role.STOP : order.intent().purpose() == Purpose.PROTECTIVE ? Role.RESCUE : Role.EXIT;
        boolean once = order.request().timeInForce() == TimeInForce.IOC || order.request().timeInForce() == TimeInForce.FOK;
        return new OpenSell(order.number(), role, standing(order, role, now), order.mostRemaining(), order.filled().quantity(),
                order.terms().stop(), order.terms().limit(), once);
    }

    private static Standing standing(TrackedOrder order, Role role, Instant now) {
        return switch (order.stage()) {
            case ACCEPTED, PARTIALLY_FILLED, TRIGGERED -> {
                boolean fired = role == Role.STOP && (order.stage() == OrderStage.TRIGGERED || order.filled().quantity().signum() > 0);
                yield !fired ? Standing.RESTS : order.updatedAt().plus(SELLING).isBefore(now) ? Standing.STUCK : Standing.FIRED;
            }
            case CREATED, SUBMITTED, IN_DOUBT, PENDING_AMEND, PENDING_CANCEL, DENIED, FILLED, CANCELED, EXPIRED, REJECTED -> Standing.MOVING;
        };
    }

    /** How the position is protected, for others. */
    static Cover cover(Ward ward, Position position, Scene scene, List<TrackedOrder> sells, Instant now) {
        // It is no dust, and yet the venue has too little of it for any order.
        boolean gone = scene.dust() && !scene.dust(position.quantity());
        TrackedOrder stop = sells.stream().filter(Scenes::stop).findFirst().orElse(null);
        BigDecimal price = stop != null && stop.terms().stop() != null ? stop.terms().stop() : scene.stopPrice();
        BigDecimal covers = stop == null ? BigDecimal.ZERO : stop.remaining();
        Cover.State state = stop == null ? gone ? Cover.State.NONE : scene.dust() ? Cover.State.DUST
                : scene.stopPrice() == null || !watched(scene) ? Cover.State.NONE : Cover.State.LOCAL
                : stop.unsure() || stop.stage() == OrderStage.CREATED ? Cover.State.IN_DOUBT : Cover.State.VENUE;
        String words = gone && stop == null ? "No stop: the venue has no coins for it; somebody else sold, moved or holds them."
                : words(ward, scene, stop, state);
        String incident = ward.incident(now);
        boolean lacks = gone || lacks(scene, state, price);
        ward.lackingSince = !lacks ? null : ward.lackingSince == null ? now : ward.lackingSince;
        return new Cover(ward.of, state, price, covers, stop == null ? null : stop.number(),
                words + (lacks && !ward.failure.isEmpty() ? " " + ward.failure : ""), incident, scene.hit() && !scene.dust(), ward.lackingSince);
    }

    /** Whether the price is watched here now. */
    private static boolean watched(Scene scene) {
        return scene.reachable() && scene.bid() != null && (!scene.halted() || scene.flattened());
    }

    /** Whether less is at the venue than could be, or what cannot be there is not watched. */
    private static boolean lacks(Scene scene, Cover.State state, BigDecimal price) {
        if (scene.dust() || scene.stopPrice() == null) {
            return false;
        }
        BigDecimal wanted = scene.floor(scene.offerable().subtract(scene.exits()));
        boolean rests = scene.ability().kind() != Scene.Ability.Kind.NONE && scene.taken(wanted, scene.stopPrice());
        BigDecimal atVenue = scene.stops().stream().map(OpenSell::remaining).reduce(BigDecimal.ZERO, BigDecimal::add);
        return state == Cover.State.IN_DOUBT || rests && atVenue.compareTo(wanted) < 0
                || scene.unstopped().signum() > 0 && !watched(scene);
    }

    private static String words(Ward ward, Scene scene, TrackedOrder stop, Cover.State state) {
        BigDecimal rest = scene.unstopped();
        return switch (state) {
            case VENUE -> stop.id() + " rests at the venue." + (rest.signum() <= 0 || scene.dust() ? ""
                    : " NIJA watches the price for the other " + rest.stripTrailingZeros().toPlainString() + (watched(scene) ? "." : ", when it can."));
            case IN_DOUBT -> "Nobody knows yet whether the venue has the stop " + stop.id() + ".";
            case LOCAL -> "NIJA watches the price: " + (scene.ability().kind() == Scene.Ability.Kind.NONE ? "this venue holds no stops."
                    : scene.exits().signum() > 0 ? "other orders hold the coins." : scene.taken(scene.floor(scene.offerable()), scene.stopPrice())
                            ? "no stop rests at the venue." : "it is too little for a stop at the venue.");
            case DUST -> "No stop: it is dust, too little for any order.";
            case NONE -> scene.plan().kind() == Plan.Kind.NONE ? "No stop: a person said none."
                    : scene.stopPrice() == null ? "No stop: the profile says none."
                    : "No stop rests at the venue, and the price cannot be watched."
                    + (ward.unquoted().isEmpty() ? "" : " " + ward.unquoted());
        };
    }
}
