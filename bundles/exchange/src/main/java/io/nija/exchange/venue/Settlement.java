package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;

/**
 * Turns executions into trades and ledger rows. Costs and fees are rounded down: so the parts of an order never cost
 * more than was held for the whole, and no balance goes below zero.
 */
final class Settlement {

    private final Valuation valuation;
    private final Ids ids;

    Settlement(Valuation valuation, Ids ids) {
        this.valuation = valuation;
        this.ids = ids;
    }

    /** The fee of a part in the asset it is paid in. */
    static BigDecimal fee(PairRule rule, BigDecimal percent, BigDecimal cost, BigDecimal volume, boolean inBase) {
        return inBase
                ? volume.multiply(percent).movePointLeft(2).setScale(rule.base().decimals(), RoundingMode.DOWN)
                : cost.multiply(percent).movePointLeft(2).setScale(rule.moneyDecimals(), RoundingMode.DOWN);
    }

    /** Books one execution of an order. */
    TradeRow executed(Order order, Print print, boolean maker) {
        Account account = order.account();
        PairRule rule = order.rule();
        boolean buys = order.ticket().buys();
        boolean inBase = order.ticket().feeInBase();
        BigDecimal volume = PairRule.volume(print.lots());
        BigDecimal cost = rule.cost(print.ticks(), print.lots());
        BigDecimal percent = order.percent(maker, rule.fees().percent(account.turnover(print.time()), maker));
        BigDecimal fee = fee(rule, percent, cost, volume, inBase);
        String trade = ids.next('T');
        LedgerRow base = account.post(print.time(), "trade", trade, rule.base(), buys ? volume : volume.negate(),
                inBase ? fee : BigDecimal.ZERO);
        LedgerRow quote = account.post(print.time(), "trade", trade, rule.quote(), buys ? cost.negate() : cost,
                inBase ? BigDecimal.ZERO : fee);
        order.executed(print.ticks(), print.lots(), cost, fee);
        TradeRow row = new TradeRow(trade, order.id(), rule, print.time(), buys, order.ticket().type(),
                rule.price(print.ticks()), cost, fee, volume, print.number(), maker, List.of(base.id(), quote.id()));
        order.traded(trade, account.traded(row, cost.multiply(usd(rule.quote())).setScale(4, RoundingMode.DOWN)));
        return row;
    }

    private BigDecimal usd(Asset asset) {
        return valuation.usd(asset);
    }
}
