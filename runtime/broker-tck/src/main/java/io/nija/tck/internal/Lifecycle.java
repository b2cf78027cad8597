package io.nija.tck.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.credentials.Credentials;
import io.nija.order.OrderView;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;
import io.nija.tck.Venue.BookedOrder;
import io.nija.tck.Venue.Call;
import io.nija.tck.Venue.Keys;

import org.osgi.framework.Bundle;

/** A session exists exactly while account, broker and keys do; whatever happens to one touches no other. */
final class Lifecycle implements Section {

    @Override
    public List<Case> cases() {
        return List.of(
                Case.of("lifecycle.no-keys", "Without keys the bundle is active, there is no session, and the status names the exact variables.", this::noKeys),
                Case.of("lifecycle.half-a-pair", "With half a pair the account is misconfigured, the missing half is named, and there is no session.", this::half),
                Case.of("lifecycle.unusable-values", "An empty, a blank, a placeholder and a misspelt variable each have a hint of their own.", this::unusable),
                Case.of("lifecycle.keys-appear", "Keys that appear make a session without a restart.", this::appear),
                Case.of("lifecycle.keys-vanish", "Keys that vanish end that session alone; what rests at the venue stays.", this::vanish),
                Case.of("lifecycle.key-replaced", "Another pair takes over while others call without a pause; another account's pair does not.", this::replaced),
                Case.of("lifecycle.bundle-updated", "While the bundle is replaced no order of any account is lost or doubled.", Swapping::underLoad).asTheOnlyOne(),
                Case.of("lifecycle.one-bad-key", "One bad key among three accounts costs the others nothing, and is named.", this::bad));
    }

    private static LaneStatus status(Bench bench) {
        return bench.nija.status(bench.lane).orElseThrow(() -> new AssertionError(bench.lane + " is not on the board"));
    }

    private String noKeys(Bench bench) throws Exception {
        Bench without = bench.at(Surroundings.WITHOUT);
        bench.nija.await(without.lane, LadderState.NOT_CONFIGURED);
        Check.same(Bundle.ACTIVE, bench.nija.bundle().getState(), "the state of the broker's bundle");
        Check.that(bench.nija.session(without.lane).isEmpty(), "there is a session without keys");
        Check.same(Set.of(EnvFile.variable(without.lane, "KEY"), EnvFile.variable(without.lane, "SECRET")), new TreeSet<>(status(without).missing()),
                "the variables that the status names");
        List<Call> calls = bench.venue.calls(0).stream().filter(call -> call.account() == without.account).toList();
        Check.same(List.of(), calls, "the calls of an account without keys");
        return String.join(", ", status(without).missing());
    }

    private String half(Bench bench) throws Exception {
        Bench half = bench.at(Surroundings.HALF);
        Keys keys = bench.venue.keys(half.account);
        try {
            half.around.env.put(half.lane, EnvFile.variable(half.lane, "SECRET") + "=" + keys.secret());
            bench.nija.await(half.lane, LadderState.MISCONFIGURED);
            Check.same(List.of(EnvFile.variable(half.lane, "KEY")), status(half).missing(), "what is missing");
            half.around.env.put(half.lane, EnvFile.variable(half.lane, "KEY") + "=" + keys.key());
            Check.await(() -> "the private half is missing; " + status(half), () -> status(half).state() == LadderState.MISCONFIGURED
                    && status(half).missing().equals(List.of(EnvFile.variable(half.lane, "SECRET"))));
            Check.that(bench.nija.session(half.lane).isEmpty(), "there is a session with half a pair");
        } finally {
            half.around.env.put(half.lane);
        }
        return "each half is named when it is missing";
    }

    private String unusable(Bench bench) throws Exception {
        Bench blank = bench.at(Surroundings.BLANK);
        Keys keys = bench.venue.keys(blank.account);
        String key = EnvFile.variable(blank.lane, "KEY");
        String secret = EnvFile.variable(blank.lane, "SECRET");
        List<String> codes = new ArrayList<>();
        Set<String> hints = new TreeSet<>();
        try {
            for (List<String> lines : List.of(List.of(key + "=", secret + "="), List.of(key + "='   '", secret + "='   '"),
                    List.of(key + "=your_api_key_here", secret + "=your_api_secret_here"),
                    List.of(key.toLowerCase(java.util.Locale.ROOT) + "=" + keys.key(), secret.toLowerCase(java.util.Locale.ROOT) + "=" + keys.secret()))) {
                blank.around.env.put(blank.lane, lines.toArray(String[]::new));
                Check.await(() -> "what is wrong with " + lines.get(0).replace(keys.key(), "…") + " has a code of its own; " + status(blank), () -> {
                    Evidence evidence = status(blank).evidence(Step.KEYS).orElseThrow();
                    return !evidence.ok() && !evidence.code().equals("KEYS_ABSENT") && !codes.contains(evidence.code());
                });
                Evidence evidence = status(blank).evidence(Step.KEYS).orElseThrow();
                Check.that(!evidence.hint().isBlank(), evidence.code() + " has no hint");
                Check.that(bench.nija.session(blank.lane).isEmpty(), "there is a session with " + evidence.code());
                codes.add(evidence.code());
                hints.add(evidence.detail() + " " + evidence.hint());
            }
        } finally {
            blank.around.env.put(blank.lane);
        }
        Check.same(codes.size(), hints.size(), "the number of different hints");
        return String.join(", ", codes);
    }

    private String appear(Bench bench) throws Exception {
        Bench late = bench.at(Surroundings.APPEARS);
        bench.nija.await(late.lane, LadderState.NOT_CONFIGURED);
        Bundle bundle = bench.nija.bundle();
        long modified = bundle.getLastModified();
        BrokerSession quiet = bench.at(Surroundings.QUIET).session();
        try {
            late.around.env.keys(late.lane, bench.venue.keys(late.account));
            bench.nija.await(late.lane, LadderState.RECONCILED);
            Check.same(modified, bundle.getLastModified(), "the time of the bundle's last change");
            Check.that(quiet == bench.at(Surroundings.QUIET).session(), "another account's session was made anew");
        } finally {
            late.around.env.put(late.lane);
        }
        bench.nija.await(late.lane, LadderState.NOT_CONFIGURED);
        return "reconciled without a restart";
    }

    private String vanish(Bench bench) throws Exception {
        String id = bench.order(bench.quantity(bench.priced("0.5"), 1), bench.priced("0.5"));
        String venueId = bench.settled(id, "ACCEPTED").view().venueOrderId();
        BrokerSession closed = bench.session();
        BrokerSession quiet = bench.at(Surroundings.QUIET).session();
        bench.away(there -> {
            Check.await("there is no session", () -> there.nija.session(there.lane).isEmpty());
            Check.await(() -> "the old session says that it is closed; it answers " + closed.openOrders(), () -> closed.openOrders()
                    instanceof Observation.Missing<List<OrderView>> missing && missing.code().equals("SESSION_CLOSED"));
            Check.that(there.order(venueId).open(), "the resting order is gone");
            Check.that(quiet == there.at(Surroundings.QUIET).session(), "another account's session was made anew");
            return "";
        });
        Check.known(bench.at(Surroundings.QUIET).desk().restingOrders(), "the other account's resting orders");
        bench.settled(id, "ACCEPTED");
        bench.nija.say("cancel", id).expect(0);
        return "that session alone ended; " + venueId + " rested on";
    }

    private static String fingerprint(Bench bench) {
        return bench.nija.service(Credentials.class, Nija.filter(bench.lane)).map(Credentials::fingerprint).orElse("");
    }

    private String replaced(Bench bench) throws Exception {
        Keys next = bench.venue.moreKeys(bench.account);
        Keys strange = bench.venue.moreKeys(Surroundings.STRANGER);
        Bench other = bench.at(Surroundings.QUIET);
        BrokerSession quiet = other.session();
        String before = fingerprint(bench);
        try (Load load = new Load(other)) {
            bench.around.env.keys(bench.lane, next);
            Check.await("the new pair is in use", () -> !fingerprint(bench).isEmpty() && !fingerprint(bench).equals(before));
            bench.nija.await(bench.lane, LadderState.RECONCILED);
            long from = bench.venue.newest();
            bench.rest();
            Check.that(bench.venue.calls(from).stream().filter(call -> call.account() == bench.account).allMatch(call -> call.key().equals(next.id()) || call.key().isEmpty()),
                    "a call was signed with the old key");
            String mine = fingerprint(bench);
            bench.around.env.keys(bench.lane, strange);
            Check.await(() -> "another account's pair is refused by name; " + status(bench), () -> status(bench).state() == LadderState.MISCONFIGURED
                    || status(bench).evidence(Step.KEYS).filter(line -> line.code().startsWith("NEW_KEYS_REFUSED")).isPresent());
            Check.that(status(bench).state() == LadderState.MISCONFIGURED || fingerprint(bench).equals(mine), "another account's pair took over");
            bench.around.env.keys(bench.lane, next);
            bench.nija.await(bench.lane, LadderState.RECONCILED);
            String calls = load.end();
            Check.that(quiet == other.session(), "another account's session was made anew");
            return "taken over; another account's pair refused; " + calls;
        }
    }


    private String bad(Bench bench) throws Exception {
        Bench bad = bench.at(Surroundings.BAD);
        Bench quiet = bench.at(Surroundings.QUIET);
        Keys own = bench.venue.keys(bad.account);
        try {
            bad.around.env.keys(bad.lane, new Keys(own.key(), bench.venue.keys(Surroundings.STRANGER).secret(), own.id()));
            Check.await(() -> "the venue's refusal is said; " + status(bad), () -> status(bad).evidence(Step.AUTHENTICATION)
                    .filter(line -> !line.ok() && !line.hint().isBlank() && status(bad).blocked() != null).isPresent());
            Check.that(!status(bad).state().connected(), "an account with a wrong private half is connected");
            for (Bench well : List.of(bench, quiet)) {
                bench.nija.await(well.lane, LadderState.RECONCILED);
                List<BookedOrder> booked = well.booked(well.rest().clientOrderId());
                Check.same(1, booked.size(), "the number of orders of " + well.lane);
                bench.venue.cancel(well.account, booked.get(0).id());
            }
            return status(bad).evidence(Step.AUTHENTICATION).orElseThrow().code() + ", " + status(bad).blocked().kind() + "; two others trade";
        } finally {
            bad.around.env.put(bad.lane);
        }
    }
}
