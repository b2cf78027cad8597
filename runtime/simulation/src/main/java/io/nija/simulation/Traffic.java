package io.nija.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.journal.OrderStage;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Decision;
import io.nija.risk.Origin;
import io.nija.exchange.market.PairRule;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.Shares;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;

/** What people and strategies want of NIJA: orders of all kinds, sensible and not, cancels, changes, the same again. */
final class Traffic {

    private static final List<String> SYMBOLS = List.of("BTC/USD", "BTC/USD", "ETH/USD", "SOL/USD");
    private static final List<String> STRATEGIES = List.of("apex", "drift");

    private final World world;
    private final SplittableRandom chance;
    private final List<Wish> named = new ArrayList<>();
    private long names;
    private boolean over;

    Traffic(World world) {
        this.world = world;
        chance = world.chance();
    }

    /** How long until the next wish, in milliseconds: as often as the tier of the keys can bear, and now and then at once. */
    long pause() {
        long usual = switch (world.exchange().venue().tier()) {
            case STARTER -> 1_500;
            case INTERMEDIATE -> 800;
            case PRO, UNLIMITED -> 450;
        };
        return chance.nextInt(6) == 0 ? chance.nextLong(1, 10) : chance.nextLong(20, 2 * usual);
    }

    boolean goesOn() {
        return !over;
    }

    /** Nobody wants anything more, but to get out. */
    void stop() {
        over = true;
    }

    /** One thing on one lane. */
    void one() {
        LaneId id = Shop.lanes().get(chance.nextInt(Shop.lanes().size()));
        Optional<TradingLane> lane = world.machine().floor().find(id);
        if (lane.isEmpty()) {
            return;
        }
        // Who sees that a lane is not ready waits, most times.
        if (!lane.get().snapshot().reconciled() && chance.nextInt(4) != 0) {
            return;
        }
        int what = chance.nextInt(100);
        if (what < 46) {
            submit(lane.get(), entry());
        } else if (what < 68) {
            exit(lane.get()).ifPresent(wish -> submit(lane.get(), wish));
        } else if (what < 84) {
            cancel(lane.get());
        } else if (what < 93) {
            amend(lane.get());
        } else if (what < 96) {
            again(lane.get());
        } else if (what < 97) {
            stranger(lane.get());
        } else {
            submit(lane.get(), foreign());
        }
    }

    private void submit(TradingLane lane, Wish wish) {
        lane.submit(wish).thenAccept(report -> {
            world.trace(() -> lane.lane() + " wish " + Words.of(wish.order()) + ": " + Words.of(report));
            TrackedOrder made = report instanceof Report.Done done ? done.order() : report instanceof Report.Unknown unknown ? unknown.order() : null;
            if (wish.operatorId() != null && made != null) {
                world.referee().called(lane.lane(), wish.operatorId(), made.number());
            }
        });
    }

    private PairRule pair(String symbol) {
        return world.exchange().pair(symbol);
    }

    private long best(PairRule pair, boolean bid) {
        return world.exchange().venue().book(pair).best(bid);
    }

    private BigDecimal price(PairRule pair, boolean buys) {
        // From well inside the other side to well away from it.
        long touch = best(pair, !buys);
        long move = touch / 1_000 * chance.nextLong(-6, 3);
        return pair.price(buys ? touch + move : touch - move);
    }

    private Wish entry() {
        String symbol = SYMBOLS.get(chance.nextInt(SYMBOLS.size()));
        PairRule pair = pair(symbol);
        BigDecimal quantity = quantity(pair, BigDecimal.valueOf(chance.nextLong(15, 400)));
        OrderRequest order = order(pair, Side.BUY, quantity);
        // A third name their stop; the others get the profile's.
        long touch = best(pair, true);
        BigDecimal stop = chance.nextInt(3) == 0 ? pair.price(touch - touch / 1_000 * chance.nextLong(4, 40)) : null;
        return wish(order, Purpose.ENTRY, strategy(), name(), stop);
    }

    private static BigDecimal quantity(PairRule pair, BigDecimal dollars) {
        return dollars.divide(pair.base().anchorUsd(), 6, RoundingMode.HALF_UP).max(pair.orderMin());
    }

    private OrderRequest order(PairRule pair, Side side, BigDecimal quantity) {
        Symbol symbol = Symbol.parse(pair.symbol());
        boolean buys = side == Side.BUY;
        return switch (chance.nextInt(10)) {
            case 0, 1, 2 -> new OrderRequest(symbol, side, OrderType.MARKET, quantity, null, TimeInForce.GTC, false);
            case 3 -> new OrderRequest(symbol, side, OrderType.LIMIT, quantity, price(pair, buys), TimeInForce.IOC, false);
            case 4 -> new OrderRequest(symbol, side, OrderType.LIMIT, quantity, price(pair, buys), TimeInForce.GTC, true);
            case 5 -> stop(pair, symbol, side, quantity);
            default -> new OrderRequest(symbol, side, OrderType.LIMIT, quantity, price(pair, buys), TimeInForce.GTC, false);
        };
    }

    private OrderRequest stop(PairRule pair, Symbol symbol, Side side, BigDecimal quantity) {
        long last = best(pair, side == Side.SELL);
        long away = last / 1_000 * chance.nextLong(1, 8);
        BigDecimal trigger = pair.price(side == Side.SELL ? last - away : last + away);
        BigDecimal limit = chance.nextBoolean() ? null : pair.price(side == Side.SELL ? last - 2 * away : last + 2 * away);
        return new OrderRequest(symbol, side, limit == null ? OrderType.STOP_LOSS : OrderType.STOP_LOSS_LIMIT, quantity, limit, trigger,
                TimeInForce.GTC, null, false);
    }

    private String strategy() {
        return chance.nextInt(3) == 0 ? STRATEGIES.get(chance.nextInt(STRATEGIES.size())) : null;
    }

    private String name() {
        return chance.nextInt(4) == 0 ? "call-" + ++names : null;
    }

    private Wish wish(OrderRequest order, Purpose purpose, String strategy, String name, BigDecimal stop) {
        Wish wish = new Wish(order, purpose, strategy == null ? Origin.PERSON : Origin.STRATEGY, strategy == null ? "shell:sim" : strategy,
                strategy, false, name, stop, null, "");
        if (name != null) {
            named.add(wish);
        }
        return wish;
    }

    private Optional<Wish> exit(TradingLane lane) {
        List<Share> held = lane.snapshot().shares().stream().filter(share -> share.position().quantity().signum() > 0).toList();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Share share = held.get(chance.nextInt(held.size()));
        PairRule pair = pair(share.position().symbol().toString());
        // Sometimes all of it, sometimes a part, sometimes more than there is.
        BigDecimal part = BigDecimal.valueOf(chance.nextInt(4) == 0 ? 100 : chance.nextInt(5) == 0 ? 110 : chance.nextLong(20, 90)).movePointLeft(2);
        BigDecimal quantity = share.position().quantity().multiply(part).setScale(8, RoundingMode.DOWN).max(pair.orderMin());
        return Optional.of(wish(order(pair, Side.SELL, quantity), Purpose.EXIT, share.strategy(), name(), null));
    }

    private Wish foreign() {
        PairRule pair = pair("BTC/USD");
        OrderRequest order = new OrderRequest(Symbol.parse(pair.symbol()), Side.SELL, OrderType.LIMIT, new BigDecimal("0.001"), price(pair, false),
                TimeInForce.GTC, false);
        return new Wish(order, Purpose.EXIT, Origin.PERSON, "shell:sim", Shares.FOREIGN, true, null, null, null, "");
    }

    /** An order that rests; seldom a stop, which nobody but NIJA may touch. */
    private Optional<TrackedOrder> open(TradingLane lane) {
        boolean stops = chance.nextInt(8) == 0;
        List<TrackedOrder> open = lane.snapshot().open().stream()
                .filter(order -> stops || order.intent().purpose() != Purpose.PROTECTIVE).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(chance.nextInt(open.size())));
    }

    private void cancel(TradingLane lane) {
        open(lane).ifPresent(order -> cancel(lane, order));
    }

    private void cancel(TradingLane lane, TrackedOrder order) {
        world.referee().cancelAsked(order.number());
        lane.cancel(order.number(), "shell:sim").thenAccept(report -> world.trace(() -> lane.lane() + " cancel of " + order.id() + ": " + Words.of(report)));
    }

    /** As the command does it: looked at, judged as it would be afterwards, then changed. */
    private void amend(TradingLane lane) {
        TrackedOrder order = open(lane).filter(found -> found.request().type() == OrderType.LIMIT).orElse(null);
        Known known = world.machine().floor().known().stream().filter(each -> each.id().equals(lane.lane())).findFirst().orElse(null);
        if (order == null || known == null) {
            return;
        }
        PairRule pair = pair(order.request().symbol().toString());
        BigDecimal quantity = chance.nextBoolean() ? null : order.terms().quantity()
                .multiply(BigDecimal.valueOf(chance.nextLong(50, 140)).movePointLeft(2)).setScale(8, RoundingMode.DOWN).max(pair.orderMin());
        BigDecimal limit = quantity != null && chance.nextBoolean() ? null : price(pair, order.side() == Side.BUY);
        BigDecimal left = (quantity == null ? order.terms().quantity() : quantity).subtract(order.filled().quantity());
        if (left.signum() <= 0) {
            return;
        }
        OrderRequest now = order.request();
        OrderRequest after = new OrderRequest(now.symbol(), now.side(), now.type(), left, limit == null ? order.terms().limit() : limit, null,
                now.timeInForce(), null, now.postOnly());
        Wish wish = new Wish(after, order.intent().purpose(), Origin.PERSON, "shell:sim", order.intent().strategy(),
                Shares.FOREIGN.equals(order.intent().strategy()), null, null, null, "");
        Machine machine = world.machine();
        machine.floor().situations().look(lane.lane(), wish, known.venue()).thenAccept(seen -> {
            Decision decision = machine.floor().situations().judgeChange(lane.lane(), order, after, wish, seen).decision();
            if (decision.allowed() && machine == world.machine()) {
                lane.amend(order.number(), quantity, limit, null, "shell:sim")
                        .thenAccept(report -> world.trace(() -> lane.lane() + " change of " + order.id() + ": " + Words.of(report)));
            }
        });
    }

    /** Somebody names an order that is not NIJA's: nothing may come of it. */
    private void stranger(TradingLane lane) {
        lane.snapshot().strangers().stream().findFirst().ifPresent(view -> lane.cancelOrphan(view.venueOrderId()));
    }

    /** The same call again: as the command does it, most times after a look at the journal, sometimes before it knows. */
    private void again(TradingLane lane) {
        if (named.isEmpty()) {
            return;
        }
        Wish wish = named.get(chance.nextInt(named.size()));
        boolean looks = chance.nextInt(3) != 0;
        if (!looks || world.machine().journal().intentOf(lane.lane(), wish.operatorId()).isEmpty()) {
            submit(lane, wish);
        }
    }

    /** Sells everything that NIJA manages, as {@code flatten} does: own orders first. Answers whether nothing was left to do. */
    boolean flatten(LaneId id) {
        TradingLane lane = world.machine().floor().find(id).orElseThrow();
        LaneSnapshot snapshot = lane.snapshot();
        Set<Long> stops = snapshot.covers().stream().map(Cover::order).filter(number -> number != null).collect(Collectors.toSet());
        List<TrackedOrder> others = snapshot.open().stream().filter(order -> !stops.contains(order.number())).toList();
        others.stream().filter(order -> order.stage() != OrderStage.PENDING_CANCEL).forEach(order -> cancel(lane, order));
        if (!others.isEmpty()) {
            return false;
        }
        boolean nothing = true;
        for (Share share : snapshot.shares()) {
            Optional<Instrument> rules = rules(share.position().symbol());
            if (share.position().quantity().signum() > 0 && rules.isPresent()) {
                BigDecimal step = rules.get().quantityStep();
                BigDecimal quantity = Shares.sellable(share, snapshot.shares()).divide(step, 0, RoundingMode.FLOOR).multiply(step);
                if (quantity.compareTo(rules.get().minQuantity()) >= 0) {
                    nothing = false;
                    submit(lane, new Wish(new OrderRequest(share.position().symbol(), Side.SELL, OrderType.MARKET, quantity, null, TimeInForce.GTC,
                            false), Purpose.EXIT, Origin.FLATTEN, "shell:sim", share.strategy(), false, null, null, null, "flatten"));
                }
            }
        }
        return nothing;
    }

    private Optional<Instrument> rules(Symbol symbol) {
        return world.machine().floor().known().stream().flatMap(known -> known.venue().broker().stream())
                .map(broker -> broker.instruments()).filter(Observation.Known.class::isInstance).map(Observation.Known.class::cast)
                .map(known -> (InstrumentBook) known.value()).flatMap(book -> book.find(symbol.toString()).stream()).findFirst();
    }
}
