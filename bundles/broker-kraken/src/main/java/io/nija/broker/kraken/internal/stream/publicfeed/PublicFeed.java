package io.nija.broker.kraken.internal.stream.publicfeed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.stream.ConnectBudget;
import io.nija.broker.kraken.internal.stream.StreamLink;
import io.nija.broker.kraken.internal.stream.StreamSockets;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.MarketMode;
import io.nija.market.MarketStream;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

/**
 * Kraken's public streams, shared by all: equal wishes share a topic, topics share connections. A connection is made with its
 * first topic and ended with its last. Thread-safe; a connection's lock is never taken while holding another one's.
 */
public final class PublicFeed implements MarketStream {

    private static final Duration RULES_AGAIN = Duration.ofSeconds(10);

    private final Supplier<StreamSockets> sockets;
    private final Supplier<CompletableFuture<Observation<InstrumentBook>>> rules;
    private final ConnectBudget budget;
    private final TimeSource time;
    private final Timers timers;
    private final Executor executor;
    /** Guards which connections there are; taken before a connection's lock, never after. */
    private final Object structure = new Object();
    private final List<Shard> shards = new ArrayList<>();
    private final Set<Subscriber> waiting = new HashSet<>();
    private long gone;
    private long goneFaults;
    private long goneResyncs;
    private int made;
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param sockets opened when the first topic is wanted
     * @param rules the instruments as they are, read when they were not yet
     */
    public PublicFeed(Supplier<StreamSockets> sockets, Supplier<CompletableFuture<Observation<InstrumentBook>>> rules, ConnectBudget budget,
            TimeSource time, Timers timers, Executor executor) {
        this.sockets = sockets;
        this.rules = rules;
        this.budget = budget;
        this.time = time;
        this.timers = timers;
        this.executor = executor;
    }

    @Override
    public Subscription subscribe(Topic topic, Consumer<MarketEvent> listener) {
        Subscriber subscriber = new Subscriber(topic, listener, executor, this::leave);
        synchronized (structure) {
            waiting.add(subscriber);
        }
        executor.execute(() -> join(subscriber));
        return subscriber;
    }

    private void join(Subscriber subscriber) {
        // Never on the thread that brings the rules: it may hold what a connection waits for while it makes a book.
        rules.get().whenCompleteAsync((observed, failure) -> {
            InstrumentBook book = observed instanceof Observation.Known<InstrumentBook> known ? known.value()
                    : observed instanceof Observation.Stale<InstrumentBook> stale ? stale.value() : null;
            if (book == null) {
                tell(subscriber, observed instanceof Observation.Missing<InstrumentBook> missing ? missing.code() : "INTERNAL",
                        "Kraken's instruments cannot be read, so nothing can be subscribed yet.");
                timers.after(RULES_AGAIN, executor, () -> {
                    if (waits(subscriber)) {
                        join(subscriber);
                    }
                });
                return;
            }
            Optional<Instrument> instrument = book.find(subscriber.topic().symbol().toString());
            if (instrument.isEmpty()) {
                tell(subscriber, "KRAKEN_UNKNOWN_PAIR", "Kraken has no instrument "
                        + VenueText.clean(subscriber.topic().symbol().toString(), 40) + ".");
                return;
            }
            FeedTopic topic;
            try {
                topic = FeedTopic.of(subscriber.topic(), instrument.get().symbol());
            } catch (IllegalArgumentException noSuchTopic) {
                tell(subscriber, "KRAKEN_NO_SUCH_TOPIC", noSuchTopic.getMessage());
                return;
            }
            attach(subscriber, topic, instrument.get());
        }, executor);
    }

    private boolean waits(Subscriber subscriber) {
        synchronized (structure) {
            return waiting.contains(subscriber) && !closed;
        }
    }

    private static void tell(Subscriber subscriber, String code, String reason) {
        subscriber.keep(new MarketEvent.Interrupted(subscriber.topic().symbol(), code, reason));
    }

    private void attach(Subscriber subscriber, FeedTopic topic, Instrument instrument) {
        synchronized (structure) {
            if (closed || !waiting.remove(subscriber)) {
                return;
            }
            for (Shard shard : shards) {
                if (locked(shard, () -> {
                    FeedLine line = shard.line(topic);
                    if (line != null) {
                        line.add(subscriber);
                    }
                    return line != null;
                })) {
                    return;
                }
            }
            for (Shard shard : shards) {
                if (locked(shard, () -> shard.takes(topic) && add(shard, subscriber, topic, instrument))) {
                    return;
                }
            }
            Shard fresh = new Shard(this::link, time);
            shards.add(fresh);
            locked(fresh, () -> add(fresh, subscriber, topic, instrument));
            fresh.link().begin();
        }
    }

    private StreamLink link(StreamLink.Owner owner) {
        return new StreamLink("public stream " + ++made, sockets, () -> CompletableFuture.completedFuture(new StreamLink.Ready.Go()),
                budget, time, timers, executor, owner);
    }

    private boolean add(Shard shard, Subscriber subscriber, FeedTopic topic, Instrument instrument) {
        FeedLine line = switch (topic.channel()) {
            case "book" -> new BookLine(topic, () -> latest(instrument), shard.link().lock(), time);
            case "trade" -> new TradesLine(topic);
            case "ohlc" -> new CandlesLine(topic);
            default -> new PricesLine(topic, time);
        };
        line.notBefore = time.nanoTime();
        line.add(subscriber);
        shard.add(line);
        return true;
    }

    /** The instrument as last read: what has been read already is there at once. */
    private Instrument latest(Instrument before) {
        AtomicReference<Instrument> latest = new AtomicReference<>(before);
        CompletableFuture<Observation<InstrumentBook>> ready = rules.get();
        if (ready.isDone() && !ready.isCompletedExceptionally() && ready.join() instanceof Observation.Known<InstrumentBook> known) {
            known.value().find(before.symbol().toString()).ifPresent(latest::set);
        }
        return latest.get();
    }

    private static <T> T locked(Shard shard, Supplier<T> work) {
        shard.link().lock().lock();
        try {
            return work.get();
        } finally {
            shard.link().lock().unlock();
        }
    }

    /** A listener went: its topic goes with the last one, and the connection with its last topic. */
    private void leave(Subscriber subscriber) {
        synchronized (structure) {
            waiting.remove(subscriber);
            for (Shard shard : List.copyOf(shards)) {
                boolean empty = locked(shard, () -> {
                    shard.all().forEach(line -> {
                        if (line.subscribers().remove(subscriber) && line.subscribers().isEmpty()) {
                            shard.remove(line);
                        }
                    });
                    return shard.size() == 0;
                });
                if (empty) {
                    shards.remove(shard);
                    shard.link().close();
                    count(shard);
                }
            }
        }
    }

    private void count(Shard shard) {
        gone += shard.link().reconnections();
        goneFaults += shard.link().faults();
        goneResyncs += shard.resyncs();
    }

    @Override
    public Health health() {
        synchronized (structure) {
            return new Health((int) count(shard -> shard.link().open() ? 1L : 0L), (int) count(shard -> (long) shard.size()),
                    (int) count(shard -> (long) shard.live()), mode(), heardAt(), gone + count(shard -> shard.link().reconnections()),
                    goneResyncs + count(Shard::resyncs), goneFaults + count(shard -> shard.link().faults()));
        }
    }

    private long count(Function<Shard, Long> what) {
        return shards.stream().mapToLong(shard -> locked(shard, () -> what.apply(shard))).sum();
    }

    private MarketMode mode() {
        return shards.stream().map(shard -> locked(shard, shard::mode)).filter(mode -> mode != MarketMode.OTHER).findFirst()
                .orElse(MarketMode.OTHER);
    }

    private Instant heardAt() {
        long now = time.nanoTime();
        Instant wall = time.instant();
        return shards.stream().filter(shard -> locked(shard, () -> shard.link().open()))
                .map(shard -> wall.minusNanos(now - locked(shard, () -> shard.link().heardAt()))).max(Instant::compareTo).orElse(null);
    }

    /** Ends every connection; tells nothing more. Threads of the sockets are their owner's to end. */
    public void close() {
        synchronized (structure) {
            closed = true;
            waiting.clear();
            for (Shard shard : shards) {
                locked(shard, () -> {
                    shard.all().forEach(line -> line.interrupted("STREAM_CLOSED", "The stream was closed."));
                    return null;
                });
                shard.link().close();
            }
            shards.clear();
        }
    }
}
