package io.nija.broker.kraken.internal.stream.publicfeed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;

import org.junit.jupiter.api.Test;

class SubscriberTest {

    private static final Symbol BTC = Symbol.parse("BTC/USD");

    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final List<MarketEvent> heard = new ArrayList<>();
    private final Subscriber subscriber = new Subscriber(new MarketStream.Topic.Trades(BTC), heard::add, later::add, closed -> {});

    private static MarketEvent trade(long id) {
        return new MarketEvent.Traded(BTC, true, BigDecimal.ONE, BigDecimal.ONE, id, Instant.EPOCH);
    }

    private static MarketEvent price(int last) {
        return new MarketEvent.Prices(BTC, null, null, null, null, BigDecimal.valueOf(last), Instant.EPOCH);
    }

    private void listen() {
        while (!later.isEmpty()) {
            later.poll().run();
        }
    }

    @Test
    void aSlowListenerGetsTheLatestPriceOnly() {
        subscriber.latest(() -> price(1));
        subscriber.latest(() -> price(2));
        assertThat(later).hasSize(1);
        listen();
        assertThat(heard).containsExactly(price(2));
    }

    @Test
    void whatDoesNotFitIsANamedGapInItsPlace() {
        for (int id = 1; id <= Subscriber.MOST + 3; id++) {
            subscriber.keep(trade(id));
        }
        listen();
        subscriber.keep(trade(99_999));
        listen();
        assertThat(heard).hasSize(Subscriber.MOST + 2);
        assertThat(heard.get(Subscriber.MOST)).isInstanceOfSatisfying(MarketEvent.Gap.class, gap -> assertThat(gap.missing()).isEqualTo(3));
        assertThat(heard.get(Subscriber.MOST + 1)).isEqualTo(trade(99_999));
    }

    @Test
    void anInterruptionTakesAnOldPriceBack() {
        subscriber.latest(() -> price(1));
        subscriber.keep(new MarketEvent.Interrupted(BTC, "X", "x"));
        listen();
        assertThat(heard).hasSize(1);
    }

    @Test
    void aListenerThatFailsIsToldOnNevertheless() {
        List<MarketEvent> second = new ArrayList<>();
        Subscriber failing = new Subscriber(new MarketStream.Topic.Trades(BTC), event -> {
            second.add(event);
            throw new IllegalStateException("the listener's own fault");
        }, later::add, closed -> {});
        failing.keep(trade(1));
        failing.keep(trade(2));
        listen();
        assertThat(second).hasSize(2);
    }

    @Test
    void afterItsEndNothingIsTold() {
        subscriber.keep(trade(1));
        subscriber.close();
        listen();
        assertThat(heard).isEmpty();
    }
}
