package io.nija.trading.internal.protection;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.nija.trading.internal.protection.OpenSell.Role;
import io.nija.trading.internal.protection.OpenSell.Standing;
import io.nija.trading.internal.protection.Scene.Ability;
import io.nija.trading.internal.protection.Scene.Rules;
import io.nija.trading.internal.protection.Scene.Slice;

/**
 * A venue with one position, and what NIJA knows of its orders: answers may get lost, and then the truth shows later. It holds
 * coins once, and says so when somebody wants to sell them twice.
 */
final class ModelVenue {

    static final Rules RULES = new Rules(new BigDecimal("0.1"), new BigDecimal("0.01"), new BigDecimal("0.1"), new BigDecimal("10"));
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /** An order as it truly is; {@code doubtful} is the quantity that it may have instead as far as NIJA knows, or null. */
    static final class Truth {
        final long number;
        final Role role;
        final boolean once;
        BigDecimal quantity;
        BigDecimal filled = BigDecimal.ZERO;
        BigDecimal stop;
        BigDecimal limit;
        boolean open = true;
        /** Whether NIJA waits for what became of it, and the most that it may sell meanwhile. */
        BigDecimal doubt;

        Truth(long number, Role role, boolean once, BigDecimal quantity, BigDecimal stop, BigDecimal limit) {
            this.number = number;
            this.role = role;
            this.once = once;
            this.quantity = quantity;
            this.stop = stop;
            this.limit = limit;
        }

        BigDecimal remaining() {
            return open ? quantity.subtract(filled).max(BigDecimal.ZERO) : BigDecimal.ZERO;
        }

        boolean shown() {
            return open || doubt != null;
        }
    }

    private record Waiting(BigDecimal quantity, boolean once, boolean flatten) {}

    final Random random;
    final Ability ability;
    final List<Truth> orders = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    BigDecimal position = BigDecimal.ZERO;
    BigDecimal bid = new BigDecimal("100");
    boolean fired;
    boolean compared = true;
    boolean halted;
    /** Whether answers get lost. */
    boolean faults = true;
    private long numbers;

    ModelVenue(long seed) {
        random = new Random(seed);
        Ability.Kind kind = switch (random.nextInt(6)) {
            case 0 -> Ability.Kind.NONE;
            case 1 -> Ability.Kind.STOP_LIMIT;
            default -> Ability.Kind.STOP;
        };
        ability = new Ability(kind, random.nextInt(5) > 0);
    }

    Scene scene() {
        List<OpenSell> sells = orders.stream().filter(Truth::shown).map(order -> new OpenSell(order.number, order.role, standing(order),
                order.doubt == null ? order.remaining() : order.doubt.max(order.remaining()), order.filled, order.stop, order.limit, order.once)).toList();
        return new Scene(position, position.signum() > 0 ? new BigDecimal("100") : null, Plan.profile(0), new BigDecimal("3"), BigDecimal.ONE,
                sells, waiting.stream().map(exit -> new Slice(exit.quantity(), exit.flatten())).toList(), RULES, ability, bid, fired, true,
                compared, halted, false);
    }

    private static Standing standing(Truth order) {
        return order.doubt != null ? Standing.MOVING
                : order.role == Role.STOP && order.filled.signum() > 0 ? Standing.STUCK : Standing.RESTS;
    }

    BigDecimal selling() {
        return orders.stream().map(Truth::remaining).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean idle() {
        return waiting.isEmpty();
    }

    /** Does what the rules say; answers false when they say that nothing is to be done. */
    boolean step() {
        Scene scene = scene();
        fired = scene.hit() && !scene.dust();
        Act act = StopRules.next(scene);
        if (act instanceof Act.Place place) {
            place(new Truth(++numbers, Role.STOP, false, place.quantity(), place.stop(), place.limit()));
        } else if (act instanceof Act.Rescue rescue) {
            place(new Truth(++numbers, Role.RESCUE, true, rescue.quantity(), null, scene.collar()));
        } else if (act instanceof Act.Amend amend) {
            amend(amend);
        } else if (act instanceof Act.Cancel cancel) {
            cancel(cancel.number());
        } else if (act instanceof Act.Release) {
            release(scene);
        } else {
            return false;
        }
        return true;
    }

    private void release(Scene scene) {
        Waiting exit = waiting.remove(0);
        boolean refused = scene.selling().add(exit.quantity()).compareTo(position) > 0 || halted && !exit.flatten();
        if (!refused) {
            place(new Truth(++numbers, Role.EXIT, exit.once(), exit.quantity(), null, new BigDecimal("99")));
        }
    }

    private void place(Truth order) {
        boolean lost = faults && random.nextInt(5) == 0;
        boolean arrives = !lost || random.nextBoolean();
        if (arrives && selling().add(order.remaining()).compareTo(position) > 0) {
            throw new AssertionError("Sold twice: " + order.role + " of " + order.quantity + " with " + selling() + " resting and " + position + " held");
        }
        order.open = arrives;
        order.doubt = lost ? order.quantity : null;
        orders.add(order);
    }

    private void amend(Act.Amend amend) {
        Truth order = order(amend.number());
        if (order.doubt != null || !order.open) {
            throw new AssertionError("Only what rests is changed.");
        }
        boolean lost = faults && random.nextInt(5) == 0;
        if (lost) {
            order.doubt = amend.quantity() == null ? order.remaining() : order.remaining().max(amend.quantity().subtract(order.filled));
        }
        if (!lost || random.nextBoolean()) {
            order.quantity = amend.quantity() == null ? order.quantity : amend.quantity();
            order.stop = amend.stop() == null ? order.stop : amend.stop();
            order.limit = amend.limit() == null ? order.limit : amend.limit();
            if (order.remaining().compareTo(RULES.minQuantity()) < 0) {
                throw new AssertionError("A stop below the venue's minimum.");
            }
        }
    }

    private void cancel(long number) {
        Truth order = order(number);
        boolean lost = faults && random.nextInt(5) == 0;
        if (lost) {
            order.doubt = order.remaining();
        }
        order.open = lost && random.nextBoolean();
    }

    private Truth order(long number) {
        return orders.stream().filter(order -> order.number == number).findFirst().orElseThrow();
    }

    /** Something happens outside. */
    void happens() {
        switch (random.nextInt(12)) {
            case 0, 1 -> position = position.add(quantity(300));
            case 2, 3 -> waiting.add(new Waiting(quantity(1 + position.movePointRight(2).intValue()), random.nextBoolean(), random.nextInt(4) == 0));
            case 4, 5 -> fillSome();
            case 6 -> endOnes();
            case 7, 8 -> resolve();
            case 9 -> bid = new BigDecimal(95 + random.nextInt(10));
            case 10 -> somebodyCancels();
            default -> {
                halted = random.nextInt(4) == 0;
                compared = random.nextInt(4) > 0;
            }
        }
    }

    private BigDecimal quantity(int most) {
        return CENT.multiply(BigDecimal.valueOf(1 + random.nextInt(Math.max(1, most))));
    }

    private void fillSome() {
        orders.stream().filter(order -> order.remaining().signum() > 0).skip(random.nextInt(2)).findFirst().ifPresent(order -> {
            fill(order, order.remaining().min(quantity(100)));
        });
    }

    private void fill(Truth order, BigDecimal part) {
        order.filled = order.filled.add(part);
        position = position.subtract(part);
        order.doubt = order.doubt == null ? null : order.doubt.subtract(part).max(BigDecimal.ZERO);
        order.open = order.remaining().signum() > 0;
    }

    /** What trades at once or not at all has an end. */
    private void endOnes() {
        orders.stream().filter(order -> order.once).forEach(order -> order.open = false);
    }

    private void resolve() {
        orders.forEach(order -> order.doubt = null);
    }

    private void somebodyCancels() {
        orders.stream().filter(order -> order.open && order.doubt == null).findFirst().ifPresent(order -> order.open = false);
    }

    /** Everything that can be found out is found out, and nothing happens any more. */
    void settle() {
        faults = false;
        halted = false;
        compared = true;
        for (int round = 0; round < 200; round++) {
            resolve();
            orders.stream().filter(order -> order.role == Role.RESCUE).forEach(order -> fill(order, order.remaining()));
            endOnes();
            if (!step()) {
                return;
            }
        }
        throw new AssertionError("It never comes to rest: " + StopRules.next(scene()));
    }
}
