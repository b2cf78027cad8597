package io.nija.simulator.internal.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import io.nija.simulator.internal.market.Markets;
import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.market.Print;

/**
 * Turns executions into trades and ledger rows. Costs and fees are rounded down: so the parts of an order never cost
 * more than was held for the whole, and no balance goes below zero.
 */
final class Bookkeeping {

    private final Markets markets;
    private final Ids ids;

    Bookkeeping(Markets markets, Ids ids) {
        this.markets = markets;
        this.ids = ids;
    }

    /** The fee of a part in the asset it is paid in. */
    static BigDecimal fee(PairRule rule, BigDecimal percent, BigDecimal cost, BigDecimal volume, boolean inBase) {
        return inBase
                ? volume.multiply(percent).movePointLeft(2).setScale(rule.base().decimals(), RoundingMode.DOWN)
                : cost.multiply(percent).movePointLeft(2).setScale(rule.moneyDecimals(), RoundingMode.DOWN);
    }

    /** Books one execution of an order. */
    void executed(Account account, Order order, Print print, boolean maker) {
        PairRule rule = order.ticket().pair();
        boolean inBase = order.ticket().feeInBase();
        BigDecimal volume = PairRule.volume(print.lots());
        BigDecimal cost = rule.cost(print.ticks(), print.lots());
        BigDecimal fee = fee(rule, order.feePercent(maker), cost, volume, inBase);
        String trade = ids.next('T');
        BigDecimal sign = order.buys() ? BigDecimal.ONE : BigDecimal.ONE.negate();
        LedgerRow base = account.post(print.time(), "trade", trade, rule.base(), volume.multiply(sign),
                inBase ? fee : BigDecimal.ZERO);
        LedgerRow quote = account.post(print.time(), "trade", trade, rule.quote(), cost.multiply(sign).negate(),
                inBase ? BigDecimal.ZERO : fee);
        order.executed(print.ticks(), print.lots(), cost, fee, trade);
        BigDecimal rate = BigDecimal.valueOf(markets.nanoUsd(rule.quote(), print.time()), 9);
        account.traded(new TradeRow(trade, order.id(), rule, print.time(), order.buys(), order.ticket().type(),
                rule.price(print.ticks()), cost, fee, volume, print.number(), maker,
                List.of(base.id(), quote.id())), cost.multiply(rate).setScale(4, RoundingMode.DOWN));
    }
}
