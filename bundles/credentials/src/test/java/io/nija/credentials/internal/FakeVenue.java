package io.nija.credentials.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.KeyProof;
import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.credentials.Credentials;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Validation;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

/** A venue, for several threads, whose answer to each key a test sets, and sessions that are as a test says. */
final class FakeVenue implements KeyProof {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final List<String> asked = new CopyOnWriteArrayList<>();
    /** By key; one that is not here is never answered. */
    final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    final Map<String, CompletableFuture<Verdict>> open = new ConcurrentHashMap<>();
    volatile Credentials lastCandidate;

    static Verdict accepted() {
        return new Verdict.Accepted(Optional.of("AA11"), List.of(Evidence.ok(Step.AUTHENTICATION, NOW, "accepted")));
    }

    static Verdict refused() {
        return new Verdict.Refused("VENUE_SAYS_NO", "the venue does not know it", "Copy it again.");
    }

    static Verdict unreachable() {
        return new Verdict.Unproven("VENUE_GONE", "the venue does not answer", "", null);
    }

    @Override
    public BrokerId broker() {
        return new BrokerId("kraken");
    }

    @Override
    public CompletionStage<Verdict> prove(Credentials candidate) {
        String key = candidate.use(Credentials.Scope::key);
        asked.add(key);
        lastCandidate = candidate;
        if (verdicts.containsKey(key)) {
            return CompletableFuture.completedFuture(verdicts.get(key));
        }
        return open.computeIfAbsent(key, first -> new CompletableFuture<>());
    }

    /** A session that works until it is told otherwise. */
    static final class Session implements BrokerSession {

        private final LaneId lane;
        volatile SessionStatus status = new SessionStatus(List.of(Evidence.ok(Step.VENUE, NOW, "open"),
                Evidence.ok(Step.AUTHENTICATION, NOW, "accepted"), Evidence.ok(Step.IDENTITY, NOW, "ours")), null, null);

        Session(LaneId lane) {
            this.lane = lane;
        }

        Session quarantined() {
            status = new SessionStatus(List.of(Evidence.ok(Step.VENUE, NOW, "open"), failed(Step.AUTHENTICATION)),
                    new Blocked(Blocked.Kind.QUARANTINED, NOW.plusSeconds(60), "refused"), null);
            return this;
        }

        Session unreachable() {
            status = new SessionStatus(List.of(failed(Step.VENUE), failed(Step.AUTHENTICATION)), null, null);
            return this;
        }

        Session anotherAccounts() {
            status = new SessionStatus(List.of(Evidence.ok(Step.VENUE, NOW, "open"), Evidence.ok(Step.AUTHENTICATION, NOW, "accepted"),
                    failed(Step.IDENTITY)), null, null);
            return this;
        }

        Session withoutACall() {
            status = new SessionStatus(List.of(failed(Step.AUTHENTICATION)), null, null);
            return this;
        }

        private static Evidence failed(Step step) {
            return Evidence.failed(step, NOW, "NO", "no", "");
        }

        @Override
        public LaneId lane() {
            return lane;
        }

        @Override
        public SessionStatus status() {
            return status;
        }

        @Override
        public CompletionStage<List<Evidence>> verify() {
            return CompletableFuture.completedFuture(status.evidence());
        }

        @Override
        public void reconnect() {
            throw new UnsupportedOperationException("nobody reconnects here");
        }

        @Override
        public Observation<List<Balance>> balances() {
            return new Observation.Missing<>("NONE", "a test has none");
        }

        @Override
        public Observation<List<OrderView>> openOrders() {
            return new Observation.Missing<>("NONE", "a test has none");
        }

        @Override
        public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("NONE", "a test has none"));
        }

        @Override
        public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>("NONE", "a test has none"));
        }
    }
}
