package io.nija.broker.kraken.internal.stream.publicfeed;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.market.MarketEvent;

/**
 * Candles. Kraken never says that one is closed: it is when a later one begins (sheet, section 11). Quiet intervals bring
 * nothing, so a hole between two candles is only a gap when the snapshot after an interruption does not reach back far enough.
 */
final class CandlesLine extends FeedLine {

    private Frame.Bar last;

    CandlesLine(FeedTopic topic) {
        super(topic);
    }

    @Override
    Verdict bars(boolean snapshot, List<Frame.Bar> bars) {
        confirmed();
        List<Frame.Bar> ordered = bars.stream().filter(bar -> bar.interval() == topic().parameter())
                .sorted(Comparator.comparing(Frame.Bar::begin)).toList();
        if (snapshot && last != null && !ordered.isEmpty() && ordered.get(0).begin().isAfter(last.begin())) {
            keep(new MarketEvent.Gap(symbol(), "KRAKEN_CANDLES_MISSING", "Candles between " + last.begin() + " and "
                    + ordered.get(0).begin() + " may not have been told.", 0));
        }
        if (snapshot && last == null && ordered.size() > 1) {
            // What closed before anybody listened is history.
            last = ordered.get(ordered.size() - 1);
            tell(last, false);
            return Verdict.FINE;
        }
        for (Frame.Bar bar : ordered) {
            if (last != null && bar.begin().isBefore(last.begin())) {
                continue;
            }
            if (last != null && bar.begin().isAfter(last.begin())) {
                tell(last, true);
            }
            last = bar;
            tell(bar, false);
        }
        return Verdict.FINE;
    }

    private void tell(Frame.Bar bar, boolean closed) {
        keep(new MarketEvent.Candle(symbol(), Duration.ofMinutes(bar.interval()), bar.begin(), bar.open(), bar.high(), bar.low(), bar.close(),
                bar.vwap(), bar.volume(), bar.trades(), closed));
    }

    @Override
    void greet(Subscriber subscriber) {
        if (last != null) {
            subscriber.keep(new MarketEvent.Candle(symbol(), Duration.ofMinutes(last.interval()), last.begin(), last.open(), last.high(),
                    last.low(), last.close(), last.vwap(), last.volume(), last.trades(), false));
        }
    }
}
