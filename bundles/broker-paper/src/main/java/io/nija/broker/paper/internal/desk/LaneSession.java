package io.nija.broker.paper.internal.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.LaneFollower;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.broker.paper.internal.market.Failures;
import io.nija.broker.paper.internal.market.MarketTelling;
import io.nija.broker.paper.internal.market.PaperMarket;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Refused;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.order.Validation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One paper account: opened with its play money when the market does not know it, proven by what the market answers. Thread-safe. */
public class LaneSession implements BrokerSession {

    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);

    /** How often it is proven anew; evidence lasts a minute. */
    private static final Duration PULSE = Duration.ofSeconds(5);
    /** The market's time stood still for so long: it is not alive. */
    private static final Duration STILL = Duration.ofSeconds(15);

    private final LaneId lane;
    private final String currency;
    private final PaperMarket market;
    private final TimeSource time;
    private final Timers timers;
    private final SerialQueue queue;
    private final PaperDesk desk;
    private final List<LaneFollower> followers = new CopyOnWriteArrayList<>();
    private volatile SessionStatus status;
    private volatile Observation<List<Balance>> balances = notYet();
    private volatile Observation<List<OrderView>> orders = notYet();
    private volatile boolean closed;
    private Timers.Timer pulse;
    private AutoCloseable listening;

    protected LaneSession(LaneId lane, String currency, PaperMarket market, TimeSource time, Timers timers, Workers workers) {
        this.lane = lane;
        this.currency = market.instruments().lists(currency) ? currency : "USD";
        this.market = market;
        this.time = time;
        this.timers = timers;
        queue = workers.serial(lane, "paper");
        desk = new PaperDesk(lane, market, time, () -> closed);
        status = new SessionStatus(List.of(), null, null);
    }

    private static <T> Observation<T> notYet() {
        return new Observation.Missing<>("SESSION_OPENING", "The session is just beginning.");
    }

    /** Begins; returns at once. */
    protected final void open() {
        listening = market.account(id(), this::told);
        pulse = timers.every(PULSE, queue, this::prove);
        queue.execute(this::prove);
    }

    private String id() {
        return lane.account().value();
    }

    /** What the market says of the account at one moment. */
    private record Seen(List<Balance> balances, List<OrderView> orders, Instant market, long seed) {}

    private CompletionStage<List<Evidence>> look() {
        PaperMarket.State state = market.state();
        if (!(state instanceof PaperMarket.State.Alive)) {
            status = new SessionStatus(List.of(absent(state)), null, status.lastError());
        }
        return market.ask(this::see).handle((seen, failed) -> {
            Instant now = time.instant();
            if (failed != null) {
                String words = Failures.words(failed);
                status = new SessionStatus(List.of(Evidence.failed(Step.VENUE, now, "PAPER_MARKET_BROKEN", words,
                        "Look into the log; a market that cannot be remembered begins anew when data/paper is moved away while NIJA does not run.")),
                        null, new Failure("PAPER_MARKET_BROKEN", words, now));
                balances = new Observation.Missing<>("PAPER_MARKET_BROKEN", words);
                orders = new Observation.Missing<>("PAPER_MARKET_BROKEN", words);
            } else {
                balances = new Observation.Known<>(seen.balances(), now);
                orders = new Observation.Known<>(seen.orders(), now);
                status = new SessionStatus(proven(seen, now), null, status.lastError());
            }
            return status.evidence();
        });
    }

    private Evidence absent(PaperMarket.State state) {
        Instant now = time.instant();
        if (state instanceof PaperMarket.State.Broken broken) {
            return Evidence.failed(Step.VENUE, broken.at(), "PAPER_MARKET_BROKEN", broken.reason(), "");
        }
        return Evidence.failed(Step.VENUE, now, "PAPER_MARKET_OPENING", "The paper market opens"
                + (state instanceof PaperMarket.State.Opening opening ? " since " + Duration.between(opening.since(), now).toSeconds()
                        + " s: what it remembers happens again." : "."), "");
    }

    private Seen see(PaperMarket.Open open) {
        Account account = open.venue().accounts().stream().filter(each -> each.id().equals(id())).findFirst().orElseGet(() -> begun(open));
        Views views = new Views(lane, open.times());
        return new Seen(views.balances(account), account.openOrders().stream().map(views::order).toList(), market.now(), open.seed());
    }

    private Account begun(PaperMarket.Open open) {
        try {
            Account account = open.venue().apply(new Input.OpenWith(id(), Map.of(currency, market.settings().funds()), market.settings().volume()));
            LOG.info("{} begins with {} {} of play money.", lane, market.settings().funds().toPlainString(), currency);
            return account;
        } catch (Refused impossible) {
            throw new IllegalStateException("An account is never refused in the protocol's words.", impossible);
        }
    }

    private List<Evidence> proven(Seen seen, Instant now) {
        int speed = market.settings().speed();
        String pace = speed == 1 ? "at the world's speed" : "at " + speed + " times the world's speed";
        boolean funds = seen.balances().stream().anyMatch(balance -> market.instruments().all().stream().anyMatch(one ->
                one.symbol().quote().equals(balance.asset()) && balance.available().compareTo(one.minCost()) >= 0
                        || one.symbol().base().equals(balance.asset()) && balance.available().compareTo(one.minQuantity()) >= 0));
        return List.of(
                Evidence.ok(Step.VENUE, now, "The built-in market (seed " + seen.seed() + ") goes " + pace + "; it is "
                        + seen.market().truncatedTo(ChronoUnit.SECONDS) + " there."),
                Evidence.ok(Step.AUTHENTICATION, now, "A paper account needs no keys."),
                Evidence.ok(Step.IDENTITY, now, "It is the paper account " + id() + " of this data folder."),
                Evidence.ok(Step.CLOCK, now, speed == 1 ? "The market's clock is this machine's."
                        : "Orders, fills and balances carry this machine's time; the market's own goes " + pace + "."),
                Evidence.ok(Step.PERMISSIONS, now, "It is play money: everything is allowed, and nothing leaves this process."),
                funds ? Evidence.ok(Step.BALANCES, now, "Play money: " + money(seen.balances()) + ".")
                        : Evidence.failed(Step.BALANCES, now, "PAPER_NO_FUNDS", "Nothing is available in the quantity of the smallest order.",
                                "Cancel orders that hold it, or begin anew: move data/paper away while NIJA does not run."),
                Evidence.ok(Step.INSTRUMENTS, now, market.instruments().all().size() + " instruments, with the venue's order rules."),
                Evidence.ok(Step.STREAM, now, "What happens to orders is told at once."));
    }

    private static String money(List<Balance> balances) {
        Map<String, String> held = new LinkedHashMap<>();
        balances.stream().filter(balance -> balance.total().signum() != 0)
                .forEach(balance -> held.put(balance.asset(), balance.total().stripTrailingZeros().toPlainString() + " " + balance.asset()));
        return String.join(", ", held.values());
    }

    private void prove() {
        if (closed) {
            return;
        }
        if (market.state() instanceof PaperMarket.State.Alive alive && alive.at().plus(STILL).isBefore(time.instant())) {
            status = new SessionStatus(List.of(Evidence.failed(Step.VENUE, time.instant(), "PAPER_MARKET_STILL",
                    "The paper market stands still since " + alive.at().truncatedTo(ChronoUnit.SECONDS) + ".", "")), null, status.lastError());
        }
        look();
    }

    /** On the market's queue. */
    private void told(PaperMarket.Open open, List<MarketTelling.Told> news) {
        List<Consumer<LaneFollower>> all = new ArrayList<>();
        synchronized (open.venue()) {
            Views views = new Views(lane, open.times());
            for (MarketTelling.Told one : news) {
                if (one instanceof MarketTelling.Told.Executed executed) {
                    Trade trade = views.trade(executed.trade(), executed.order());
                    all.add(follower -> follower.trade(trade));
                } else if (one instanceof MarketTelling.Told.Changed changed) {
                    OrderView view = views.order(changed.order());
                    all.add(follower -> follower.order(view));
                }
            }
            Account account = open.venue().account(id());
            Instant now = time.instant();
            balances = new Observation.Known<>(views.balances(account), now);
            orders = new Observation.Known<>(account.openOrders().stream().map(views::order).toList(), now);
        }
        queue.execute(() -> followers.forEach(follower -> tell(follower, all)));
    }

    private void tell(LaneFollower follower, List<Consumer<LaneFollower>> all) {
        for (Consumer<LaneFollower> one : all) {
            try {
                one.accept(follower);
            } catch (RuntimeException broken) {
                LOG.error("A follower of {} failed", lane, broken);
            }
        }
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public SessionStatus status() {
        return status;
    }

    @Override
    public CompletionStage<List<Evidence>> verify() {
        return closed ? CompletableFuture.completedFuture(status.evidence()) : look();
    }

    @Override
    public void reconnect() {
        queue.execute(this::prove);
    }

    @Override
    public Observation<List<Balance>> balances() {
        return closed ? ended() : balances;
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return closed ? ended() : orders;
    }

    private static <T> Observation<T> ended() {
        return new Observation.Missing<>("SESSION_CLOSED", "The session was closed.");
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return desk.closedOrders(limit);
    }

    @Override
    public Optional<OrderDesk> orderDesk() {
        return Optional.of(desk);
    }

    @Override
    public Optional<AutoCloseable> follow(LaneFollower follower) {
        if (closed) {
            return Optional.empty();
        }
        queue.execute(() -> {
            followers.add(follower);
            tell(follower, List.of(LaneFollower::live));
        });
        return Optional.of(() -> followers.remove(follower));
    }

    @Override
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return desk.validate(order);
    }

    /** What is on its way never arrives, and is answered so. */
    protected final void close() {
        closed = true;
        pulse.close();
        try {
            listening.close();
        } catch (Exception failed) {
            LOG.warn("The session of {} could not end following its market: {}", lane, failed.toString());
        }
        queue.close();
    }
}
