package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** Not too many orders are open at a time. */
@Component(service = RiskCheck.class)
public final class OpenOrdersCheck extends ScopedCheck {

    public OpenOrdersCheck() {
        super("open-orders", "With the order, no more own orders are open than the profile allows.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.openOrders() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) {
        return standing.openOrders() < limits.openOrders() ? PASS
                : new Numbers().in(standing).with("open", standing.openOrders()).with("limit", limits.openOrders())
                        .refuse("OPEN_ORDERS", standing.name() + " has " + standing.openOrders() + " open orders; at most "
                                + limits.openOrders() + " are allowed.");
    }
}
