package io.nija.risk.internal.check;

import io.nija.market.MarketMode;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** The market takes entries of this kind now. Exits are tried: the venue itself knows best. */
@Component(service = RiskCheck.class)
public final class MarketModeCheck extends EntryCheck {

    public MarketModeCheck() {
        super("market-mode", "The venue takes entries of this kind in this market now.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        MarketMode mode = facts.instrument().mode();
        boolean takes = switch (mode) {
            case ONLINE -> true;
            case POST_ONLY -> facts.order().postOnly();
            case LIMIT_ONLY -> facts.order().type().hasLimit();
            case CANCEL_ONLY, REDUCE_ONLY, MAINTENANCE, OTHER -> false;
        };
        return takes ? PASS : new Numbers().with("mode", mode.name()).refuse("MARKET_MODE",
                facts.order().symbol() + " is in mode " + mode + " at the venue, which takes no such order now.");
    }
}
