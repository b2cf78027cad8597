package io.nija.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** How calls fare: fair for a while, then rough, then nothing gets through, as the seed wants; in the end fair for good. */
final class Weather {

    private static final List<String> REFUSALS = List.of("EOrder:Insufficient funds", "EGeneral:Invalid arguments:volume",
            "EOrder:Orders limit exceeded", "EService:Market in cancel_only mode", "EAPI:Invalid nonce", "EOrder:Rate limit exceeded");
    private static final List<String> UNCERTAIN = List.of("EService:Timeout", "EService:Busy", "EService:Unavailable",
            "EGeneral:Internal error", "ESomething:Never seen before");
    private static final List<String> LATER = List.of("EAPI:Rate limit exceeded", "EOrder:Rate limit exceeded", "EService:Busy");

    enum Sky { FAIR, ROUGH, SHUT }

    private final SplittableRandom chance;
    private Sky sky = Sky.FAIR;
    private Duration lag = Duration.ZERO;
    private int rough = 45;

    Weather(SplittableRandom chance) {
        this.chance = chance;
    }

    /** @param share how many of a hundred commands go wrong while it is rough */
    void temper(int share) {
        rough = share;
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

    /** What becomes of the next call. @param changes whether it places, amends or cancels */
    Fate fate(boolean changes, boolean cancels) {
        Duration there = Duration.ofMillis(chance.nextLong(2, 60));
        Duration back = Duration.ofMillis(chance.nextLong(2, 60));
        return switch (sky) {
            case FAIR -> new Fate(Fate.Kind.ANSWERED, there, back, List.of(), true);
            case SHUT -> chance.nextInt(3) == 0 ? new Fate(Fate.Kind.SILENCE, there, back, List.of(), false)
                    : new Fate(Fate.Kind.NO_CONNECTION, there, back, List.of(), false);
            case ROUGH -> chance.nextInt(100) < (changes ? rough : rough / 4) ? rough(there, back, changes, cancels)
                    : new Fate(Fate.Kind.ANSWERED, there, back, List.of(), true);
        };
    }

    private Fate rough(Duration there, Duration back, boolean changes, boolean cancels) {
        boolean done = chance.nextBoolean();
        return switch (chance.nextInt(9)) {
            case 0 -> new Fate(Fate.Kind.NO_CONNECTION, there, back, List.of(), false);
            case 1 -> new Fate(Fate.Kind.RESET, there, back, List.of(), done);
            case 2 -> new Fate(Fate.Kind.SILENCE, there, back, List.of(), done);
            // The request itself hangs on the way, and arrives when nobody waits for its answer any more, or just before.
            case 3 -> new Fate(Fate.Kind.SILENCE, Duration.ofMillis(chance.nextLong(1_000, 14_000)), back, List.of(), true);
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
