package io.nija.broker.paper.internal.market;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.nija.market.MarketEvent;
import io.nija.market.MarketMode;
import io.nija.market.MarketStream;

/** What happens in the paper market, told to whoever subscribes. It opens the market. Thread-safe. */
public final class PaperStream implements MarketStream, AutoCloseable {

    private final PaperMarket market;
    private final Set<MarketLine> mine = ConcurrentHashMap.newKeySet();

    public PaperStream(PaperMarket market) {
        this.market = market;
    }

    @Override
    public Subscription subscribe(Topic topic, Consumer<MarketEvent> listener) {
        MarketLine line = market.follow(topic, listener, mine::remove);
        mine.add(line);
        return line;
    }

    @Override
    public Health health() {
        List<MarketLine> lines = List.copyOf(mine);
        boolean alive = market.state() instanceof PaperMarket.State.Alive;
        return new Health(alive ? 1 : 0, (int) lines.stream().map(MarketLine::topic).distinct().count(),
                (int) lines.stream().filter(MarketLine::live).map(MarketLine::topic).distinct().count(),
                alive ? MarketMode.ONLINE : MarketMode.OTHER,
                market.state() instanceof PaperMarket.State.Alive heard ? heard.at() : null, 0, 0, 0);
    }

    @Override
    public void close() {
        List.copyOf(mine).forEach(MarketLine::close);
    }
}
