package io.nija.broker.kraken.internal.stream.frame;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;

import tools.jackson.databind.JsonNode;

/** Reads the messages of the private channels (sheet, section 13). Pure. */
final class PrivateFrames {

    private static final int LONGEST_REASON = 120;

    private PrivateFrames() {}

    static Frame.Executions executions(JsonNode message) {
        return new Frame.Executions(PublicFrames.snapshot(message), sequence(message),
                PublicFrames.rows(message).stream().map(PrivateFrames::execution).toList());
    }

    private static Long sequence(JsonNode message) {
        JsonNode sequence = message.get("sequence");
        if (sequence == null || sequence.isNull()) {
            return null;
        }
        if (!sequence.isIntegralNumber() || !sequence.canConvertToLong()) {
            throw new UnexpectedShape("'sequence' is no whole number");
        }
        return sequence.longValue();
    }

    private static Execution execution(JsonNode row) {
        String order = PublicFrames.word(row, "order_id");
        if (order == null || order.isEmpty()) {
            throw new UnexpectedShape("an execution without 'order_id'");
        }
        String reason = KrakenJson.textOrNull(row, "reason");
        JsonNode triggers = row.get("triggers");
        boolean waits = triggers != null && triggers.isObject();
        return new Execution(order, filled(PublicFrames.word(row, "cl_ord_id")), PublicFrames.word(row, "exec_type"),
                PublicFrames.word(row, "order_status"), filled(PublicFrames.word(row, "symbol")), PublicFrames.word(row, "side"),
                PublicFrames.word(row, "order_type"), KrakenJson.decimalOrNull(row, "order_qty"),
                KrakenJson.decimalOrNull(row, "cash_order_qty"), KrakenJson.decimalOrNull(row, "limit_price"),
                PublicFrames.word(row, "limit_price_type"), waits ? KrakenJson.decimalOrNull(triggers, "price")
                        : KrakenJson.decimalOrNull(row, "stop_price"), waits ? PublicFrames.word(triggers, "price_type") : null,
                KrakenJson.decimalOrNull(row, "cum_qty"), KrakenJson.decimalOrNull(row, "cum_cost"),
                KrakenJson.decimalOrNull(row, "avg_price"), filled(PublicFrames.word(row, "exec_id")),
                KrakenJson.decimalOrNull(row, "last_qty"), KrakenJson.decimalOrNull(row, "last_price"),
                KrakenJson.decimalOrNull(row, "cost"), PublicFrames.word(row, "liquidity_ind"), fees(row),
                reason == null ? null : VenueText.clean(reason, LONGEST_REASON), PublicFrames.instant(row, "timestamp"), rateCount(row));
    }

    private static String filled(String word) {
        return word == null || word.isEmpty() ? null : word;
    }

    private static List<Execution.Fee> fees(JsonNode row) {
        JsonNode fees = row.get("fees");
        if (fees == null || !fees.isArray()) {
            return List.of();
        }
        List<Execution.Fee> all = new ArrayList<>();
        for (JsonNode fee : fees) {
            String asset = PublicFrames.word(fee, "asset");
            if (asset == null) {
                throw new UnexpectedShape("a fee without 'asset'");
            }
            all.add(new Execution.Fee(asset, KrakenJson.decimal(fee, "qty")));
        }
        return all;
    }

    /** The documentation says that it comes and not under which name; one that cannot be read is not worth a fault. */
    private static BigDecimal rateCount(JsonNode row) {
        for (String name : List.of("ratecount", "ratecounter", "rate_count")) {
            JsonNode value = row.get(name);
            if (value != null && value.isNumber()) {
                BigDecimal count = KrakenJson.number(value, name);
                return count.signum() < 0 ? null : count;
            }
        }
        return null;
    }

    static Frame.Balances balances(JsonNode message) {
        return new Frame.Balances(PublicFrames.snapshot(message), sequence(message),
                PublicFrames.rows(message).stream().map(PrivateFrames::balance).toList());
    }

    private static Frame.BalanceRow balance(JsonNode row) {
        String asset = PublicFrames.word(row, "asset");
        if (asset == null || asset.isEmpty()) {
            throw new UnexpectedShape("a balance without 'asset'");
        }
        boolean spot = "spot".equals(PublicFrames.word(row, "wallet_type")) && "main".equals(PublicFrames.word(row, "wallet_id"));
        return new Frame.BalanceRow(asset, spot, KrakenJson.decimal(row, "balance"), filled(PublicFrames.word(row, "ledger_id")),
                filled(PublicFrames.word(row, "ref_id")), PublicFrames.word(row, "type"), KrakenJson.decimalOrNull(row, "amount"),
                KrakenJson.decimalOrNull(row, "fee"), PublicFrames.instant(row, "timestamp"));
    }
}
