package io.nija.benchmarks.path;

import java.util.List;

import io.nija.risk.RiskCheck;
import io.nija.risk.internal.check.*;

/** The checks as they are shipped: services that Declarative Services would find. */
final class ShippedChecks {

    private ShippedChecks() {}

    static List<RiskCheck> all() {
        return List.of(new ProfileCheck(), new ArmedCheck(), new SwitchCheck(), new ReconciledCheck(), new QuietPeriodCheck(),
                new FreshDataCheck(), new MarketModeCheck(), new PegCheck(), new AvailableBalanceCheck(), new OrderNotionalCheck(),
                new PositionCheck(), new AssetExposureCheck(), new GrossExposureCheck(), new TradeRiskCheck(), new OpenRiskCheck(),
                new OpenOrdersCheck(), new OrderRateCheck(), new DuplicateIntentCheck(), new SelfCrossingCheck(), new PriceCollarCheck(),
                new SpreadCheck(), new DepthCheck(), new DailyLossCheck(), new DrawdownCheck(), new LossStreakCheck(), new CooldownCheck());
    }
}
