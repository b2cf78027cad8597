package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.books.Rates;
import io.nija.books.TradeBook;
import io.nija.broker.Observation;
import io.nija.journal.JournalException;
import io.nija.order.Side;
import io.nija.risk.Worth;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LedgerHistory;

/**
 * A lane since its account's midnight. Amounts are in the account's currency, those in another at the market now; null when
 * there is no fresh rate.
 *
 * @param gross what closed positions brought, fees apart
 * @param fees what was paid
 * @param worth the account's over its lanes of that mode
 * @param json as it is shown
 */
record LaneDay(Known lane, BigDecimal gross, BigDecimal fees, Observation<Worth> worth, Map<String, Object> json) {

    BigDecimal net() {
        return gross == null || fees == null ? null : gross.subtract(fees);
    }

    /** Reads it; waits for the disk. */
    static LaneDay of(TradingFloor floor, Known lane, Instant now, Unknown unknown) {
        Instant midnight = now.atZone(lane.account().zone()).toLocalDate().atStartOfDay(lane.account().zone()).toInstant();
        unknown.lane();
        List<TradeBook.OwnFill> fills;
        try {
            fills = LedgerHistory.read(floor.journal().history(), lane.id()).fills();
        } catch (JournalException e) {
            // A day of which some is not known is not known.
            unknown.add(lane.id(), "fills", e.code(), e.getMessage());
            return of(floor, lane, null, null, null);
        }
        List<TradeBook.OwnFill> today = fills.stream().filter(own -> !own.fill().at().isBefore(midnight)).toList();
        List<Map<String, Object>> results = today.isEmpty() ? List.of()
                : LaneAccounts.results(TradeBook.of(fills, midnight), TradeBook.of(fills, null));
        Rates rates = floor.market().rates(lane.id().broker());
        return of(floor, lane, sum(results, "gross", rates, lane), sum(results, "fees", rates, lane), today);
    }

    /** @param today what was traded; null when that is not known, and then gross and fees are not known either */
    private static LaneDay of(TradingFloor floor, Known lane, BigDecimal gross, BigDecimal fees, List<TradeBook.OwnFill> today) {
        Rates rates = floor.market().rates(lane.id().broker());
        LaneDay day = new LaneDay(lane, gross, fees, floor.worth(lane), Map.of());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.id().account().value());
        json.put("broker", lane.id().broker().value());
        json.put("mode", Words.word(lane.mode()));
        json.put("currency", lane.account().currency());
        json.put("gross", LaneAccounts.plain(gross));
        json.put("fees", LaneAccounts.plain(fees));
        json.put("net", LaneAccounts.plain(day.net()));
        json.put("fills", today == null ? null : today.size());
        json.put("bought", today == null ? null : traded(today, Side.BUY, rates, lane));
        json.put("sold", today == null ? null : traded(today, Side.SELL, rates, lane));
        json.put("openOrders", lane.lane().ready() ? lane.lane().open().size() : null);
        json.put("differences", lane.lane().ready() ? lane.lane().differences().stream().filter(difference -> difference.kind().blocking()).count() : null);
        return new LaneDay(lane, gross, fees, day.worth(), json);
    }

    private static BigDecimal sum(List<Map<String, Object>> results, String amount, Rates rates, Known lane) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<String, Object> result : results) {
            Optional<BigDecimal> converted = converted(new BigDecimal((String) result.get(amount)), (String) result.get("currency"), rates, lane);
            if (converted.isEmpty()) {
                return null;
            }
            sum = sum.add(converted.get());
        }
        return sum;
    }

    private static Optional<BigDecimal> converted(BigDecimal amount, String currency, Rates rates, Known lane) {
        return rates.convert(amount, currency, lane.account().currency()) instanceof Observation.Known<BigDecimal> known ? Optional.of(known.value())
                : Optional.empty();
    }

    private static String traded(List<TradeBook.OwnFill> fills, Side side, Rates rates, Known lane) {
        BigDecimal sum = BigDecimal.ZERO;
        for (TradeBook.OwnFill own : fills) {
            if (own.fill().side() == side) {
                Optional<BigDecimal> cost = converted(own.fill().cost(), own.fill().symbol().quote(), rates, lane);
                if (cost.isEmpty()) {
                    return null;
                }
                sum = sum.add(cost.get());
            }
        }
        return LaneAccounts.plain(sum);
    }
}
