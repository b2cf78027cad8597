package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.command.CommandException;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.TradeTrial;
import io.nija.risk.Origin;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Places the smallest order and cancels it, or buys and sells it. A crash in between leaves an own order that reconciliation
 * knows, and a position under a name of its own.
 */
@Component(service = TradeTrial.class)
public final class SmallestTrade implements TradeTrial {

    /** Whose share a verification is: nobody else's position is touched by it. */
    static final String OWNER = "verification";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUOTE = Duration.ofSeconds(10);
    private static final int LOOKED_AT = 5;
    /** Traded everywhere, and small orders of it are taken. */
    private static final List<String> USUAL = List.of("BTC", "ETH", "SOL", "XRP", "ADA", "DOGE");

    private final TradingFloor floor;
    private final Ending ending;

    @Activate
    public SmallestTrade(@Reference TradingFloor floor) {
        this(floor, Ending.USUAL);
    }

    SmallestTrade(TradingFloor floor, Ending ending) {
        this.floor = floor;
        this.ending = ending;
    }

    @Override
    public Plan plan(LaneId lane, boolean fill) throws InterruptedException {
        Optional<Known> found = floor.known().stream().filter(known -> known.id().equals(lane)).findFirst();
        if (found.isEmpty() || found.get().venue().desk().isEmpty() || found.get().venue().broker().isEmpty()) {
            return new Plan.Impossible(lane, "NO_ORDER_DESK", lane + " has no session that can send orders; 'why " + lane + "' says what is missing.");
        }
        Known known = found.get();
        if (!(known.venue().broker().get().instruments() instanceof Observation.Known<InstrumentBook> book)) {
            return new Plan.Impossible(lane, "INSTRUMENTS_UNKNOWN", "The instrument rules of " + lane.broker() + " are not known now; ask again in a moment.");
        }
        if (!(known.venue().session().map(BrokerSession::balances).orElse(null) instanceof Observation.Known<List<Balance>> balances)) {
            return new Plan.Impossible(lane, "BALANCES_UNKNOWN", "The balances of " + lane + " are not known now; 'why " + lane + "' says more.");
        }
        Map<String, BigDecimal> available = balances.value().stream().collect(Collectors.toMap(Balance::asset, Balance::available, BigDecimal::add));
        List<Possible> possible = new ArrayList<>();
        for (Instrument instrument : candidates(book.value(), available, known.account().currency())) {
            quote(known, instrument).map(quote -> SmallestOrder.of(instrument, quote, fill))
                    .ifPresent(order -> possible.add(new Possible(instrument, order)));
        }
        Optional<Possible> cheapest = possible.stream().filter(one -> one.order().cost()
                .compareTo(available.getOrDefault(one.instrument().symbol().quote(), BigDecimal.ZERO)) <= 0)
                .min(Comparator.comparing(one -> one.order().cost()));
        if (cheapest.isEmpty()) {
            return new Plan.Impossible(lane, "NOTHING_AFFORDABLE", possible.isEmpty() ? "No instrument with a fresh quote can be bought with what "
                    + lane + " has." : "The smallest order, " + Words.plain(possible.get(0).order().quantity()) + " " + possible.get(0).instrument().symbol()
                    + " for " + LaneAccounts.plain(possible.get(0).order().cost()) + " " + possible.get(0).instrument().symbol().quote()
                    + ", is more than " + lane + " has available.");
        }
        Instrument instrument = cheapest.get().instrument();
        SmallestOrder order = cheapest.get().order();
        boolean real = known.mode() == Mode.OBSERVE || known.mode() == Mode.LIVE && !known.armed();
        return new Plan.Possible(lane, fill, instrument.symbol(), order.quantity(), order.limit(), real, "buy " + Words.plain(order.quantity()) + " "
                + instrument.symbol() + (fill ? " at the market and sell it again" : " at " + Words.plain(order.limit()) + " and cancel it") + ", on " + lane);
    }

    private record Possible(Instrument instrument, SmallestOrder order) {}

    private static List<Instrument> candidates(InstrumentBook book, Map<String, BigDecimal> available, String currency) {
        return book.all().stream().filter(instrument -> instrument.mode() == MarketMode.ONLINE)
                .filter(instrument -> available.getOrDefault(instrument.symbol().quote(), BigDecimal.ZERO).signum() > 0)
                .sorted(Comparator.comparing((Instrument instrument) -> instrument.symbol().quote().equals(currency) ? 0 : 1)
                        .thenComparing(instrument -> USUAL.contains(instrument.symbol().base()) ? USUAL.indexOf(instrument.symbol().base()) : USUAL.size())
                        .thenComparing(Instrument::symbol)).limit(LOOKED_AT).toList();
    }

    private static Optional<Quote> quote(Known known, Instrument instrument) throws InterruptedException {
        return Words.await(known.venue().broker().get().quote(instrument.symbol()).toCompletableFuture(), QUOTE)
                .flatMap(read -> read instanceof Observation.Known<Quote> quote ? Optional.of(quote.value()) : Optional.empty());
    }

    @Override
    public List<Step> run(Plan.Possible plan, String by, Consumer<String> say) throws InterruptedException {
        if (!floor.armory().verify(plan.lane(), true)) {
            return List.of(new Step("begin", false, "BEING_VERIFIED", plan.lane() + " is being verified already; nothing was sent."));
        }
        try {
            TradingLane lane = Words.lane(floor, plan.lane().toString());
            return plan.fill() ? boughtAndSold(lane, plan, by, say) : placedAndCancelled(lane, plan, by, say);
        } catch (CommandException gone) {
            return List.of(new Step("begin", false, "LANE_GONE", gone.getMessage()));
        } finally {
            floor.armory().verify(plan.lane(), false);
        }
    }

    private List<Step> placedAndCancelled(TradingLane lane, Plan.Possible plan, String by, Consumer<String> say) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        Optional<TrackedOrder> placed = send(lane, new OrderRequest(plan.symbol(), Side.BUY, OrderType.LIMIT, plan.quantity(), plan.limit(),
                TimeInForce.GTC, true), Purpose.ENTRY, by, "place it", false, steps, say);
        if (placed.isEmpty() || !placed.get().open()) {
            return steps;
        }
        String what = "cancel " + placed.get().id();
        Report report = Words.await(lane.cancel(placed.get().number(), by), PATIENCE).orElseGet(() -> new Report.Unknown(placed.get(), "NO_ANSWER",
                "NIJA did not finish it in time."));
        Optional<TrackedOrder> ended = ending.await(placed.get().id(), lane.settled(placed.get().number()), say);
        String left = placed.get().id() + " may still rest at the venue: 'cancel " + placed.get().id() + "'.";
        if (ended.isEmpty()) {
            steps.add(report instanceof Report.Refused refused ? new Step(what, false, refused.code(), refused.reason() + " " + left)
                    : new Step(what, null, "NOT_CONFIRMED", left));
        } else {
            boolean clean = ended.get().filled().quantity().signum() == 0;
            steps.add(new Step(what, clean, clean ? "OK" : "FILLED", OrderText.where(ended.get()) + (clean ? "" : "; the market came to it: 'positions'"
                    + " shows what was bought, 'flatten " + plan.lane() + "' sells it")));
        }
        return steps;
    }

    private List<Step> boughtAndSold(TradingLane lane, Plan.Possible plan, String by, Consumer<String> say) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        Optional<TrackedOrder> bought = send(lane, market(plan, Side.BUY, plan.quantity()), Purpose.ENTRY, by, "buy it", true, steps, say);
        if (bought.isEmpty() || bought.get().filled().quantity().signum() == 0) {
            return steps;
        }
        BigDecimal held = lane.snapshot().shares().stream().filter(share -> OWNER.equals(share.strategy())
                && share.position().symbol().equals(plan.symbol())).map(Share::position).map(position -> position.quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal step = stepOf(plan);
        BigDecimal sold = held.divide(step, 0, java.math.RoundingMode.FLOOR).multiply(step);
        if (sold.signum() <= 0) {
            steps.add(new Step("sell it", false, "DUST", "What was bought is less than the venue sells: " + Words.plain(held) + " " + plan.symbol().base() + " stay."));
            return steps;
        }
        Optional<TrackedOrder> done = send(lane, market(plan, Side.SELL, sold), Purpose.EXIT, by, "sell it", true, steps, say);
        if (done.isEmpty() || done.get().filled().quantity().compareTo(sold) < 0) {
            steps.add(new Step("nothing left", false, "POSITION_LEFT", "'positions' shows what is left; 'flatten " + plan.lane() + "' sells it."));
        }
        return steps;
    }

    private BigDecimal stepOf(Plan.Possible plan) {
        return floor.known().stream().filter(known -> known.id().equals(plan.lane())).findFirst().flatMap(known -> known.venue().broker())
                .flatMap(broker -> broker.instruments() instanceof Observation.Known<InstrumentBook> book
                        ? book.value().find(plan.symbol().toString()) : Optional.empty())
                .map(Instrument::quantityStep).orElse(plan.quantity());
    }

    private static OrderRequest market(Plan.Possible plan, Side side, BigDecimal quantity) {
        return new OrderRequest(plan.symbol(), side, OrderType.MARKET, quantity, null, TimeInForce.GTC, false);
    }

    /** Sends one, and waits until it is certain what became of it; empty when it is not, or nothing is there. */
    private Optional<TrackedOrder> send(TradingLane lane, OrderRequest order, Purpose purpose, String by, String what, boolean trades,
            List<Step> steps, Consumer<String> say) throws InterruptedException {
        Report report = Words.await(lane.submit(new Wish(order, purpose, Origin.VERIFICATION, by, OWNER, false, null, null, null, "verification")),
                PATIENCE).orElseGet(() -> new Report.Unknown(null, "NO_ANSWER", "NIJA did not finish it in " + PATIENCE.toSeconds() + " s."));
        if (report instanceof Report.Refused refused) {
            steps.add(new Step(what, false, refused.code(), refused.reason()));
            return Optional.empty();
        }
        TrackedOrder sent = report instanceof Report.Done done ? done.order() : ((Report.Unknown) report).order();
        if (sent == null) {
            steps.add(new Step(what, null, "NO_ANSWER", ((Report.Unknown) report).reason() + " 'orders' shows what was sent; do not repeat it before."));
            return Optional.empty();
        }
        // One that is in doubt is looked for first: what is at the venue must be taken back.
        Optional<TrackedOrder> certain = ending.await(sent.id(), trades ? lane.settled(sent.number()) : lane.agreed(sent.number()), say);
        if (certain.isEmpty()) {
            steps.add(new Step(what, null, "NOT_CONFIRMED", "What became of " + sent.id() + " is being found out; 'story " + sent.id()
                    + "' shows it, do not repeat it before."));
            return trades ? Optional.empty() : Optional.of(sent);
        }
        boolean well = trades ? certain.get().filled().quantity().compareTo(order.quantity()) >= 0 : certain.get().open();
        steps.add(new Step(what, well, well ? "OK" : certain.get().code().isEmpty() ? "NOT_AS_WANTED" : certain.get().code(),
                certain.get().id() + ": " + OrderText.where(certain.get())));
        return certain;
    }
}
