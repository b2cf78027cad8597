package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.broker.Observation;
import io.nija.command.CommandException;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Origin;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;

/**
 * Sells what NIJA manages on one lane: first its own resting orders are cancelled, for they hold coins, then each share is
 * sold at the market. Coins that are not NIJA's are never touched.
 */
final class Flattening {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A key whose budget is used up waits for half a minute before it may read what was filled. */
    private static final Duration END = Duration.ofSeconds(60);

    private final TradingFloor floor;
    private final Known lane;
    private final String by;

    Flattening(TradingFloor floor, Known lane, String by) {
        this.floor = floor;
        this.lane = lane;
        this.by = by;
    }

    /** One thing to do, or done. */
    record Step(String account, String what, boolean done, String detail) {}

    /** What it would do now. */
    List<String> plan() {
        List<String> plan = new ArrayList<>();
        lane.lane().open().forEach(order -> plan.add(lane.id() + ": cancel " + OrderText.words(order)));
        open(lane).forEach(share -> plan.add(lane.id() + ": sell " + Words.plain(share.position().quantity()) + " "
                + share.position().symbol() + " at the market"));
        return plan;
    }

    private static List<Share> open(Known lane) {
        return lane.lane().shares().stream().filter(share -> share.position().quantity().signum() > 0).toList();
    }

    /** Does it; each step says what came of it. */
    List<Step> run() throws InterruptedException, CommandException {
        List<Step> steps = new ArrayList<>();
        for (TrackedOrder order : lane.lane().open()) {
            steps.add(cancel(order));
        }
        for (Share share : open(Words.known(floor, lane.id()))) {
            steps.add(sell(share));
        }
        return steps;
    }

    private Step cancel(TrackedOrder order) throws InterruptedException, CommandException {
        var trading = Words.lane(floor, lane.id().toString());
        Optional<Report> report = Words.await(trading.cancel(order.number(), by), PATIENCE);
        Optional<TrackedOrder> end = Words.await(trading.agreed(order.number()), END);
        boolean ended = end.filter(now -> !now.open()).isPresent();
        return new Step(lane.id().toString(), "cancel " + order.id(), ended, ended ? OrderText.where(end.orElseThrow())
                : report.filter(Report.Refused.class::isInstance).map(said -> ((Report.Refused) said).reason()).orElse("its end is not known yet"));
    }

    private Step sell(Share share) throws InterruptedException, CommandException {
        Instrument instrument = Words.instrument(lane, share.position().symbol().toString());
        BigDecimal step = instrument.quantityStep();
        BigDecimal quantity = share.position().quantity().divide(step, 0, RoundingMode.FLOOR).multiply(step);
        String what = "sell " + Words.plain(share.position().quantity()) + " " + share.position().symbol();
        if (quantity.compareTo(instrument.minQuantity()) < 0 || worth(instrument, quantity).map(cost -> cost.compareTo(instrument.minCost()) < 0).orElse(false)) {
            return new Step(lane.id().toString(), what, false, "it is dust: the venue takes no less than " + Words.plain(instrument.minQuantity())
                    + " and " + Words.plain(instrument.minCost()) + " " + share.position().symbol().quote());
        }
        OrderRequest order = new OrderRequest(share.position().symbol(), Side.SELL, OrderType.MARKET, quantity, null, TimeInForce.GTC, false);
        var trading = Words.lane(floor, lane.id().toString());
        Report report = Words.await(trading.submit(new Wish(order, Purpose.EXIT, Origin.FLATTEN, by, share.strategy(), false, null, null, null,
                "flatten")), PATIENCE).orElseGet(() -> new Report.Unknown(null, "NO_ANSWER", "NIJA did not finish it in time."));
        if (report instanceof Report.Done done) {
            TrackedOrder end = Words.await(trading.agreed(done.order().number()), END).orElse(done.order());
            boolean sold = end.filled().quantity().compareTo(quantity) == 0;
            return new Step(lane.id().toString(), what, sold, OrderText.where(end));
        }
        return new Step(lane.id().toString(), what, false, report instanceof Report.Refused refused ? refused.reason()
                : "nobody knows yet: " + ((Report.Unknown) report).reason());
    }

    private Optional<BigDecimal> worth(Instrument instrument, BigDecimal quantity) {
        return floor.market().quotes().get(instrument.symbol()) instanceof Observation.Known<Quote> quote && !quote.value().bids().isEmpty()
                ? Optional.of(quote.value().bids().get(0).price().multiply(quantity)) : Optional.empty();
    }

    /** What NIJA still holds and has open. */
    List<String> left() throws CommandException {
        Known now = Words.known(floor, lane.id());
        List<String> left = new ArrayList<>();
        now.lane().open().forEach(order -> left.add(lane.id() + ": " + OrderText.words(order) + " is " + order.stage()));
        open(now).forEach(share -> left.add(lane.id() + ": " + Words.plain(share.position().quantity()) + " " + share.position().symbol()));
        return left;
    }
}
