package io.nija.trading.internal.protection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * One position, and all that its protection is decided by. Prices are in quote, quantities in base.
 *
 * @param position what is managed and may be sold, above zero or nothing
 * @param averagePrice of it, or null
 * @param plan where its stop is meant to be
 * @param distancePercent how far the profile puts a stop from the average price; null for none
 * @param collarPercent how much worse than the best bid a sale may be
 * @param sells own sells of this position that can still trade
 * @param waiting exits that wait for coins, first come first
 * @param rules of the instrument; null when they were not read
 * @param ability what the venue can hold
 * @param bid the best bid, or null when there is no fresh one
 * @param fired whether its stop was hit before
 * @param reachable whether orders can be sent
 * @param compared whether the venue was compared with the journal since it was last away
 * @param halted whether HALT is in force
 * @param flattened whether a person's flatten took the stop away: what it left gets it back, under HALT too
 * @param withheld of the position by the venue beside what rests: coins that are gone, or that it holds back for fees. No stop can be
 *     put for them; an exit gives its stop's coins free first, and is judged by what is available then
 */
public record Scene(BigDecimal position, BigDecimal averagePrice, Plan plan, BigDecimal distancePercent, BigDecimal collarPercent,
        List<OpenSell> sells, List<Slice> waiting, Rules rules, Ability ability, BigDecimal bid, boolean fired, boolean reachable,
        boolean compared, boolean halted, boolean flattened, BigDecimal withheld) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public Scene {
        sells = List.copyOf(sells);
        waiting = List.copyOf(waiting);
    }

    /** With a venue that lets all of it be offered. */
    public Scene(BigDecimal position, BigDecimal averagePrice, Plan plan, BigDecimal distancePercent, BigDecimal collarPercent,
            List<OpenSell> sells, List<Slice> waiting, Rules rules, Ability ability, BigDecimal bid, boolean fired, boolean reachable,
            boolean compared, boolean halted, boolean flattened) {
        this(position, averagePrice, plan, distancePercent, collarPercent, sells, waiting, rules, ability, bid, fired, reachable, compared, halted,
                flattened, BigDecimal.ZERO);
    }

    /** An exit that waits. */
    public record Slice(BigDecimal quantity, boolean flatten) {}

    /** The venue's numbers for the instrument. */
    public record Rules(BigDecimal tick, BigDecimal step, BigDecimal minQuantity, BigDecimal minCost) {}

    /** What the venue can hold. */
    public record Ability(Kind kind, boolean amends) {

        /** Which stops. */
        public enum Kind { STOP, STOP_LIMIT, NONE }
    }

    /** Where the stop is to be, on the price grid and never below what was planned; null for none. */
    public BigDecimal stopPrice() {
        BigDecimal price = switch (plan.kind()) {
            case NAMED -> plan.price();
            case NONE -> null;
            case PROFILE -> distancePercent == null || averagePrice == null ? null
                    : percent(averagePrice, HUNDRED.subtract(distancePercent));
        };
        return price == null || price.signum() <= 0 ? null : grid(price, RoundingMode.CEILING);
    }

    /** The lowest price at which a sale goes out now; null without a fresh bid. */
    public BigDecimal collar() {
        return bid == null ? null : grid(below(bid), RoundingMode.CEILING);
    }

    /** The limit that a stop with a limit gets. */
    public BigDecimal stopLimit() {
        return stopPrice() == null ? null : grid(below(stopPrice()), RoundingMode.FLOOR);
    }

    private BigDecimal below(BigDecimal price) {
        return percent(price, HUNDRED.subtract(collarPercent));
    }

    /** Moving the point costs nothing; a division of an average price's many digits does, and each position is looked at each second. */
    private static BigDecimal percent(BigDecimal of, BigDecimal percent) {
        return of.multiply(percent).movePointLeft(2);
    }

    private BigDecimal grid(BigDecimal price, RoundingMode mode) {
        return rules == null || rules.tick().signum() <= 0 ? price : on(rules.tick(), price, mode);
    }

    /** On the quantity grid, never more. */
    public BigDecimal floor(BigDecimal quantity) {
        BigDecimal most = quantity.max(BigDecimal.ZERO);
        return rules == null || rules.step().signum() <= 0 ? most : on(rules.step(), most, RoundingMode.FLOOR);
    }

    /** On a grid. Most are decimals: then cutting digits off is all there is to do. */
    private static BigDecimal on(BigDecimal grid, BigDecimal number, RoundingMode mode) {
        return grid.scale() >= 0 && grid.unscaledValue().equals(BigInteger.ONE) ? number.setScale(grid.scale(), mode)
                : number.divide(grid, 0, mode).multiply(grid);
    }

    /** Whether the venue takes an order of so much at that price. */
    public boolean taken(BigDecimal quantity, BigDecimal price) {
        return rules != null && price != null && quantity.signum() > 0 && quantity.compareTo(rules.minQuantity()) >= 0
                && quantity.multiply(price).compareTo(rules.minCost()) >= 0;
    }

    /** Whether what is held is too little for any order. */
    public boolean dust() {
        return dust(offerable());
    }

    /** What of the position the venue lets be offered. */
    public BigDecimal offerable() {
        return position.subtract(withheld).max(BigDecimal.ZERO);
    }

    /** Whether so much is too little for any order. */
    public boolean dust(BigDecimal quantity) {
        BigDecimal price = bid != null ? collar() : averagePrice != null ? averagePrice : stopPrice();
        return floor(quantity).signum() <= 0 || rules != null && !taken(floor(quantity), price);
    }

    /** The stops. */
    public List<OpenSell> stops() {
        return sells.stream().filter(sell -> sell.role() == OpenSell.Role.STOP).toList();
    }

    /** What everything but the stops may still sell. */
    public BigDecimal exits() {
        return sum(sells.stream().filter(sell -> sell.role() != OpenSell.Role.STOP).toList());
    }

    /** What may still be sold, the stops included. */
    public BigDecimal selling() {
        return sum(sells);
    }

    private static BigDecimal sum(List<OpenSell> sells) {
        return sells.stream().map(OpenSell::remaining).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What nothing at the venue sells. */
    public BigDecimal uncovered() {
        return floor(offerable().subtract(selling()));
    }

    /** What no stop at the venue covers: resting exits' slices and what has no order at all. */
    public BigDecimal unstopped() {
        return floor(offerable().subtract(sum(stops())));
    }

    /** Whether the stop was hit: before, by the bid now, or as the venue shows it selling. */
    public boolean hit() {
        return stopPrice() != null && (fired || bid != null && bid.compareTo(stopPrice()) <= 0 || stops().stream().anyMatch(stop ->
                stop.standing() == OpenSell.Standing.FIRED || stop.standing() == OpenSell.Standing.STUCK));
    }
}
