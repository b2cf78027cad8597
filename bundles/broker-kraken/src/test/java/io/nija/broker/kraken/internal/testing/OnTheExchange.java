package io.nija.broker.kraken.internal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.kraken.internal.KrakenBroker;
import io.nija.broker.kraken.internal.KrakenSession;
import io.nija.broker.kraken.internal.Seats;
import io.nija.broker.kraken.internal.SendingRights;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.platform.internal.HeldKeyLocks;
import io.nija.platform.internal.SharedWorkers;
import io.nija.platform.internal.SystemTime;
import io.nija.platform.internal.SystemTimers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.simulator.internal.Exchange;
import io.nija.simulator.internal.ExchangeOptions;
import io.nija.status.Evidence;
import io.nija.status.Step;

/**
 * Broker and sessions as they are shipped, over real sockets, with the built-in exchange. Its clock stands still where it began, so
 * that its crowd does nothing meanwhile; ours goes on.
 */
public final class OnTheExchange implements AutoCloseable {

    public static final Symbol BTC = Symbol.parse("BTC/USD");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    public final VirtualTime venueTime = new VirtualTime(Instant.now());
    public final Exchange exchange;
    public final KrakenBroker broker;
    private final Path folder;
    private final SystemTime time = new SystemTime();
    private final SystemTimers timers = new SystemTimers();
    private final SharedWorkers workers = new SharedWorkers();
    private final HeldKeyLocks held = new HeldKeyLocks();
    private final List<KrakenBroker> brokers = new ArrayList<>();
    private final Seats seats = new Seats(workers);
    private final List<KrakenSession> sessions = new ArrayList<>();

    public OnTheExchange(Path folder, String path) throws IOException {
        this(folder, path, "unlimited", ExchangeOptions.plain().withAccounts(List.of("master", "other", "third")));
    }

    public OnTheExchange(Path folder, String path, String tier, ExchangeOptions options) throws IOException {
        this.folder = folder;
        exchange = Exchange.start(options, venueTime);
        broker = new KrakenBroker(new TestConfig(exchange.rest(), exchange.publicSocket(), exchange.privateSocket(), tier, path), time, timers,
                workers, new TestInstallation(folder));
    }

    /** The session of an account, proven and with a live stream. */
    public KrakenSession session(String account) {
        return session(account, broker);
    }

    /** One whose orders go by REST, whatever the others' do. */
    public KrakenSession sessionByRest(String account) {
        KrakenBroker other = new KrakenBroker(new TestConfig(exchange.rest(), exchange.publicSocket(), exchange.privateSocket(), "unlimited", "rest"),
                time, timers, workers, new TestInstallation(folder));
        brokers.add(other);
        return session(account, other);
    }

    private KrakenSession session(String account, KrakenBroker by) {
        Exchange.Keys keys = exchange.accounts().stream().filter(each -> each.id().equals(account)).findFirst().orElseThrow();
        KrakenSession session = new KrakenSession(new Lane(account, "kraken"), new TestCredentials(account, keys.key(), keys.secret()), by,
                new SendingRights(), time, timers, workers, new TestInstallation(folder), held, new TestPins(), seats);
        sessions.add(session);
        until(() -> session.status().evidence().stream().anyMatch(line -> line.step() == Step.STREAM && line.ok()) && said(session, Step.PATH) != null,
                () -> session.status().toString());
        return session;
    }

    private record Lane(String account, String broker) implements KrakenSession.Lane {
        @Override
        public Class<? extends Annotation> annotationType() {
            return KrakenSession.Lane.class;
        }
    }

    public static Evidence said(KrakenSession session, Step step) {
        return session.status().evidence().stream().filter(line -> line.step() == step).findFirst().orElse(null);
    }

    public static OrderDesk desk(KrakenSession session) {
        return session.orderDesk().orElseThrow();
    }

    public static void until(BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise.get()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    public static <T> T answer(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    public Quote quote() throws Exception {
        return ((Observation.Known<Quote>) answer(broker.quote(BTC))).value();
    }

    /** Once this level is gone: for a moment everybody is given the same quote. */
    public Quote quoteAfter(Quote.Level gone) throws Exception {
        Quote quote = quote();
        while (quote.asks().get(0).price().compareTo(gone.price()) == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            quote = quote();
        }
        return quote;
    }

    /** Far below the market. */
    public BigDecimal low() throws Exception {
        return quote().bids().get(0).price().multiply(new BigDecimal("0.8")).setScale(1, RoundingMode.DOWN);
    }

    public static Placement limit(String id, Side side, String quantity, BigDecimal price, Duration deadline) {
        return new Placement(id, new OrderRequest(BTC, side, OrderType.LIMIT, new BigDecimal(quantity), price, TimeInForce.GTC, false), Purpose.ENTRY,
                Instant.now().plus(deadline));
    }

    /** The methods that an account has called, in their order. */
    public List<String> called(String account) {
        return exchange.log().after(0, "", Integer.MAX_VALUE).stream().filter(entry -> entry.account().equals(account))
                .map(entry -> entry.method()).toList();
    }

    /** The ids that an account's resting orders were sent with. */
    public List<String> resting(String account) {
        synchronized (exchange.venue()) {
            exchange.venue().settle();
            return exchange.venue().account(account).openOrders().stream().map(order -> order.ticket().clientId()).sorted().toList();
        }
    }

    @Override
    public void close() {
        sessions.forEach(KrakenSession::stop);
        broker.stop();
        brokers.forEach(KrakenBroker::stop);
        exchange.close();
        timers.stop();
        workers.stop();
    }
}
