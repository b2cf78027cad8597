package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** One order is not larger than a share of equity. */
@Component(service = RiskCheck.class)
public final class OrderNotionalCheck extends ScopedCheck {

    public OrderNotionalCheck() {
        super("order-notional", "One order costs no more than the profile's share of equity.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.orderPercent() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) throws NotKnown {
        BigDecimal cost = facts.cost(standing.currency());
        BigDecimal most = Numbers.part(Facts.worth(standing).equity().amount(), limits.orderPercent());
        return cost.compareTo(most) <= 0 ? PASS
                : new Numbers().in(standing).with("cost", cost).with("most", most).with("limitPercent", limits.orderPercent())
                        .refuse("ORDER_NOTIONAL", "The order costs " + Numbers.text(cost) + " " + standing.currency()
                                + "; " + Numbers.text(limits.orderPercent()) + " % of the equity of " + standing.name() + " are "
                                + Numbers.text(most) + ".");
    }
}
