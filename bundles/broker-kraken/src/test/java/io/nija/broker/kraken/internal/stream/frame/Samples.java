package io.nija.broker.kraken.internal.stream.frame;

import java.util.List;

/** Frames in the forms that Kraken's documentation and captures of it show, with values of our own. */
public final class Samples {

    public static final String STATUS = "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"system\":\"online\",\"api_version\":\"v2\","
            + "\"connection_id\":12345678901234567890,\"version\":\"2.0.10\"}]}";
    public static final String HEARTBEAT = "{\"channel\":\"heartbeat\"}";
    public static final String PONG = "{\"method\":\"pong\",\"req_id\":42,\"time_in\":\"2023-09-25T09:05:00.123456Z\","
            + "\"time_out\":\"2023-09-25T09:05:00.123500Z\"}";
    public static final String ACK = "{\"method\":\"subscribe\",\"result\":{\"channel\":\"ticker\",\"symbol\":\"BTC/USD\",\"snapshot\":true},"
            + "\"success\":true,\"time_in\":\"2026-01-01T00:00:00.100000Z\",\"time_out\":\"2026-01-01T00:00:00.100050Z\",\"req_id\":17}";
    public static final String REJECTED = "{\"method\":\"subscribe\",\"error\":\"Currency pair not supported XBT/USD\",\"success\":false,"
            + "\"symbol\":\"XBT/USD\",\"time_in\":\"2026-01-01T00:00:00.1Z\",\"time_out\":\"2026-01-01T00:00:00.2Z\",\"req_id\":17}";
    public static final String TICKER = "{\"channel\":\"ticker\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"BTC/USD\",\"bid\":61000.0,\"bid_qty\":2.5,"
            + "\"ask\":61000.1,\"ask_qty\":0.7,\"last\":61000.1,\"volume\":1933.42,\"vwap\":60512.9,\"low\":59100.0,\"high\":61450.0,"
            + "\"change\":800.1,\"change_pct\":1.33,\"timestamp\":\"2026-01-01T00:00:00.123456Z\"}]}";
    public static final String BOOK_A = "{\"channel\":\"book\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":["
            + "{\"price\":45283.5,\"qty\":0.10000000},{\"price\":45283.4,\"qty\":1.54582015},{\"price\":45282.1,\"qty\":0.10000000},"
            + "{\"price\":45281.0,\"qty\":0.10000000},{\"price\":45280.3,\"qty\":1.54592586},{\"price\":45279.0,\"qty\":0.07990000},"
            + "{\"price\":45277.6,\"qty\":0.03310103},{\"price\":45277.5,\"qty\":0.30000000},{\"price\":45277.3,\"qty\":1.54602737},"
            + "{\"price\":45276.6,\"qty\":0.15445238}],\"asks\":[{\"price\":45285.2,\"qty\":0.00100000},{\"price\":45286.4,\"qty\":1.54571953},"
            + "{\"price\":45286.6,\"qty\":1.54571109},{\"price\":45289.6,\"qty\":1.54560911},{\"price\":45290.2,\"qty\":0.15890660},"
            + "{\"price\":45291.8,\"qty\":1.54553491},{\"price\":45294.7,\"qty\":0.04454749},{\"price\":45296.1,\"qty\":0.35380000},"
            + "{\"price\":45297.5,\"qty\":0.09945542},{\"price\":45299.5,\"qty\":0.18772827}],\"checksum\":3310070434}]}";
    public static final String BOOK_UPDATE = "{\"channel\":\"book\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":[],\"asks\":["
            + "{\"price\":45285.2,\"qty\":0.00000000},{\"price\":45285.0,\"qty\":0.50000000}],\"checksum\":1000369792,"
            + "\"timestamp\":\"2026-01-01T00:00:01.000001Z\"}]}";
    public static final String TRADE = "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"price\":61000.1,"
            + "\"qty\":0.00120000,\"ord_type\":\"limit\",\"trade_id\":91234567,\"timestamp\":\"2026-01-01T00:00:00.123456Z\"}]}";
    public static final String OHLC = "{\"channel\":\"ohlc\",\"type\":\"update\",\"timestamp\":\"2026-01-01T00:00:30.5Z\",\"data\":[{\"symbol\":\"BTC/USD\","
            + "\"open\":61000.0,\"high\":61010.5,\"low\":60990.1,\"close\":61005.0,\"vwap\":61001.2,\"trades\":12,\"volume\":3.1,"
            + "\"interval_begin\":\"2026-01-01T00:00:00.000000000Z\",\"interval\":1,\"timestamp\":\"2026-01-01T00:01:00Z\"}]}";
    public static final String INSTRUMENT = "{\"channel\":\"instrument\",\"type\":\"snapshot\",\"data\":{\"assets\":[{\"id\":\"USD\",\"status\":\"enabled\","
            + "\"precision\":4,\"precision_display\":2,\"borrowable\":true,\"collateral_value\":1.0,\"margin_rate\":0.025}],\"pairs\":["
            + "{\"symbol\":\"BTC/USD\",\"base\":\"BTC\",\"quote\":\"USD\",\"status\":\"online\",\"qty_precision\":8,\"qty_increment\":0.00000001,"
            + "\"qty_min\":0.0001,\"price_precision\":1,\"price_increment\":0.1,\"cost_precision\":5,\"cost_min\":0.5,\"marginable\":true,"
            + "\"has_index\":true}]}}";
    public static final String EXECUTIONS = "{\"channel\":\"executions\",\"type\":\"snapshot\",\"data\":[{\"order_id\":\"OABCDE-FGHIJ-KLMNOP\","
            + "\"cl_ord_id\":\"6d1b345e-2821-40e2-ad83-4ecb18a06876\",\"order_userref\":0,\"symbol\":\"BTC/USD\",\"side\":\"buy\","
            + "\"order_type\":\"limit\",\"order_qty\":0.01,\"limit_price\":50000.0,\"time_in_force\":\"GTC\",\"exec_type\":\"new\","
            + "\"order_status\":\"new\",\"timestamp\":\"2026-01-01T00:00:00.1Z\",\"cum_qty\":0.0,\"cum_cost\":0.0,\"avg_price\":0.0,"
            + "\"fee_usd_equiv\":0.0,\"margin\":false,\"post_only\":false,\"triggers\":{\"reference\":\"last\",\"price\":49000.0,"
            + "\"price_type\":\"static\",\"status\":\"untriggered\"}}],\"sequence\":1}";
    public static final String FILL = "{\"channel\":\"executions\",\"type\":\"update\",\"data\":[{\"order_id\":\"OABCDE-FGHIJ-KLMNOP\","
            + "\"exec_id\":\"TABCDE-FGHIJ-KLMNOP\",\"exec_type\":\"trade\",\"trade_id\":91234567,\"ext_ord_id\":\"x\",\"symbol\":\"BTC/USD\",\"side\":\"buy\","
            + "\"last_qty\":0.004,\"last_price\":49999.9,\"cost\":199.9996,\"liquidity_ind\":\"t\",\"fees\":[{\"asset\":\"USD\",\"qty\":0.8}],"
            + "\"order_status\":\"partially_filled\",\"cum_qty\":0.004,\"cum_cost\":199.9996,\"avg_price\":49999.9,"
            + "\"timestamp\":\"2026-01-01T00:00:01.1Z\"}],\"sequence\":2}";
    public static final String BALANCES = "{\"channel\":\"balances\",\"type\":\"snapshot\",\"data\":[{\"asset\":\"BTC\",\"asset_class\":\"currency\","
            + "\"balance\":0.05,\"wallets\":[{\"type\":\"spot\",\"id\":\"main\",\"balance\":0.05},{\"type\":\"earn\",\"id\":\"flex\",\"balance\":0.0}]}],"
            + "\"sequence\":1}";
    public static final String LEDGER = "{\"channel\":\"balances\",\"type\":\"update\",\"data\":[{\"ledger_id\":\"LABCDE-FGHIJ-KLMNOP\","
            + "\"ref_id\":\"TABCDE-FGHIJ-KLMNOP\",\"timestamp\":\"2026-01-01T00:00:01.1Z\",\"type\":\"trade\",\"subtype\":\"\",\"asset\":\"BTC\","
            + "\"asset_class\":\"currency\",\"category\":\"trade\",\"wallet_type\":\"spot\",\"wallet_id\":\"main\",\"amount\":0.004,\"fee\":0.0,"
            + "\"balance\":0.054}],\"sequence\":2}";
    public static final String SUBSCRIBED = "{\"method\":\"subscribe\",\"result\":{\"channel\":\"executions\",\"maxratecount\":125,\"snap_orders\":true,"
            + "\"snap_trades\":false,\"warnings\":[\"snapshot is deprecated\"]},\"success\":true,\"time_in\":\"2026-01-01T00:00:00.1Z\","
            + "\"time_out\":\"2026-01-01T00:00:00.2Z\",\"req_id\":3}";

    public static final List<String> ALL = List.of(STATUS, HEARTBEAT, PONG, ACK, REJECTED, TICKER, BOOK_A, BOOK_UPDATE, TRADE, OHLC, INSTRUMENT,
            EXECUTIONS, FILL, BALANCES, LEDGER, SUBSCRIBED);

    private Samples() {}
}
