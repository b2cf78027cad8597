package io.nija.marketdata.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.nija.broker.Observation;
import io.nija.market.MarketEvent;
import io.nija.market.MarketEvent.Candle;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData.CandleEvent;
import io.nija.marketdata.MarketData.Freshness;

/**
 * Closed candles of one length of one instrument for one listener: history, then the stream, without a gap between or within them. A
 * candle is closed when a later one has begun, or when its time has passed and the stream is current; where nobody traded it has no
 * volume. After an interruption the venue's history tells what was missed. Pure but for what it remembers: what is to be read it asks
 * its source for. On its queue only.
 */
final class CandleLine {

    /** What is on its way when an interval ends arrives within this. */
    static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Where history is asked for. */
    interface History {
        /** Asks for closed candles from there on; the answer comes to {@link CandleLine#read}. */
        void ask(Instant from);
    }

    private final Symbol symbol;
    private final Duration interval;
    private final int warmUp;
    private final Duration source;
    private final InstantSource clock;
    private final History history;
    private final Consumer<CandleEvent> listener;
    /** Of the source's length, as last told, from the first on that is not passed on yet. */
    private final TreeMap<Instant, Candle> told = new TreeMap<>();
    private final CandleMaker maker;
    private boolean streaming;
    private boolean asked;
    private boolean caughtUp;
    private Instant askAgain = Instant.MIN;
    private Duration pause = FIRST_PAUSE;
    /** The begin of the next candle of the source's length. */
    private Instant next;
    private BigDecimal lastClose;
    /** The begin of the first candle all of whose parts are here. */
    private Instant wholeFrom;
    private Instant since;
    private Freshness freshness = new Freshness(false, null, "WARMING_UP", "History is being read.");

    /**
     * @param source the length of the candles that the venue gives: {@code interval}, or a part of it
     * @param clock the venue's
     */
    CandleLine(Symbol symbol, Duration interval, int warmUp, Duration source, InstantSource clock, History history, Consumer<CandleEvent> listener) {
        this.symbol = symbol;
        this.interval = interval;
        this.warmUp = warmUp;
        this.source = source;
        this.clock = clock;
        this.history = history;
        this.listener = listener;
        maker = new CandleMaker(symbol, interval);
    }

    /** The first candle that is wanted, at its source's length. */
    private Instant first(Instant now) {
        return CandleMaker.beginOf(now, interval).minus(interval.multipliedBy(warmUp));
    }

    /** The stream says something. */
    void heard(MarketEvent event) {
        if (event instanceof Candle candle) {
            if (next == null || !candle.begin().isBefore(next)) {
                told.put(candle.begin(), candle);
            }
            passOn();
        } else if (event instanceof MarketEvent.Live) {
            streaming = true;
            since = clock.instant();
            caughtUp = false;
            ask();
        } else if (event instanceof MarketEvent.Interrupted interrupted) {
            streaming = false;
            say(interrupted.code(), interrupted.reason());
        } else if (event instanceof MarketEvent.Gap gap) {
            since = clock.instant();
            caughtUp = false;
            say(gap.code(), gap.reason());
            ask();
        }
    }

    private void say(String code, String reason) {
        if (freshness.live() || !freshness.code().equals(code)) {
            freshness = new Freshness(false, freshness.at(), code, reason);
            listener.accept(new CandleEvent.Interrupted(code, reason));
        }
    }

    private void ask() {
        Instant now = clock.instant();
        if (!asked && !now.isBefore(askAgain)) {
            asked = true;
            history.ask(next == null ? first(now) : next);
        }
    }

    /** Whether nothing was passed on yet. */
    boolean untold() {
        return next == null;
    }

    /** Time went on. */
    void tick() {
        if (!caughtUp) {
            ask();
        }
        passOn();
    }

    /** What the venue's history says. @param upTo what was closed then, by the venue's clock, is in it */
    void read(Observation<List<Candle>> answer, Instant upTo) {
        asked = false;
        if (!(answer instanceof Observation.Known<List<Candle>> known)) {
            askAgain = clock.instant().plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            String why = answer instanceof Observation.Missing<List<Candle>> missing ? missing.reason() : "It is out of date.";
            say("HISTORY_MISSING", "The candles of " + symbol + " could not be read; they are asked for again. " + why);
            return;
        }
        pause = FIRST_PAUSE;
        Instant before = next;
        Instant closedBefore = CandleMaker.beginOf(upTo, source);
        for (Candle candle : known.value()) {
            if (candle.begin().isBefore(closedBefore) && (next == null || !candle.begin().isBefore(next))) {
                if (next != null) {
                    quietUntil(candle.begin());
                }
                pass(candle, fresh(candle.begin()));
            }
        }
        if (next != null) {
            // Until it was asked for, the history is all there is: in what it leaves out nobody traded.
            quietUntil(closedBefore);
        }
        if (next != null && next.equals(before)) {
            // A venue's history may be behind its stream: it is not asked again at once.
            askAgain = clock.instant().plus(FIRST_PAUSE);
        }
        caughtUp = true;
        passOn();
        current();
    }

    /** What was missed is here, and the stream tells the rest. */
    private void current() {
        if (streaming && next != null && !freshness.live()) {
            freshness = new Freshness(true, freshness.at(), "", "");
            listener.accept(new CandleEvent.Live());
        }
    }

    /** Passes on what is closed by now, in order; only what the stream told without interruption. */
    private void passOn() {
        if (!streaming || !caughtUp) {
            return;
        }
        if (next == null) {
            if (told.isEmpty()) {
                return;
            }
            // The venue knows no older one: it begins with the first that was told.
            next = told.firstKey();
            current();
        }
        Instant now = clock.instant();
        while (true) {
            boolean later = told.higherKey(next) != null;
            boolean passed = !next.plus(source).plus(GRACE).isAfter(now);
            Candle candle = told.get(next);
            if (!later && !passed || candle == null && lastClose == null) {
                return;
            }
            if (!next.isAfter(since)) {
                // The stream did not see all of it: the venue's history tells what it was.
                caughtUp = false;
                ask();
                return;
            }
            pass(candle == null ? CandleMaker.quiet(symbol, source, next, lastClose) : candle, true);
        }
    }

    private void quietUntil(Instant begin) {
        while (next.isBefore(begin)) {
            pass(CandleMaker.quiet(symbol, source, next, lastClose), fresh(next));
        }
    }

    /** Whether it closed while the stream was current: only what it was had to be read. */
    private boolean fresh(Instant begin) {
        return streaming && since != null && begin.plus(source).isAfter(since);
    }

    private void pass(Candle candle, boolean live) {
        if (wholeFrom == null) {
            Instant begin = CandleMaker.beginOf(candle.begin(), interval);
            wholeFrom = begin.equals(candle.begin()) ? begin : begin.plus(interval);
        }
        next = candle.begin().plus(source);
        lastClose = candle.close();
        told.headMap(next).clear();
        if (source.equals(interval)) {
            tell(candle, live);
            return;
        }
        Candle before = maker.add(candle);
        if (before != null && !next.minus(source).equals(before.begin().plus(interval))) {
            // A longer candle without its last part cannot be: parts come without a gap.
            throw new IllegalStateException("Candles of " + symbol + " were passed on with a gap before " + candle.begin() + ".");
        }
        if (CandleMaker.beginOf(next, interval).equals(next)) {
            Candle whole = maker.now(true);
            if (!whole.begin().isBefore(wholeFrom)) {
                tell(whole, live);
            }
        }
    }

    private void tell(Candle candle, boolean live) {
        freshness = new Freshness(freshness.live(), clock.instant(), freshness.code(), freshness.reason());
        listener.accept(new CandleEvent.Closed(new Candle(candle.symbol(), candle.interval(), candle.begin(), candle.open(), candle.high(), candle.low(),
                candle.close(), candle.vwap(), candle.volume(), candle.trades(), true), live));
    }

    Freshness freshness() {
        return freshness;
    }
}
