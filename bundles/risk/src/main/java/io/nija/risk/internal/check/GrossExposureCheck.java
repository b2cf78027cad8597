package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;

import org.osgi.service.component.annotations.Component;

/** The exposure in all assets stays a share of equity, of the account's and of all accounts'. */
@Component(service = RiskCheck.class)
public final class GrossExposureCheck extends ScopedCheck {

    public GrossExposureCheck() {
        super("gross-exposure", "The exposure in all assets, with the order, is no more than the profile's share of equity, over all brokers and accounts too.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.grossPercent() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) throws NotKnown {
        return Exposure.with(facts, standing, standing.gross(), "in all assets", limits.grossPercent(), "GROSS_EXPOSURE");
    }
}
