package io.nija.broker.kraken.internal.stream.publicfeed;

import java.util.function.Supplier;

import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.market.MarketEvent;
import io.nija.platform.TimeSource;

/** Best prices: only the latest counts. */
final class PricesLine extends FeedLine {

    private final TimeSource time;
    private MarketEvent.Prices last;

    PricesLine(FeedTopic topic, TimeSource time) {
        super(topic);
        this.time = time;
    }

    @Override
    boolean currentWhenConfirmed() {
        return false;
    }

    @Override
    Verdict ticker(Frame.Ticker ticker) {
        last = new MarketEvent.Prices(symbol(), ticker.bid(), ticker.bidQuantity(), ticker.ask(), ticker.askQuantity(), ticker.last(),
                ticker.at() == null ? time.instant() : ticker.at());
        confirmed();
        latest(told());
        return Verdict.FINE;
    }

    private Supplier<MarketEvent> told() {
        MarketEvent.Prices prices = last;
        return () -> prices;
    }

    @Override
    void greet(Subscriber subscriber) {
        if (last != null) {
            subscriber.latest(told());
        }
    }

    @Override
    void forget() {
        last = null;
    }
}
