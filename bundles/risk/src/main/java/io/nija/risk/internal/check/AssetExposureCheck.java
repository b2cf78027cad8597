package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.Scope;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;

import org.osgi.service.component.annotations.Component;

/** The exposure in one asset, wherever it is, stays a share of all equity. */
@Component(service = RiskCheck.class)
public final class AssetExposureCheck extends ScopedCheck {

    public AssetExposureCheck() {
        super("asset-exposure", "The exposure in one asset over all quote currencies, brokers and accounts, with the order, is no more than the profile's share of all equity.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.positionPercent() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) throws NotKnown {
        return standing.scope() == Scope.ACCOUNT || standing.scope() == Scope.STRATEGY ? PASS
                : Exposure.with(facts, standing, standing.inAsset(), "in this asset over all accounts",
                        limits.positionPercent(), "ASSET_EXPOSURE");
    }
}
