package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.Scope;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;

import org.osgi.service.component.annotations.Component;

/** The position of an account, and of a strategy, in one asset stays a share of equity. */
@Component(service = RiskCheck.class)
public final class PositionCheck extends ScopedCheck {

    public PositionCheck() {
        super("position", "The position in one asset, with the order, is no more than the profile's share of the equity of account and strategy.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.positionPercent() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) throws NotKnown {
        return standing.scope() == Scope.ASSET || standing.scope() == Scope.GLOBAL ? PASS
                : Exposure.with(facts, standing, standing.inAsset(), "in this asset",
                        limits.positionPercent(), "POSITION");
    }
}
