package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.nija.account.Account;
import io.nija.books.LossStreak;
import io.nija.books.Rates;
import io.nija.books.RoundTrip;
import io.nija.broker.Observation;
import io.nija.market.Money;
import io.nija.market.Symbol;
import io.nija.risk.RecentIntent;
import io.nija.risk.RiskLimits;
import io.nija.risk.Scope;
import io.nija.risk.Standing;
import io.nija.risk.Worth;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.Shares;

/** How each scope stands before an order is added: figures of lanes of one mode only. */
final class Standings {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Worths worths;
    private final Acknowledgements acknowledged;
    private final Market market;

    Standings(Worths worths, Acknowledgements acknowledged, Market market) {
        this.worths = worths;
        this.acknowledged = acknowledged;
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
        List<Known> ofAccount = ofAccount(account, all);
        Map<Scope, Standing> standings = new EnumMap<>(Scope.class);
        standings.put(Scope.ACCOUNT, account(own, all, asset, limits, now));
        Observation<Worth> whole = whole(own, all, now);
        boolean measured = limits != null && (limits.of(Scope.ASSET).dailyLossPercent() != null || limits.of(Scope.ASSET).drawdownPercent() != null);
        standings.put(Scope.ASSET, standing(Scope.ASSET, asset, account.currency(), measured ? asset(whole, own, all, asset, now) : whole,
                new Members(all, null, asset), asset, limits, now));
        standings.put(Scope.GLOBAL, standing(Scope.GLOBAL, "all", account.currency(), whole, new Members(all, null, null), asset, limits, now));
        if (strategy != null) {
            standings.put(Scope.STRATEGY, standing(Scope.STRATEGY, strategy, account.currency(),
                    worths.strategy(account, own.mode(), ofAccount, strategy, now), new Members(ofAccount, strategy, null), asset, limits, now));
        }
        return standings;
    }

    /** Every scope that a lane's losses count in and that has a switch of its own: its account, everything, its strategies. */
    List<Standing> measured(Known own, Collection<Known> all, RiskLimits limits, Instant now) {
        List<Standing> standings = new ArrayList<>();
        standings.add(account(own, all, "", limits, now));
        standings.add(standing(Scope.GLOBAL, "all", own.account().currency(), whole(own, all, now), new Members(all, null, null), "", limits, now));
        List<Known> ofAccount = ofAccount(own.account(), all);
        ofAccount.stream().flatMap(lane -> lane.lane().shares().stream()).map(Share::strategy)
                .filter(strategy -> strategy != null && !strategy.equals(Shares.FOREIGN)).distinct()
                .forEach(strategy -> standings.add(standing(Scope.STRATEGY, strategy, own.account().currency(),
                        worths.strategy(own.account(), own.mode(), ofAccount, strategy, now), new Members(ofAccount, strategy, null), "", limits, now)));
        return standings;
    }

    private static List<Known> ofAccount(Account account, Collection<Known> all) {
        return all.stream().filter(lane -> lane.account().id().equals(account.id())).toList();
    }

    private Standing account(Known own, Collection<Known> all, String asset, RiskLimits limits, Instant now) {
        Account account = own.account();
        List<Known> lanes = ofAccount(account, all);
        return standing(Scope.ACCOUNT, account.id().value(), account.currency(),
                worths.worth(account, own.mode(), lanes, now, Worths.ACCOUNT), new Members(lanes, null, null), asset, limits, now);
    }

    /** The worth of all accounts whose equity is known, in one currency. */
    private Observation<Worth> whole(Known own, Collection<Known> all, Instant now) {
        return sum(own, all, now, (account, lanes) -> worths.worth(account, own.mode(), lanes, now, Worths.GLOBAL));
    }

    /** What one asset brought everywhere; percentages are of everything. */
    private Observation<Worth> asset(Observation<Worth> whole, Known own, Collection<Known> all, String asset, Instant now) {
        Observation<Worth> brought = sum(own, all, now, (account, lanes) -> worths.asset(account, own.mode(), lanes, asset, now));
        return whole instanceof Observation.Known<Worth> known && brought instanceof Observation.Known<Worth> of
                ? new Observation.Known<>(new Worth(known.value().equity(), known.value().dayStart(), of.value().peak(), of.value().today()), known.at())
                : whole;
    }

    private Observation<Worth> sum(Known own, Collection<Known> all, Instant now, BiFunction<Account, List<Known>, Observation<Worth>> worth) {
        String currency = own.account().currency();
        Rates rates = market.rates(own.id().broker());
        Worth sum = null;
        Instant oldest = now;
        for (Account account : all.stream().map(Known::account).distinct().toList()) {
            if (worth.apply(account, ofAccount(account, all)) instanceof Observation.Known<Worth> known) {
                Optional<Worth> one = converted(known.value(), account.currency(), currency, rates);
                sum = one.isEmpty() ? sum : sum == null ? one.get() : plus(sum, one.get());
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

    /** Whose orders and round trips count in a scope: of a strategy, and of an asset, when they are given. */
    private record Members(Collection<Known> lanes, String strategy, String asset) {

        boolean has(String owner, Symbol symbol) {
            return (strategy == null || strategy.equals(owner)) && (asset == null || asset.equals(symbol.base()));
        }
    }

    private Standing standing(Scope scope, String name, String currency, Observation<Worth> worth, Members members, String asset,
            RiskLimits limits, Instant now) {
        Exposures exposures = new Exposures(members.lanes(), market, currency, limits);
        int open = (int) members.lanes().stream().flatMap(lane -> lane.lane().open().stream())
                .filter(order -> members.has(order.intent().strategy(), order.request().symbol())).count();
        Instant minute = now.minus(MINUTE);
        List<Instant> entries = members.lanes().stream().flatMap(lane -> lane.lane().recent().stream()).filter(recent -> recent.at().isAfter(minute))
                .filter(recent -> members.has(recent.strategy(), recent.order().symbol())).map(RecentIntent::at).sorted().toList();
        List<RoundTrip> trips = members.lanes().stream().flatMap(lane -> lane.lane().trips().stream())
                .filter(trip -> members.has(trip.strategy(), trip.symbol())).toList();
        LossStreak streak = LossStreak.of(trips, looked(members.lanes(), acknowledged.streak(scope, name)));
        return new Standing(scope, name, currency, worth, exposures.of(asset, members.strategy()), exposures.of(null, members.strategy()),
                exposures.openRisk(members.strategy()), open, entries, streak.losses(), streak.lastLossAt());
    }

    /** Which round trips a person has looked at: those up to a resume of the scope, or of their lane. */
    private Predicate<RoundTrip> looked(Collection<Known> lanes, Instant ofScope) {
        Set<RoundTrip> looked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Known lane : lanes) {
            Instant ofLane = acknowledged.streak(lane.id());
            Instant until = ofLane == null || ofScope != null && ofScope.isAfter(ofLane) ? ofScope : ofLane;
            lane.lane().trips().stream().filter(trip -> until != null && !trip.closedAt().isAfter(until)).forEach(looked::add);
        }
        return looked::contains;
    }
}
