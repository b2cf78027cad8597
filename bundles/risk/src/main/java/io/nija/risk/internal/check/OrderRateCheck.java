package io.nija.risk.internal.check;

import java.time.Duration;
import java.time.Instant;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** Entries do not follow each other too fast: in no minute are there more than the profile's number. */
@Component(service = RiskCheck.class)
public final class OrderRateCheck extends ScopedCheck {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    public OrderRateCheck() {
        super("order-rate", "With the order, no more entries fall into the last minute than the profile allows.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.entriesPerMinute() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) {
        Instant from = facts.situation().now().minus(MINUTE);
        long recent = standing.entries().stream().filter(at -> at.isAfter(from)).count();
        return recent < limits.entriesPerMinute() ? PASS
                : new Numbers().in(standing).with("entries", recent).with("limit", limits.entriesPerMinute())
                        .refuse("ORDER_RATE", standing.name() + " had " + recent + " entries in the last minute; at most "
                                + limits.entriesPerMinute() + " are allowed.");
    }
}
