package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.nija.books.Rates;
import io.nija.broker.Observation;
import io.nija.journal.Intent;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.RiskLimits;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;

/** What own positions and own entries that may still trade are worth, in one currency. Pure. */
record Exposures(Collection<Known> lanes, Market market, String currency, RiskLimits limits) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /** In one asset; in all when {@code asset} is null. Of one strategy; of all when {@code strategy} is null. */
    Observation<BigDecimal> of(String asset, String strategy) {
        return sum(asset, strategy, false);
    }

    /**
     * What all of it loses when every stop is hit: each where it is, or will be; where none is known, where the profile says. Without
     * a stop all of it can be lost.
     */
    Observation<BigDecimal> openRisk(String strategy) {
        return sum(null, strategy, true);
    }

    private Observation<BigDecimal> sum(String asset, String strategy, boolean atStops) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Known lane : lanes) {
            Rates rates = market.rates(lane.id().broker());
            for (Part exposed : parts(lane, asset, strategy)) {
                if (!(rates.convert(atStops ? exposed.atRisk() : exposed.amount(), exposed.currency(), currency) instanceof Observation.Known<BigDecimal> known)) {
                    return new Observation.Missing<>("NO_RATE", "There is no fresh rate of " + exposed.currency() + " in " + currency + ".");
                }
                sum = sum.add(known.value());
            }
        }
        return new Observation.Known<>(sum, Instant.EPOCH);
    }

    private record Part(BigDecimal amount, BigDecimal atRisk, String currency) {}

    /** What {@code amount} loses when {@code quantity} of it is sold at the stop; at the profile's when {@code stop} is null. */
    private BigDecimal loss(BigDecimal amount, BigDecimal quantity, BigDecimal stop) {
        BigDecimal assumed = limits == null ? null : limits.assumedStopPercent();
        return stop != null ? amount.subtract(quantity.multiply(stop)).max(BigDecimal.ZERO)
                : assumed == null ? amount : amount.multiply(assumed).divide(HUNDRED);
    }

    private BigDecimal loss(Known lane, Share share, BigDecimal amount) {
        Cover cover = lane.lane().cover(share).orElse(null);
        boolean none = cover != null && cover.price() == null;
        return none ? amount : loss(amount, share.position().quantity(), cover == null ? null : cover.price());
    }

    private List<Part> parts(Known lane, String asset, String strategy) {
        List<Part> parts = new ArrayList<>();
        for (Share share : lane.lane().shares()) {
            boolean wanted = asset == null || share.position().symbol().base().equals(asset);
            if (wanted && share.position().quantity().signum() != 0 && (strategy == null || strategy.equals(share.strategy()))) {
                // At market where there is a quote, else at cost: an unknown price hides no exposure.
                Observation<BigDecimal> value = share.position().exitValue(market.quotes(lane.id().broker()).get(share.position().symbol()));
                BigDecimal amount = value instanceof Observation.Known<BigDecimal> known ? known.value() : share.position().cost();
                parts.add(new Part(amount, loss(lane, share, amount), share.position().symbol().quote()));
            }
        }
        for (TrackedOrder order : lane.lane().open()) {
            boolean wanted = asset == null || order.request().symbol().base().equals(asset);
            if (wanted && entry(order) && (strategy == null || strategy.equals(order.intent().strategy()))) {
                BigDecimal price = order.terms().limit() != null ? order.terms().limit()
                        : order.terms().stop() != null ? order.terms().stop() : BigDecimal.ZERO;
                BigDecimal amount = order.remaining().multiply(price);
                parts.add(new Part(amount, loss(amount, order.remaining(), lane.lane().plannedStops().get(order.number())),
                        order.request().symbol().quote()));
            }
        }
        return parts;
    }

    static boolean entry(TrackedOrder order) {
        return order.side() == Side.BUY && order.intent().purpose() == Purpose.ENTRY;
    }
}
