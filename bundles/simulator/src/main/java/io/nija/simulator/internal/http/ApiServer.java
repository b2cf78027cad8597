package io.nija.simulator.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.nija.platform.TimeSource;
import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.protocol.Call;
import io.nija.simulator.internal.protocol.KrakenApi;
import io.nija.simulator.internal.protocol.Reply;
import io.nija.simulator.internal.stream.Request;
import io.nija.simulator.internal.stream.Session;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Ids;
import io.nija.exchange.venue.Venue;

/** The protocol's server: answers, notes, goes away and comes back. Thread-safe. */
final class ApiServer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long RETRY_MILLIS = 200;

    private final Loops loops;
    private final Venue venue;
    private final KrakenApi api;
    private final FaultPlan faults;
    private final RequestLog log;
    private final TimeSource time;
    private final Listener listener;
    private final Events events;
    private final Sockets sockets;
    private ScheduledFuture<?> comeBack;
    private boolean closed;

    ApiServer(Loops loops, Venue venue, KrakenApi api, FaultPlan faults, RequestLog log, TimeSource time,
            Events events) {
        this.loops = loops;
        this.venue = venue;
        this.api = api;
        this.faults = faults;
        this.log = log;
        this.time = time;
        this.events = events;
        sockets = new Sockets(this, venue, api, faults);
        listener = new Listener(loops, () -> new ApiConnection(this));
    }

    void open(int port) throws IOException {
        listener.open(port);
    }

    int port() {
        return listener.port();
    }

    /** The clients' ports of the connections that are open. */
    List<Integer> clients() {
        return listener.clients();
    }

    boolean isGone() {
        return !listener.isOpen();
    }

    /** Stops listening and resets all connections; for a while, or with zero until {@link #comeBack()}. */
    synchronized void gone(Duration duration) {
        if (comeBack != null) {
            comeBack.cancel(false);
            comeBack = null;
        }
        listener.close();
        if (!duration.isZero()) {
            comeBack = loops.workers().next().schedule(this::tryToComeBack, duration.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Listens again on the same port. @throws IOException when something else listens there now */
    synchronized void comeBack() throws IOException {
        if (comeBack != null) {
            comeBack.cancel(false);
            comeBack = null;
        }
        if (!closed && !listener.isOpen()) {
            listener.open(listener.port());
        }
    }

    private void tryToComeBack() {
        try {
            comeBack();
        } catch (IOException occupied) {
            LOG.warn("The exchange cannot come back on port {} yet: {}", port(), occupied.getMessage());
            retry();
        }
    }

    private synchronized void retry() {
        if (!closed) {
            comeBack = loops.workers().next().schedule(this::tryToComeBack, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void close() {
        closed = true;
        gone(Duration.ZERO);
    }

    FaultPlan.Strike strike(Call call) {
        return faults.strike(call.endpoint(), call.isPrivate(), key(call).map(ApiKey::account).orElse(""));
    }

    /** The sockets. */
    Sockets sockets() {
        return sockets;
    }

    /** Lets happen at the exchange what a call was struck with. */
    void happen(Call call, List<FaultAction.Happening> happenings) {
        if (!happenings.isEmpty()) {
            happen(key(call).map(ApiKey::account).orElse(""), happenings);
        }
    }

    /** Lets happen at the exchange what a message was struck with. @param caller the account's id, or empty */
    void happen(String caller, List<FaultAction.Happening> happenings) {
        if (!happenings.isEmpty()) {
            synchronized (venue) {
                for (FaultAction.Happening happening : happenings) {
                    note("(" + happening + ")", events.happen(venue.now(), happening, caller));
                }
            }
        }
    }

    /** Lets happen what has a moment that has come; the caller holds the venue's lock. */
    void catchUp() {
        long now = venue.now();
        if (faults.nextMoment() > now) {
            return;
        }
        for (FaultPlan.Due due : faults.due(now)) {
            if (due.action() instanceof FaultAction.Happening happening) {
                note("(" + happening + ")", events.happen(due.time(), happening, ""));
            } else if (due.action() instanceof FaultAction.Gone gone) {
                note("(" + gone + ")", "ok");
                gone(gone.duration());
            } else {
                note("(" + due.action() + ")", "ok");
                sockets.strikeAll(due.action());
            }
        }
    }

    private void note(String what, String outcome) {
        log.add(time.instant(), what, "", "", "", outcome);
    }

    /** Carries a call out and notes it, in one order for both. */
    Reply answer(Call call, FaultAction spoiling) {
        synchronized (venue) {
            try {
                catchUp();
                KrakenApi.Answer answer = api.answer(call);
                note(call, answer.nonce(), spoiling == null ? answer.outcome()
                        : answer.outcome() + ", fault after: " + spoiling);
                return answer.reply();
            } catch (RuntimeException mistake) {
                LOG.warn("The simulator made a mistake in {}; the client was told of an internal error.",
                        call.endpoint(), mistake);
                note(call, null, "EGeneral:Internal error");
                return Reply.refusal(List.of("EGeneral:Internal error"));
            }
        }
    }

    /** Carries a socket's message out and notes it, in one order for both. */
    void answer(Session session, Request request, long came, String account, FaultAction spoiling) {
        synchronized (venue) {
            String outcome;
            try {
                catchUp();
                outcome = session.act(request, came);
            } catch (RuntimeException mistake) {
                LOG.warn("The simulator made a mistake in {}; the client was told of an internal error.",
                        request.method(), mistake);
                outcome = "EGeneral:Internal error";
                session.refuse(request, came, List.of(outcome));
            }
            note(request, account, spoiling == null ? outcome : outcome + ", fault after: " + spoiling);
        }
    }

    /** Notes a socket's message; the pings are too many. */
    void note(Request request, String account, String outcome) {
        if (!request.method().equals("ping")) {
            log.add(time.instant(), request.method(), account, "", "", outcome);
        }
    }

    void note(Call call, String nonce, String outcome) {
        String account = key(call).map(ApiKey::account).orElse("");
        String fingerprint = call.apiKey() == null ? "" : Ids.fingerprint(call.apiKey());
        log.add(time.instant(), call.endpoint(), account, fingerprint, nonce == null ? "" : nonce, outcome);
    }

    private Optional<ApiKey> key(Call call) {
        if (call.apiKey() == null) {
            return Optional.empty();
        }
        synchronized (venue) {
            return venue.key(call.apiKey());
        }
    }

    /** How many of the exchange's seconds pass in one of the machine's. */
    int speed() {
        return venue.clock().speed();
    }

    /** The exchange's time, nanoseconds since 1970. */
    long now() {
        return venue.now();
    }
}
