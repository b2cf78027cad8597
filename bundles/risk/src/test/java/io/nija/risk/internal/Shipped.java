package io.nija.risk.internal;

import java.util.List;
import java.util.stream.Stream;

import io.nija.risk.RiskCheck;
import io.nija.risk.internal.check.*;

/** Every check this bundle offers. That none is left out is tested against the classes that are there. */
final class Shipped {

    private Shipped() {}

    static List<RiskCheck> checks() {
        return List.of(new ProfileCheck(), new ArmedCheck(), new SwitchCheck(), new ReconciledCheck(), new QuietPeriodCheck(),
                new FreshDataCheck(), new MarketModeCheck(), new PegCheck(), new AvailableBalanceCheck(), new OrderNotionalCheck(),
                new PositionCheck(), new AssetExposureCheck(), new GrossExposureCheck(), new TradeRiskCheck(), new OpenRiskCheck(),
                new OpenOrdersCheck(), new OrderRateCheck(), new DuplicateIntentCheck(), new SelfCrossingCheck(),
                new PriceCollarCheck(), new SpreadCheck(), new DepthCheck(), new DailyLossCheck(), new DrawdownCheck(),
                new LossStreakCheck(), new CooldownCheck());
    }

    static MandatoryGate gate() {
        return gate(checks().stream());
    }

    static MandatoryGate gate(Stream<RiskCheck> checks) {
        MandatoryGate gate = new MandatoryGate();
        checks.forEach(gate::bindCheck);
        return gate;
    }
}
