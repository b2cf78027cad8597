package io.nija.tck.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.order.OrderKey;
import io.nija.status.Blocked;
import io.nija.status.LadderState;
import io.nija.tck.Ability;
import io.nija.tck.Fault;
import io.nija.tck.Venue.Call;

/** The venue is asked as often as it allows, and no more; what must get through does. */
final class Limits implements Section {

    /** Far more than any tier takes at once. */
    private static final int MANY = 25;

    @Override
    public List<Case> cases() {
        return List.of(
                Case.needing(Ability.TIERS, "limits.three-tiers", "At each of three tiers the venue never has to say that it is asked too often.", this::tiers).asTheOnlyOne(),
                Case.needing(Ability.TIERS, "limits.cancel-is-never-starved", "A cancel goes out while reads wait for their budget and market data streams.", this::cancel)
                        .asTheOnlyOne(),
                Case.needing(Ability.THROTTLED_UNTIL, "limits.throttled-until", "When the venue says until when it will not answer, it is not asked before.", this::throttled),
                Case.needing(Ability.TIERS, "limits.independent-budgets", "An account whose budget is used up takes nothing of another's.", this::independent).asTheOnlyOne());
    }

    private String tiers(Bench bench) throws Exception {
        List<String> seen = new ArrayList<>();
        for (int at = bench.around.subject.limits().size() - 1; at >= 0; at--) {
            String tier = bench.around.subject.limits().get(at);
            bench.around.limits(tier);
            bench.nija.await(bench.lane, LadderState.FUNDED);
            long before = bench.venue.newest();
            List<CompletableFuture<Observation<List<LedgerEntry>>>> reads = reads(bench);
            int orders = 0;
            for (int count = 0; count < 8; count++) {
                Outcome<OrderKey> placed = bench.place(bench.placement(bench.resting(), Bench.SOON));
                if (placed instanceof Outcome.Confirmed<OrderKey> confirmed) {
                    orders++;
                    Check.confirmed(Check.get(bench.desk().cancel(confirmed.value()), "the cancel"), "the cancel");
                } else {
                    Check.same("BUDGET", Check.refused(placed, "a placement without budget"), "the code");
                }
            }
            Check.await("some of the reads were answered", () -> reads.stream().anyMatch(CompletableFuture::isDone));
            List<Call> calls = bench.venue.calls(before).stream().filter(call -> call.account() == bench.account).toList();
            List<Call> tooMany = calls.stream().filter(call -> call.outcome().toLowerCase(Locale.ROOT).contains("rate limit")).toList();
            Check.same(List.of(), tooMany, "the calls that the venue refused as too many at " + tier);
            Check.that(orders > 0, "no order at all went out at " + tier);
            seen.add(tier + ": " + calls.size() + " calls, " + orders + " orders");
        }
        // Sessions made anew: what still waits would use up the next case's budget.
        bench.around.limits("");
        return String.join("; ", seen);
    }

    /** Of what a stream does not tell, so that each one is a call; trades and resting orders may cost nothing. */
    private static List<CompletableFuture<Observation<List<LedgerEntry>>>> reads(Bench bench) {
        List<CompletableFuture<Observation<List<LedgerEntry>>>> reads = new ArrayList<>();
        Instant from = bench.around.clock.instant().minus(Duration.ofMinutes(1));
        for (int count = 0; count < MANY; count++) {
            reads.add(bench.desk().ledger(from).toCompletableFuture());
        }
        return reads;
    }

    private static String tightest(Bench bench) {
        return bench.around.subject.limits().get(0);
    }

    private String cancel(Bench bench) throws Exception {
        bench.around.limits(tightest(bench));
        bench.nija.await(bench.lane, LadderState.FUNDED);
        OrderKey key = Check.confirmed(bench.place(bench.placement(bench.resting())), "the placement");
        Told told = bench.nija.stream().isPresent() ? new Told(bench.nija.stream().get(), bench.symbol) : null;
        try {
            List<CompletableFuture<Observation<List<LedgerEntry>>>> reads = reads(bench);
            if (told != null) {
                Check.await(() -> "market data streams; " + told, () -> told.books() > 1);
            }
            Check.confirmed(Check.get(bench.desk().cancel(key), "the cancel"), "the cancel");
            long waiting = reads.stream().filter(read -> !read.isDone()).count();
            Check.that(waiting > 0, "every read was answered before the cancel was; it waited for them");
            Check.that(!bench.order(key.venueOrderId()).open(), "the order still rests");
            return "cancelled while " + waiting + " of " + reads.size() + " reads waited";
        } finally {
            if (told != null) {
                told.close();
            }
            bench.around.limits("");
        }
    }

    private String independent(Bench bench) throws Exception {
        bench.around.limits(tightest(bench));
        Bench other = bench.at(bench.account + 1);
        bench.nija.await(bench.lane, LadderState.FUNDED);
        bench.nija.await(other.lane, LadderState.FUNDED);
        List<CompletableFuture<Observation<List<LedgerEntry>>>> reads = reads(bench);
        Check.known(other.desk().restingOrders(), "the other account's resting orders");
        OrderKey key = Check.confirmed(other.place(other.placement(other.resting())), "the other account's placement");
        Check.confirmed(Check.get(other.desk().cancel(key), "the other account's cancel"), "the other account's cancel");
        long waiting = reads.stream().filter(read -> !read.isDone()).count();
        Check.that(waiting > 0, "nothing of the first account waited; the case shows nothing");
        bench.around.limits("");
        bench.nija.await(bench.lane, LadderState.RECONCILED);
        return "the other account was served while " + waiting + " of " + reads.size() + " reads waited";
    }

    private String throttled(Bench bench) throws Exception {
        bench.nija.await(bench.lane, LadderState.RECONCILED);
        long before = bench.venue.newest();
        Instant until = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 6);
        bench.venue.inject(new Fault.Throttled(bench.account, until));
        Observation<?> answer = Check.get(bench.desk().balancesNow(), "the balances");
        Check.that(!(answer instanceof Observation.Known), "the venue throttled the read, and it was answered with " + answer);
        List<Call> first = bench.venue.calls(before).stream().filter(call -> call.account() == bench.account).toList();
        long last = first.get(first.size() - 1).number();
        Blocked[] blocked = {null};
        Check.await("the lane says that it is throttled, or the time is over", () -> {
            blocked[0] = bench.nija.status(bench.lane).orElseThrow().blocked();
            return blocked[0] != null || Instant.now().isAfter(until);
        });
        Check.await("the lane asks again", () -> {
            // Whoever asks for proof meanwhile must wait, too.
            bench.session().verify();
            return bench.venue.calls(last).stream().anyMatch(call -> call.account() == bench.account && !call.nonce().isEmpty());
        });
        Call next = bench.venue.calls(last).stream().filter(call -> call.account() == bench.account && !call.nonce().isEmpty()).findFirst().orElseThrow();
        Check.that(!next.at().isBefore(until.minusMillis(100)), next.method() + " came at " + next.at() + ", before " + until);
        bench.nija.await(bench.lane, LadderState.RECONCILED);
        return "asked again " + Duration.between(until, next.at()).toMillis() + " ms after the time" + (blocked[0] == null ? "" : "; blocked: " + blocked[0].kind());
    }
}
