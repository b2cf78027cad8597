package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Balance;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Validation;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LiveStatusModelTest {

    private static final LaneId MASTER = LaneId.of("master", "kraken");
    private static final LaneId TOM = LaneId.of("tom", "kraken");
    private static final Broker KRAKEN = new Venue(Mode.OBSERVE);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final AccountRegistry registry = new AccountRegistry(time);
    private final Map<LaneId, State> keys = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private LiveStatusModel model;

    @BeforeEach
    void open() {
        model = new LiveStatusModel(framework(), registry, new Here(), time, time, new DirectWorkers());
        model.credentials = new Directory();
        model.addListener((before, after) -> heard.add((before == null ? "-" : before.state()) + ">" + (after == null ? "-" : after.state())));
        registry.put("master", Map.of("brokers", "kraken", "mode.kraken", "live"));
    }

    @AfterEach
    void close() {
        model.stop();
    }

    private LaneStatus master() {
        return model.lane(MASTER).orElseThrow();
    }

    @Test
    void theBoardHasEveryAccountAndSaysWhenAndWhichBuild() {
        registry.put("tom", Map.of("brokers", "kraken", "enabled", false));
        Board board = model.board();
        assertThat(board.build()).isEqualTo("0.1.0");
        assertThat(board.generatedAt()).isEqualTo(time.instant());
        assertThat(board.accounts()).extracting(account -> account.id().value()).containsExactly("master", "tom");
        assertThat(model.lane(TOM).orElseThrow().state()).isEqualTo(LadderState.DISABLED);
        assertThat(board.countedLanes()).hasSize(1);
        assertThat(master().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(master().openOrders()).isNull();
    }

    @Test
    void whileTheBundlesStartABrokerThatIsNotHereIsOnlyLate() {
        keys.put(MASTER, State.PRESENT);
        model.starting = () -> "The bundles are starting.";
        time.advance(Duration.ofSeconds(1));
        assertThat(master().state()).isEqualTo(LadderState.CONNECTING);
        assertThat(master().evidence()).anySatisfy(line -> assertThat(line.code()).isEqualTo("BROKER_STARTING"));
        model.starting = null;
        time.advance(Duration.ofSeconds(1));
        assertThat(master().state()).isEqualTo(LadderState.NO_BROKER);
    }

    @Test
    void aLaneClimbsAsThingsArriveAndFallsWhenTheyGo() {
        keys.put(MASTER, State.ABSENT);
        time.advance(Duration.ofSeconds(1));
        keys.put(MASTER, State.PRESENT);
        time.advance(Duration.ofSeconds(1));
        model.addBroker(KRAKEN);
        time.advance(Duration.ofSeconds(1));
        Session session = new Session(MASTER);
        model.addSession(session);
        session.prove(Step.AUTHENTICATION);
        time.advance(Duration.ofSeconds(1));
        assertThat(master().state()).isEqualTo(LadderState.AUTHENTICATED);
        assertThat(master().openOrders()).isZero();
        Instant since = master().since();
        time.advance(Duration.ofSeconds(20));
        assertThat(master().since()).isEqualTo(since).isBefore(time.instant());
        time.advance(Duration.ofSeconds(60));
        assertThat(master().state()).isEqualTo(LadderState.CONNECTING);
        model.removeSession(session);
        model.removeBroker(KRAKEN);
        time.advance(Duration.ofSeconds(1));
        registry.remove("master");
        time.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("->NOT_CONFIGURED", "NOT_CONFIGURED>NO_BROKER", "NO_BROKER>CONNECTING",
                "CONNECTING>AUTHENTICATED", "AUTHENTICATED>CONNECTING", "CONNECTING>NO_BROKER", "NO_BROKER>-");
    }

    @Test
    void aSessionThatDoesNotComeIsExplainedAfterTwoSeconds() {
        keys.put(MASTER, State.PRESENT);
        model.addBroker(KRAKEN);
        assertThat(master().firstFailure().orElseThrow().code()).isEqualTo("SESSION_STARTING");
        time.advance(Duration.ofMillis(1_900));
        assertThat(master().firstFailure().orElseThrow().code()).isEqualTo("SESSION_STARTING");
        time.advance(Duration.ofMillis(200));
        assertThat(master().firstFailure().orElseThrow().code()).isEqualTo("SESSION_NOT_STARTED");
        assertThat(master().state()).isEqualTo(LadderState.CONNECTING);
    }

    @Test
    void aSessionThatFailsToAnswerTouchesNoOtherLane() {
        registry.put("tom", Map.of("brokers", "kraken"));
        keys.put(MASTER, State.PRESENT);
        keys.put(TOM, State.PRESENT);
        model.addBroker(KRAKEN);
        Session broken = new Session(MASTER);
        broken.broken = true;
        Session good = new Session(TOM);
        good.prove(Step.AUTHENTICATION);
        model.addSession(broken);
        model.addSession(good);
        assertThat(master().firstFailure().orElseThrow().code()).isEqualTo("SESSION_FAILED");
        assertThat(master().openOrders()).isNull();
        assertThat(model.lane(TOM).orElseThrow().state()).isEqualTo(LadderState.AUTHENTICATED);
    }

    @Test
    void aBrokerThatFailsToSayItsNameIsShownByItsIdAndBreaksNoBoard() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger("io.nija.status");
        Level before = log.getLevel();
        log.setLevel(Level.WARN);
        log.addAppender(lines);
        keys.put(MASTER, State.PRESENT);
        Broker broken = new Venue(Mode.SANDBOX) {
            @Override
            public String displayName() {
                throw new IllegalStateException("no name");
            }
        };
        try {
            model.addBroker(broken);
        } finally {
            log.detachAppender(lines);
            log.setLevel(before);
        }
        registry.put("tom", Map.of("brokers", "elsewhere"));
        assertThat(model.board().lanes()).hasSize(2);
        assertThat(master().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(master().evidence()).filteredOn(line -> line.step() == Step.BROKER).singleElement()
                .satisfies(line -> assertThat(line.detail()).isEqualTo("kraken is here."));
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).contains("kraken", "no name");
        });
        model.removeBroker(broken);
        assertThat(master().evidence()).filteredOn(line -> line.step() == Step.BROKER).noneMatch(Evidence::ok);
    }

    @Test
    void anOldSessionThatGoesAfterItsSuccessorCameTakesNothingAlong() {
        keys.put(MASTER, State.PRESENT);
        model.addBroker(KRAKEN);
        Session old = new Session(MASTER);
        Session young = new Session(MASTER);
        young.prove(Step.AUTHENTICATION);
        model.addSession(old);
        model.addSession(young);
        model.removeSession(old);
        Broker successor = new Venue(Mode.SANDBOX);
        model.addBroker(successor);
        model.removeBroker(KRAKEN);
        assertThat(master().state()).isEqualTo(LadderState.AUTHENTICATED);
        assertThat(master().mode()).isEqualTo(Mode.SANDBOX);
    }

    @Test
    void aListenerThatFailsSilencesNobody() {
        model.addListener((before, after) -> {
            throw new IllegalStateException("a bad listener");
        });
        List<LaneStatus> told = new ArrayList<>();
        model.addListener((before, after) -> told.add(after));
        time.advance(Duration.ofSeconds(1));
        assertThat(told).hasSize(1);
    }

    @Test
    void stoppingLeavesNoTimer() {
        model.stop();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aChangeIsSaidInOneSentence() {
        keys.put(MASTER, State.ABSENT);
        LaneStatus before = master();
        keys.put(MASTER, State.PRESENT);
        assertThat(StatusAnnouncer.sentence(before, master()))
                .isEqualTo("State NO_BROKER (was NOT_CONFIGURED): No bundle for the broker 'kraken' is running.");
    }

    private final class Directory implements CredentialDirectory {

        @Override
        public Optional<CredentialReport> report(LaneId lane) {
            return Optional.ofNullable(keys.get(lane)).map(state -> new CredentialReport(lane, state, "CODE", "detail",
                    List.of(), "hint", ".env", "01234567", time.instant()));
        }

        @Override
        public List<Warning> warnings() {
            return List.of();
        }

        @Override
        public void refresh() {
            // A test sets what is found.
        }
    }

    private final class Session implements BrokerSession {

        private final LaneId lane;
        private final List<Evidence> evidence = new ArrayList<>();
        private boolean broken;

        Session(LaneId lane) {
            this.lane = lane;
        }

        void prove(Step step) {
            evidence.add(Evidence.ok(step, time.instant(), "fine"));
        }

        @Override
        public LaneId lane() {
            return lane;
        }

        @Override
        public SessionStatus status() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return new SessionStatus(evidence, null, null);
        }

        @Override
        public CompletionStage<List<Evidence>> verify() {
            return CompletableFuture.completedStage(evidence);
        }

        @Override
        public void reconnect() {
            evidence.clear();
        }

        @Override
        public Observation<List<Balance>> balances() {
            return new Observation.Missing<>("NONE", "none");
        }

        @Override
        public Observation<List<OrderView>> openOrders() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return new Observation.Known<>(List.of(), time.instant());
        }

        @Override
        public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
            return CompletableFuture.completedStage(new Observation.Missing<>("NONE", "none"));
        }

        @Override
        public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
            return CompletableFuture.completedStage(new Outcome.Refused<>("NONE", "none"));
        }
    }

    private static class Venue implements Broker {

        private final Mode forcedMode;

        Venue(Mode forcedMode) {
            this.forcedMode = forcedMode;
        }

        @Override
        public Mode forcedMode() {
            return forcedMode;
        }

        @Override
        public BrokerId id() {
            return new BrokerId("kraken");
        }

        @Override
        public String displayName() {
            return "Kraken";
        }

        @Override
        public KeyFormat keyFormat() {
            return KeyFormat.ANY;
        }

        @Override
        public Observation<InstrumentBook> instruments() {
            return new Observation.Missing<>("NONE", "none");
        }
    }

    private record Here() implements Installation {

        @Override
        public Path home() {
            return Path.of("home");
        }

        @Override
        public Path config() {
            return Path.of("config");
        }

        @Override
        public Path data() {
            return Path.of("data");
        }

        @Override
        public Path deploy() {
            return Path.of("deploy");
        }

        @Override
        public Path state() {
            return Path.of("state");
        }

        @Override
        public String build() {
            return "0.1.0";
        }

        @Override
        public Start start() {
            return Start.RUN;
        }
    }

    private int frameworkState = Bundle.ACTIVE;

    private BundleContext framework() {
        Bundle system = (Bundle) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> method.getName().equals("getState") ? frameworkState : null);
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getBundle") ? system : null);
    }
}
