package io.nija.broker.kraken.internal.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.ReplyReader;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.WireRequest;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.platform.TimeSource;

import tools.jackson.databind.JsonNode;

/**
 * Kraken's public answers for all sessions: they cost no counter, and asking once for all of them is kinder than asking
 * once for each. Thread-safe; nothing waits.
 */
public final class VenueFeed {

    /** A venue must be found dead within half a minute: heartbeat 10 s, this twice, and the pauses between. */
    private static final Duration PULSE_LIMIT = Duration.ofSeconds(5);

    /** An offset of the clocks is good for so long. */
    private static final Duration FRESH_CLOCK = Duration.ofMinutes(1);

    private final Supplier<Transport> transports;
    private final AtomicReference<Transport> transport = new AtomicReference<>();
    private final TimeSource time;
    private final SharedRead<ClockReading> clock;
    private final SharedRead<VenueStatus> status;
    private boolean closed;

    /** @param transports makes the transport when the first question is asked */
    public VenueFeed(Supplier<Transport> transports, TimeSource time) {
        this.transports = transports;
        this.time = time;
        this.clock = new SharedRead<>(time, () -> ask("/0/public/Time", PULSE_LIMIT).thenApply(ClockReading::of));
        this.status = new SharedRead<>(time, () -> ask("/0/public/SystemStatus", PULSE_LIMIT)
                .thenApply(reply -> reply.read(VenueStatus::of)));
    }

    /** The difference of the clocks, read at most {@code age} ago. */
    public CompletableFuture<Reply<ClockReading>> clock(Duration age) {
        return clock.get(age);
    }

    /** What time it is at Kraken; this machine's time when its clock could not be read. */
    CompletableFuture<Instant> now() {
        Instant asked = time.instant();
        return clock.get(FRESH_CLOCK).thenApply(reply -> reply instanceof Reply.Good<ClockReading> good
                ? asked.plus(good.value().offset()).minus(good.value().error()) : asked);
    }

    /** This machine's time, corrected by the last reading of Kraken's clock. No I/O. */
    public Instant lastKnownNow() {
        return clock.latest().map(reading -> time.instant().plus(reading.offset())).orElseGet(time::instant);
    }

    /** What Kraken says of itself, read at most {@code age} ago. */
    public CompletableFuture<Reply<VenueStatus>> status(Duration age) {
        return status.get(age);
    }

    /** One public question. */
    CompletableFuture<Reply<JsonNode>> ask(String pathAndQuery, Duration limit) {
        Transport wire;
        try {
            wire = open();
        } catch (Throwable notPrepared) {
            // OkHttp throws what it does not declare: checked exceptions and AssertionError for a bad trust store.
            return CompletableFuture.completedFuture(new Reply.Bad<>(Problem.unprepared(notPrepared, time.instant())));
        }
        if (wire == null) {
            return CompletableFuture.completedFuture(ReplyReader.read(new WireResult.Failed(WireResult.Fault.CANCELLED,
                    "the broker was stopped", false, time.instant())));
        }
        return wire.exchange(WireRequest.get(pathAndQuery, limit), () -> true).thenApply(ReplyReader::read);
    }

    private synchronized Transport open() {
        if (!closed && transport.get() == null) {
            transport.set(transports.get());
        }
        return closed ? null : transport.get();
    }

    /** Cancels what is under way. */
    public void close(Duration limit) {
        Transport open;
        synchronized (this) {
            closed = true;
            open = transport.getAndSet(null);
        }
        if (open != null) {
            open.close(limit);
        }
    }
}
