package io.nija.strategies.internal;

import java.math.BigDecimal;
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
    /** Candles that are kept for a strategy that is away. */
    private static final int KEPT = 500;
    private static final Duration TICK = Duration.ofSeconds(1);

    private final RunKey key;
    private final Surroundings around;
    private final SerialQueue queue;
    private final FunnelCount funnel = new FunnelCount();
    private final Deciding deciding;
    private final Feeds feeds;
    private final Trader trader;
    private final Timers.Timer ticks;
    private final ArrayDeque<Candle> missed = new ArrayDeque<>();
    private Kept.Said said = new Kept.Said(Kept.Word.RESUMED, "");
    private Strategy strategy;
    private StrategyRun run;
    private Handed handed;
    private Instrument instrument;
    private Duration interval;
    /** Why it was stopped, or null. */
    private Standing failure;
    private String incident = "";
    private long shown;
    private Latest last;
    private volatile boolean following;
    private volatile RunStatus status;

    SeatedRun(RunKey key, Surroundings around, SerialQueue queue, Timers timers) {
        this.key = key;
        this.around = around;
        this.queue = queue;
        deciding = new Deciding(around.time());
        feeds = new Feeds(key, around.data(), queue);
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
            failure = null;
            trader.version(now.plan().parametersVersion());
            if (!now.inputs().interval().equals(interval)) {
                feeds.closeCandles();
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
            if (run != null && failure == null) {
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
            } else if (failure != null && strategy != null) {
                // A person says that it may try again.
                failure = null;
                run = null;
                handed = null;
                feeds.closeCandles();
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
        if (strategy != null && run == null && failure == null) {
            begin();
        }
        if (run != null) {
            // A state that was handed on needs no warm-up but what closed meanwhile; the hub begins with history, and what is known is passed over.
            feeds.candles(interval, strategy.inputs().warmUp(), this::heard);
        }
        feeds.quotes(trader.following() || strategy != null, this::priced);
    }

    private void begin() {
        Seat seat = new Seat(key.lane(), instrument, false);
        try {
            run = strategy.begin(seat, handed == null ? Optional.empty() : Optional.of(handed.state()));
        } catch (IncompatibleState e) {
            happened("The state of the strategy before cannot be used, so it begins from history: " + e.getMessage());
            handed = null;
            feeds.closeCandles();
            begin();
            return;
        } catch (RuntimeException | LinkageError e) {
            fail("STRATEGY_THREW", "It could not begin: " + e + ".");
            return;
        }
        if (handed == null) {
            shown = 0;
            missed.clear();
            feeds.closeCandles();
        } else {
            handed = null;
            List<Candle> late = List.copyOf(missed);
            missed.clear();
            late.forEach(candle -> shown(candle, true));
        }
    }

    private void heard(MarketData.CandleEvent event) {
        if (event instanceof MarketData.CandleEvent.Closed closed) {
            candle(closed.candle(), closed.live());
        }
        look();
    }

    private void candle(MarketEvent.Candle told, boolean live) {
        Candle candle = around.candle(key, told);
        if (candle == null || candle.end() <= shown) {
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
            trader.closed(BigDecimal.valueOf(candle.close()), instrument);
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
        return failure == null && said.word() != Kept.Word.STOPPED;
    }

    /** Shows a scene and has done what is decided. */
    private void show(Scene.Event event, boolean live) {
        if (run == null || !running()) {
            return;
        }
        List<Decision> decisions;
        try {
            decisions = deciding.ask(run, new Scene(event, live ? around.facts(key, trader.holding()) : Surroundings.HISTORY));
        } catch (Deciding.Stopped stopped) {
            fail(stopped.code(), stopped.getMessage());
            return;
        }
        if (!live) {
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
            funnel.paused();
        } else {
            trader.act(decision, instrument, at);
        }
    }

    /** Whether it does not come back from a decision. Any thread. */
    boolean hangs() {
        return deciding.hangs();
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
        failure = new Standing(State.FAILED, code, why);
        run = null;
        handed = null;
        trader.stopBuying();
        LOG.error("{} was stopped; its protective orders and its bracket stay. {} [{}]", key, why, code);
    }

    /** Says anew how it is. */
    private void look() {
        Standing now = standing();
        following = trader.following();
        Instant since = status.state() == now.state() && status.code().equals(now.code()) ? status.since() : around.time().instant();
        status = new RunStatus(key.lane(), key.symbol(), now.state(), now.code(), now.reason(), since, funnel.now(), last);
    }

    /** The weightiest of what keeps it from running. */
    private Standing standing() {
        if (failure != null) {
            return failure;
        }
        Standing person = Standing.by(said);
        if (person != null) {
            return person;
        }
        if (strategy == null) {
            return Standing.waiting("STRATEGY_ABSENT", "Its bundle is not here; its positions are looked after.");
        }
        if (around.orders().lane(key.lane()).isEmpty()) {
            return Standing.waiting("LANE_ABSENT", "No account has a lane " + key.lane() + "; 'accounts' lists them.");
        }
        if (instrument == null) {
            Surroundings.Found found = around.instrument(key.lane().broker(), key.symbol());
            return Standing.waiting(found.code(), found.reason());
        }
        Standing data = feeds.trouble();
        return data != null ? data : new Standing(State.RUNNING, "", incident);
    }

    /** How many signals in a row came to nothing, and which check refused the last. */
    record Vain(int count, String check) {}

    Vain vain() {
        return new Vain(funnel.inVain(), funnel.lastVeto());
    }

    /** Ends; what rests at the venue rests on. */
    void stop() {
        ticks.close();
        queue.execute(() -> {
            feeds.closeCandles();
            feeds.quotes(false, this::priced);
            run = null;
            strategy = null;
        });
        queue.close();
    }
}
