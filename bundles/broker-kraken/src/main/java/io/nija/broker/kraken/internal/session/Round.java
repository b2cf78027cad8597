package io.nija.broker.kraken.internal.session;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.IdentityPins;
import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.desk.ToldOrders;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.reading.BalanceSheet;
import io.nija.broker.kraken.internal.reading.OrderList;
import io.nija.broker.kraken.internal.reading.Unnamed;
import io.nija.broker.kraken.internal.venue.InstrumentFeed;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.Fate;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderView;
import io.nija.status.Evidence;
import io.nija.status.Step;

import tools.jackson.databind.JsonNode;

/**
 * The private reads that renew all of a session's evidence, one after the other: key, instruments, balances, stream, and the
 * orders if the stream does not tell them. Runs on the session's queue. A read that failed for a reason that may have passed is
 * confirmed at once.
 */
final class Round {

    /** How far nonces jump when Kraken has seen higher ones, once: as far as a clock may be wrong. */
    static final Duration NONCE_JUMP = Duration.ofMinutes(5);

    /** How long it is believed that Kraken does not offer {@code GetApiKeyInfo}. */
    private static final Duration PROBE_FOR = Duration.ofMinutes(10);

    private static final int NONCE_WAR = 3;

    private final Executor queue;
    private final LaneId lane;
    private final PrivateLane calls;
    private final Standing standing;
    private final InstrumentFeed instruments;
    private final IdentityPins pins;
    private final IdentityPins.Environment environment;
    private final RightsProbe probe;
    private final Held<List<Balance>> balances;
    private final Held<List<OrderView>> orders;
    private final StreamSeat seat;
    private final Usage usage;
    private final ToldOrders told;
    private boolean ordersByRest;
    private boolean probing;
    private Instant unknownAt;
    private boolean jumped;
    private volatile RightsFinding rights;

    Round(Executor queue, LaneId lane, PrivateLane calls, Standing standing, InstrumentFeed instruments, IdentityPins pins,
            IdentityPins.Environment environment, RightsProbe probe, Held<List<Balance>> balances, Held<List<OrderView>> orders,
            StreamSeat seat, Usage usage, ToldOrders told) {
        this.queue = queue;
        this.lane = lane;
        this.calls = calls;
        this.standing = standing;
        this.instruments = instruments;
        this.pins = pins;
        this.environment = environment;
        this.probe = probe;
        this.balances = balances;
        this.orders = orders;
        this.seat = seat;
        this.usage = usage;
        this.told = told;
    }

    /** Whether rights are found out by trying, which costs more of the call counter. */
    boolean probing() {
        return probing;
    }

    /** What the key may, as last found out; null before the first time. Any thread. */
    RightsFinding rights() {
        return rights;
    }

    /** Whoever asks for proof gets Kraken's own list, not the stream's: the next orders are read by REST. On the queue. */
    void readOrders() {
        ordersByRest = true;
    }

    /** All of it; the verdict of the step that ended it. */
    CompletableFuture<Verdict> run(Instant now) {
        jumped = false;
        return key(now)
                .thenCompose(verdict -> verdict.then(this::instruments))
                .thenCompose(verdict -> verdict.then(this::balances))
                .thenCompose(verdict -> verdict.then(this::stream))
                .thenCompose(verdict -> verdict.then(this::orders))
                .thenApplyAsync(this::said, queue)
                .thenApply(verdict -> verdict.goOn() && calls.nonceRefusals() >= NONCE_WAR ? war(now) : verdict);
    }

    private Verdict said(Verdict verdict) {
        if (verdict.goOn()) {
            usage.say();
        }
        return verdict;
    }

    /** Asks; what may have passed is asked once more, and a used-up nonce is jumped over once. */
    private CompletableFuture<Reply<JsonNode>> ask(PrivateCall call) {
        return calls.send(call).thenCompose(reply -> {
            if (!(reply instanceof Reply.Bad<JsonNode> bad)) {
                return CompletableFuture.completedFuture(reply);
            }
            if (bad.problem().cause() == Cause.NONCE && !jumped) {
                jumped = true;
                calls.jump(NONCE_JUMP);
                return calls.send(call);
            }
            return mayHavePassed(bad.problem().cause()) ? calls.send(call) : CompletableFuture.completedFuture(reply);
        });
    }

    private static boolean mayHavePassed(Cause cause) {
        return switch (cause) {
            case UNREACHABLE, SERVICE, UNREADABLE, UNKNOWN -> true;
            case EDGE, KEY, NONCE, LOCKOUT, RIGHT, LIMIT, ENGINE, UNKNOWN_METHOD, REQUEST, TURN_LOST, LOCAL -> false;
        };
    }

    private CompletableFuture<Verdict> key(Instant now) {
        if (probing && Duration.between(unknownAt, now).abs().compareTo(PROBE_FOR) < 0) {
            return probe(now);
        }
        return ask(PrivateCall.keyInfo()).thenCompose(raw -> {
            Reply<KeyInfo> reply = raw.read(KeyInfo::of);
            if (reply instanceof Reply.Good<KeyInfo> good) {
                probing = false;
                return CompletableFuture.completedFuture(accepted(good.value(), good.at()));
            }
            Problem problem = ((Reply.Bad<KeyInfo>) reply).problem();
            if (problem.cause() == Cause.UNKNOWN_METHOD) {
                probing = true;
                unknownAt = now;
                return instruments.ready().thenComposeAsync(ready -> probe(now), queue);
            }
            return CompletableFuture.completedFuture(refusedKey(problem));
        });
    }

    private Verdict accepted(KeyInfo info, Instant at) {
        String name = info.name().isEmpty() ? "" : " (key \"" + info.name() + "\")";
        if (info.nonce() != null && calls.foreignScale(info.nonce())) {
            standing.put(new Evidence(Step.AUTHENTICATION, true, at, "KRAKEN_NONCE_SCALE",
                    "Kraken accepted a signed call" + name + ", but the key was used with nonces of another unit.",
                    "Make a key for NIJA alone on Kraken's page and put it into {source}."));
        } else if (info.nonce() != null && info.nonce().compareTo(BigInteger.valueOf(calls.lastNonce())) > 0) {
            calls.learn(info.nonce());
            standing.put(new Evidence(Step.AUTHENTICATION, true, at, "KRAKEN_KEY_SHARED",
                    "Kraken accepted a signed call" + name + ", but something else uses the same key.",
                    "Give every program its own key: make one for NIJA alone and put it into {source}."));
        } else {
            standing.ok(Step.AUTHENTICATION, at, "Kraken accepted a signed call" + name + ".");
        }
        if (!identity(info.identity(), at)) {
            return Verdict.ENOUGH;
        }
        rights = RightsFinding.of(info);
        standing.put(rights.evidence(at));
        return Verdict.GO;
    }

    private boolean identity(Optional<String> identity, Instant at) {
        if (identity.isEmpty()) {
            unnamed(at);
            return true;
        }
        IdentityPins.Claim claim = pins.claim(lane, environment, identity.get());
        if (claim instanceof IdentityPins.Claim.Accepted accepted) {
            standing.ok(Step.IDENTITY, at, accepted.first()
                    ? "The account at Kraken is remembered from now on."
                    : "The keys belong to the account at Kraken that they belonged to at first.");
            return true;
        }
        if (claim instanceof IdentityPins.Claim.TakenBy taken) {
            standing.failed(Step.IDENTITY, at, "KRAKEN_IDENTITY_TAKEN",
                    "These keys belong to the account at Kraken that " + taken.other() + " uses.", "Put this account's own keys into {source}.");
        } else if (claim instanceof IdentityPins.Claim.Unreadable unreadable) {
            standing.failed(Step.IDENTITY, at, "KRAKEN_IDENTITY_UNREADABLE",
                    "Which account at Kraken belongs here cannot be read: " + unreadable.reason() + ".",
                    "Make the folder 'identity' in NIJA's data folder readable and writable.");
        } else {
            standing.failed(Step.IDENTITY, at, "KRAKEN_IDENTITY_CHANGED",
                    "These keys belong to another account at Kraken than the one first connected.",
                    "Put this account's own keys into {source}; if the change is meant, run: nija account rebind {lane}");
        }
        seat.end();
        standing.forget(Step.PERMISSIONS, Step.BALANCES, Step.STREAM);
        usage.forget();
        balances.forget("KRAKEN_IDENTITY", "The keys belong to another account.");
        orders.forget("KRAKEN_IDENTITY", "The keys belong to another account.");
        return false;
    }

    /** Nobody's pin is the empty name's, so what is compared with it tells only whether the lane has one. */
    private void unnamed(Instant at) {
        if (pins.compare(lane, environment, "") instanceof IdentityPins.Claim.Accepted accepted && accepted.first()) {
            standing.ok(Step.IDENTITY, at, "Kraken does not tell which account this key belongs to, so it cannot be pinned.");
        } else {
            standing.put(new Evidence(Step.IDENTITY, true, at, "KRAKEN_IDENTITY_UNKNOWN",
                    "Kraken does not tell now which account this key belongs to, so it cannot be compared with the one that"
                            + " is remembered.",
                    "Look on Kraken's page that the key in {source} is of the right account; NIJA asks again every ten minutes."));
        }
    }

    private CompletableFuture<Verdict> probe(Instant now) {
        InstrumentBook book = book();
        Instrument example = book == null ? null
                : book.find("BTC/USD").or(() -> book.all().stream().findFirst()).orElse(null);
        return probe.run(example, now, this::acceptedUnnamed).thenApply(found -> {
            if (found instanceof RightsProbe.Found.Stopped stopped) {
                return refusedKey(stopped.problem());
            }
            RightsProbe.Found.Rights answer = (RightsProbe.Found.Rights) found;
            rights = answer.finding();
            standing.put(rights.evidence(answer.at()));
            return Verdict.GO;
        });
    }

    private void acceptedUnnamed(Instant at) {
        standing.ok(Step.AUTHENTICATION, at,
                "Kraken accepted a signed call; it does not offer GetApiKeyInfo, so the key's rights are found out by trying.");
        unnamed(at);
    }

    private Verdict refusedKey(Problem problem) {
        Problem told = problem.cause() == Cause.LIMIT && standing.proven(Step.AUTHENTICATION) ? null : problem;
        if (told != null) {
            standing.failed(Step.AUTHENTICATION, told);
        }
        balances.failed(problem);
        orders.failed(problem);
        return Verdict.stop(problem);
    }

    private Verdict war(Instant now) {
        Problem problem = new Problem("KRAKEN_NONCE_REJECTED", Fate.LATER, Cause.NONCE,
                "Kraken has refused several nonces within a minute although none of ours overtook another: something else"
                        + " uses this key.",
                "Stop the other program, or make a key for NIJA alone and put it into {source}; then run: nija reconnect {lane}",
                now, null);
        standing.failed(Step.AUTHENTICATION, problem);
        return Verdict.stop(problem);
    }

    private CompletableFuture<Verdict> instruments() {
        return instruments.ready().thenComposeAsync(ready -> {
            if (!(ready instanceof Observation.Known<InstrumentBook> known)) {
                boolean old = ready instanceof Observation.Stale<InstrumentBook>;
                standing.failed(Step.INSTRUMENTS, instruments.now(),
                        old ? ((Observation.Stale<InstrumentBook>) ready).code() : ((Observation.Missing<InstrumentBook>) ready).code(),
                        old ? ((Observation.Stale<InstrumentBook>) ready).reason() : ((Observation.Missing<InstrumentBook>) ready).reason(), "");
                return CompletableFuture.completedFuture(Verdict.GO);
            }
            return instruments.compare().thenApplyAsync(compared -> {
                if (compared instanceof Reply.Good<Integer> good) {
                    standing.ok(Step.INSTRUMENTS, good.at(), good.value() + " instruments, read at "
                            + known.at().truncatedTo(ChronoUnit.SECONDS) + "; some of them compared again.");
                } else {
                    standing.failed(Step.INSTRUMENTS, ((Reply.Bad<Integer>) compared).problem());
                }
                return Verdict.GO;
            }, queue);
        }, queue);
    }

    private CompletableFuture<Verdict> balances() {
        if (!rights.lacks(KeyRight.STREAM)) {
            // It opens while balances are read; what it then tells need not be asked.
            seat.begin();
        }
        if (rights.lacks(KeyRight.QUERY_FUNDS)) {
            return lacking(Step.BALANCES, KeyRight.QUERY_FUNDS, balances);
        }
        return ask(PrivateCall.balances()).thenApply(raw -> {
            InstrumentBook book = book();
            Reply<List<Balance>> reply = raw.read(result -> BalanceSheet.of(result, book == null ? Unnamed.BOOK : book));
            if (reply instanceof Reply.Good<List<Balance>> good) {
                if (book == null) {
                    // Under Kraken's own names they would be other assets than those that accounts are kept of.
                    balances.forget("KRAKEN_INSTRUMENTS_PENDING", "Balances were read, but not yet Kraken's names of assets.");
                } else {
                    balances.known(good.value(), good.asked());
                }
                standing.put(FundsFinding.of(good.value(), book, good.at()));
                return Verdict.GO;
            }
            return failedRead(Step.BALANCES, ((Reply.Bad<List<Balance>>) reply).problem(), balances);
        });
    }

    private CompletableFuture<Verdict> orders() {
        if (rights.lacks(KeyRight.QUERY_OPEN)) {
            return lacking(null, KeyRight.QUERY_OPEN, orders);
        }
        Optional<Observation.Known<List<OrderView>>> known = ordersByRest ? Optional.empty() : told.believed();
        ordersByRest = false;
        if (known.isPresent()) {
            orders.known(known.get().value(), known.get().at());
            return CompletableFuture.completedFuture(Verdict.GO);
        }
        ToldOrders.Asked asked = told.asked();
        return ask(PrivateCall.openOrders()).thenApply(raw -> {
            InstrumentBook book = book();
            Reply<List<OrderView>> reply = raw.read(result -> OrderList.of(result, "open", lane, book == null ? Unnamed.BOOK : book));
            if (reply instanceof Reply.Good<List<OrderView>> good) {
                asked.answered(good.value());
                orders.known(good.value(), good.asked());
                return Verdict.GO;
            }
            return failedRead(null, ((Reply.Bad<List<OrderView>>) reply).problem(), orders);
        });
    }

    private CompletableFuture<Verdict> stream() {
        if (rights.lacks(KeyRight.STREAM)) {
            seat.end();
            return lacking(Step.STREAM, KeyRight.STREAM, null);
        }
        if (seat.available()) {
            return seat.opened().thenApplyAsync(tried -> {
                standing.put(seat.evidence(instruments.now()));
                return Verdict.GO;
            }, queue);
        }
        return ask(PrivateCall.streamToken()).thenApply(raw -> {
            Reply<Boolean> reply = raw.read(Round::granted);
            if (reply instanceof Reply.Good<Boolean> good) {
                standing.ok(Step.STREAM, good.at(), "A token for the private stream was granted; this venue has no stream at an address.");
                return Verdict.GO;
            }
            return failedRead(Step.STREAM, ((Reply.Bad<Boolean>) reply).problem(), null);
        });
    }

    /** Looks that a token is there, and drops it: a token allows trading, and without a stream nothing needs it. */
    private static Boolean granted(JsonNode result) {
        if (KrakenJson.text(result, "token").isBlank()) {
            throw new UnexpectedShape("'token' is empty");
        }
        return true;
    }

    private CompletableFuture<Verdict> lacking(Step step, KeyRight right, Held<?> held) {
        Problem problem = new Problem("KRAKEN_PERMISSION_MISSING", Fate.NOT_SENT, Cause.RIGHT,
                "The key lacks " + right.words() + ".",
                "On Kraken's page 'Settings - API' edit the key and tick " + right.words() + "; then run: nija reconnect {lane}", instruments.now(), null);
        return CompletableFuture.completedFuture(failedRead(step, problem, held));
    }

    private Verdict failedRead(Step step, Problem problem, Held<?> held) {
        if (held != null) {
            held.failed(problem);
        }
        if (step == null) {
            standing.error(problem);
        } else if (problem.cause() != Cause.LIMIT || !standing.proven(step)) {
            standing.failed(step, problem);
        }
        return switch (problem.cause()) {
            case RIGHT, REQUEST, ENGINE, UNKNOWN_METHOD -> Verdict.GO;
            case KEY, NONCE, LOCKOUT -> refusedKey(problem);
            case UNREACHABLE, EDGE, LIMIT, SERVICE, UNREADABLE, UNKNOWN, TURN_LOST, LOCAL -> Verdict.stop(problem);
        };
    }

    private InstrumentBook book() {
        Observation<InstrumentBook> observed = instruments.observed();
        if (observed instanceof Observation.Known<InstrumentBook> known) {
            return known.value();
        }
        return observed instanceof Observation.Stale<InstrumentBook> stale ? stale.value() : null;
    }
}
