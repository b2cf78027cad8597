package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.broker.Balance;
import io.nija.journal.OrderStage;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.trading.internal.order.TrackedOrder;

/** Compares a lane's book with what its venue shows. Pure. */
final class Comparison {

    /** A venue may not list an order that was placed, changed or ended a moment ago as it is. */
    static final Duration LAG = Duration.ofSeconds(3);

    /** Trades come a moment after the order that they fill shows them; later than this they are missing. */
    static final Duration FILLS_LATE = Duration.ofSeconds(15);

    private Comparison() {}

    /** Own open orders that the list of resting ones does not show as we know them: each must be looked at. */
    static List<TrackedOrder> suspects(LaneBook book, List<OrderView> resting, Instant readAt) {
        List<TrackedOrder> suspects = new ArrayList<>();
        for (TrackedOrder order : book.orders()) {
            if (order.updatedAt().plus(LAG).isAfter(readAt) || order.venueOrderId() == null) {
                continue;
            }
            Optional<OrderView> view = resting.stream().filter(shown -> order.venueOrderId().equals(shown.venueOrderId())).findFirst();
            if (order.open() ? view.isEmpty() || !equal(order, view.get()) : view.isPresent()) {
                suspects.add(order);
            }
        }
        return suspects;
    }

    private static boolean equal(TrackedOrder order, OrderView view) {
        return (order.stage() == OrderStage.ACCEPTED || order.stage() == OrderStage.PARTIALLY_FILLED || order.stage() == OrderStage.TRIGGERED)
                && (view.filled() == null || view.filled().compareTo(order.filled().quantity()) == 0)
                && (view.quantity() == null || view.quantity().compareTo(order.terms().quantity()) == 0);
    }

    /** What is different, or open, after everything was read. */
    static List<Difference> differences(LaneBook book, Orphans orphans, List<OrderView> strangers, Map<String, BigDecimal> managed,
            List<Balance> balances, String journalFailure, Instant now) {
        List<Difference> differences = new ArrayList<>();
        if (!journalFailure.isEmpty()) {
            differences.add(new Difference(Difference.Kind.JOURNAL, "journal", "The journal cannot be written: " + journalFailure));
        }
        for (OrderView view : strangers) {
            differences.add(orphans.is(view) ? orphaned(view.venueOrderId(), words(view), "rests there")
                    : new Difference(Difference.Kind.FOREIGN, view.venueOrderId(), "The order " + view.venueOrderId() + " (" + words(view)
                            + ") is not NIJA's; it is left alone."));
        }
        orphans.traded().forEach((id, words) -> {
            if (strangers.stream().noneMatch(view -> id.equals(view.venueOrderId()))) {
                differences.add(orphaned(id, words, "has traded; its fills are in no position here"));
            }
        });
        for (TrackedOrder order : book.orders()) {
            if (order.stage() == OrderStage.IN_DOUBT) {
                differences.add(new Difference(Difference.Kind.IN_DOUBT, order.id(), "Nobody knows yet whether the venue took " + order.id() + "."));
            } else if (order.venue() != null && !order.agrees() && order.updatedAt().plus(FILLS_LATE).isBefore(now)) {
                differences.add(new Difference(Difference.Kind.FILLS_DISAGREE, order.id(), "Of " + order.id() + " the venue says that "
                        + order.venue().quantity().toPlainString() + " is filled for " + plain(order.venue().cost()) + "; the fills here sum up to "
                        + order.filled().quantity().toPlainString() + " for " + plain(order.filled().cost()) + "."));
            }
        }
        book.troubles().forEach((subject, text) -> differences.add(new Difference(Difference.Kind.CONTRADICTION, subject, text)));
        managed.forEach((asset, quantity) -> held(asset, balances).filter(held -> held.compareTo(quantity) < 0)
                .ifPresent(held -> differences.add(new Difference(Difference.Kind.HOLDING_SHORT, asset, "The positions sum up to "
                        + quantity.toPlainString() + " " + asset + ", and the venue holds " + held.toPlainString()
                        + "; somebody else sold or moved it."))));
        return differences;
    }

    private static Difference orphaned(String id, String words, String how) {
        return new Difference(Difference.Kind.ORPHANED, id, "The order " + id + (words.isEmpty() ? "" : " (" + words + ")")
                + " was sent by a NIJA, this journal does not know it, and it " + how + ". Only orders that reduce are sent until 'adopt " + id
                + "' takes it in" + (how.startsWith("rests") ? ", or 'cancel " + id + "' ends it." : "."));
    }

    /**
     * How much of each managed asset cannot be offered at the venue: somebody else sold or moved it, or what rests needs it for its
     * fees. What is managed, less what own orders offer, less what is available beside the person's own coins.
     */
    static Map<String, BigDecimal> withheld(LaneBook book, List<OrderView> strangers, Map<String, BigDecimal> managed, List<Balance> balances) {
        Map<String, BigDecimal> withheld = new HashMap<>();
        managed.forEach((asset, quantity) -> held(asset, balances).ifPresent(total -> {
            BigDecimal offered = BigDecimal.ZERO;
            BigDecimal persons = strangers.stream().filter(view -> view.side() == Side.SELL && view.quantity() != null && view.symbol() != null
                    && view.symbol().startsWith(asset + "/")).map(view -> view.quantity().subtract(view.filled() == null ? BigDecimal.ZERO
                            : view.filled())).reduce(BigDecimal.ZERO, BigDecimal::add);
            for (TrackedOrder order : book.open()) {
                if (order.side() == Side.SELL && order.request().symbol().base().equals(asset)) {
                    boolean foreign = Shares.FOREIGN.equals(order.intent().strategy());
                    persons = foreign ? persons.add(order.remaining()) : persons;
                    offered = foreign ? offered : offered.add(order.remaining());
                }
            }
            BigDecimal available = balances.stream().filter(balance -> balance.asset().equals(asset)).map(Balance::available)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal foreign = total.subtract(quantity).subtract(persons).max(BigDecimal.ZERO);
            BigDecimal less = quantity.subtract(offered).subtract(available.subtract(foreign));
            if (less.signum() > 0) {
                withheld.put(asset, less);
            }
        }));
        return withheld;
    }

    private static Optional<BigDecimal> held(String asset, List<Balance> balances) {
        return balances == null ? Optional.empty() : Optional.of(balances.stream().filter(balance -> balance.asset().equals(asset))
                .map(Balance::total).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static String plain(BigDecimal number) {
        return number == null ? "an unknown cost" : number.toPlainString();
    }

    static String words(OrderView view) {
        return (view.side() == null ? "?" : view.side().name().toLowerCase(java.util.Locale.ROOT)) + " "
                + (view.quantity() == null ? "?" : view.quantity().toPlainString()) + " " + view.symbol();
    }
}
