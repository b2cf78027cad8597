package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
import io.nija.trading.internal.lane.Shares;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;

/**
 * Sells what NIJA manages on one lane: first its own resting orders are cancelled, for they hold coins, then each share is
 * sold at the market; its stop gives the coins free just before. Coins that are not NIJA's are never touched.
 */
final class Flattening {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TradingFloor floor;
    private final Known lane;
    private final String by;
    private final Ending ending;
    private final Consumer<String> say;

    /** @param say where it is told that something is waited for */
    Flattening(TradingFloor floor, Known lane, String by, Ending ending, Consumer<String> say) {
        this.floor = floor;
        this.lane = lane;
        this.by = by;
        this.ending = ending;
        this.say = say;
    }

    /** What came of a step. */
    enum Result { DONE, NOT_DONE, NOT_CONFIRMED }

    /** One thing that was done, or tried. */
    record Step(String account, String what, Result result, String detail) {

        boolean done() {
            return result == Result.DONE;
        }
    }

    private Step step(String what, Result result, String detail) {
        return new Step(lane.id().toString(), what, result, detail);
    }

    private Step notConfirmed(String what, String id) {
        return step(what, Result.NOT_CONFIRMED, "not confirmed yet: what became of " + id + " is being found out; 'story " + id
                + "' shows it, do not repeat it before");
    }

    /** What it would do now. */
    List<String> plan() {
        List<String> plan = new ArrayList<>();
        cancelled().forEach(order -> plan.add(lane.id() + ": cancel " + OrderText.words(order)));
        open(lane).forEach(share -> plan.add(lane.id() + ": sell " + Words.plain(share.position().quantity()) + " "
                + share.position().symbol() + " at the market"));
        unknown(lane).ifPresent(plan::add);
        return plan;
    }

    /** Stops of positions stay until the sale needs their coins: nothing is unprotected for longer. */
    private List<TrackedOrder> cancelled() {
        Set<Long> stops = lane.lane().covers().stream().map(Cover::order).filter(number -> number != null).collect(Collectors.toSet());
        return lane.lane().open().stream().filter(order -> !stops.contains(order.number())).toList();
    }

    /** While the past of a lane is not read, or cannot be, nobody knows what it holds. */
    private static Optional<String> unknown(Known lane) {
        return lane.lane().ready() ? Optional.empty()
                : Optional.of(lane.id() + ": what it holds is not known, so nothing is sold. " + lane.lane().evidence().detail());
    }

    private static List<Share> open(Known lane) {
        return lane.lane().shares().stream().filter(share -> share.position().quantity().signum() > 0).toList();
    }

    /** Does it; each step says what came of it. */
    List<Step> run() throws InterruptedException, CommandException {
        List<Step> steps = new ArrayList<>();
        floor.passed("flatten.begun", lane.id());
        for (TrackedOrder order : cancelled()) {
            steps.add(cancel(order));
        }
        floor.passed("flatten.cancelled", lane.id());
        for (Share share : open(Words.known(floor, lane.id()))) {
            steps.add(sell(share));
            floor.passed("flatten.sold", lane.id());
        }
        unknown(Words.known(floor, lane.id())).ifPresent(why -> steps.add(step("sell what it holds", Result.NOT_DONE, why)));
        return steps;
    }

    private Step cancel(TrackedOrder order) throws InterruptedException, CommandException {
        var trading = Words.lane(floor, lane.id().toString());
        String what = "cancel " + order.id();
        Optional<Report> report = Words.await(trading.cancel(order.number(), by), PATIENCE);
        if (report.isPresent() && report.get() instanceof Report.Refused refused) {
            boolean ended = now(order.number()).filter(TrackedOrder::settled).isPresent();
            return ended ? step(what, Result.DONE, OrderText.where(now(order.number()).orElseThrow()))
                    : step(what, Result.NOT_DONE, refused.reason());
        }
        Optional<TrackedOrder> certain = ending.await(order.id(), trading.agreed(order.number()), say);
        if (certain.isEmpty()) {
            return notConfirmed(what, order.id());
        }
        return step(what, certain.get().open() ? Result.NOT_DONE : Result.DONE, OrderText.where(certain.get()));
    }

    private Optional<TrackedOrder> now(long number) throws CommandException {
        return Words.known(floor, lane.id()).lane().orders().stream().filter(order -> order.number() == number).findFirst();
    }

    private Step sell(Share share) throws InterruptedException, CommandException {
        Instrument instrument;
        try {
            instrument = Words.instrument(lane, share.position().symbol().toString());
        } catch (CommandException unknown) {
            // The others must not stay for it.
            return step("sell " + Words.plain(share.position().quantity()) + " " + share.position().symbol(), Result.NOT_DONE, unknown.getMessage());
        }
        BigDecimal step = instrument.quantityStep();
        BigDecimal quantity = wanted(share).divide(step, 0, RoundingMode.FLOOR).multiply(step);
        String what = "sell " + Words.plain(share.position().quantity()) + " " + share.position().symbol();
        if (quantity.compareTo(instrument.minQuantity()) < 0 || worth(instrument, quantity).map(cost -> cost.compareTo(instrument.minCost()) < 0).orElse(false)) {
            return step(what, Result.NOT_DONE, "it is dust: the venue takes no less than " + Words.plain(instrument.minQuantity())
                    + " and " + Words.plain(instrument.minCost()) + " " + share.position().symbol().quote());
        }
        OrderRequest order = new OrderRequest(share.position().symbol(), Side.SELL, OrderType.MARKET, quantity, null, TimeInForce.GTC, false);
        var trading = Words.lane(floor, lane.id().toString());
        Report report = Submission.of(trading, new Wish(order, Purpose.EXIT, Origin.FLATTEN, by, share.strategy(), false, null, null, null,
                "flatten"), PATIENCE);
        if (report instanceof Report.Refused refused) {
            return step(what, Result.NOT_DONE, refused.reason());
        }
        TrackedOrder sent = report instanceof Report.Done done ? done.order() : ((Report.Unknown) report).order();
        Optional<TrackedOrder> end = ending.await(sent.id(), trading.settled(sent.number()), say);
        if (end.isEmpty()) {
            return notConfirmed(what, sent.id());
        }
        return step(what, end.get().filled().quantity().compareTo(quantity) == 0 ? Result.DONE : Result.NOT_DONE, OrderText.where(end.get()));
    }

    /** All of it, but for what another share is below zero by: all shares offered together are what the lane manages. */
    private BigDecimal wanted(Share share) throws CommandException {
        return Shares.sellable(share, Words.known(floor, lane.id()).lane().shares());
    }

    private Optional<BigDecimal> worth(Instrument instrument, BigDecimal quantity) {
        return floor.market().quotes(lane.id().broker()).get(instrument.symbol()) instanceof Observation.Known<Quote> quote && !quote.value().bids().isEmpty()
                ? Optional.of(quote.value().bids().get(0).price().multiply(quantity)) : Optional.empty();
    }

    /** What NIJA still holds and has open, as far as it is known. */
    List<String> left() throws CommandException {
        Known now = Words.known(floor, lane.id());
        List<String> left = new ArrayList<>();
        now.lane().open().forEach(order -> left.add(lane.id() + ": " + OrderText.words(order) + " is " + order.stage()));
        open(now).forEach(share -> left.add(lane.id() + ": " + Words.plain(share.position().quantity()) + " " + share.position().symbol()));
        unknown(now).ifPresent(left::add);
        return left;
    }
}
