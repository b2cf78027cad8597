package io.nija.broker.kraken.internal.stream.privatefeed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.stream.ConnectBudget;
import io.nija.broker.kraken.internal.stream.Requests;
import io.nija.broker.kraken.internal.stream.StreamLink;
import io.nija.broker.kraken.internal.stream.StreamSockets;
import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.SocketAnswers;
import io.nija.broker.kraken.internal.wire.SocketRequest;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One account's private stream: a new token for each connection, orders with fills and the engine's counter, balances. It is
 * live when Kraken's snapshot of the orders is here; a missing number subscribes that channel anew. Thread-safe.
 */
public final class PrivateStream implements StreamLink.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateStream.class);
    private static final Duration CONFIRMATION = Duration.ofSeconds(10);
    private static final Duration BETWEEN_RESYNCS = Duration.ofSeconds(5);

    /** Kraken says something every second; what was told is taken for now no longer than this after the last of it. */
    private static final Duration FRESH = Duration.ofSeconds(4);

    /** How a token was asked for. */
    public sealed interface Token {

        /** @param life how long it may be used first */
        record Granted(String text, Duration life) implements Token {

            /** As long as Kraken's own description says (sheet, section 2.5). */
            public Granted(String text) {
                this(text, Duration.ofMinutes(15));
            }

            /** A token allows trading. */
            @Override
            public String toString() {
                return "a token";
            }
        }

        record Refused(String code, String reason) implements Token {}
    }

    /**
     * How it is.
     *
     * @param heardAt when anything last came over it, or null while there is none
     * @param code why it is not live; empty when it is, or was never tried
     * @param maxRateCount the account's limit of the engine's counter as Kraken told it, or null
     */
    public record Health(boolean live, Instant heardAt, String code, String reason, Long maxRateCount, long reconnections, long faults,
            long gaps) {}

    private final TimeSource time;
    private final Supplier<CompletableFuture<Token>> tokens;
    private final PrivateListener listener;
    private final ToldAccount account;
    private final Sequence executions = new Sequence();
    private final Sequence balances = new Sequence();
    private final StreamLink link;
    private final SocketCalls calls;
    private final StreamToken token;
    private boolean live;
    private long askedAt;
    private long requests;
    private long executionsRequest;
    private long balancesRequest;
    private long resyncedAt;
    private boolean resyncDue;
    private long gaps;
    private String code = "";
    private String reason = "";
    private Long maxRateCount;

    /**
     * A stream that is not begun.
     *
     * @param tokens asks Kraken for a token
     * @param executor runs what timers bring
     */
    public PrivateStream(LaneId lane, Supplier<StreamSockets> sockets, ConnectBudget budget, Supplier<CompletableFuture<Token>> tokens,
            TimeSource time, Timers timers, Executor executor, PrivateListener listener) {
        this.time = time;
        this.tokens = tokens;
        this.listener = listener;
        this.account = new ToldAccount(lane, time, listener);
        this.calls = new SocketCalls(time);
        this.token = new StreamToken(time);
        this.link = new StreamLink("private stream of " + lane, sockets, this::token, budget, time, timers, executor, this);
    }

    /** Begins, and goes on until {@link #close}; again is no harm. */
    public void begin() {
        link.begin();
    }

    /** Tries now, if it only waits. */
    public void hurry() {
        link.hurry();
    }

    private CompletableFuture<StreamLink.Ready> token() {
        return tokens.get().thenApply(answer -> {
            if (answer instanceof Token.Granted granted) {
                link.lock().lock();
                try {
                    token.use(granted);
                } finally {
                    link.lock().unlock();
                }
                return new StreamLink.Ready.Go();
            }
            Token.Refused refused = (Token.Refused) answer;
            return new StreamLink.Ready.NotNow(refused.code(), refused.reason());
        });
    }

    /** The commands of a stream that stands for long need new tokens; what is subscribed does not. */
    private void renew() {
        if (!token.ask()) {
            return;
        }
        tokens.get().whenComplete((answer, failure) -> {
            link.lock().lock();
            try {
                token.asked();
                if (answer instanceof Token.Granted granted && link.open()) {
                    token.use(granted);
                } else {
                    LOG.warn("No new token for the private stream; it is asked for again, and orders go by REST once the old one is used up");
                }
            } finally {
                link.lock().unlock();
            }
        });
    }

    private boolean takesCommands() {
        return live && token.good();
    }

    /** Whether commands could be sent over it now. Any thread. */
    public boolean open() {
        link.lock().lock();
        try {
            return takesCommands();
        } finally {
            link.lock().unlock();
        }
    }

    /** Sends a command, as {@code SocketPath} says. Any thread. */
    public Optional<CompletableFuture<Reply<JsonNode>>> exchange(SocketRequest request, BooleanSupplier beginWrite) {
        link.lock().lock();
        try {
            if (!takesCommands() || !beginWrite.getAsBoolean()) {
                return Optional.empty();
            }
            long id = ++requests;
            // Waited for before it is sent: the answer may be quicker than the return of the call.
            CompletableFuture<Reply<JsonNode>> answer = calls.written(id, request);
            if (link.send(request.text(token.text(), id))) {
                return Optional.of(answer.whenComplete((reply, failure) -> refusedToken(reply)));
            }
            calls.forget(id);
            return Optional.empty();
        } finally {
            link.lock().unlock();
        }
    }

    /** The next commands go by REST until there is a new token. */
    private void refusedToken(Reply<JsonNode> reply) {
        if (reply instanceof Reply.Bad<JsonNode> bad && SocketAnswers.tokenRefused(bad.problem())) {
            link.lock().lock();
            try {
                LOG.warn("{} {}", bad.problem().code(), bad.problem().message());
                token.refused();
            } finally {
                link.lock().unlock();
            }
        }
    }

    @Override
    public void opened() {
        live = false;
        subscribeExecutions();
        balances.begin();
        balancesRequest = ++requests;
        link.send(Requests.privately("subscribe", "balances", token.text(), ",\"snapshot\":true", balancesRequest));
    }

    private void subscribeExecutions() {
        executions.begin();
        askedAt = time.nanoTime();
        executionsRequest = ++requests;
        link.send(Requests.privately("subscribe", "executions", token.text(),
                ",\"snap_orders\":true,\"snap_trades\":true,\"order_status\":true,\"ratecounter\":true", executionsRequest));
    }

    @Override
    public void lost(String why, String words) {
        token.drop();
        down(why, words);
        calls.lost(words);
    }

    private void down(String why, String words) {
        boolean was = live;
        live = false;
        boolean news = was || !code.equals(why);
        code = why;
        reason = words;
        if (news) {
            listener.down(why, words);
        }
    }

    @Override
    public void tick() {
        if (!link.open()) {
            return;
        }
        calls.expire();
        renew();
        long now = time.nanoTime();
        if (resyncDue && now - resyncedAt >= BETWEEN_RESYNCS.toNanos()) {
            resync();
        } else if (executions.awaiting() && !resyncDue && now - askedAt >= CONFIRMATION.toNanos()) {
            link.restart("KRAKEN_STREAM_UNCONFIRMED", "Kraken has not confirmed the executions within " + CONFIRMATION.toSeconds() + " s");
        }
    }

    @Override
    public void book(BookFrame frame) {
        // Nobody asked for books here.
        LOG.debug("A book of {} came over a private stream", frame.symbol());
    }

    @Override
    public void frame(Frame frame) {
        if (frame instanceof Frame.Executions told) {
            executions(told);
        } else if (frame instanceof Frame.Balances told) {
            balances(told);
        } else if (frame instanceof Frame.Commanded commanded) {
            if (!calls.answered(commanded.requestId(), commanded.message())) {
                LOG.debug("An answer to {} came that nobody waits for", commanded.method());
            }
        } else if (frame instanceof Frame.Answer answer) {
            answered(answer);
        } else if (frame instanceof Frame.Fault fault) {
            // It may have been a fill.
            LOG.warn("{} {}", fault.code(), fault.detail());
            gap("A message of the private stream could not be read.");
        }
    }

    private void executions(Frame.Executions told) {
        switch (executions.take(told.sequence(), told.snapshot())) {
            case STALE -> LOG.debug("A stale message of the executions was dropped");
            case GAP -> gap("Messages of the private stream are missing before number " + told.sequence() + ".");
            case FIRST -> {
                account.first(told);
                live = true;
                code = "";
                reason = "";
                listener.live();
            }
            case NEXT -> account.next(told);
        }
    }

    private void balances(Frame.Balances told) {
        switch (balances.take(told.sequence(), told.snapshot())) {
            case STALE, FIRST -> {
                // The snapshot tells less than what REST reads anyway: it knows no holds.
            }
            case GAP -> {
                balances.begin();
                link.send(Requests.privately("unsubscribe", "balances", token.text(), "", ++requests));
                balancesRequest = ++requests;
                link.send(Requests.privately("subscribe", "balances", token.text(), ",\"snapshot\":true", balancesRequest));
            }
            case NEXT -> told.all().stream().filter(row -> !told.snapshot() && row.spot())
                    .forEach(row -> listener.balance(row.asset(), row.balance(), time.instant()));
        }
    }

    /** The orders are told anew, no more than every five seconds; until then nothing that comes counts. */
    private void gap(String words) {
        gaps++;
        executions.begin();
        down("KRAKEN_STREAM_GAP", words);
        listener.gap(words);
        if (gaps == 1 || time.nanoTime() - resyncedAt >= BETWEEN_RESYNCS.toNanos()) {
            resync();
        } else {
            resyncDue = true;
        }
    }

    private void resync() {
        resyncDue = false;
        resyncedAt = time.nanoTime();
        link.send(Requests.privately("unsubscribe", "executions", token.text(), "", ++requests));
        subscribeExecutions();
    }

    private void answered(Frame.Answer answer) {
        if (answer.method().isEmpty() && calls.answered(answer.requestId(), answer.success(), answer.error())) {
            return;
        }
        boolean ofExecutions = answer.requestId() == null ? "executions".equals(answer.channel()) || answer.channel() == null
                : answer.requestId() == executionsRequest;
        boolean ofBalances = answer.requestId() != null && answer.requestId() == balancesRequest;
        if (answer.method().equals("unsubscribe") || !ofExecutions && !ofBalances) {
            return;
        }
        answer.warnings().forEach(warning -> LOG.debug("Kraken warns: {}", warning));
        if (answer.success()) {
            if (answer.maxRateCount() != null) {
                maxRateCount = answer.maxRateCount();
                listener.allowed(maxRateCount);
            }
        } else if (answer.error() == null || !answer.error().toLowerCase(Locale.ROOT).contains("already subscribed")) {
            String words = "Kraken refused the " + (ofBalances ? "balances" : "executions") + ": "
                    + (answer.error() == null ? "it did not say why" : answer.error());
            if (ofBalances) {
                LOG.warn("{}; they are read by REST alone", words);
            } else {
                link.restart("KRAKEN_STREAM_REFUSED", words);
            }
        }
    }

    /** The orders that rest, as told until now; empty while that is not surely all of them. Any thread. */
    public Optional<List<OrderView>> resting() {
        return told(account::resting);
    }

    /** Every fill since {@code from}, by the venue's clock, as told until now; empty when one may be missing. Any thread. */
    public Optional<List<Trade>> trades(Instant from) {
        return told(() -> account.trades(from));
    }

    private <T> Optional<T> told(Supplier<Optional<T>> what) {
        link.lock().lock();
        try {
            return live && link.open() && time.nanoTime() - link.heardAt() < FRESH.toNanos() ? what.get() : Optional.empty();
        } finally {
            link.lock().unlock();
        }
    }

    public Health health() {
        link.lock().lock();
        try {
            Instant heard = link.open() ? time.instant().minusNanos(time.nanoTime() - link.heardAt()) : null;
            return new Health(live, heard, code, reason, maxRateCount, link.reconnections(), link.faults(), gaps);
        } finally {
            link.lock().unlock();
        }
    }

    /** Ends it for good; nothing is told any more, but that commands without an answer have none. */
    public void close() {
        link.close();
        link.lock().lock();
        try {
            calls.lost("it was closed.");
        } finally {
            link.lock().unlock();
        }
    }
}
