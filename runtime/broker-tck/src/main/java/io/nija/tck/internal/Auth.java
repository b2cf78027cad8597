package io.nija.tck.internal;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.Placement;
import io.nija.order.Validation;
import io.nija.status.LadderState;
import io.nija.tck.Ability;
import io.nija.tck.Fault;
import io.nija.tck.Fault.Harm;
import io.nija.tck.Fault.Verb;
import io.nija.tck.Signing;
import io.nija.tck.Signing.Request;
import io.nija.tck.Signing.Signed;
import io.nija.tck.Signing.Vector;
import io.nija.tck.Venue;
import io.nija.tck.Venue.Call;

import org.osgi.framework.Bundle;

/** Keys are used as the venue wants it, and nowhere else. */
final class Auth implements Section {

    /** How many calls are made at once by each account, by how many accounts, and in all. */
    private static final int AT_ONCE = 64;
    private static final int ACCOUNTS = 4;
    private static final int CALLS = 10_000;

    @Override
    public List<Case> cases() {
        return List.of(
                Case.needing(Ability.SIGNATURE, "auth.official-vector",
                        "With the private half of the venue's own example the broker signs as the example does.", this::vector).asTheOnlyOne(),
                Case.needing(Ability.SIGNATURE, "auth.signed-is-sent", "Of every kind of call the very bytes that are sent are those that are signed.", this::bytes)
                        .asTheOnlyOne(),
                Case.needing(Ability.NONCE, "auth.nonce-rises", "Nonces rise strictly over 10,000 calls at once, a clock that is set back, and a restart.", this::nonces)
                        .asTheOnlyOne(),
                Case.of("auth.lanes-are-apart", "Two accounts share no key, no order and no wait.", this::apart),
                Case.of("auth.no-secret-told", "No key is in logs, texts, answers, configurations or files.", Secrets::nowhere).asTheOnlyOne());
    }

    private static Signing signing(Bench bench) {
        return bench.around.subject.signing().orElseThrow(() -> new UnsupportedOperationException("the signing is not described"));
    }

    private String vector(Bench bench) throws Exception {
        Signing signing = signing(bench);
        Check.that(!signing.officialVectors().isEmpty(), "there is no official vector");
        for (Vector vector : signing.officialVectors()) {
            Signed expected = signing.expected(vector.request(), vector.secret());
            Check.same(vector.signature(), expected == null ? null : expected.signature(), "the signature of the official example");
        }
        String secret = signing.officialVectors().get(0).secret();
        Bench example = bench.at(Surroundings.APPEARS);
        Venue.Keys keys = bench.venue.keysOf(Surroundings.APPEARS, secret);
        Wiretap tap = bench.around.tap(signing.addressKey());
        try {
            bench.around.env.keys(example.lane, keys);
            bench.nija.await(example.lane, LadderState.AUTHENTICATED);
            int checked = check(signing, tap.requests(), keys.key(), secret).size();
            Check.that(checked > 0, "no call was signed with the example's key");
            return signing.officialVectors().size() + " official examples reproduced, " + checked + " kinds of call signed with the first one's secret";
        } finally {
            bench.around.env.put(example.lane);
            bench.around.untap(tap);
            bench.nija.await(bench.lane, LadderState.RECONCILED);
        }
    }

    /** The kinds of call that were signed with a key; fails when one was not signed as it should be. */
    private static Set<String> check(Signing signing, List<Request> requests, String key, String secret) {
        Set<String> kinds = new TreeSet<>();
        for (Request request : requests) {
            Signed signed = signing.expected(request, secret);
            if (signed != null && signed.key().equals(key)) {
                Check.same(signed.signature(), signed.sent(), "the signature of " + request.method() + " " + request.path());
                kinds.add(request.path());
            }
        }
        return kinds;
    }

    private String bytes(Bench bench) throws Exception {
        Signing signing = signing(bench);
        Wiretap tap = bench.around.tap(signing.addressKey());
        try {
            bench.nija.await(bench.lane, LadderState.RECONCILED);
            Placement placement = bench.placement(bench.resting());
            OrderKey key = Check.confirmed(bench.place(placement), "the placement");
            Check.known(bench.desk().orders(List.of(key.venueOrderId())), "the order");
            Check.known(bench.desk().restingOrders(), "the resting orders");
            Check.known(bench.desk().trades(Instant.now().minus(Duration.ofHours(1))), "the trades");
            Check.known(bench.desk().ledger(Instant.now().minus(Duration.ofHours(1))), "the ledger");
            Check.known(bench.desk().balancesNow(), "the balances");
            if (bench.desk().capabilities().amends()) {
                Check.confirmed(Check.get(bench.desk().amend(new Amendment(key, null, placement.order().limit().add(bench.instrument().priceTick()), null,
                        bench.deadline(Bench.DEADLINE))), "the amendment"), "the amendment");
            }
            Check.confirmed(Check.get(bench.desk().cancel(key), "the cancel"), "the cancel");
            Set<String> kinds = check(signing, tap.requests(), bench.venue.keys(bench.account).key(), bench.venue.keys(bench.account).secret());
            Check.that(kinds.size() >= 6, "only these calls were signed: " + kinds);
            return kinds.size() + " kinds of call: " + String.join(" ", kinds);
        } finally {
            bench.around.untap(tap);
            bench.nija.await(bench.lane, LadderState.RECONCILED);
        }
    }

    private String nonces(Bench bench) throws Exception {
        long before = bench.venue.newest();
        try {
            calls(bench, CALLS / 2);
            bench.around.clock.set(Duration.ofHours(-1));
            calls(bench, CALLS / 4);
            Bundle bundle = bench.nija.bundle();
            bundle.stop();
            bundle.start();
            for (int account = 0; account < ACCOUNTS; account++) {
                Bench each = bench.at(account);
                Check.await("the session of " + each.lane + " is back", () -> each.nija.session(each.lane).filter(session -> session.status().evidence()
                        .stream().anyMatch(line -> line.step() == io.nija.status.Step.AUTHENTICATION && line.ok())).isPresent());
            }
            calls(bench, CALLS / 4);
        } finally {
            bench.around.clock.set(Duration.ZERO);
        }
        List<Call> all = bench.venue.calls(before).stream().filter(call -> !call.nonce().isEmpty()).toList();
        int counted = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            String key = bench.venue.keys(account).id();
            BigInteger last = BigInteger.ZERO;
            for (Call call : all.stream().filter(each -> each.key().equals(key)).toList()) {
                BigInteger nonce = new BigInteger(call.nonce());
                Check.that(nonce.compareTo(last) > 0, "nonce " + nonce + " of call " + call.number() + " follows " + last);
                Check.that(!call.outcome().toLowerCase(Locale.ROOT).contains("nonce"), "call " + call.number() + " was refused: " + call.outcome());
                last = nonce;
                counted++;
            }
        }
        Check.that(counted >= CALLS, "only " + counted + " calls were counted");
        for (int account = 0; account < ACCOUNTS; account++) {
            bench.nija.await(bench.at(account).lane, LadderState.RECONCILED);
        }
        return counted + " calls of " + ACCOUNTS + " accounts, " + AT_ONCE * ACCOUNTS + " at once, each nonce above the one before";
    }

    private static void calls(Bench bench, int count) throws Exception {
        List<OrderRequest> orders = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            orders.add(bench.at(account).resting());
        }
        Semaphore free = new Semaphore(AT_ONCE * ACCOUNTS);
        List<CompletableFuture<Outcome<Validation>>> answers = new ArrayList<>();
        for (int call = 0; call < count; call++) {
            free.acquire();
            CompletableFuture<Outcome<Validation>> answer = bench.at(call % ACCOUNTS).session().validate(orders.get(call % ACCOUNTS)).toCompletableFuture();
            answer.whenComplete((outcome, trouble) -> free.release());
            answers.add(answer);
        }
        for (CompletableFuture<Outcome<Validation>> answer : answers) {
            Check.confirmed(Check.get(answer, "the check of an order"), "the check of an order");
        }
    }

    private String apart(Bench bench) throws Exception {
        Bench other = bench.at(Surroundings.QUIET);
        bench.nija.await(other.lane, LadderState.RECONCILED);
        Check.that(bench.session() != other.session(), "two accounts have one session");
        Check.same(other.lane, other.session().lane(), "the lane of the other account's session");
        long before = bench.venue.newest();
        // Something that no stream tells; resting orders may be known without a call.
        bench.venue.inject(new Fault.OnCall(bench.account, Verb.READ, Harm.REQUEST_LOST, 20));
        CompletableFuture<Observation<List<LedgerEntry>>> hung = bench.desk().ledger(Instant.now().minus(Duration.ofHours(1))).toCompletableFuture();
        OrderKey key = other.rest();
        for (int call = 0; call < 5; call++) {
            Check.known(other.desk().restingOrders(), "the other account's resting orders");
        }
        Check.that(!hung.isDone() || !(hung.get() instanceof Observation.Known), "nothing hung; the case shows nothing");
        boolean waited = !hung.isDone();
        bench.venue.heal(bench.account);
        Check.that(bench.venue.orders(bench.account).stream().noneMatch(order -> order.id().equals(key.venueOrderId())), "one account's order is in the other's books");
        for (Call call : bench.venue.calls(before)) {
            if (call.account() == other.account && !call.key().isEmpty()) {
                Check.same(bench.venue.keys(other.account).id(), call.key(), "the key of a call of the other account");
            }
        }
        bench.venue.cancel(other.account, key.venueOrderId());
        Check.get(hung, "the hung call");
        return "the other account placed and read" + (waited ? " while a call of the first one hung" : "");
    }
}
