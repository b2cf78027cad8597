package io.nija.broker.kraken.internal.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.market.InstrumentBook;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/**
 * Reads the rules of all instruments in the background: once somebody wants them, then every hour, and with growing
 * pauses while it fails. In between, small samples are compared with the book, so that a session can prove every minute
 * that the rules still hold without reading megabytes. Thread-safe; work is done on the broker's queue.
 */
public final class InstrumentFeed {

    private static final Logger LOG = LoggerFactory.getLogger(InstrumentFeed.class);
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int SAMPLE = 10;

    private final VenueFeed feed;
    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    private final Duration every;
    private final SharedRead<JsonNode> sample;
    private volatile Observation<InstrumentBook> observed =
            new Observation.Missing<>("KRAKEN_INSTRUMENTS_PENDING", "Kraken's instruments are being read.");
    private volatile KrakenInstruments book;
    private CompletableFuture<Observation<InstrumentBook>> reading;
    private boolean begun;
    private boolean closed;
    private Timers.Timer next;
    private Duration pause = FIRST_PAUSE;
    private Instant bookAt;
    private int from;

    public InstrumentFeed(VenueFeed feed, SerialQueue queue, Timers timers, TimeSource time, Duration every) {
        this.feed = feed;
        this.queue = queue;
        this.timers = timers;
        this.time = time;
        this.every = every;
        this.sample = new SharedRead<>(time, this::readSample);
    }

    /** What is known now; the first look begins the reading. */
    public Observation<InstrumentBook> observed() {
        begin();
        if (observed instanceof Observation.Known<InstrumentBook> known
                && known.at().isBefore(time.instant().minus(every.multipliedBy(2)))) {
            return new Observation.Stale<>(known.value(), known.at(), "KRAKEN_INSTRUMENTS_OLD",
                    "Kraken's instruments could not be read again since " + known.at() + ".");
        }
        return observed;
    }

    /** The book, when there is one, or what came of the reading that is under way. */
    public CompletableFuture<Observation<InstrumentBook>> ready() {
        synchronized (this) {
            if (book != null) {
                return CompletableFuture.completedFuture(observed());
            }
            read();
            return reading.copy();
        }
    }

    /**
     * Compares a few of Kraken's rules with the book, the next few each time.
     *
     * @return how many instruments the book has, with the time of this comparison
     */
    public CompletableFuture<Reply<Integer>> compare() {
        KrakenInstruments current = book;
        return sample.get(Duration.ofSeconds(15)).thenApply(reply -> {
            if (reply instanceof Reply.Good<JsonNode> good && !current.agrees(good.value())) {
                LOG.info("Kraken's instrument rules have changed; reading all of them again.");
                read();
            }
            boolean unknownPair = reply instanceof Reply.Bad<JsonNode> bad && bad.problem().code().equals("KRAKEN_UNKNOWN_PAIR");
            if (unknownPair) {
                read();
            }
            return reply.read(pairs -> current.all().size());
        });
    }

    /** The time by which the observations are dated. */
    public Instant now() {
        return time.instant();
    }

    private CompletableFuture<Reply<JsonNode>> readSample() {
        KrakenInstruments current = book;
        int start;
        synchronized (this) {
            start = from;
            from = Math.floorMod(from + SAMPLE, Math.max(1, current.all().size()));
        }
        return feed.ask("/0/public/AssetPairs?pair=" + String.join(",", current.sample(start, SAMPLE)), null);
    }

    private synchronized void begin() {
        if (!begun && !closed) {
            read();
        }
    }

    private synchronized void read() {
        if (reading != null && !reading.isDone() || closed) {
            if (reading == null) {
                reading = CompletableFuture.completedFuture(observed);
            }
            return;
        }
        begun = true;
        if (next != null) {
            next.close();
        }
        CompletableFuture<Observation<InstrumentBook>> now = new CompletableFuture<>();
        reading = now;
        all().whenComplete((reply, failure) -> queue.execute(() -> {
            if (failure != null) {
                LOG.error("Kraken's instruments could not be read", failure);
            }
            now.complete(settle(failure == null ? reply : new Reply.Bad<>(unforeseen())));
        }));
        if (queue.closed()) {
            now.complete(observed);
        }
    }

    private Problem unforeseen() {
        return Problem.local("INTERNAL", "Kraken's instruments could not be read in an unforeseen way; the log says more.", "",
                time.instant());
    }

    /** Assets and pairs, one after the other; a question that cannot even be asked is a failure like any other. */
    private CompletableFuture<Reply<KrakenInstruments>> all() {
        try {
            return feed.ask("/0/public/Assets", READ_LIMIT).thenCompose(assets -> {
                Reply<AssetNames> names = assets.read(AssetNames::of);
                if (names instanceof Reply.Bad<AssetNames> bad) {
                    return CompletableFuture.<Reply<KrakenInstruments>>completedFuture(new Reply.Bad<>(bad.problem()));
                }
                AssetNames known = ((Reply.Good<AssetNames>) names).value();
                return feed.ask("/0/public/AssetPairs", READ_LIMIT)
                        .thenApply(pairs -> pairs.read(tree -> KrakenInstruments.of(known, tree)));
            });
        } catch (Throwable notAsked) {
            return CompletableFuture.failedFuture(notAsked);
        }
    }

    private synchronized Observation<InstrumentBook> settle(Reply<KrakenInstruments> reply) {
        Duration wait = pause;
        if (reply instanceof Reply.Good<KrakenInstruments> good && !good.value().all().isEmpty()) {
            if (book == null) {
                LOG.info("Read the rules of {} instruments from Kraken; {} pairs left out.", good.value().all().size(),
                        good.value().leftOut());
            }
            book = good.value();
            bookAt = good.at();
            observed = new Observation.Known<>(good.value(), good.at());
            pause = FIRST_PAUSE;
            wait = every;
        } else {
            failed(reply instanceof Reply.Bad<KrakenInstruments> bad ? bad.problem() : Problem.local("KRAKEN_NO_INSTRUMENTS",
                    "Kraken named no instrument with all its rules.", "", time.instant()));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        if (!closed) {
            next = timers.after(wait, queue, this::read);
        }
        return observed;
    }

    private void failed(Problem problem) {
        if (!(observed instanceof Observation.Missing<InstrumentBook> missing && missing.code().equals(problem.code()))) {
            LOG.info("Kraken's instruments cannot be read: {} {}", problem.code(), problem.message());
        }
        observed = book == null ? new Observation.Missing<>(problem.code(), problem.message())
                : new Observation.Stale<>(book, bookAt, problem.code(), problem.message());
    }

    /** Stops reading. */
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.close();
        }
        if (reading != null) {
            reading.complete(observed);
        }
    }
}
