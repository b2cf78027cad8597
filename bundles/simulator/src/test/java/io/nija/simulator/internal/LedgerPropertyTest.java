package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.nija.matching.SelfTrade;
import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.crowd.SeededCrowd;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Venue;
import io.nija.exchange.venue.VenueClock;

/** Whatever two accounts do: ledgers add up to balances, nothing goes below zero, holds are never more than there is. */
class LedgerPropertyTest {

    /**
     * One thing that somebody does.
     *
     * @param shift of the limit from the best opposite price, in thousandths
     */
    record Step(int account, int pair, boolean buys, boolean market, boolean feeInBase, int shift, int percentOfFunds,
            int seconds, boolean cancels) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.integers().between(0, 1), Arbitraries.integers().between(0, 10),
                Arbitraries.of(true, false), Arbitraries.of(true, false), Arbitraries.of(true, false),
                Arbitraries.integers().between(-6, 6), Arbitraries.integers().between(1, 100),
                Arbitraries.integers().between(0, 120)).flatAs((account, pair, buys, market, base, shift, funds, seconds) ->
                        Arbitraries.of(true, false, false).map(cancels ->
                                new Step(account, pair, buys, market, base, shift, funds, seconds, cancels)))
                .list().ofMinSize(5).ofMaxSize(60);
    }

    @Property(tries = 60)
    void ledgersAddUpToBalancesToTheLastDecimal(@ForAll("steps") List<Step> steps, @ForAll long seed) throws Refused {
        VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
        Venue venue = new Venue(seed, Tier.UNLIMITED, new VenueClock(time),
                (listing, now) -> new SeededCrowd(seed, now));
        List<Account> accounts = List.of(venue.openAccount("one"), venue.openAccount("two"));
        for (Step step : steps) {
            venue.settle();
            act(venue, accounts.get(step.account()), step);
            accounts.forEach(LedgerPropertyTest::check);
            time.advance(Duration.ofSeconds(step.seconds()));
        }
        venue.settle();
        accounts.forEach(LedgerPropertyTest::check);
    }

    private static void act(Venue venue, Account account, Step step) throws Refused {
        PairRule rule = venue.listing().pairs().get(step.pair());
        if (step.cancels() && !account.openOrders().isEmpty()) {
            venue.apply(new Input.Cancel(account.id(), List.of(account.openOrders().get(0).id())));
            return;
        }
        long best = venue.book(rule).best(!step.buys());
        long limit = best + best * step.shift() / 1000;
        BigDecimal price = rule.price(limit);
        BigDecimal funds = account.available(step.buys() ? rule.quote() : rule.base())
                .multiply(BigDecimal.valueOf(step.percentOfFunds(), 2));
        BigDecimal volume = step.buys() ? funds.divide(price, 8, RoundingMode.DOWN) : funds;
        long lots = volume.movePointRight(8).longValue();
        if (lots <= 0) {
            return;
        }
        Ticket ticket = (step.market() ? Ticket.market(rule.id(), step.buys(), lots)
                : Ticket.limit(rule.id(), step.buys(), lots, limit))
                .withFlags(List.of(step.feeInBase() ? "fcib" : "fciq")).preventing(SelfTrade.CANCEL_OLDEST);
        try {
            venue.apply(new Input.Place(account.id(), List.of(ticket)));
        } catch (Refused refused) {
            assertThat(refused.errors()).containsExactly("EOrder:Insufficient funds");
        }
    }

    private static void check(Account account) {
        Map<Asset, BigDecimal> sums = new HashMap<>();
        for (LedgerRow row : account.ledger().newestFirst().toList()) {
            sums.merge(row.asset(), row.amount().subtract(row.fee()), BigDecimal::add);
        }
        account.balances().forEach((asset, balance) -> {
            assertThat(balance).as(asset.id()).isEqualTo(sums.get(asset));
            assertThat(balance).as(asset.id()).isNotNegative();
            assertThat(account.available(asset)).as("available %s", asset.id()).isNotNegative();
        });
        for (Order order : account.openOrders()) {
            assertThat(order.open()).isPositive();
        }
    }
}
