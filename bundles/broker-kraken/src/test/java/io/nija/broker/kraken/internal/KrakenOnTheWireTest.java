package io.nija.broker.kraken.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.nija.account.Mode;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.testing.QuickServer;
import io.nija.broker.kraken.internal.testing.StreamServer;
import io.nija.broker.kraken.internal.testing.TestConfig;
import io.nija.broker.kraken.internal.testing.TestCredentials;
import io.nija.broker.kraken.internal.testing.TestInstallation;
import io.nija.broker.kraken.internal.testing.TestPins;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.platform.internal.SharedWorkers;
import io.nija.platform.KeyLocks;
import io.nija.platform.internal.HeldKeyLocks;
import io.nija.platform.internal.SystemTime;
import io.nija.platform.internal.SystemTimers;
import io.nija.status.Evidence;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker and session as Declarative Services makes them, with real threads and sockets. */
class KrakenOnTheWireTest {

    @TempDir
    Path folder;

    private final SystemTime time = new SystemTime();
    private final SystemTimers timers = new SystemTimers();
    private final SharedWorkers workers = new SharedWorkers();
    private StreamServer streams;

    @BeforeEach
    void begin() throws Exception {
        streams = new StreamServer();
    }

    @AfterEach
    void end() {
        timers.stop();
        workers.stop();
        streams.close();
    }

    private static String answer(String target) {
        String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
        String result = switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "Time" -> "{\"unixtime\":" + System.currentTimeMillis() / 1000 + "}";
            case "SystemStatus" -> "{\"status\":\"online\"}";
            case "Assets" -> "{\"XXBT\":{\"altname\":\"XBT\"},\"ZUSD\":{\"altname\":\"USD\"}}";
            case "AssetPairs" -> "{\"XXBTZUSD\":{\"altname\":\"XBTUSD\",\"wsname\":\"XBT/USD\",\"base\":\"XXBT\",\"quote\":\"ZUSD\",\"pair_decimals\":1,"
                    + "\"lot_decimals\":8,\"cost_decimals\":5,\"ordermin\":\"0.00005\",\"costmin\":\"0.5\",\"tick_size\":\"0.1\"}}";
            case "GetApiKeyInfo" -> "{\"permissions\":[\"query-funds\",\"query-open-trades\",\"query-closed-trades\",\"modify-trades\","
                    + "\"close-trades\",\"create-ws-token\"],\"iban\":\"AA\"}";
            case "BalanceEx" -> "{\"ZUSD\":{\"balance\":\"100\",\"hold_trade\":\"0\"}}";
            case "OpenOrders" -> "{\"open\":{}}";
            case "GetWebSocketsToken" -> "{\"token\":\"t\",\"expires\":900}";
            default -> null;
        };
        return result == null ? "{\"error\":[\"EGeneral:Unknown method\"]}" : "{\"error\":[],\"result\":" + result + "}";
    }

    private static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return true;
    }

    /** By REST: what hangs here is REST. */
    private KrakenConfig config(String rest) {
        return new TestConfig(rest, streams.url(), streams.url(), "unlimited", "rest");
    }

    private static KrakenSession.Lane lane(String account) {
        return new KrakenSession.Lane() {
            @Override
            public String account() {
                return account;
            }

            @Override
            public String broker() {
                return "kraken";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return KrakenSession.Lane.class;
            }
        };
    }

    private final KeyLocks held = new HeldKeyLocks();

    private KrakenSession session(KrakenBroker broker, String account) {
        return new KrakenSession(lane(account), TestCredentials.simulator(account), broker, new SendingRights(), time, timers, workers,
                new TestInstallation(folder), held, new TestPins(), new Seats(workers));
    }

    private static boolean proven(KrakenSession session) {
        return session.status().evidence().size() == 10 && session.status().evidence().stream().allMatch(Evidence::ok);
    }

    @Test
    void aSessionProvesItselfAndLeavesNothingBehind() throws Exception {
        try (QuickServer server = new QuickServer((path, body) -> answer(path))) {
            KrakenBroker broker = new KrakenBroker(config("http://127.0.0.1:" + server.port()), time, timers, workers,
                    new TestInstallation(folder));
            assertThat(broker.forcedMode()).isEqualTo(Mode.SANDBOX);
            KrakenSession session = session(broker, "master");
            assertThat(within(Duration.ofSeconds(20), () -> proven(session))).as(() -> session.status().toString()).isTrue();
            assertThat(session.verify().toCompletableFuture().get(20, TimeUnit.SECONDS)).hasSize(10).allMatch(Evidence::ok);
            assertThat(broker.instruments()).isInstanceOf(Observation.Known.class);
            session.stop();
            broker.stop();
            assertThat(within(Duration.ofSeconds(10), () -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("kraken")))).as("no thread of ours is left").isTrue();
        }
    }

    /** Everything of the venue that is asked while the cancel is on its way hangs; each has a connection of its own. */
    @Test
    void aCancelIsAnsweredWhilePlacementsAndQueriesHang() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean hang = new AtomicBoolean();
        Set<String> executed = ConcurrentHashMap.newKeySet();
        try (QuickServer server = new QuickServer((path, body) -> {
            String method = path.substring(path.lastIndexOf('/') + 1);
            if (method.equals("CancelOrder")) {
                return "{\"error\":[],\"result\":{\"count\":1}}";
            }
            if (method.equals("AddOrder")) {
                executed.add(body.replaceAll(".*cl_ord_id=([^&]*).*", "$1"));
            }
            if (path.contains("/private/") && hang.get()) {
                await(end);
            }
            return method.equals("AddOrder") ? "{\"error\":[],\"result\":{\"txid\":[\"OABCDE-FGHIJ-KLMNOP\"]}}" : answer(path);
        })) {
            KrakenBroker broker = new KrakenBroker(config("http://127.0.0.1:" + server.port()), time, timers, workers,
                    new TestInstallation(folder));
            KrakenSession session = session(broker, "master");
            assertThat(within(Duration.ofSeconds(60), () -> proven(session))).as(() -> session.status().toString()).isTrue();
            OrderDesk desk = session.orderDesk().orElseThrow();
            hang.set(true);
            List<CompletionStage<Outcome<OrderKey>>> placements = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                placements.add(desk.place(new Placement("e1-" + i, new OrderRequest(Symbol.parse("BTC/USD"), Side.BUY, OrderType.LIMIT,
                        new BigDecimal("0.0001"), new BigDecimal("37500"), TimeInForce.GTC, false), Purpose.ENTRY,
                        time.instant().plusSeconds(55))));
            }
            var query = desk.restingOrders();
            assertThat(desk.cancel(new OrderKey("e1-0", null)).toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Confirmed.class);
            end.countDown();
            for (int i = 0; i < 4; i++) {
                Outcome<OrderKey> outcome = placements.get(i).toCompletableFuture().get(60, TimeUnit.SECONDS);
                if (outcome instanceof Outcome.Refused) {
                    assertThat(executed).as("what is refused was not sent").doesNotContain("e1-" + i);
                }
            }
            query.toCompletableFuture().get(60, TimeUnit.SECONDS);
            session.stop();
            broker.stop();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aNewSessionOnTheSameKeyGoesOnAtOnceWhereTheOldOneStopped() throws Exception {
        try (QuickServer server = new QuickServer((path, body) -> answer(path))) {
            KrakenBroker broker = new KrakenBroker(config("http://localhost:" + server.port()), time, timers, workers,
                    new TestInstallation(folder));
            for (int generation = 0; generation < 5; generation++) {
                KrakenSession session = session(broker, "master");
                assertThat(within(Duration.ofSeconds(20), () -> proven(session))).as(() -> session.status().toString()).isTrue();
                session.stop();
            }
            broker.stop();
        }
    }

    @Test
    void theMarketStreamIsConnectedWhileSomebodyListensAndLeavesNothingBehind() throws Exception {
        try (QuickServer server = new QuickServer((path, body) -> answer(path))) {
            KrakenBroker broker = new KrakenBroker(config("http://127.0.0.1:" + server.port()), time, timers, workers,
                    new TestInstallation(folder));
            KrakenMarketStream stream = new KrakenMarketStream(broker, time, timers, workers);
            BlockingQueue<MarketEvent> heard = new LinkedBlockingQueue<>();
            assertThat(streams.connections).isEmpty();
            MarketStream.Subscription subscription = stream.subscribe(new MarketStream.Topic.Trades(Symbol.parse("BTC/USD")), heard::add);
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(new MarketEvent.Live(Symbol.parse("BTC/USD")));
            assertThat(stream.health().connections()).isEqualTo(1);
            subscription.close();
            assertThat(stream.health().connections()).isZero();
            stream.stop();
            broker.stop();
            assertThat(within(Duration.ofSeconds(60), () -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("kraken")))).as("no thread of ours is left").isTrue();
        }
    }

    @Test
    void aBrokerWithAWrongAddressSaysSoAndConnectsNowhere() {
        KrakenBroker broker = new KrakenBroker(config("http://203.0.113.9:80"), time, timers, workers, new TestInstallation(folder));
        KrakenSession session = session(broker, "master");
        assertThat(within(Duration.ofSeconds(10), () -> !session.status().evidence().isEmpty())).isTrue();
        assertThat(session.status().evidence().get(0).code()).isEqualTo("KRAKEN_ADDRESS_REFUSED");
        assertThat(broker.instruments()).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("KRAKEN_ADDRESS_REFUSED"));
        session.stop();
        broker.stop();
    }
}
