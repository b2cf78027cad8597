package io.nija.tck.internal;

import java.util.Map;
import java.util.Optional;

import io.nija.broker.Capabilities;
import io.nija.broker.LaneFollower;
import io.nija.order.OrderView;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;
import io.nija.tck.Ability;
import io.nija.tck.Result.Verdict;

/** Whether a declared gap is one. What the broker itself shows that it can do is never a gap. */
final class Gaps {

    private final Surroundings around;

    Gaps(Surroundings around) {
        this.around = around;
    }

    /** How the case ends without being played; null when it must be played. */
    Map.Entry<Verdict, String> judge(Case one, Bench bench) {
        String reason = around.subject.gaps().get(one.id());
        if (reason == null) {
            return null;
        }
        if (one.need().isEmpty()) {
            return Map.entry(Verdict.FAILED, "A gap is declared, and every broker must pass this case: " + reason);
        }
        if (reason.isBlank()) {
            return Map.entry(Verdict.FAILED, "A gap is declared without a reason.");
        }
        Optional<String> can = shown(one.needs(), bench);
        return can.isPresent() ? Map.entry(Verdict.FAILED, "A gap is declared (" + reason + "), but " + can.get() + ".")
                : Map.entry(Verdict.NOT_APPLICABLE, reason);
    }

    /** What shows that the ability is there; empty when nothing does. */
    private Optional<String> shown(Ability ability, Bench bench) {
        Capabilities can = bench.desk().capabilities();
        return switch (ability) {
            case AMEND -> when(can.amends(), "the broker says that it amends");
            case EXPIRY -> when(can.timesInForce().contains(TimeInForce.GTD), "the broker says that it takes orders good till a date");
            case PRIVATE_STREAM, STREAM_TOKEN, SEQUENCE -> ability == Ability.PRIVATE_STREAM ? when(streams(bench), "the session can be followed")
                    : Optional.empty();
            case PUBLIC_STREAM -> when(around.nija.stream().isPresent(), "there is a market stream");
            case SIGNATURE, NONCE -> when(around.subject.signing().isPresent(), "the signing is described");
            case TIERS -> when(!around.subject.limits().isEmpty(), "tiers are named");
            case BOOK_CHECKSUM, MINIMUM_COST, MARKET_MODES, THROTTLED_UNTIL, STAKING, FEE_IN_BASE -> Optional.empty();
        };
    }

    private static Optional<String> when(boolean can, String words) {
        return can ? Optional.of(words) : Optional.empty();
    }

    private static boolean streams(Bench bench) {
        Optional<AutoCloseable> following = bench.session().follow(new LaneFollower() {
            @Override
            public void order(OrderView order) {
                // Only whether it can be followed is asked.
            }

            @Override
            public void trade(Trade trade) {
                // Only whether it can be followed is asked.
            }

            @Override
            public void live() {
                // Only whether it can be followed is asked.
            }

            @Override
            public void down(String reason) {
                // Only whether it can be followed is asked.
            }

            @Override
            public void gap(String reason) {
                // Only whether it can be followed is asked.
            }
        });
        following.ifPresent(end -> {
            try {
                end.close();
            } catch (Exception leftover) {
                throw new IllegalStateException(leftover);
            }
        });
        return following.isPresent();
    }
}
