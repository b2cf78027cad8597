package io.nija.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import io.nija.order.Side;

/** What is always so, whatever is asked of a market. */
class InvariantsTest {

    /** Keeps accounts of its own from the events alone. */
    private static final class Auditor extends Quiet {

        private final Map<Long, Long> open = new HashMap<>();
        private final Map<Long, List<Long>> queues = new HashMap<>();
        private long bought;
        private long sold;

        @Override
        public void accepted(Order order) {
            assertThat(open.put(order.id(), order.quantity())).isNull();
        }

        @Override
        public void matched(Order maker, Order taker, long price, long quantity) {
            assertThat(quantity).isPositive();
            assertThat(maker.side()).isNotEqualTo(taker.side());
            assertThat(price).isEqualTo(maker.price());
            assertThat(taker.owner() == NewOrder.NOBODY || taker.owner() != maker.owner()).isTrue();
            assertThat(queue(maker).get(0)).as("the first in the queue trades").isEqualTo(maker.id());
            for (Order order : List.of(maker, taker)) {
                assertThat(open.merge(order.id(), -quantity, Long::sum)).isEqualTo(order.open()).isNotNegative();
                bought += order.side() == Side.BUY ? quantity : 0;
                sold += order.side() == Side.SELL ? quantity : 0;
                if (order.open() == 0) {
                    open.remove(order.id());
                }
            }
            if (maker.open() == 0) {
                queue(maker).remove(maker.id());
            }
        }

        @Override
        public void rested(Order order) {
            queue(order).add(order.id());
        }

        @Override
        public void replenished(Order order) {
            queue(order).remove(order.id());
            queue(order).add(order.id());
        }

        @Override
        public void canceled(Order order, Cause cause) {
            ended(order);
        }

        @Override
        public void expired(Order order) {
            ended(order);
        }

        @Override
        public void amended(Order order, boolean keptPlace) {
            open.put(order.id(), order.open());
            if (!keptPlace) {
                queues.values().forEach(queue -> queue.remove(order.id()));
            }
        }

        private void ended(Order order) {
            assertThat(open.remove(order.id())).isEqualTo(order.open());
            queues.values().forEach(queue -> queue.remove(order.id()));
        }

        private List<Long> queue(Order order) {
            return queues.computeIfAbsent(order.side() == Side.BUY ? order.price() : -order.price(),
                    price -> new ArrayList<>());
        }
    }

    @Property(tries = 300)
    void nothingIsLostNothingCrossesAndTheFirstComesFirst(@ForAll long seed) {
        Auditor auditor = new Auditor();
        Market market = new Market(50_000, auditor);
        Flow flow = new Flow(new Random(seed), 80);
        long now = 0;
        for (int step = 0; step < 400; step++) {
            Flow.Step next = flow.next(now);
            now += next.pause();
            market.apply(now, next.command());
            assertThat(market.openOrders()).isEqualTo(auditor.open.size());
            Depth depth = market.depth();
            if (depth.levels(Side.BUY) > 0 && depth.levels(Side.SELL) > 0) {
                assertThat(depth.price(Side.BUY, 0)).isLessThan(depth.price(Side.SELL, 0));
            }
            for (Side side : Side.values()) {
                for (int rank = 0; rank < depth.levels(side); rank++) {
                    assertThat(depth.visible(side, rank)).isGreaterThanOrEqualTo(depth.orders(side, rank)).isPositive();
                }
            }
        }
        assertThat(auditor.bought).isEqualTo(auditor.sold);
    }

    @Property(tries = 100)
    void theSameCommandsGiveTheSameEvents(@ForAll long seed) {
        assertThat(replay(seed)).isEqualTo(replay(seed)).isNotEmpty();
    }

    private static List<String> replay(long seed) {
        Recorded recorded = new Recorded();
        DelayedMarket market = new DelayedMarket(new Market(50_000, recorded), LatencyModel.tailed(3, 4, 5, seed));
        Flow flow = new Flow(new Random(seed), 40);
        long now = 0;
        for (int step = 0; step < 300; step++) {
            Flow.Step next = flow.next(now);
            now += next.pause();
            market.send(now, step % 3, next.command());
        }
        market.advance(now + 1_000);
        return recorded.take();
    }

    @Test
    void theHotPathAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        Market market = new Market(50_000, 5_000, new Quiet());
        List<Command> commands = new ArrayList<>();
        Random random = new Random(3);
        Flow flow = new Flow(random, 2_000);
        for (int step = 0; step < 200_000; step++) {
            commands.add(flow.next(step).command());
        }
        long used = 0;
        for (int pass = 0; pass < 3; pass++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int step = 0; step < commands.size(); step++) {
                market.apply(pass * 200_000L + step, commands.get(step));
            }
            used = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }
        // The two calls that measure are all there is to see in the third pass of 200,000 commands of every kind.
        assertThat(used).isLessThan(1_000);
    }
}
