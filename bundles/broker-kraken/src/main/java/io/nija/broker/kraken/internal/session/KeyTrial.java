package io.nija.broker.kraken.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.nija.account.LaneId;
import io.nija.broker.KeyProof.Verdict;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.credentials.Credentials;
import io.nija.platform.Installation;
import io.nija.platform.KeyLocks;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/**
 * One attempt to prove a pair that no session runs on: takes the key's own lock, asks {@code GetApiKeyInfo} with the
 * key's own nonces over a connection of its own, and gives all of it back before it answers, so that a session can begin
 * at once. On the queue, but for {@link #verdict}.
 */
public final class KeyTrial {

    private static final Logger LOG = LoggerFactory.getLogger(KeyTrial.class);
    private static final Duration RELEASE = Duration.ofMillis(500);

    private final Credentials candidate;
    private final Venue venue;
    private final SerialQueue queue;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private OpenedKey key;

    public KeyTrial(Credentials candidate, Venue venue, SerialQueue queue) {
        this.candidate = candidate;
        this.venue = venue;
        this.queue = queue;
    }

    /** What comes of it. */
    public CompletableFuture<Verdict> verdict() {
        return verdict;
    }

    /** Begins. */
    public void begin(Installation installation, KeyLocks held, Timers timers, TimeSource time) {
        LaneId lane = candidate.lane();
        Optional<KeyFit> obstacle = KeyFit.obstacle(lane, candidate, venue);
        if (obstacle.isPresent()) {
            end(new Verdict.Refused(obstacle.get().code(), obstacle.get().reason(), words(obstacle.get().hint())));
            return;
        }
        OpenedKey.Attempt attempt = OpenedKey.attempt(candidate, venue, installation, held, queue, timers, time);
        if (attempt instanceof OpenedKey.Attempt.NotYet notYet) {
            end(unproven(notYet.problem()));
            return;
        }
        key = ((OpenedKey.Attempt.Opened) attempt).key();
        ask(PrivateCall.keyInfo()).thenCompose(this::judge).whenComplete((found, failure) -> end(found != null ? found
                : new Verdict.Unproven("INTERNAL", "the proof failed in an unforeseen way: " + failure, "", null)));
    }

    /** A nonce that Kraken has seen is jumped over once, as a session does. */
    private CompletableFuture<Reply<JsonNode>> ask(PrivateCall call) {
        PrivateLane calls = key.calls();
        return calls.send(call).thenCompose(reply -> {
            if (reply instanceof Reply.Bad<JsonNode> bad && bad.problem().cause() == Cause.NONCE) {
                calls.jump(Round.NONCE_JUMP);
                return calls.send(call);
            }
            return CompletableFuture.completedFuture(reply);
        });
    }

    private CompletableFuture<Verdict> judge(Reply<JsonNode> raw) {
        Reply<KeyInfo> reply = raw.read(KeyInfo::of);
        if (reply instanceof Reply.Good<KeyInfo> good) {
            KeyInfo info = good.value();
            String name = info.name().isEmpty() ? "" : " (key \"" + info.name() + "\")";
            Evidence rights = RightsFinding.of(info).evidence(good.at());
            return CompletableFuture.completedFuture(new Verdict.Accepted(info.identity(), List.of(
                    Evidence.ok(Step.AUTHENTICATION, good.at(), "Kraken accepted a signed call" + name + "."),
                    new Evidence(rights.step(), rights.ok(), rights.at(), rights.code(), rights.detail(), words(rights.hint())))));
        }
        Problem problem = ((Reply.Bad<KeyInfo>) reply).problem();
        return problem.cause() == Cause.UNKNOWN_METHOD ? ask(PrivateCall.balances()).thenApply(this::judgeByBalances)
                : CompletableFuture.completedFuture(refusal(problem));
    }

    /** Where the key's own description is not offered: a right is only looked at once key and signature are accepted. */
    private Verdict judgeByBalances(Reply<JsonNode> reply) {
        if (reply instanceof Reply.Bad<JsonNode> bad && bad.problem().cause() != Cause.RIGHT) {
            return refusal(bad.problem());
        }
        return new Verdict.Accepted(Optional.empty(), List.of(Evidence.ok(Step.AUTHENTICATION,
                reply instanceof Reply.Good<JsonNode> good ? good.at() : ((Reply.Bad<JsonNode>) reply).problem().at(),
                "Kraken accepted a signed call.")));
    }

    private Verdict refusal(Problem problem) {
        return switch (problem.cause()) {
            case KEY, NONCE, RIGHT -> new Verdict.Refused(problem.code(), problem.message(), words(problem.hint()));
            case UNREACHABLE, EDGE, LOCKOUT, LIMIT, ENGINE, SERVICE, UNREADABLE, UNKNOWN_METHOD, REQUEST, UNKNOWN, TURN_LOST, LOCAL ->
                    unproven(problem);
        };
    }

    private Verdict unproven(Problem problem) {
        return new Verdict.Unproven(problem.code(), problem.message(), words(problem.hint()), problem.notBefore());
    }

    private String words(String hint) {
        return hint.replace("{lane}", candidate.lane().toString()).replace("{source}", candidate.source());
    }

    /** Gives up: the broker is going. */
    public void abandon() {
        end(new Verdict.Unproven("BROKER_STOPPED", "the broker's bundle was stopped meanwhile", "", null));
    }

    private void end(Verdict found) {
        if (verdict.isDone()) {
            return;
        }
        OpenedKey opened = key;
        key = null;
        if (opened != null) {
            opened.calls().close();
            try {
                opened.release(RELEASE);
            } catch (IOException notReleased) {
                LOG.warn("The lock of the key that was proven for {} could not be given back; the end of the process will do it.",
                        candidate.lane());
            }
        }
        verdict.complete(found);
    }
}
