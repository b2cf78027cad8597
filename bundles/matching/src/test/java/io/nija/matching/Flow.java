package io.nija.matching;

import java.util.Random;

import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** Random commands of every kind, over so few ids, owners and prices that they meet all the time. */
final class Flow {

    /**
     * A command and how much time passes before it.
     *
     * @param pause 0 to 2
     */
    record Step(long pause, Command command) {}

    private final Random random;
    private final int ids;

    Flow(Random random, int ids) {
        this.random = random;
        this.ids = ids;
    }

    /** The next one, when it is {@code now}; times in it are a little after that, or a little before. */
    Step next(long now) {
        int kind = random.nextInt(100);
        long id = 1 + random.nextInt(ids);
        Command command = kind < 68 ? order(id, now)
                : kind < 80 ? new Command.Cancel(id)
                : kind < 95 ? amendment(id)
                : new Command.Price(random.nextInt(3) == 0 ? Reference.LAST : Reference.INDEX, price());
        return new Step(random.nextInt(3), command);
    }

    private NewOrder order(long id, long now) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long owner = random.nextInt(4);
        long quantity = 1 + random.nextInt(20);
        NewOrder order;
        if (random.nextInt(6) == 0) {
            order = NewOrder.market(id, owner, side, quantity);
            order = random.nextInt(4) == 0 ? order.atAnyPrice() : order;
        } else {
            order = NewOrder.limit(id, owner, side, quantity, price());
            switch (random.nextInt(9)) {
                case 0 -> order = order.in(TimeInForce.IOC);
                case 1 -> order = order.in(TimeInForce.FOK);
                case 2 -> order = order.notTaking();
                case 3, 4 -> order = order.showing(1 + random.nextInt((int) quantity));
                default -> { }
            }
        }
        if (order.timeInForce() == TimeInForce.GTC && random.nextInt(6) == 0) {
            order = order.until(now - 1 + random.nextInt(40) == 0 ? 1 : Math.max(1, now - 1 + random.nextInt(40)));
        }
        order = order.preventing(SelfTrade.values()[random.nextInt(3)]);
        return random.nextInt(4) == 0 ? triggered(order) : order;
    }

    private NewOrder triggered(NewOrder order) {
        Reference reference = random.nextInt(4) == 0 ? Reference.INDEX : Reference.LAST;
        boolean percent = random.nextBoolean();
        Trigger.Trailing trailing = new Trigger.Trailing(percent ? 1 + random.nextInt(90_000) : 1 + random.nextInt(8),
                percent, reference);
        return switch (random.nextInt(5)) {
            case 0, 1 -> order.when(new Trigger.StopLoss(price(), reference));
            case 2 -> order.when(new Trigger.TakeProfit(price(), reference));
            case 3 -> order.when(trailing);
            default -> order.pricing() == Pricing.MARKET ? order.when(trailing)
                    : order.when(trailing, random.nextInt(9) - 4);
        };
    }

    private Amendment amendment(long id) {
        Amendment change = Amendment.of(id);
        if (random.nextBoolean()) {
            change = change.withQuantity(1 + random.nextInt(20));
        }
        if (random.nextInt(4) == 0) {
            change = change.withDisplay(1 + random.nextInt(10));
        }
        if (random.nextInt(3) == 0) {
            change = change.withPrice(random.nextInt(8) == 0 ? random.nextInt(9) - 4 : price());
        }
        if (random.nextInt(3) == 0) {
            change = change.withTrigger(random.nextBoolean() ? price() : 1 + random.nextInt(8));
        }
        return random.nextInt(5) == 0 ? change.notTaking() : change;
    }

    private long price() {
        return 90 + random.nextInt(21);
    }
}
