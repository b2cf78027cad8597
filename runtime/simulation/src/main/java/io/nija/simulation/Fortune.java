package io.nija.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.nija.account.LaneId;
import io.nija.broker.IntentHold;
import io.nija.journal.Intent;
import io.nija.journal.JournalHealth;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.journal.SwitchChange.Position;
import io.nija.journal.SwitchChange.Scope;
import io.nija.order.Purpose;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Ticket;

/** What happens from outside while NIJA trades: weather, crashes, a full disk, keys that come and go, people at the exchange. */
final class Fortune {

    private static final List<Position> POSITIONS = List.of(Position.ENTRIES_OFF, Position.REDUCE_ONLY, Position.HALT);

    private final World world;
    private final SplittableRandom chance;
    private final Temper temper;
    private boolean over;
    private long crashAt;

    /** @param without names of what is not to happen: {@code crash}, {@code weather}, {@code disk}… */
    Fortune(World world, Set<String> without) {
        this.world = world;
        chance = world.chance();
        temper = Temper.of(chance.split(), without);
        world.weather().temper(temper.rough(), temper.knows("lag"));
        world.trace(() -> "this seed is " + temper);
        plan();
        world.listen(this::intended);
    }

    /** Now and then somebody sets a switch just when an entry has been judged and not been sent. */
    private void intended(Intent intent) {
        if (!over && temper.knows("switch") && intent.purpose() == Purpose.ENTRY && chance.nextInt(25) == 0) {
            Scope scope = new Scope(Kind.LANE, intent.lane().toString());
            world.later(Duration.ofNanos(chance.nextLong(1_000_000)), () -> set(scope, POSITIONS.get(chance.nextInt(POSITIONS.size()))));
            world.later(seconds(1, 15), () -> set(scope, Position.OPEN));
        }
    }

    private Duration seconds(long least, long most) {
        return Duration.ofMillis(chance.nextLong(least * 1_000, most * 1_000));
    }

    private void plan() {
        // A crash comes after any step, not at a time: so it falls between things that happen at one moment.
        crashAt = temper.knows("crash") ? chance.nextLong(500, 8_000) : Long.MAX_VALUE;
        again("weather", 5, 40, this::weather);
        again("disk", 20, 120, this::disk);
        again("session", 15, 120, this::session);
        again("swap", 60, 300, this::swap);
        again("person", 4, 25, this::person);
        again("switch", 10, 60, this::set);
        always(20, 60, this::resume);
        again("jump", 30, 120, () -> world.exchange().jump(pair(), chance.nextLong(-15_000, 15_000)));
        again("clock", 20, 120, () -> world.clock().offset(Duration.ofMillis(chance.nextLong(-8_000, 8_000))));
    }

    private void again(String name, long least, long most, Runnable happening) {
        if (temper.knows(name)) {
            always(least, most * temper.calm(), happening);
        }
    }

    private void always(long least, long most, Runnable happening) {
        world.later(seconds(least, most), () -> {
            if (!over) {
                happening.run();
                always(least, most, happening);
            }
        });
    }

    /** After each step. */
    void step() {
        if (!over && world.steps() >= crashAt) {
            crashAt = world.steps() + chance.nextLong(1_000, 10_000L * temper.calm());
            restart(chance.nextInt(5) != 0);
        }
    }

    private void restart(boolean crash) {
        world.restart(crash, chance.nextBoolean() ? Duration.ofMillis(chance.nextLong(1, 2_000)) : seconds(2, 60));
        start();
    }

    /** A process that is new gets its broker and its keys. */
    void start() {
        Machine machine = world.machine();
        world.later(Duration.ofMillis(chance.nextLong(0, 300)), () -> {
            if (machine == world.machine() && !machine.hasBroker()) {
                machine.startBroker();
                Shop.lanes().forEach(lane -> connect(machine, lane, Duration.ofMillis(chance.nextLong(0, 1_500))));
            }
        });
    }

    private void connect(Machine machine, LaneId lane, Duration delay) {
        world.later(delay, () -> {
            if (machine == world.machine()) {
                machine.connect(lane);
            }
        });
    }

    private void weather() {
        Weather.Sky sky = world.weather().sky() == Weather.Sky.SHUT ? Weather.Sky.FAIR : switch (chance.nextInt(10)) {
            case 0 -> Weather.Sky.SHUT;
            case 1, 2, 3, 4 -> Weather.Sky.ROUGH;
            case 5, 6 -> Weather.Sky.BLIND;
            default -> Weather.Sky.FAIR;
        };
        Duration lag = temper.knows("lag") && chance.nextInt(3) == 0
                ? Duration.ofMillis(chance.nextBoolean() ? chance.nextLong(1_900, 4_500) : chance.nextLong(100, 1_900)) : Duration.ZERO;
        world.trace(() -> "the weather becomes " + sky + ", lists are " + lag.toMillis() + " ms behind");
        world.weather().become(sky, lag);
    }

    private void disk() {
        Machine machine = world.machine();
        JournalHealth.State state = chance.nextBoolean() ? JournalHealth.State.FAILED : JournalHealth.State.RESERVE;
        world.trace(() -> "the disk is full: " + state);
        machine.journal().become(state);
        world.later(seconds(1, 20), () -> {
            world.trace(() -> "the disk has room again");
            machine.journal().become(JournalHealth.State.OK);
        });
    }

    private void session() {
        Machine machine = world.machine();
        LaneId lane = Shop.lanes().get(chance.nextInt(Shop.lanes().size()));
        world.trace(() -> "the keys of " + lane + " vanish");
        machine.disconnect(lane);
        connect(machine, lane, seconds(0, 20));
    }

    private void swap() {
        Machine machine = world.machine();
        if (!machine.hasBroker()) {
            return;
        }
        world.trace(() -> "the broker is replaced");
        IntentHold.Held held = machine.stopBroker();
        world.later(seconds(0, 5), () -> {
            if (machine == world.machine()) {
                machine.startBroker();
                Shop.lanes().forEach(lane -> connect(machine, lane, Duration.ofMillis(chance.nextLong(0, 500))));
                held.close();
            }
        });
    }

    private PairRule pair() {
        return world.exchange().pair(List.of("BTC/USD", "BTC/USD", "ETH/USD", "SOL/USD").get(chance.nextInt(4)));
    }

    /** Somebody sits at the exchange's screen. */
    private void person() {
        LaneId lane = Shop.lanes().get(chance.nextInt(Shop.lanes().size()));
        switch (chance.nextInt(4)) {
            case 0 -> {
                List<Order> open = world.exchange().account(lane).openOrders();
                if (!open.isEmpty()) {
                    Order order = open.get(chance.nextInt(open.size()));
                    world.trace(() -> "a person cancels " + order.id() + " of " + lane + " at the exchange");
                    world.exchange().cancel(lane, order.id());
                }
            }
            case 1 -> world.exchange().deposit(lane, chance.nextBoolean() ? "ZUSD" : "XXBT", new BigDecimal("0.01").setScale(4));
            default -> {
                PairRule pair = pair();
                boolean buys = chance.nextBoolean();
                long touch = world.exchange().venue().book(pair).best(buys);
                long lots = pair.orderMin().movePointRight(8).longValue() * chance.nextLong(1, 4);
                long away = touch / 1_000 * chance.nextLong(-2, 6);
                Ticket ticket = Ticket.limit(pair.id(), buys, lots, buys ? touch - away : touch + away);
                world.exchange().place(lane, ticket).ifPresent(order -> {
                    world.trace(() -> "a person places " + order + " for " + lane + " at the exchange");
                    world.referee().human(order);
                });
            }
        }
    }

    /** A switch is set, and taken back after a while. */
    private void set() {
        LaneId lane = Shop.lanes().get(chance.nextInt(Shop.lanes().size()));
        Scope scope = switch (chance.nextInt(5)) {
            case 0 -> Scope.GLOBAL;
            case 1 -> new Scope(Kind.ACCOUNT, lane.account().value());
            case 2 -> new Scope(Kind.LANE, lane.toString());
            case 3 -> new Scope(Kind.SYMBOL, pair().symbol());
            default -> new Scope(Kind.BROKER, lane.broker().value());
        };
        set(scope, POSITIONS.get(chance.nextInt(POSITIONS.size())));
        // Now and then for so long that the next process trades under it.
        world.later(chance.nextInt(5) == 0 ? seconds(20, 90) : seconds(1, 15), () -> set(scope, Position.OPEN));
    }

    /** Somebody looks at what losses have set, and takes it back. */
    private void resume() {
        world.machine().floor().switches().all().stream().map(standing -> standing.change()).filter(change -> change.who().equals("risk")
                && change.position() != Position.OPEN).map(SwitchChange::scope).toList().forEach(scope -> set(scope, Position.OPEN));
    }

    private void set(Scope scope, Position position) {
        SwitchChange change = new SwitchChange(scope, position, "shell:sim", "because");
        world.trace(() -> position + " for " + scope);
        world.switches().set(change);
        if (position == Position.ENTRIES_OFF || position == Position.REDUCE_ONLY) {
            // Whoever sets it wants what rests cancelled, also when something stricter is set before that is done.
            Shop.lanes().forEach(lane -> world.machine().floor().find(lane).ifPresent(known -> known.snapshot().open()
                    .forEach(order -> world.referee().cancelAsked(order.number()))));
        }
        world.machine().floor().set(change).thenAccept(receipt -> {
            if (receipt.forced()) {
                world.switches().confirmed(change);
            }
        });
    }

    /** From now on nothing bad happens; what is broken is mended, and switches are taken back. */
    void end() {
        over = true;
        world.trace(() -> "from here on nothing bad happens");
        world.weather().become(Weather.Sky.FAIR, Duration.ZERO);
        world.clock().offset(Duration.ZERO);
        world.machine().journal().become(JournalHealth.State.OK);
        world.exchange().still();
        List.copyOf(world.switches().standing().keySet()).forEach(scope -> set(scope, Position.OPEN));
        mend();
    }

    private void mend() {
        world.later(Duration.ofSeconds(30), () -> {
            Machine machine = world.machine();
            if (machine.hasBroker()) {
                Shop.lanes().forEach(machine::connect);
            }
            machine.reconnect();
        });
    }

    /** One more process on what is left, in fair weather. */
    void startAgain() {
        restart(true);
    }
}
