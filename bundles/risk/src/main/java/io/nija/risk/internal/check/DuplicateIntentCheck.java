package io.nija.risk.internal.check;

import java.time.Instant;
import java.util.Objects;

import io.nija.order.OrderRequest;
import io.nija.risk.RecentIntent;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** The same entry was not just sent. */
@Component(service = RiskCheck.class)
public final class DuplicateIntentCheck extends EntryCheck {

    public DuplicateIntentCheck() {
        super("duplicate-intent", "The same entry of the same strategy on the same lane was not just sent.");
    }

    @Override
    Verdict judge(Facts facts) {
        if (facts.limits().duplicateWindow() == null || facts.situation().amended() != null) {
            return PASS;
        }
        Instant from = facts.situation().now().minus(facts.limits().duplicateWindow());
        for (RecentIntent recent : facts.situation().recent()) {
            if (recent.at().isAfter(from) && recent.lane().equals(facts.situation().lane().id())
                    && Objects.equals(recent.strategy(), facts.situation().strategy()) && same(recent.order(), facts.order())) {
                return new Numbers().with("at", recent.at()).with("window", facts.limits().duplicateWindow())
                        .refuse("DUPLICATE_INTENT", "The same order was sent at " + recent.at() + ", less than "
                                + Numbers.text(Numbers.seconds(facts.limits().duplicateWindow())) + " s ago.");
            }
        }
        return PASS;
    }

    private static boolean same(OrderRequest one, OrderRequest other) {
        return one.symbol().equals(other.symbol()) && one.side() == other.side() && one.type() == other.type()
                && one.quantity().compareTo(other.quantity()) == 0
                && (one.limit() == null ? other.limit() == null
                        : other.limit() != null && one.limit().compareTo(other.limit()) == 0)
                && (one.stop() == null ? other.stop() == null
                        : other.stop() != null && one.stop().compareTo(other.stop()) == 0);
    }
}
