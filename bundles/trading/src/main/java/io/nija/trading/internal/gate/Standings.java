package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.nija.account.Account;
import io.nija.books.LossStreak;
import io.nija.books.Rates;
import io.nija.broker.Observation;
import io.nija.market.Money;
import io.nija.risk.RecentIntent;
import io.nija.risk.RiskLimits;
import io.nija.risk.Scope;
import io.nija.risk.Standing;
import io.nija.risk.Worth;

/** How each scope stands before an order is added: figures of lanes of one mode only. */
final class Standings {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Worths worths;
    private final Market market;

    Standings(Worths worths, Market market) {
        this.worths = worths;
        this.market = market;
    }

    /**
     * The standings for an order.
     *
     * @param own the lane it goes to
     * @param all every lane of its mode, {@code own} included
     */
    Map<Scope, Standing> of(Known own, Collection<Known> all, String strategy, String asset, RiskLimits limits, Instant now) {
        Account account = own.account();
        List<Known> ofAccount = all.stream().filter(lane -> lane.account().id().equals(account.id())).toList();
        Observation<Worth> worth = worths.worth(account, own.mode(), ofAccount, now);
        Map<Scope, Standing> standings = new EnumMap<>(Scope.class);
        standings.put(Scope.ACCOUNT, standing(Scope.ACCOUNT, account.id().value(), account.currency(), worth, ofAccount, null, asset, limits, now));
        Observation<Worth> whole = whole(own, all, now);
        standings.put(Scope.ASSET, standing(Scope.ASSET, asset, account.currency(), whole, all, null, asset, limits, now));
        standings.put(Scope.GLOBAL, standing(Scope.GLOBAL, "all", account.currency(), whole, all, null, asset, limits, now));
        if (strategy != null) {
            standings.put(Scope.STRATEGY, standing(Scope.STRATEGY, strategy, account.currency(), worth, ofAccount, strategy, asset, limits, now));
        }
        return standings;
    }

    /** The worth of all accounts whose equity is known, in one currency. */
    private Observation<Worth> whole(Known own, Collection<Known> all, Instant now) {
        String currency = own.account().currency();
        Rates rates = market.rates();
        Worth sum = null;
        Instant oldest = now;
        for (Account account : all.stream().map(Known::account).distinct().toList()) {
            List<Known> lanes = all.stream().filter(lane -> lane.account().id().equals(account.id())).toList();
            if (worths.worth(account, own.mode(), lanes, now) instanceof Observation.Known<Worth> known) {
                Optional<Worth> worth = converted(known.value(), account.currency(), currency, rates);
                sum = worth.isEmpty() ? sum : sum == null ? worth.get() : plus(sum, worth.get());
                oldest = known.at().isBefore(oldest) ? known.at() : oldest;
            }
        }
        return sum == null ? new Observation.Missing<>("EQUITY_UNKNOWN", "No account's equity is known.") : new Observation.Known<>(sum, oldest);
    }

    private static Optional<Worth> converted(Worth worth, String from, String to, Rates rates) {
        List<BigDecimal> amounts = Stream.of(worth.equity().amount(), worth.dayStart(), worth.peak(), worth.today())
                .flatMap(amount -> Known.value(rates.convert(amount, from, to)).stream()).toList();
        return amounts.size() < 4 ? Optional.empty()
                : Optional.of(new Worth(new Money(amounts.get(0), to), amounts.get(1), amounts.get(2), amounts.get(3)));
    }

    private static Worth plus(Worth one, Worth other) {
        return new Worth(new Money(one.equity().amount().add(other.equity().amount()), one.equity().currency()),
                one.dayStart().add(other.dayStart()), one.peak().add(other.peak()), one.today().add(other.today()));
    }

    private Standing standing(Scope scope, String name, String currency, Observation<Worth> worth, Collection<Known> lanes, String strategy,
            String asset, RiskLimits limits, Instant now) {
        Exposures exposures = new Exposures(lanes, market, currency, limits);
        int open = (int) lanes.stream().flatMap(lane -> lane.lane().open().stream())
                .filter(order -> strategy == null || strategy.equals(order.intent().strategy())).count();
        List<Instant> entries = lanes.stream().flatMap(lane -> lane.lane().recent().stream())
                .filter(recent -> strategy == null || strategy.equals(recent.strategy())).map(RecentIntent::at)
                .filter(at -> at.plus(MINUTE).isAfter(now)).sorted().toList();
        LossStreak streak = lanes.stream().map(lane -> lane.lane().streak()).max(Comparator.comparing(LossStreak::losses))
                .orElse(LossStreak.NONE);
        return new Standing(scope, name, currency, worth, exposures.of(asset, strategy), exposures.of(null, strategy),
                exposures.openRisk(strategy), open, entries, streak.losses(), streak.lastLossAt());
    }
}
