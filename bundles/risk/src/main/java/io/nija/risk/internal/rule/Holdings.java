package io.nija.risk.internal.rule;

import java.math.BigDecimal;
import java.util.List;

import io.nija.broker.Balance;

/** What a list of balances says of one asset. An asset that is not listed by a venue that was read is not there: zero. */
public final class Holdings {

    private Holdings() {}

    /** What an order may use. */
    public static BigDecimal available(List<Balance> balances, String asset) {
        return balances.stream().filter(balance -> balance.asset().equals(asset)).map(Balance::available)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
