package io.nija.simulator.internal.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.simulator.internal.protocol.Json;
import io.nija.simulator.internal.protocol.KrakenApi;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Mode;
import io.nija.exchange.venue.Permission;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Tokens;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** What one socket asks for and is answered. Guarded by the venue's lock. */
public final class Session {

    /** The methods that are no trading. */
    private static final Set<String> PLAIN = Set.of("ping", "subscribe", "unsubscribe");

    private final Venue venue;
    private final Streams streams;
    private final Subscriber socket;
    private final SocketOrders orders;
    private final Subscriptions subscriptions;
    private final Map<String, InUse> tokens = new HashMap<>();

    /** A token by which subscriptions of this socket live. */
    private record InUse(Tokens.Token token, int count) {}

    /** The session of a new socket. */
    public Session(Venue venue, KrakenApi api, Streams streams, Subscriber socket) {
        this.venue = venue;
        this.streams = streams;
        this.socket = socket;
        orders = new SocketOrders(venue, api);
        subscriptions = new Subscriptions(venue, streams, socket, this);
    }

    /** The names of all methods. */
    public static List<String> methods() {
        List<String> names = new ArrayList<>(PLAIN);
        names.addAll(List.of("add_order", "amend_order", "edit_order", "cancel_order", "cancel_all",
                "cancel_all_orders_after", "batch_add", "batch_cancel"));
        return names;
    }

    /** The names of all channels that send something. */
    public static List<String> channels() {
        return List.of("book", "ticker", "trade", "ohlc", "instrument", "status", "heartbeat", "executions", "balances");
    }

    /** Whose account a message is about; empty when nobody is known by its token. */
    public String account(Request request) {
        return request.token().flatMap(text -> venue.tokens().find(text)).map(Tokens.Token::account).orElse("");
    }

    /** Whether anything is subscribed. */
    public boolean isSubscribed() {
        return !subscriptions.isEmpty();
    }

    /** The names of what is subscribed. */
    public List<String> subscribed() {
        return subscriptions.names();
    }

    /** The socket is closed. */
    public void close() {
        subscriptions.close();
        tokens.clear();
    }

    /** Collects the answers of a message. */
    private final class Answering implements SocketOrders.Answers {
        private final Request request;
        private final long came;
        private final List<String> errors = new ArrayList<>();

        Answering(Request request, long came) {
            this.request = request;
            this.came = came;
        }

        @Override
        public void result(Object result) {
            answer(Json.map("method", request.method(), "req_id", request.id(), "result", result, "success", true));
        }

        @Override
        public void members(Map<String, Object> members) {
            Map<String, Object> answer = Json.map("method", request.method());
            answer.putAll(members);
            answer.putAll(Json.map("req_id", request.id(), "success", true));
            answer(answer);
        }

        @Override
        public void refused(Refused refused) {
            refused(refused.errors().get(0), null);
        }

        /** @param symbol that the error is about, or null */
        void refused(String error, String symbol) {
            errors.add(error);
            answer(Json.map("error", error, "method", request.method().isEmpty() ? null : request.method(),
                    "req_id", request.id(), "status", error.startsWith("ESession") ? "error" : null,
                    "success", false, "symbol", symbol));
        }

        private void answer(Map<String, Object> answer) {
            answer.put("time_in", Stamp.micros(came));
            answer.put("time_out", Stamp.micros(Math.max(came, venue.now())));
            socket.reply(answer);
        }
    }

    /**
     * Acts on a message and answers it.
     *
     * @param came when it came, nanoseconds since 1970
     * @return {@code ok}, or the errors
     */
    public String act(Request request, long came) {
        venue.settle();
        Answering answers = new Answering(request, came);
        if (!request.readable()) {
            answers.refused("Malformed request", null);
        } else if (request.method().equals("ping")) {
            ping(request, answers);
        } else if (request.method().equals("subscribe")) {
            subscriptions.subscribe(request, answers::result, answers::refused);
        } else if (request.method().equals("unsubscribe")) {
            subscriptions.unsubscribe(request, answers::result, answers::refused);
        } else if (orders.has(request.method())) {
            trade(request, came, answers);
        } else {
            answers.refused("Unsupported event", null);
        }
        return answers.errors.isEmpty() ? "ok" : String.join(" | ", answers.errors);
    }

    /** Refuses a message without looking at it. */
    public void refuse(Request request, long came, List<String> errors) {
        new Answering(request, came).refused(errors.get(0), null);
    }

    private void ping(Request request, Answering answers) {
        if (request.params() != null) {
            answers.refused(Fields.unsupported("params", "ping"));
        } else {
            answers.answer(Json.map("method", "pong", "req_id", request.id()));
        }
    }

    private void trade(Request request, long came, Answering answers) {
        boolean replyFirst = venue.variants().text(Variants.Name.ORDER_EVENTS).equals("after-reply");
        if (replyFirst) {
            streams.hold();
        }
        try {
            orders.act(request, key(request), Instant.ofEpochSecond(0, came), answers);
        } catch (Refused refused) {
            answers.refused(refused);
        } finally {
            if (replyFirst) {
                streams.release();
            }
        }
    }

    /** The key whose token a message shows. */
    ApiKey key(Request request) throws Refused {
        if (venue.modes().all() == Mode.MAINTENANCE) {
            throw new Refused("EService:Unavailable");
        }
        String text = request.token().orElseThrow(() -> new Refused("Token(s) not found"));
        Refused dead = new Refused(venue.variants().text(Variants.Name.DEAD_TOKEN));
        InUse inUse = tokens.get(text);
        Tokens.Token token = inUse != null ? inUse.token() : venue.tokens().find(text).orElseThrow(() -> dead);
        ApiKey key = venue.tokens().key(token, inUse != null).orElseThrow(() -> dead);
        if (!key.may(Permission.CREATE_WS_TOKEN)) {
            throw new Refused("EGeneral:Permission denied");
        }
        return key;
    }

    /** A subscription lives by a token from now on. */
    void use(String text) {
        InUse before = tokens.get(text);
        tokens.put(text, before == null ? new InUse(venue.tokens().find(text).orElseThrow(), 1)
                : new InUse(before.token(), before.count() + 1));
    }

    /** It does not any more. */
    void release(String text) {
        tokens.computeIfPresent(text, (any, before) ->
                before.count() == 1 ? null : new InUse(before.token(), before.count() - 1));
    }
}
