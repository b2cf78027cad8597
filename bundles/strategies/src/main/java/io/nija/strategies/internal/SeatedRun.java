package io.nija.strategies.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.MarketEvent;
import io.nija.market.Quote;
import io.nija.marketdata.MarketData;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;
import io.nija.strategy.Candle;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Scene;
import io.nija.strategy.Seat;
import io.nija.strategy.Strategy;
import io.nija.strategy.StrategyBoard.Latest;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.State;
import io.nija.strategy.StrategyRun;
import io.nija.trading.OrderEntry.LaneNow;
import io.nija.trading.OrderEntry.StrategyTrade;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One strategy on one symbol of one lane. It shows the strategy every closed candle once and in order, has its decisions traded, and
 * when the strategy is replaced goes on with its state: candles that closed meanwhile are shown to the next one first. Everything
 * runs on its queue; only {@link #status} may be read by everybody.
 */
final class SeatedRun {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.strategies");
    /** A decision that takes longer is none. */
    static final Duration AT_ONCE = Duration.ofSeconds(1);
    /** Candles that are kept for a strategy that is away. */
    private static final int KEPT = 500;
    private static final Duration TICK = Duration.ofSeconds(1);

    private final RunKey key;
    private final Surroundings around;
    private final SerialQueue queue;
    private final FunnelCount funnel = new FunnelCount();
    private final Limits limits = new Limits();
    private final Trader trader;
    private final Timers.Timer ticks;
    private final ArrayDeque<Candle> missed = new ArrayDeque<>();
    private Kept.Said said = new Kept.Said(Kept.Word.RESUMED, "");
    private Strategy strategy;
    private StrategyRun run;
    private Handed handed;
    private Instrument instrument;
    private MarketData.Feed candles;
    private MarketData.Feed quotes;
    private Duration interval;
    private boolean current;
    private String interrupted = "";
    private String failure = "";
    private String failureCode = "";
    private String incident = "";
    private long shown;
    private Latest last;
    private volatile long decidingSince = Long.MIN_VALUE;
    private volatile boolean following;
    private volatile RunStatus status;

    SeatedRun(RunKey key, Surroundings around, SerialQueue queue, Timers timers) {
        this.key = key;
        this.around = around;
        this.queue = queue;
        trader = new Trader(key, around, queue, funnel, this::happened);
        status = new RunStatus(key.lane(), key.symbol(), State.WAITING, "STARTING", "It is starting.", around.time().instant(), funnel.now(), null);
        queue.execute(() -> {
            said = around.kept().said(key.strategy());
            trader.restore();
        });
        ticks = timers.every(TICK, queue, this::tick);
    }

    RunKey key() {
        return key;
    }

    RunStatus status() {
        return status;
    }

    private void happened(String words) {
        incident = words;
        LOG.info("{}: {}", key, words);
        look();
    }

    /** The strategy is here now: it goes on from the state of the one before, or begins with history. */
    void seat(Strategy now) {
        queue.execute(() -> {
            strategy = now;
            run = null;
            failure = "";
            trader.version(now.plan().parametersVersion());
            if (!now.inputs().interval().equals(interval)) {
                closeFeeds();
                interval = now.inputs().interval();
                handed = null;
            }
            tick();
        });
    }

    /**
     * The strategy goes; its state is taken while its classes are still here.
     *
     * @param done called when nothing of it is held any more
     */
    void unseat(Runnable done) {
        queue.execute(() -> {
            if (run != null && failure.isEmpty()) {
                try {
                    handed = new Handed(run.state(), shown);
                } catch (RuntimeException e) {
                    handed = null;
                    LOG.error("{} could not tell its state, so the next one begins from history: {} [STATE_LOST]", key, e.toString());
                }
            }
            run = null;
            strategy = null;
            look();
            done.run();
        });
    }

    void said(Kept.Said now) {
        queue.execute(() -> {
            said = now;
            if (now.word() != Kept.Word.RESUMED) {
                trader.stopBuying();
            } else if (!failure.isEmpty() && strategy != null) {
                // A person says that it may try again.
                failure = "";
                run = null;
                handed = null;
                closeFeeds();
            }
            look();
        });
    }

    /** Sells what the strategy holds here, once. */
    void leave(String why) {
        queue.execute(() -> {
            if (instrument != null) {
                trader.leave(why, instrument);
            }
        });
    }

    /** Tells of everything that happens to its orders. @return ends it */
    AutoCloseable follow(Runnable happened) {
        return around.orders().follow(trade -> {
            if (new RunKey(trade.strategy(), trade.lane(), trade.symbol()).equals(key)) {
                happened.run();
            }
        });
    }

    /** What the strategy holds here; any thread. */
    Observation<Facts.Holding> holding() {
        return around.orders().holding(key.lane(), key.strategy(), key.symbol());
    }

    void traded(StrategyTrade trade) {
        queue.execute(() -> {
            trader.traded(trade, instrument);
            if (run != null && running() && strategy.inputs().quotes()) {
                show(new Scene.Event.Traded(around.now(key.lane().broker()).toEpochMilli(), trade.what()), true);
            }
            look();
        });
    }

    private void tick() {
        Surroundings.Found found = around.instrument(key.lane().broker(), key.symbol());
        if (found.instrument() != null) {
            instrument = found.instrument();
        }
        if (instrument != null) {
            trader.tick(around.now(key.lane().broker()).toEpochMilli(), instrument);
            feed();
        }
        look();
    }

    /** Opens what is needed; what is open stays open while the strategy is replaced. */
    private void feed() {
        if (strategy != null && run == null && failure.isEmpty()) {
            begin();
        }
        if (candles == null && run != null) {
            // A state that was handed on needs no warm-up but what closed meanwhile; the hub begins with history, and what is known is passed over.
            candles = around.data().candles(key.lane().broker(), key.symbol(), interval, strategy.inputs().warmUp(), event -> queue.execute(() -> heard(event)));
        }
        boolean wanted = trader.following() || strategy != null;
        if (wanted && quotes == null) {
            quotes = around.data().quotes(key.lane().broker(), key.symbol(), quote -> queue.execute(() -> priced(quote)));
        } else if (!wanted && quotes != null) {
            quotes.close();
            quotes = null;
        }
    }

    private void begin() {
        Seat seat = new Seat(key.lane(), instrument, false);
        try {
            run = strategy.begin(seat, handed == null ? Optional.empty() : Optional.of(handed.state()));
        } catch (IncompatibleState e) {
            happened("The state of the strategy before cannot be used, so it begins from history: " + e.getMessage());
            handed = null;
            closeFeeds();
            begin();
            return;
        } catch (RuntimeException | LinkageError e) {
            fail("STRATEGY_THREW", "It could not begin: " + e + ".");
            return;
        }
        if (handed == null) {
            shown = 0;
            missed.clear();
            closeFeeds();
        } else {
            handed = null;
            List<Candle> late = List.copyOf(missed);
            missed.clear();
            late.forEach(candle -> shown(candle, true));
        }
    }

    private void closeFeeds() {
        if (candles != null) {
            candles.close();
            candles = null;
        }
        current = false;
    }

    private void heard(MarketData.CandleEvent event) {
        if (event instanceof MarketData.CandleEvent.Live) {
            current = true;
            interrupted = "";
        } else if (event instanceof MarketData.CandleEvent.Interrupted now) {
            current = false;
            interrupted = now.reason();
        } else if (event instanceof MarketData.CandleEvent.Closed closed) {
            candle(closed.candle(), closed.live());
        }
        look();
    }

    private void candle(MarketEvent.Candle told, boolean live) {
        Candle candle;
        try {
            candle = new Candle(told.begin().toEpochMilli(), told.interval().toMillis(), told.open().doubleValue(), told.high().doubleValue(),
                    told.low().doubleValue(), told.close().doubleValue(), told.volume().doubleValue());
        } catch (IllegalArgumentException e) {
            LOG.error("{}: a candle was passed over. {} [BAD_CANDLE]", key, e.getMessage());
            return;
        }
        if (candle.end() <= shown) {
            return;
        }
        if (run == null) {
            missed.add(candle);
            shownMeanwhile(candle);
            if (missed.size() > KEPT) {
                // Too long away: the next one begins from history.
                missed.clear();
                handed = null;
            }
        } else {
            shown(candle, live);
        }
    }

    /** The bracket of a position goes on while the strategy is away. */
    private void shownMeanwhile(Candle candle) {
        if (instrument != null) {
            trader.closed(candle.close(), instrument);
        }
    }

    private void shown(Candle candle, boolean live) {
        shown = candle.end();
        boolean fresh = live && !around.now(key.lane().broker()).isAfter(Instant.ofEpochMilli(candle.end()).plus(interval));
        if (fresh) {
            shownMeanwhile(candle);
        }
        show(new Scene.Event.Closed(candle, fresh), fresh);
    }

    private void priced(Quote quote) {
        if (instrument != null) {
            trader.priced(quote, instrument);
            if (run != null && running() && strategy.inputs().quotes()) {
                show(new Scene.Event.Priced(quote.at().toEpochMilli()), true);
            }
        }
    }

    private boolean running() {
        return failure.isEmpty() && said.word() != Kept.Word.STOPPED;
    }

    /** Shows a scene and has done what is decided. */
    private void show(Scene.Event event, boolean live) {
        if (run == null || !running()) {
            return;
        }
        List<Decision> decisions = decided(new Scene(event, facts(live)));
        if (decisions == null || !live) {
            return;
        }
        String flood = limits.flooded(decisions, event.at());
        if (flood != null) {
            fail("STRATEGY_FLOODED", flood);
            return;
        }
        funnel.scanned(event.at());
        for (Decision decision : decisions) {
            last = new Latest(Instant.ofEpochMilli(event.at()), decision.getClass().getSimpleName(), decision.why());
            if (decision instanceof Decision.Pass pass) {
                funnel.filtered(pass.rule());
            } else {
                act(decision, event.at());
            }
        }
    }

    private void act(Decision decision, long at) {
        boolean entry = decision instanceof Decision.Enter || decision instanceof Decision.EnterInSlices;
        if (entry) {
            funnel.signalled();
        }
        if (entry && said.word() == Kept.Word.PAUSED) {
            funnel.vetoed("PAUSED");
        } else {
            trader.act(decision, instrument, at);
        }
    }

    /** What the strategy decided; null when it failed. */
    private List<Decision> decided(Scene scene) {
        long begun = around.time().nanoTime();
        decidingSince = begun;
        try {
            List<Decision> decisions = List.copyOf(run.decide(scene));
            decisions.forEach(Decision::rule);
            long took = around.time().nanoTime() - begun;
            if (took > AT_ONCE.toNanos()) {
                fail("STRATEGY_HUNG", "It took " + took / 1_000_000 + " ms to decide; legal is " + AT_ONCE.toMillis() + ".");
                return null;
            }
            if (decisions.isEmpty()) {
                fail("STRATEGY_SILENT", "It gave no decision, not even one to do nothing.");
                return null;
            }
            return decisions;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            fail("STRATEGY_THREW", "It threw " + e + " when it was shown " + scene.event() + ".");
            return null;
        } finally {
            decidingSince = Long.MIN_VALUE;
        }
    }

    /** Whether it has been deciding for too long: it may never answer. Any thread. */
    boolean hangs() {
        long since = decidingSince;
        return since != Long.MIN_VALUE && around.time().nanoTime() - since > 10 * AT_ONCE.toNanos();
    }

    /** Whether a position is still taken along its bracket. Any thread. */
    boolean following() {
        return following;
    }

    /** It does not come back from a decision: said at once, since its own queue cannot. Any thread. */
    void hung() {
        RunStatus now = status;
        status = new RunStatus(now.lane(), now.symbol(), State.FAILED, "STRATEGY_HUNG", "It does not come back from a decision; its protective orders stay.",
                now.state() == State.FAILED ? now.since() : around.time().instant(), now.funnel(), now.last());
    }

    private void fail(String code, String why) {
        failureCode = code;
        failure = why;
        run = null;
        handed = null;
        trader.stopBuying();
        LOG.error("{} was stopped; its protective orders and its bracket stay. {} [{}]", key, why, code);
    }

    private Facts facts(boolean live) {
        if (!live) {
            Observation.Missing<Quote> history = new Observation.Missing<>("HISTORY", "This is history.");
            return new Facts(Facts.Holding.NONE, history, new Observation.Missing<>("HISTORY", "This is history."),
                    new Observation.Missing<>("HISTORY", "This is history."));
        }
        return new Facts(trader.holding(), around.data().latest(key.lane().broker(), key.symbol()), around.orders().fees(key.lane(), key.symbol()),
                around.orders().budget(key.lane(), key.symbol()));
    }

    /** Says anew how it is. */
    private void look() {
        String code = "";
        String reason = incident;
        State state = State.RUNNING;
        Optional<LaneNow> lane = around.orders().lane(key.lane());
        if (!failure.isEmpty()) {
            state = State.FAILED;
            code = failureCode;
            reason = failure;
        } else if (said.word() != Kept.Word.RESUMED) {
            state = said.word() == Kept.Word.PAUSED ? State.PAUSED : State.STOPPED;
            code = "STRATEGY_" + said.word();
            reason = said.word() == Kept.Word.PAUSED ? "Paused by " + said.by() + "." : "Stopped by " + said.by() + ".";
        } else if (strategy == null) {
            state = State.WAITING;
            code = "STRATEGY_ABSENT";
            reason = "Its bundle is not here; its positions are looked after.";
        } else if (lane.isEmpty()) {
            state = State.WAITING;
            code = "LANE_ABSENT";
            reason = "No account has a lane " + key.lane() + "; 'accounts' lists them.";
        } else if (instrument == null) {
            Surroundings.Found found = around.instrument(key.lane().broker(), key.symbol());
            state = State.WAITING;
            code = found.code();
            reason = found.reason();
        } else if (!current) {
            state = State.WAITING;
            code = interrupted.isEmpty() ? "WARMING_UP" : "MARKET_DATA_INTERRUPTED";
            reason = interrupted.isEmpty() ? "It reads history." : interrupted;
        }
        following = trader.following();
        Instant since = status.state() == state && status.code().equals(code) ? status.since() : around.time().instant();
        status = new RunStatus(key.lane(), key.symbol(), state, code, reason, since, funnel.now(), last);
    }

    /** How many signals in a row came to nothing, and by which check. */
    record Vain(int count, String check) {}

    Vain vain() {
        return new Vain(funnel.inVain(), funnel.lastVeto());
    }

    /** Ends; what rests at the venue rests on. */
    void stop() {
        ticks.close();
        queue.execute(() -> {
            closeFeeds();
            if (quotes != null) {
                quotes.close();
                quotes = null;
            }
            run = null;
            strategy = null;
        });
        queue.close();
    }
}
