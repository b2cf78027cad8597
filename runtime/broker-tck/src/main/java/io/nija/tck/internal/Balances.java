package io.nija.tck.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.broker.Balance;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.order.OrderKey;
import io.nija.order.Trade;
import io.nija.tck.Ability;
import io.nija.tck.Venue.BookedTrade;

/** What an account holds, to the last decimal. */
final class Balances implements Section {

    @Override
    public List<Case> cases() {
        return List.of(
                Case.of("balances.holds", "What a resting order holds is in the total and not available.", this::holds),
                Case.needing(Ability.STAKING, "balances.staking", "A staked holding is told under its own name and never as tradable.", this::staking),
                Case.of("balances.vanished-asset", "An asset that left the venue's list is gone, and the others stay known.", this::vanished),
                Case.needing(Ability.FEE_IN_BASE, "balances.fee-in-base", "A fee taken in the base asset is told as such, and the balance is the venue's.", this::fee));
    }

    private static List<Balance> read(Bench bench) throws Exception {
        return Check.known(bench.desk().balancesNow(), "the balances");
    }

    private static Optional<Balance> spot(Bench bench, String asset) throws Exception {
        return read(bench).stream().filter(balance -> balance.asset().equals(asset) && balance.kind() == Balance.Kind.SPOT).findFirst();
    }

    private String holds(Bench bench) throws Exception {
        String quote = bench.symbol.quote();
        OrderKey key = bench.rest();
        BigDecimal held = bench.order(key.venueOrderId()).limit().multiply(bench.order(key.venueOrderId()).quantity());
        Balance during = spot(bench, quote).orElseThrow();
        Check.same(bench.venue.balances(bench.account).get(quote), during.total(), "the total of " + quote);
        BigDecimal less = during.total().subtract(during.available());
        Check.that(less.compareTo(held) >= 0, held.toPlainString() + " " + quote + " is held, and only " + less.toPlainString() + " is not available");
        Check.that(less.compareTo(held.multiply(new BigDecimal("1.02"))) <= 0, less.toPlainString() + " " + quote + " is not available, " + held.toPlainString()
                + " is held");
        Check.confirmed(Check.get(bench.desk().cancel(key), "the cancel"), "the cancel");
        Balance after = spot(bench, quote).orElseThrow();
        Check.same(after.total(), after.available(), "what is available after the cancel");
        return less.toPlainString() + " " + quote + " held";
    }

    private String staking(Bench bench) throws Exception {
        BigDecimal amount = new BigDecimal("12.5");
        String name = bench.venue.stake(bench.account, amount);
        List<Balance> all;
        try {
            all = read(bench);
        } finally {
            bench.venue.stake(bench.account, BigDecimal.ZERO);
        }
        Balance staked = all.stream().filter(balance -> balance.venueAsset().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among the balances"));
        Check.same(amount, staked.total(), "the total of " + name);
        Check.same(BigDecimal.ZERO, staked.available(), "what is available of " + name);
        Check.that(staked.kind() != Balance.Kind.SPOT, name + " is told as tradable");
        Check.that(all.stream().noneMatch(balance -> balance != staked && balance.asset().equals(staked.asset())), staked.asset() + " is told twice");
        return name + " is told as " + staked.asset() + ", " + staked.kind();
    }

    private String vanished(Bench bench) throws Exception {
        String asset = bench.symbol.base();
        Check.that(spot(bench, asset).filter(balance -> balance.total().signum() > 0).isPresent(), "there is no " + asset + " to begin with");
        bench.venue.vanish(bench.account, asset);
        try {
            List<Balance> after = read(bench);
            Check.that(after.stream().noneMatch(balance -> balance.asset().equals(asset) && balance.total().signum() != 0), asset + " is still told: " + after);
            Check.that(after.stream().anyMatch(balance -> balance.asset().equals(bench.symbol.quote()) && balance.total().signum() > 0),
                    bench.symbol.quote() + " is gone too");
            Check.await(() -> "the session's own balances are without " + asset + "; they are " + bench.session().balances(), () -> {
                bench.session().verify();
                return bench.session().balances() instanceof Observation.Known<List<Balance>> known && known.value().stream()
                        .noneMatch(balance -> balance.asset().equals(asset) && balance.total().signum() != 0);
            });
            return asset + " is gone, " + after.size() + " others are known";
        } finally {
            bench.venue.deposit(bench.account, asset, new BigDecimal("1000"));
        }
    }

    private String fee(Bench bench) throws Exception {
        Instant from = bench.around.clock.instant().minus(Duration.ofMinutes(2));
        String base = bench.symbol.base();
        List<String> before = bench.venue.trades(bench.account).stream().map(BookedTrade::id).toList();
        bench.venue.buyWithFeeInBase(bench.account, bench.symbol, bench.quantity(bench.bid(), 20));
        List<String> booked = bench.venue.trades(bench.account).stream().map(BookedTrade::id).filter(id -> !before.contains(id)).toList();
        Check.that(!booked.isEmpty(), "the venue booked no trade; the case shows nothing");
        List<Trade> trades = Check.known(bench.desk().trades(from), "the trades").stream().filter(trade -> booked.contains(trade.venueTradeId())).toList();
        Check.same(booked.size(), trades.size(), "the number of trades that were read");
        boolean byTrade = trades.stream().allMatch(trade -> base.equals(trade.feeCurrency()));
        boolean unsaid = trades.stream().allMatch(trade -> trade.feeCurrency() == null);
        Check.that(byTrade || unsaid, "a fee in " + base + " is told in another currency: " + trades);
        if (unsaid) {
            List<LedgerEntry> entries = Check.known(bench.desk().ledger(from), "the ledger").stream().filter(entry -> booked.contains(entry.reference())).toList();
            Check.that(entries.stream().anyMatch(entry -> entry.asset().equals(base) && entry.fee().signum() > 0), "no ledger entry tells a fee in " + base + ": "
                    + entries);
            Check.that(entries.stream().noneMatch(entry -> !entry.asset().equals(base) && entry.fee().signum() != 0), "a ledger entry tells a fee in another asset");
        }
        Check.same(bench.venue.balances(bench.account).get(base), spot(bench, base).orElseThrow().total(), "the balance of " + base);
        return booked.size() + " trades, their fees in " + base + " by " + (byTrade ? "the trades" : "the ledger");
    }
}
