package io.nija.trading.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.Accounts;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.broker.Balance;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.journal.Journal;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Validation;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.risk.Decision;
import io.nija.risk.RiskGate;
import io.nija.risk.RiskLimits;
import io.nija.risk.RiskProfiles;
import io.nija.risk.Situation;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.status.Evidence;
import io.nija.trading.internal.gate.Armory;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.MemoryJournal;
import io.nija.trading.internal.lane.ScriptedVenue;

/** The whole floor over a journal in memory and a scripted venue, in virtual time and on the test's thread alone. */
public final class FloorBench {

    public static final LaneId LANE = LaneId.of("master", "kraken");
    public final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    public final MemoryJournal memory = new MemoryJournal(time);
    public final ScriptedVenue venue = new ScriptedVenue(LANE, time);
    /** What the session has to say of itself. */
    public final List<Evidence> evidence = new ArrayList<>();
    public final List<Account> accounts = new ArrayList<>();
    /** What has reached a limit. */
    public final List<Verdict.Refused> losses = new ArrayList<>();
    public String fingerprint = "1a2b3c4d";
    public Journal journal = memory;
    /** Judges every order from the next start on; everything passes until it is another. */
    public RiskGate risk = new Passing();
    public RiskProfiles profiles = new NoProfiles();
    /** The public side of Kraken. */
    public final BenchBroker kraken = new BenchBroker(LANE.broker(), time);
    public final Installation home;
    public Armory armory;
    public TradingFloor floor;
    private Broker broker;
    private final Map<LaneId, ScriptedVenue> venues = new LinkedHashMap<>(Map.of(LANE, venue));
    private final List<BrokerSession> sessions = new ArrayList<>();

    /** @param folder the home of everything; private to its owner */
    public FloorBench(Path folder) throws IOException {
        for (String name : List.of("config", "data", "deploy")) {
            Files.createDirectory(folder.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        home = new Home(folder);
        accounts.add(account(Mode.LIVE));
        evidence.add(Evidence.ok(io.nija.status.Step.PERMISSIONS, time.instant(), "Every right trading needs."));
        evidence.add(Evidence.ok(io.nija.status.Step.IDENTITY, time.instant(), "The account it was."));
    }

    public static Account account(Mode mode) {
        return account(mode, true);
    }

    public static Account account(Mode mode, boolean enabled) {
        return new Account(LANE.account(), "Master", Role.MASTER, enabled, List.of(LANE.broker()), Map.of(LANE.broker(), mode), Map.of(), "USD",
                ZoneOffset.UTC);
    }

    /** A start: of the first process, or of another one on the same journal. */
    public FloorBench start() {
        if (floor != null) {
            floor.stop();
        }
        armory = new Armory(journal, new Keys(), home);
        floor = new TradingFloor(new AccountFiles(), journal, risk, profiles, armory, time, time, new DirectWorkers());
        arrive();
        pass(10);
        return this;
    }

    /** A broker's bundle comes, with a session. */
    public void arrive() {
        broker = kraken;
        floor.addBroker(broker);
        sessions.clear();
        venues.forEach((lane, venue) -> sessions.add(new Session(lane, venue)));
        sessions.forEach(floor::addSession);
    }

    /** From the next start on there is a lane of another account at Kraken too. */
    public ScriptedVenue join(Account account) {
        LaneId lane = new LaneId(account.id(), LANE.broker());
        ScriptedVenue another = new ScriptedVenue(lane, time);
        accounts.add(account);
        venues.put(lane, another);
        return another;
    }

    /** The broker's bundle goes, as when it is replaced. */
    public void leave() {
        sessions.forEach(floor::removeSession);
        floor.removeBroker(broker);
    }

    /** The lane may send orders. */
    public FloorBench armed() {
        armory.arm(LANE, "test", "for the test").toCompletableFuture().join();
        return this;
    }

    public void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            time.advance(Duration.ofSeconds(1));
        }
    }

    public Known lane() {
        return floor.known().stream().filter(known -> known.id().equals(LANE)).findFirst().orElseThrow();
    }

    private record Home(Path folder) implements Installation {

        @Override
        public Path home() {
            return folder;
        }

        @Override
        public Path config() {
            return folder.resolve("config");
        }

        @Override
        public Path data() {
            return folder.resolve("data");
        }

        @Override
        public Path deploy() {
            return folder.resolve("deploy");
        }

        @Override
        public Path state() {
            return folder;
        }

        @Override
        public String build() {
            return "test";
        }

        @Override
        public Start start() {
            return Start.RUN;
        }
    }

    private final class Keys implements CredentialDirectory {

        @Override
        public Optional<CredentialReport> report(LaneId lane) {
            return Optional.of(new CredentialReport(lane, fingerprint.isEmpty() ? CredentialReport.State.ABSENT : CredentialReport.State.PRESENT,
                    "CODE", "", List.of(), "", "", fingerprint, time.instant()));
        }

        @Override
        public List<Warning> warnings() {
            return List.of();
        }

        @Override
        public void refresh() {
            // They are always as they are.
        }
    }

    private final class AccountFiles implements Accounts {

        @Override
        public List<Account> all() {
            return List.copyOf(accounts);
        }

        @Override
        public Optional<Account> find(AccountId id) {
            return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
        }
    }

    private final class Passing implements RiskGate {

        @Override
        public Decision judge(Situation situation) {
            return new Decision(List.of("test"), List.of());
        }

        @Override
        public List<Verdict.Refused> losses(RiskLimits limits, java.util.Collection<Standing> standings) {
            return List.copyOf(losses);
        }
    }

    private static final class NoProfiles implements RiskProfiles {

        private static final RiskLimits LIMITS = new RiskLimits("careful", false, null, null, BigDecimal.ONE, BigDecimal.ONE, Duration.ofSeconds(5),
                null, null, null, null, null, Map.of(), Map.of());

        @Override
        public Optional<RiskLimits> find(String profile) {
            return Optional.of(LIMITS);
        }

        @Override
        public SortedSet<String> names() {
            return new TreeSet<>(Set.of("careful"));
        }
    }

    /** A scripted venue's session, with something to say of its keys. */
    private final class Session implements BrokerSession {

        private final LaneId lane;
        private final ScriptedVenue venue;

        Session(LaneId lane, ScriptedVenue venue) {
            this.lane = lane;
            this.venue = venue;
        }

        @Override
        public LaneId lane() {
            return lane;
        }

        @Override
        public SessionStatus status() {
            List<Evidence> all = new ArrayList<>(evidence);
            all.addAll(venue.status().evidence());
            return new SessionStatus(all, venue.status().blocked(), null);
        }

        @Override
        public CompletionStage<List<Evidence>> verify() {
            return venue.verify();
        }

        @Override
        public void reconnect() {
            venue.reconnect();
        }

        @Override
        public Observation<List<Balance>> balances() {
            return venue.balances();
        }

        @Override
        public Observation<List<OrderView>> openOrders() {
            return venue.openOrders();
        }

        @Override
        public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
            return venue.closedOrders(limit);
        }

        @Override
        public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
            return venue.validate(order);
        }

        @Override
        public Optional<OrderDesk> orderDesk() {
            return Optional.of(venue);
        }
    }
}
