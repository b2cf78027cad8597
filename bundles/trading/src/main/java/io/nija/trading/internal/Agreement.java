package io.nija.trading.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.Situations;
import io.nija.trading.internal.lane.Difference;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.order.TrackedOrder;

/** What of a lane's orders and holdings is whose, and where journal and venue differ, in lines for a person. Pure. */
final class Agreement {

    private static final int SHOWN = 40;

    private Agreement() {}

    /** The summary first, then the holdings, then each difference; the last comparison's word when there was none yet. */
    static List<String> lines(Known lane) {
        LaneSnapshot now = lane.lane();
        List<String> lines = new ArrayList<>();
        if (!now.ready()) {
            return List.of(now.evidence().detail());
        }
        List<String> adopted = now.open().stream().filter(TrackedOrder::adopted).map(TrackedOrder::id).toList();
        long orphaned = count(now, Difference.Kind.ORPHANED);
        lines.add("Orders: " + now.open().size() + " of NIJA's are open" + (adopted.isEmpty() ? "" : ", adopted among them: " + String.join(", ", adopted))
                + "; " + orphaned + " orphaned; " + count(now, Difference.Kind.FOREIGN) + " of others, left alone.");
        holdings(lane, lines);
        List<Difference> sorted = now.differences().stream().sorted(java.util.Comparator.comparing(Difference::kind)).toList();
        sorted.stream().limit(SHOWN).forEach(difference -> lines.add(word(difference.kind()) + ": " + difference.text()));
        if (sorted.size() > SHOWN) {
            lines.add("And " + (sorted.size() - SHOWN) + " more.");
        }
        if (!now.reconciled() && sorted.stream().noneMatch(difference -> difference.kind().blocking())) {
            lines.add(now.evidence().detail());
        }
        return List.copyOf(lines);
    }

    private static long count(LaneSnapshot lane, Difference.Kind kind) {
        return lane.differences().stream().filter(difference -> difference.kind() == kind).count();
    }

    private static String word(Difference.Kind kind) {
        return switch (kind) {
            case ORPHANED -> "Orphaned";
            case IN_DOUBT -> "In doubt";
            case FILLS_DISAGREE -> "Fills disagree";
            case CONTRADICTION -> "Contradiction";
            case HOLDING_SHORT -> "Holding short";
            case BALANCE_UNEXPLAINED -> "Balance unexplained";
            case JOURNAL -> "Journal";
            case FOREIGN -> "Of others";
        };
    }

    private static void holdings(Known lane, List<String> lines) {
        Observation<List<Balance>> read = lane.venue().session().map(BrokerSession::balances)
                .orElseGet(() -> new Observation.Missing<>("NO_SESSION", "there is no session."));
        Map<String, BigDecimal> managed = Situations.managed(lane);
        if (!(read instanceof Observation.Known<List<Balance>> known)) {
            managed.forEach((asset, quantity) -> lines.add(asset + ": NIJA manages " + plain(quantity) + "; what the venue holds is not known now."));
            return;
        }
        Map<String, BigDecimal> held = new TreeMap<>();
        known.value().forEach(balance -> held.merge(balance.asset(), balance.total(), BigDecimal::add));
        managed.keySet().forEach(asset -> held.putIfAbsent(asset, BigDecimal.ZERO));
        held.values().removeIf(quantity -> quantity == null);
        held.entrySet().stream().filter(entry -> entry.getValue().signum() != 0 || managed.containsKey(entry.getKey())).limit(SHOWN).forEach(entry -> {
            BigDecimal ours = managed.getOrDefault(entry.getKey(), BigDecimal.ZERO);
            BigDecimal others = entry.getValue().subtract(ours);
            lines.add(entry.getKey() + ": the venue holds " + plain(entry.getValue()) + "; NIJA manages " + plain(ours) + "; " + (others.signum() < 0
                    ? plain(others.negate()) + " is missing." : plain(others) + " is the owner's own."));
        });
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
