package io.nija.broker.kraken.internal.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.lane.SocketPath;
import io.nija.broker.kraken.internal.stream.Streams;
import io.nija.broker.kraken.internal.stream.privatefeed.PrivateListener;
import io.nija.broker.kraken.internal.stream.privatefeed.PrivateStream;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.SocketRequest;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A session's place for its private stream: opened once the keys are proven to be the account's own, closed when they are not.
 * What comes is passed on on the session's queue. The stream is said and never decides: without it REST tells all, only
 * later, so it neither keeps a lane up nor pulls it down.
 */
final class StreamSeat implements PrivateListener, SocketPath {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSeat.class);

    /** A token is opaque; this is what can stand in a request as it is. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=_.:-]{1,1000}");

    /** How long a round waits to see whether the stream opens. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration STOP_LIMIT = Duration.ofMillis(400);

    /** Whom the stream is told to. */
    interface Told {

        Followers followers();

        void order(OrderView order);

        void allowed(long points);

        void rateCount(String symbol, BigDecimal count);

        /** What rests was told anew. */
        void live();
    }

    private final LaneId lane;
    private final Venue venue;
    private final PrivateLane calls;
    private final SerialQueue queue;
    private final Executor shared;
    private final Timers timers;
    private final TimeSource time;
    private final Standing standing;
    private final Told told;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private Streams.Lazily sockets;
    private PrivateStream stream;
    private boolean closed;
    private Runnable changed = () -> {};

    StreamSeat(LaneId lane, Venue venue, PrivateLane calls, SerialQueue queue, Executor shared, Timers timers, TimeSource time,
            Standing standing, Told told) {
        this.lane = lane;
        this.venue = venue;
        this.calls = calls;
        this.queue = queue;
        this.shared = shared;
        this.timers = timers;
        this.time = time;
        this.standing = standing;
        this.told = told;
    }

    /** Told on the queue that it has become live, or is not any more. */
    void changed(Runnable told) {
        changed = told;
    }

    /** Whether the venue has a stream at all. */
    boolean available() {
        return venue.streams().available();
    }

    /** Opens it if it never was; completes on the queue when it is live or will not be soon. On the queue. */
    CompletableFuture<Void> opened() {
        PrivateStream open = seated();
        if (open == null || open.health().live() || !open.health().code().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> tried = new CompletableFuture<>();
        waiting.add(tried);
        Timers.Timer enough = timers.after(PATIENCE, queue, () -> tried.complete(null));
        tried.whenComplete((done, failure) -> {
            enough.close();
            waiting.remove(tried);
        });
        open.begin();
        return tried;
    }

    private synchronized PrivateStream seated() {
        if (stream == null && !closed) {
            sockets = new Streams.Lazily(() -> venue.streams().privately(lane.toString()));
            stream = new PrivateStream(lane, sockets::get, venue.streams().budget(), this::token, time, timers, shared, this);
        }
        return stream;
    }

    private synchronized PrivateStream current() {
        return stream;
    }

    private CompletableFuture<PrivateStream.Token> token() {
        return calls.send(PrivateCall.streamToken()).thenApply(raw -> {
            Reply<PrivateStream.Token.Granted> reply = raw.read(result -> {
                String token = KrakenJson.text(result, "token");
                if (!TOKEN.matcher(token).matches()) {
                    throw new UnexpectedShape("'token' is empty or has characters that no token has");
                }
                return new PrivateStream.Token.Granted(token, Duration.ofSeconds(KrakenJson.integer(result, "expires", 1, 86_400)));
            });
            if (reply instanceof Reply.Good<PrivateStream.Token.Granted> good) {
                return good.value();
            }
            Problem problem = ((Reply.Bad<PrivateStream.Token.Granted>) reply).problem();
            return new PrivateStream.Token.Refused(problem.code(), "no token was granted: " + problem.message());
        });
    }

    @Override
    public boolean open() {
        PrivateStream open = current();
        return open != null && open.open();
    }

    @Override
    public Optional<CompletableFuture<Reply<JsonNode>>> exchange(SocketRequest request, BooleanSupplier beginWrite) {
        PrivateStream open = current();
        return open == null ? Optional.empty() : open.exchange(request, beginWrite);
    }

    /** The orders that rest, as the stream tells them; empty when it does not tell surely all. Any thread. */
    Optional<List<OrderView>> resting() {
        PrivateStream open = current();
        return open == null ? Optional.empty() : open.resting();
    }

    /** Every fill since {@code from} as the stream told them; empty when one may be missing. Any thread. */
    Optional<List<Trade>> trades(Instant from) {
        PrivateStream open = current();
        return open == null ? Optional.empty() : open.trades(from);
    }

    /** Begins to open it, if it never was, while other things are done. On the queue. */
    void begin() {
        PrivateStream open = available() ? seated() : null;
        if (open != null) {
            open.begin();
        }
    }

    /** What the ladder shows. */
    Evidence evidence(Instant now) {
        PrivateStream open = current();
        if (open == null) {
            return Evidence.failed(Step.STREAM, now, "KRAKEN_STREAM_CLOSED", "The private stream is closed.", "");
        }
        PrivateStream.Health health = open.health();
        if (health.live() && health.heardAt() != null) {
            return Evidence.ok(Step.STREAM, health.heardAt(), "The private stream is open: orders and fills are told as they happen."
                    + tier(health.maxRateCount()));
        }
        return down(now, health.code().isEmpty() ? "KRAKEN_STREAM_OPENING" : health.code(),
                health.code().isEmpty() ? "The private stream is not open yet." : health.reason());
    }

    private static Evidence down(Instant now, String code, String reason) {
        return Evidence.failed(Step.STREAM, now, code, reason + " Orders and fills are read by REST meanwhile.",
                "Nothing to do yet: it is opened again by itself. If it lasts, see status.kraken.com.");
    }

    /** Kraken tells the tier with the subscription: orders go by it; how often may be asked stays as the file says. */
    private String tier(Long maxRateCount) {
        return maxRateCount == null || venue.tier() == Tier.UNLIMITED || maxRateCount * 1_000 == venue.tier().engineMaximum() ? ""
                : " Kraken allows " + maxRateCount + " points on the order counter of each pair, which is not tier "
                        + venue.tier().label() + " as in io.nija.broker.kraken.cfg.";
    }

    @Override
    public void allowed(long points) {
        told.allowed(points);
    }

    @Override
    public void order(OrderView order) {
        queue.execute(() -> {
            told.order(order);
            told.followers().order(order);
        });
    }

    @Override
    public void trade(Trade trade) {
        queue.execute(() -> told.followers().trade(trade));
    }

    @Override
    public void balance(String asset, BigDecimal total, Instant at) {
        // A session's balances are one reading of one moment, holds included, and accounts are kept by it: a total that is told
        // apart from the others would make it a mixture of moments.
        LOG.debug("The total of {} is {} now", asset, total.toPlainString());
    }

    @Override
    public void rateCount(String symbol, BigDecimal count) {
        told.rateCount(symbol, count);
    }

    @Override
    public void gap(String reason) {
        queue.execute(() -> told.followers().gap(reason));
    }

    @Override
    public void live() {
        queue.execute(() -> {
            if (current() != null) {
                standing.put(evidence(time.instant()));
                told.live();
                told.followers().live();
                changed.run();
                answer();
            }
        });
    }

    @Override
    public void down(String code, String reason) {
        queue.execute(() -> {
            if (current() != null) {
                standing.put(down(time.instant(), code, reason));
                told.followers().down(reason);
                changed.run();
                answer();
            }
        });
    }

    private void answer() {
        List<CompletableFuture<Void>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(tried -> tried.complete(null));
    }

    /** The keys may not be used for it. On the queue. */
    void end() {
        shut(false);
        told.followers().down("The private stream was closed.");
        answer();
    }

    /** The session ends. Any thread. */
    void close() {
        shut(true);
    }

    private void shut(boolean forGood) {
        PrivateStream last;
        Streams.Lazily opened;
        synchronized (this) {
            closed |= forGood;
            last = stream;
            opened = sockets;
            stream = null;
            sockets = null;
        }
        if (last != null) {
            last.close();
            opened.close(STOP_LIMIT);
        }
    }
}
