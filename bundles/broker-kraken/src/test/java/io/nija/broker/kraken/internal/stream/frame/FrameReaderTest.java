package io.nija.broker.kraken.internal.stream.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.nija.market.MarketMode;

import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private final FrameReader reader = new FrameReader();

    private Object one(String text) {
        List<Object> heard = Heard.by(reader, text);
        assertThat(heard).hasSize(1);
        return heard.get(0);
    }

    @Test
    void aStatusIsReadAlthoughItsConnectionIdIsBeyondALong() {
        assertThat(one(Samples.STATUS)).isEqualTo(new Frame.Status(MarketMode.ONLINE, "online"));
        assertThat(one(Samples.STATUS.replace("online", "being repaired"))).isEqualTo(new Frame.Status(MarketMode.OTHER, "being repaired"));
    }

    @Test
    void heartbeatsAndPongsAreKnown() {
        assertThat(one(Samples.HEARTBEAT)).isEqualTo(new Frame.Heartbeat());
        assertThat(one(Samples.PONG)).isEqualTo(new Frame.Pong(42L));
    }

    @Test
    void anAnswerNamesChannelSymbolAndRequest() {
        assertThat(one(Samples.ACK)).isEqualTo(new Frame.Answer("subscribe", true, "ticker", "BTC/USD", null, 17L, null, List.of()));
        assertThat(one(Samples.REJECTED)).isEqualTo(new Frame.Answer("subscribe", false, null, "XBT/USD",
                "Currency pair not supported XBT/USD", 17L, null, List.of()));
        assertThat(one(Samples.SUBSCRIBED)).isEqualTo(new Frame.Answer("subscribe", true, "executions", null, null, 3L, 125L,
                List.of("snapshot is deprecated")));
        assertThat(one("{\"error\":\"ESession:Invalid session\",\"status\":\"error\"}")).isEqualTo(new Frame.Answer("", false, null, null,
                "ESession:Invalid session", null, null, List.of()));
    }

    @Test
    void numbersOfATickerAreExactToTheLastDigit() {
        Frame.Ticker ticker = ((Frame.Tickers) one(Samples.TICKER.replace("61000.0,", "61000.10000000000000000001,"))).all().get(0);
        assertThat(ticker.bid()).isEqualByComparingTo("61000.10000000000000000001");
        assertThat(ticker.askQuantity()).isEqualByComparingTo("0.7");
        assertThat(ticker.at()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    @Test
    void aBookIsReadWithItsLevelsInTheirOrder() {
        Heard.Book book = (Heard.Book) one(Samples.BOOK_UPDATE);
        assertThat(book.snapshot()).isFalse();
        assertThat(book.checksum()).isEqualTo(1_000_369_792L);
        assertThat(book.asks()).extracting(Heard.Level::price).containsExactly(new BigDecimal("45285.2"), new BigDecimal("45285"));
        assertThat(((Heard.Book) one(Samples.BOOK_A)).bids()).hasSize(10);
    }

    @Test
    void aBookOfAnUnusualFormIsReadAllTheSame() {
        Object usual = one(Samples.BOOK_UPDATE);
        assertThat(one(Samples.BOOK_UPDATE.replace("\"symbol\"", "\"new_field\":{\"a\":[1,{}]},\"symbol\""))).isEqualTo(usual);
        assertThat(one(Samples.BOOK_UPDATE.replace("BTC/USD", "BTC\\/USD"))).isEqualTo(usual);
        assertThat(one(Samples.BOOK_UPDATE.replace("45285.0,", "4.52850e4,"))).isEqualTo(usual);
        assertThat(one(Samples.BOOK_UPDATE.replace("0.50000000", "\"0.50000000\""))).isEqualTo(usual);
        assertThat(one(Samples.BOOK_UPDATE.replace(":", " : ").replace("2026-01-01T00 : 00 : 01", "2026-01-01T00:00:01"))).isEqualTo(usual);
        assertThat(reader.faults()).isZero();
    }

    @Test
    void severalBooksInOneMessageAreAllTold() {
        String rows = Samples.BOOK_UPDATE.substring(Samples.BOOK_UPDATE.indexOf("[{") + 1, Samples.BOOK_UPDATE.length() - 2);
        assertThat(Heard.by(reader, Samples.BOOK_UPDATE.replace(rows, rows + "," + rows.replace("BTC/USD", "ETH/USD"))))
                .extracting(book -> ((Heard.Book) book).symbol()).containsExactly("BTC/USD", "ETH/USD");
    }

    @Test
    void tradesCandlesAndPairsAreRead() {
        assertThat(((Frame.Trades) one(Samples.TRADE)).all()).containsExactly(new Frame.Tick("BTC/USD", true, new BigDecimal("61000.1"),
                new BigDecimal("0.00120000"), 91_234_567L, Instant.parse("2026-01-01T00:00:00.123456Z")));
        Frame.Bar bar = ((Frame.Candles) one(Samples.OHLC)).all().get(0);
        assertThat(bar.begin()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(bar.close()).isEqualByComparingTo("61005.0");
        assertThat(((Frame.Pairs) one(Samples.INSTRUMENT)).all()).containsExactly(new Frame.Pair("BTC/USD", MarketMode.ONLINE, 1, 8));
    }

    @Test
    void anExecutionSaysOnlyWhatItSays() {
        Frame.Executions fill = (Frame.Executions) one(Samples.FILL);
        assertThat(fill.sequence()).isEqualTo(2L);
        Execution event = fill.all().get(0);
        assertThat(event.fill()).isTrue();
        assertThat(event.fees()).containsExactly(new Execution.Fee("USD", new BigDecimal("0.8")));
        assertThat(event.quantity()).isNull();
        assertThat(event.clientOrderId()).isNull();
        Execution order = ((Frame.Executions) one(Samples.EXECUTIONS)).all().get(0);
        assertThat(order.triggerPrice()).isEqualByComparingTo("49000");
        assertThat(order.quantity()).isEqualByComparingTo("0.01");
    }

    @Test
    void balancesAreReadInBothForms() {
        assertThat(((Frame.Balances) one(Samples.BALANCES)).all().get(0).balance()).isEqualByComparingTo("0.05");
        Frame.BalanceRow row = ((Frame.Balances) one(Samples.LEDGER)).all().get(0);
        assertThat(row.ledgerId()).isEqualTo("LABCDE-FGHIJ-KLMNOP");
        assertThat(row.amount()).isEqualByComparingTo("0.004");
    }

    @Test
    void plainTextIsOneNamedFault() {
        assertThat(one("CloudFlare WebSocket proxy restarting")).isEqualTo(new Frame.Fault(Frame.Fault.NOT_JSON, null,
                "It begins with 'CloudFlare WebSocket proxy restarting'."));
        assertThat(one("")).isInstanceOf(Frame.Fault.class);
        assertThat(one(Samples.FILL.substring(0, 300))).isInstanceOf(Frame.Fault.class);
        assertThat(reader.faults()).isEqualTo(3);
    }

    @Test
    void aFaultInsideAChannelNamesTheChannel() {
        Frame.Fault fault = (Frame.Fault) one(Samples.FILL.replace("\"order_id\":\"OABCDE-FGHIJ-KLMNOP\",", ""));
        assertThat(fault.code()).isEqualTo(Frame.Fault.UNREADABLE);
        assertThat(fault.channel()).isEqualTo("executions");
        assertThat(one(Samples.TRADE.replace("\"trade_id\":91234567,", ""))).isInstanceOf(Frame.Fault.class);
    }

    @Test
    void whatIsNotKnownIsCountedAndNotAFault() {
        assertThat(one("{\"channel\":\"weather\",\"data\":[]}")).isEqualTo(new Frame.Other("weather"));
        assertThat(one("[1,2]")).isInstanceOf(Frame.Other.class);
        assertThat(reader.unknown()).isEqualTo(2);
        assertThat(reader.faults()).isZero();
    }

    @Test
    void aNumberOutOfAllProportionIsAFaultAndNotAWrongNumber() {
        for (String number : List.of("1e999999999", "1.51e4004582015", "9".repeat(500), "-1.0", "0.0000000000000000000000000001", "1e-30")) {
            assertThat(one(Samples.BOOK_UPDATE.replace("0.50000000", number))).as(number).isInstanceOf(Frame.Fault.class);
        }
        assertThat(one("{\"channel\":\"book\",\"type\":\"update\",\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .isInstanceOf(Frame.Fault.class);
    }
}
