package io.nija.broker.kraken.internal.stream.publicfeed;

import java.util.Comparator;
import java.util.List;

import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.market.MarketEvent;

/**
 * Everybody's trades. Kraken numbers them without holes, so a missing one shows; the fifty of the snapshot fill what a short
 * interruption left out, and are not told when nothing was told before.
 */
final class TradesLine extends FeedLine {

    private long last = -1;

    TradesLine(FeedTopic topic) {
        super(topic);
    }

    @Override
    Verdict trades(boolean snapshot, List<Frame.Tick> ticks) {
        confirmed();
        List<Frame.Tick> ordered = ticks.stream().sorted(Comparator.comparingLong(Frame.Tick::id)).toList();
        if (snapshot && last < 0) {
            ordered.forEach(tick -> last = tick.id());
            return Verdict.FINE;
        }
        for (Frame.Tick tick : ordered) {
            if (last >= 0 && tick.id() > last + 1) {
                keep(new MarketEvent.Gap(symbol(), "KRAKEN_TRADES_MISSING", "Trades between " + last + " and " + tick.id()
                        + " were not told.", tick.id() - last - 1));
            }
            if (tick.id() > last) {
                last = tick.id();
                keep(new MarketEvent.Traded(symbol(), tick.buy(), tick.price(), tick.quantity(), tick.id(), tick.at()));
            }
        }
        return Verdict.FINE;
    }
}
