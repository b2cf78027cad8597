package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.nija.broker.kraken.internal.testing.TestCredentials;
import io.nija.broker.kraken.internal.wire.Fate;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.WireRequest;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PrivateLaneTest {

    private static final PrivateCall QUERY = PrivateCall.balances();
    private static final PrivateCall HISTORY = PrivateCall.closedOrders(0, 1);
    private static final PrivateCall ORDER = PrivateCall.checkOrder(Map.of("pair", "X"));

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final TestCredentials keys = TestCredentials.simulator("master");
    private final Wire wire = new Wire();
    private PrivateLane lane;

    /** A call that waits for the test to let it write and to answer it. */
    private record Pending(WireRequest request, BooleanSupplier write, CompletableFuture<WireResult> result) {
        String name() {
            return request.path().substring(request.path().lastIndexOf('/') + 1);
        }

        long nonce() {
            return Long.parseLong(new String(request.body(), StandardCharsets.US_ASCII).split("[=&]")[1]);
        }
    }

    private final class Wire implements Transport {
        private final List<Pending> calls = new ArrayList<>();
        private boolean writeAtOnce = true;
        private Runnable atExchange = () -> { };

        @Override
        public CompletableFuture<WireResult> exchange(WireRequest request, BooleanSupplier beginWrite) {
            Pending pending = new Pending(request, beginWrite, new CompletableFuture<>());
            calls.add(pending);
            if (writeAtOnce) {
                assertThat(beginWrite.getAsBoolean()).isTrue();
            }
            atExchange.run();
            return pending.result();
        }

        @Override
        public void close(Duration limit) {
            calls.forEach(call -> call.result().complete(new WireResult.Failed(WireResult.Fault.CANCELLED, "x", true, time.instant())));
        }

        void answer(int index, String document) {
            calls.get(index).result().complete(new WireResult.Answered(200, document.getBytes(StandardCharsets.UTF_8), null,
                    time.instant(), Duration.ofMillis(1)));
        }

        void good(int index) {
            answer(index, "{\"error\":[],\"result\":{}}");
        }

        void nonceRefused(int index) {
            answer(index, "{\"error\":[\"EAPI:Invalid nonce\"]}");
        }
    }

    @BeforeEach
    void begin() throws IOException {
        lane = lane(Tier.UNLIMITED, 10);
    }

    private PrivateLane lane(Tier tier, int limit) throws IOException {
        KeyFiles files = new KeyFiles(folder, "key");
        return new PrivateLane(new DirectWorkers().serial("lane"), time, time, keys, wire, NonceSource.open(files, time),
                RateBudget.open(files, time, tier), limit, Duration.ofSeconds(30));
    }

    private static Problem problem(CompletableFuture<Reply<JsonNode>> answer) {
        assertThat(answer).isCompleted();
        return ((Reply.Bad<JsonNode>) answer.join()).problem();
    }

    @Test
    void oneCallIsWrittenAtATimeAndUrgentOnesGoFirst() {
        lane.send(QUERY);
        lane.send(HISTORY);
        lane.send(QUERY);
        lane.send(ORDER);
        assertThat(wire.calls).extracting(Pending::name).containsExactly("BalanceEx");
        for (int i = 0; i < 4; i++) {
            wire.good(i);
        }
        assertThat(wire.calls).extracting(Pending::name).containsExactly("BalanceEx", "AddOrder", "BalanceEx", "ClosedOrders");
        assertThat(wire.calls).extracting(Pending::nonce).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aHungQueryHoldsTheNextOneForTwoSecondsAtMost() {
        lane.send(QUERY);
        lane.send(HISTORY);
        time.advance(Duration.ofMillis(1_999));
        assertThat(wire.calls).hasSize(1);
        time.advance(Duration.ofMillis(1));
        assertThat(wire.calls).hasSize(2);
    }

    @Test
    void aHungQueryHoldsAnOrderForAQuarterOfASecondAtMost() {
        lane.send(QUERY);
        time.advance(Duration.ofMillis(100));
        lane.send(ORDER);
        time.advance(Duration.ofMillis(149));
        assertThat(wire.calls).hasSize(1);
        time.advance(Duration.ofMillis(1));
        assertThat(wire.calls).extracting(Pending::name).containsExactly("BalanceEx", "AddOrder");
    }

    @Test
    void anOrderThatComesLateInAHungTurnDoesNotWaitAtAll() {
        lane.send(QUERY);
        time.advance(Duration.ofSeconds(1));
        lane.send(ORDER);
        time.advance(Duration.ZERO);
        assertThat(wire.calls).hasSize(2);
    }

    @Test
    void aReadWhoseNonceWasOvertakenIsSentOnceMoreWithAFreshOne() {
        var answer = lane.send(QUERY);
        lane.send(HISTORY);
        time.advance(Duration.ofSeconds(2));
        wire.good(1);
        wire.nonceRefused(0);
        assertThat(wire.calls).hasSize(3);
        assertThat(wire.calls.get(2).nonce()).isGreaterThan(wire.calls.get(1).nonce());
        wire.good(2);
        assertThat(answer.join()).isInstanceOf(Reply.Good.class);
        assertThat(lane.nonceRefusals()).as("our own doing is no sign of a stranger").isZero();
    }

    @Test
    void aReadIsSentAgainOnceAndNotTwice() {
        var answer = lane.send(QUERY);
        wire.nonceRefused(0);
        wire.nonceRefused(1);
        assertThat(wire.calls).hasSize(2);
        assertThat(problem(answer).code()).isEqualTo("KRAKEN_NONCE_REJECTED");
        assertThat(lane.nonceRefusals()).isEqualTo(2);
        time.advance(Duration.ofSeconds(61));
        assertThat(lane.nonceRefusals()).isZero();
    }

    @Test
    void anOrderIsNeverSentAgain() {
        var refused = lane.send(ORDER);
        wire.nonceRefused(0);
        assertThat(problem(refused).fate().certainlyNotDone()).isTrue();
        var unknown = lane.send(ORDER);
        wire.calls.get(1).result().complete(new WireResult.Failed(WireResult.Fault.RESET, "x", true, time.instant()));
        assertThat(problem(unknown).fate()).isEqualTo(Fate.UNCERTAIN);
        assertThat(wire.calls).hasSize(2);
    }

    @Test
    void aCallThatCouldNotBeginToWriteInItsTurnNeverWritesThatNonceAndGetsAnotherTurn() {
        wire.writeAtOnce = false;
        var answer = lane.send(ORDER);
        lane.send(QUERY);
        time.advance(Duration.ofSeconds(2));
        assertThat(wire.calls).hasSize(2);
        assertThat(wire.calls.get(0).write().getAsBoolean()).as("too late").isFalse();
        assertThat(wire.calls.get(1).write().getAsBoolean()).isTrue();
        wire.calls.get(0).result().complete(new WireResult.Failed(WireResult.Fault.TURN_LOST, "x", false, time.instant()));
        wire.good(1);
        assertThat(wire.calls).extracting(Pending::name).containsExactly("AddOrder", "BalanceEx", "AddOrder");
        assertThat(wire.calls.get(2).nonce()).isGreaterThan(wire.calls.get(1).nonce());
        assertThat(wire.calls.get(2).write().getAsBoolean()).isTrue();
        wire.good(2);
        assertThat(answer.join()).isInstanceOf(Reply.Good.class);
    }

    @Test
    void aFullQueueRefusesQueriesByTypeAndStillTakesOrders() {
        for (int i = 0; i < 11; i++) {
            lane.send(HISTORY);
        }
        Problem refused = problem(lane.send(QUERY));
        assertThat(refused.code()).isEqualTo("KRAKEN_QUEUE_FULL");
        assertThat(refused.fate()).isEqualTo(Fate.NOT_SENT);
        assertThat(lane.send(ORDER)).isNotCompleted();
    }

    @Test
    void theCounterMakesQueriesWaitAndRefusesWhatWouldWaitTooLong() throws IOException {
        lane = lane(Tier.STARTER, 100);
        List<CompletableFuture<Reply<JsonNode>>> answers = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            answers.add(lane.send(QUERY));
            wire.good(i);
        }
        assertThat(wire.calls).hasSize(14);
        answers.add(lane.send(QUERY));
        assertThat(wire.calls).as("14 of 15 are spent, and half a point is kept").hasSize(14);
        time.advance(Duration.ofSeconds(2));
        assertThat(wire.calls).hasSize(15);
        wire.good(14);
        time.advance(Duration.ofSeconds(1));
        assertThat(lane.send(HISTORY)).as("27 s are waited for").isNotCompleted();
        for (int i = 0; i < 10; i++) {
            assertThat(lane.send(HISTORY)).as("up to 148 s are waited for").isNotCompleted();
        }
        assertThat(problem(lane.send(HISTORY)).code()).as("160 s are not").isEqualTo("KRAKEN_BUDGET");
        assertThat(lane.send(ORDER)).as("orders do not count").isNotCompleted();
        assertThat(wire.calls).hasSize(16);
    }

    @Test
    void aClosedGateAnswersThoseWhoWaitAndThoseWhoCome() {
        lane.send(QUERY);
        var waits = lane.send(QUERY);
        lane.gate(Problem.local("KRAKEN_QUARANTINED", "x", "", time.instant()));
        assertThat(problem(waits).code()).isEqualTo("KRAKEN_QUARANTINED");
        assertThat(problem(lane.send(ORDER)).code()).isEqualTo("KRAKEN_QUARANTINED");
        assertThat(wire.calls).hasSize(1);
        wire.good(0);
        lane.gate(null);
        lane.send(QUERY);
        assertThat(wire.calls).hasSize(2);
    }

    @Test
    void withdrawnKeysAreNotUsed() {
        keys.withdrawn = true;
        assertThat(problem(lane.send(QUERY)).code()).isEqualTo("KEYS_WITHDRAWN");
        assertThat(wire.calls).isEmpty();
    }

    @Test
    void aClosedLaneAnswersEverybody() {
        wire.writeAtOnce = false;
        var underWay = lane.send(QUERY);
        var waits = lane.send(QUERY);
        lane.close();
        assertThat(problem(waits).code()).isEqualTo("SESSION_CLOSED");
        lane.abandon();
        assertThat(problem(underWay).code()).isEqualTo("SESSION_CLOSED");
        assertThat(problem(underWay).fate()).as("nothing of it was written").isEqualTo(Fate.NOT_SENT);
        assertThat(problem(lane.send(QUERY)).code()).isEqualTo("SESSION_CLOSED");
    }

    @Test
    void ofAWrittenCallThatAClosedLaneGivesUpNobodyKnows() {
        var written = lane.send(ORDER);
        lane.close();
        lane.drain(Duration.ofMillis(1));
        lane.abandon();
        assertThat(problem(written).code()).isEqualTo("SESSION_CLOSED");
        assertThat(problem(written).fate()).isEqualTo(Fate.UNCERTAIN);
    }

    @Test
    void aCallThatIsAtTheVenueWhenItsLaneIsClosedStillGetsItsAnswer() {
        var written = lane.send(ORDER);
        lane.close();
        wire.good(0);
        lane.drain(Duration.ofSeconds(1));
        lane.abandon();
        assertThat(written.join()).isInstanceOf(Reply.Good.class);
    }

    @Test
    void aCallIsAskedForItsGuardWhenItsTurnComesAndAgainBeforeItsFirstByte() {
        AtomicReference<Problem> obstacle = new AtomicReference<>();
        PrivateCall guarded = PrivateCall.place(Map.of("pair", "X"), Priority.ENTRY, now -> obstacle.get());
        lane.send(QUERY);
        var waits = lane.send(guarded);
        obstacle.set(Problem.local("NOT_ARMED", "x", "", time.instant()));
        wire.good(0);
        assertThat(problem(waits).code()).isEqualTo("NOT_ARMED");
        assertThat(wire.calls).hasSize(1);

        obstacle.set(null);
        wire.writeAtOnce = false;
        var connecting = lane.send(guarded);
        assertThat(wire.calls).hasSize(2);
        obstacle.set(Problem.local("NOT_ARMED", "x", "", time.instant()));
        assertThat(wire.calls.get(1).write().getAsBoolean()).isFalse();
        wire.calls.get(1).result().complete(new WireResult.Failed(WireResult.Fault.TURN_LOST, "x", false, time.instant()));
        assertThat(problem(connecting).code()).isEqualTo("NOT_ARMED");
        assertThat(problem(connecting).fate()).isEqualTo(Fate.NOT_SENT);
        assertThat(wire.calls).hasSize(2);
    }

    /** A call that comes while the lane is closing must not be called unsent when it was written. */
    @Test
    void aCallThatIsWrittenWhileTheLaneClosesIsNeverSaidToBeUnsent() {
        wire.atExchange = () -> lane.close();
        var racing = lane.send(ORDER);
        assertThat(racing).as("it was written, so nobody knows yet").isNotCompleted();
        lane.abandon();
        assertThat(problem(racing).fate()).isEqualTo(Fate.UNCERTAIN);
        wire.atExchange = () -> { };
        assertThat(problem(lane.send(ORDER)).fate()).isEqualTo(Fate.NOT_SENT);
        assertThat(wire.calls).hasSize(1);
    }

    @Test
    void aFullPairCounterPausesNothingAndAFullCallCounterOnlyWhatCounts() throws IOException {
        lane = lane(Tier.PRO, 10);
        lane.send(ORDER);
        wire.answer(0, "{\"error\":[\"EOrder:Rate limit exceeded\"]}");
        lane.send(QUERY);
        wire.answer(1, "{\"error\":[\"EAPI:Rate limit exceeded\"]}");
        lane.send(QUERY);
        assertThat(wire.calls).hasSize(2);
        lane.send(ORDER);
        assertThat(wire.calls).hasSize(3);
        wire.answer(2, "{\"error\":[\"EAPI:Rate limit exceeded\"]}");
        lane.send(ORDER);
        assertThat(wire.calls).as("an order that is refused for it says that it is more than the counter").hasSize(3);
    }

    @Test
    void aCallThatWasGivenUpIsNotWrittenAfterwards() {
        wire.writeAtOnce = false;
        var underWay = lane.send(ORDER);
        lane.close();
        lane.abandon();
        assertThat(problem(underWay).fate()).isEqualTo(Fate.NOT_SENT);
        assertThat(wire.calls.get(0).write().getAsBoolean()).isFalse();
    }
}
