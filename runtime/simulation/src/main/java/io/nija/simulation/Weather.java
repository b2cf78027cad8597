package io.nija.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** How calls fare: fair for a while, then rough, then nothing gets through, as the seed wants; in the end fair for good. */
final class Weather {

    private static final List<String> REFUSALS = List.of("EOrder:Insufficient funds", "EGeneral:Invalid arguments:volume",
            "EOrder:Orders limit exceeded", "EService:Market in cancel_only mode", "EAPI:Invalid nonce", "EOrder:Rate limit exceeded");
    private static final List<String> UNCERTAIN = List.of("EService:Timeout", "EService:Busy", "EService:Unavailable",
            "EGeneral:Internal error", "ESomething:Never seen before");
    private static final List<String> LATER = List.of("EAPI:Rate limit exceeded", "EOrder:Rate limit exceeded", "EService:Busy");

    static final Set<String> COMMANDS = Set.of("AddOrder", "AmendOrder", "CancelOrder");
    private static final Set<String> ORDERS = Set.of("OpenOrders", "ClosedOrders", "TradesHistory", "QueryOrders");

    /** Blind: commands fare as when it is rough, and what tells of ended orders and of trades seldom answers; what rests is told most times. */
    enum Sky { FAIR, ROUGH, BLIND, SHUT }

    private final SplittableRandom chance;
    private Sky sky = Sky.FAIR;
    private Duration lag = Duration.ZERO;
    private int rough = 45;
    private boolean lags;

    Weather(SplittableRandom chance) {
        this.chance = chance;
    }

    /**
     * What this seed's weather is like.
     *
     * @param share how many of a hundred commands go wrong while it is rough
     * @param lists whether lists are ever behind
     */
    void temper(int share, boolean lists) {
        rough = share;
        lags = lists;
    }

    Sky sky() {
        return sky;
    }

    /** By how much the exchange's lists of trades and orders are behind. */
    Duration lag() {
        return lag;
    }

    void become(Sky changed, Duration lists) {
        sky = changed;
        lag = lists;
    }

    /** What becomes of the next call of an endpoint. */
    Fate fate(String endpoint) {
        boolean cancels = endpoint.equals("CancelOrder");
        boolean changes = cancels || COMMANDS.contains(endpoint);
        Duration there = Duration.ofMillis(chance.nextLong(2, 60));
        Duration back = Duration.ofMillis(chance.nextLong(2, 60));
        return switch (sky) {
            case FAIR -> new Fate(Fate.Kind.ANSWERED, there, back, List.of(), true);
            case SHUT -> chance.nextInt(3) == 0 ? new Fate(Fate.Kind.SILENCE, there, back, List.of(), false)
                    : new Fate(Fate.Kind.NO_CONNECTION, there, back, List.of(), false);
            case BLIND -> ORDERS.contains(endpoint) && chance.nextInt(100) < (endpoint.equals("OpenOrders") ? 20 : 85) ? blind(there, back) : !changes || chance.nextInt(100) >= rough
                    ? new Fate(Fate.Kind.ANSWERED, there, back, List.of(), true) : rough(there, back, true, cancels);
            case ROUGH -> chance.nextInt(100) < (changes ? rough : rough / 4) ? rough(there, back, changes, cancels)
                    : new Fate(Fate.Kind.ANSWERED, there, back, List.of(), true);
        };
    }

    private Fate blind(Duration there, Duration back) {
        return chance.nextBoolean() ? new Fate(Fate.Kind.PAGE, there, back, List.of(), false)
                : new Fate(Fate.Kind.ANSWERED, there, back, List.of("EGeneral:Internal error"), false);
    }

    /** How long a request hangs on its way: usually anything, now and then until just before the deadline, or until long after it. */
    private Duration hangs() {
        if (lags && chance.nextInt(3) != 0) {
            // Where requests hang, lists are slow as well.
            lag = Duration.ofMillis(chance.nextLong(3_000, 4_500));
        }
        return Duration.ofMillis(switch (chance.nextInt(8)) {
            case 0, 1, 2 -> chance.nextLong(9_000, 9_990);
            case 3, 4 -> chance.nextLong(16_000, 45_000);
            default -> chance.nextLong(1_000, 14_000);
        });
    }

    private Fate rough(Duration there, Duration back, boolean changes, boolean cancels) {
        boolean done = chance.nextBoolean();
        return switch (chance.nextInt(9)) {
            case 0 -> new Fate(Fate.Kind.NO_CONNECTION, there, back, List.of(), false);
            case 1 -> new Fate(Fate.Kind.RESET, there, back, List.of(), done);
            case 2 -> new Fate(Fate.Kind.SILENCE, there, back, List.of(), done);
            // The request itself hangs on the way, and arrives when nobody waits for its answer any more, or just before.
            case 3 -> new Fate(Fate.Kind.SILENCE, hangs(), back, List.of(), true);
            case 4 -> new Fate(Fate.Kind.ANSWERED, there, Duration.ofMillis(chance.nextLong(500, 9_500)), List.of(), true);
            case 5 -> new Fate(Fate.Kind.PAGE, there, back, List.of(), done);
            case 6 -> new Fate(Fate.Kind.TRUNCATED, there, back, List.of(), true);
            case 7 -> new Fate(Fate.Kind.ANSWERED, there, back, List.of(one(changes && !cancels ? REFUSALS : LATER)), false);
            default -> chance.nextBoolean() ? new Fate(Fate.Kind.ANSWERED, there, back, List.of(one(UNCERTAIN)), done)
                    : new Fate(Fate.Kind.ANSWERED, there, back, List.of(one(LATER), one(UNCERTAIN)), done);
        };
    }

    private String one(List<String> of) {
        return of.get(chance.nextInt(of.size()));
    }
}
