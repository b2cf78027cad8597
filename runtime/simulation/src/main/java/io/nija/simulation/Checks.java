package io.nija.simulation;

import java.util.List;

import io.nija.risk.RiskCheck;
import io.nija.risk.internal.check.ArmedCheck;
import io.nija.risk.internal.check.AssetExposureCheck;
import io.nija.risk.internal.check.AvailableBalanceCheck;
import io.nija.risk.internal.check.CooldownCheck;
import io.nija.risk.internal.check.DailyLossCheck;
import io.nija.risk.internal.check.DepthCheck;
import io.nija.risk.internal.check.DrawdownCheck;
import io.nija.risk.internal.check.DuplicateIntentCheck;
import io.nija.risk.internal.check.FreshDataCheck;
import io.nija.risk.internal.check.GrossExposureCheck;
import io.nija.risk.internal.check.LossStreakCheck;
import io.nija.risk.internal.check.MarketModeCheck;
import io.nija.risk.internal.check.OpenOrdersCheck;
import io.nija.risk.internal.check.OpenRiskCheck;
import io.nija.risk.internal.check.OrderNotionalCheck;
import io.nija.risk.internal.check.OrderRateCheck;
import io.nija.risk.internal.check.PegCheck;
import io.nija.risk.internal.check.PositionCheck;
import io.nija.risk.internal.check.PriceCollarCheck;
import io.nija.risk.internal.check.ProfileCheck;
import io.nija.risk.internal.check.QuietPeriodCheck;
import io.nija.risk.internal.check.ReconciledCheck;
import io.nija.risk.internal.check.SelfCrossingCheck;
import io.nija.risk.internal.check.SpreadCheck;
import io.nija.risk.internal.check.SwitchCheck;
import io.nija.risk.internal.check.TradeRiskCheck;

/** The checks as they are shipped: services that Declarative Services would find. */
final class Checks {

    private Checks() {}

    static List<RiskCheck> shipped() {
        return List.of(new ProfileCheck(), new ArmedCheck(), new SwitchCheck(), new ReconciledCheck(), new QuietPeriodCheck(),
                new FreshDataCheck(), new MarketModeCheck(), new PegCheck(), new AvailableBalanceCheck(), new OrderNotionalCheck(),
                new PositionCheck(), new AssetExposureCheck(), new GrossExposureCheck(), new TradeRiskCheck(), new OpenRiskCheck(),
                new OpenOrdersCheck(), new OrderRateCheck(), new DuplicateIntentCheck(), new SelfCrossingCheck(), new PriceCollarCheck(),
                new SpreadCheck(), new DepthCheck(), new DailyLossCheck(), new DrawdownCheck(), new LossStreakCheck(), new CooldownCheck());
    }
}
