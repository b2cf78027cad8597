package io.nija.broker.kraken.internal.desk;

import static io.nija.broker.kraken.internal.testing.DeskFixture.now;
import static io.nija.broker.kraken.internal.testing.DeskFixture.order;
import static io.nija.broker.kraken.internal.testing.DeskFixture.trade;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import io.nija.account.LaneId;
import io.nija.broker.Fees;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.testing.DeskFixture;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.market.Symbol;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskReadsTest {

    private static final Instant FROM = Instant.ofEpochSecond(1_795_000_000L);

    @TempDir
    Path folder;

    private DeskFixture fixture;
    private ScriptedVenue venue;

    @BeforeEach
    void begin() {
        SessionFixture session = new SessionFixture(folder);
        session.tier = Tier.PRO;
        fixture = new DeskFixture(session);
        venue = fixture.venue;
    }

    private <T> T known(CompletionStage<Observation<T>> stage) {
        Observation<T> observed = fixture.within(Duration.ofMinutes(10), stage);
        assertThat(observed).isInstanceOf(Observation.Known.class);
        return ((Observation.Known<T>) observed).value();
    }

    private static String id(int number) {
        return String.format("O%05d-AAAAA-AAAAAA", number);
    }

    /** Trades 1 to {@code total}, newest first, as Kraken pages them. */
    private String trades(ScriptedVenue.Asked asked, int total, boolean counted) {
        int offset = Integer.parseInt(asked.fields().get("ofs"));
        List<String> rows = new ArrayList<>();
        for (int i = total - offset; i > Math.max(0, total - offset - 50); i--) {
            rows.add("\"T" + i + "\":" + trade(id(i), FROM.getEpochSecond() + i));
        }
        return "{\"trades\":{" + String.join(",", rows) + "}" + (counted ? ",\"count\":" + total : "") + "}";
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 49, 50, 51, 100, 149})
    void everyPageOfTradesIsReadOnceEachAndSortedOldestFirst(int total) {
        for (boolean counted : new boolean[] {true, false}) {
            venue.script(ScriptedVenue.TRADES, asked -> venue.result(trades(asked, total, counted)));
            assertThat(known(fixture.desk.trades(FROM))).extracting(Trade::venueTradeId)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, total).mapToObj(i -> "T" + i).toList());
        }
        assertThat(fixture.calls(ScriptedVenue.TRADES)).allSatisfy(call -> assertThat(call.fields())
                .containsEntry("consolidate_taker", "false").containsEntry("start", Long.toString(FROM.getEpochSecond() - 1)));
    }

    @Test
    void tradesThatHappenWhileThePagesAreReadShiftThemAndLoseNothing() {
        int[] total = {75};
        venue.script(ScriptedVenue.TRADES, asked -> venue.result(trades(asked, total[0]++, true)));
        assertThat(known(fixture.desk.trades(FROM))).extracting(Trade::venueTradeId)
                .contains(IntStream.rangeClosed(1, 75).mapToObj(i -> "T" + i).toArray(String[]::new)).doesNotHaveDuplicates();
    }

    @Test
    void aTradeIsReadExactlyAndWhatKrakenDoesNotTellIsNotInvented() {
        venue.answer(ScriptedVenue.TRADES, "{\"trades\":{\"T1\":" + trade(id(1), FROM.getEpochSecond()) + "},\"count\":1}");
        assertThat(known(fixture.desk.trades(FROM))).containsExactly(new Trade(LaneId.of("master", "kraken"), "T1", id(1), null,
                "BTC/USD", Side.BUY, new BigDecimal("37500.0"), new BigDecimal("0.0001"), new BigDecimal("3.75"), new BigDecimal("0.015"),
                null, false, FROM.plusMillis(500)));
    }

    @Test
    void whatIsOlderThanAskedForIsLeftOut() {
        venue.answer(ScriptedVenue.TRADES, "{\"trades\":{\"T1\":" + trade(id(1), FROM.getEpochSecond() - 1) + ",\"T2\":"
                + trade(id(2), FROM.getEpochSecond()) + "},\"count\":2}");
        assertThat(known(fixture.desk.trades(FROM))).extracting(Trade::venueTradeId).containsExactly("T2");
    }

    @Test
    void aPageThatFailsFailsAll() {
        venue.script(ScriptedVenue.TRADES, asked -> asked.fields().get("ofs").equals("0") ? venue.result(trades(asked, 120, true))
                : venue.http(200, "{\"error\":[\"EGeneral:Permission denied\"]}"));
        assertThat(fixture.within(Duration.ofMinutes(5), fixture.desk.trades(FROM))).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("KRAKEN_PERMISSION_DENIED"));
    }

    @Test
    void ledgerEntriesKeepKrakensWordAndSign() {
        venue.answer(ScriptedVenue.LEDGERS, """
                {"ledger":{"L2":{"refid":"T1","time":1795000002.5,"type":"trade","subtype":"","aclass":"currency","asset":"ZUSD","amount":"-200.0000","fee":"0.5000","balance":"1003.9512"},
                 "L1":{"refid":"R1","time":1795000001,"type":"deposit","subtype":"","asset":"XXBT","amount":"1","fee":"0","balance":""},
                 "L3":{"refid":"R3","time":1795000003,"type":"spend","subtype":"instant","asset":"XTZ","amount":"-1","fee":"0","balance":"2"}},"count":3}""");
        LaneId lane = LaneId.of("master", "kraken");
        assertThat(known(fixture.desk.ledger(FROM))).containsExactly(
                new LedgerEntry(lane, "L1", "R1", LedgerEntry.Type.DEPOSIT, "deposit", "BTC", new BigDecimal("1"), new BigDecimal("0"), null,
                        Instant.ofEpochSecond(1_795_000_001L)),
                new LedgerEntry(lane, "L2", "T1", LedgerEntry.Type.TRADE, "trade", "USD", new BigDecimal("-200.0000"), new BigDecimal("0.5000"),
                        new BigDecimal("1003.9512"), Instant.ofEpochSecond(1_795_000_002L, 500_000_000)),
                new LedgerEntry(lane, "L3", "R3", LedgerEntry.Type.OTHER, "spend/instant", "XTZ", new BigDecimal("-1"), new BigDecimal("0"),
                        new BigDecimal("2"), Instant.ofEpochSecond(1_795_000_003L)));
    }

    @Test
    void amountsAreNotToldUnderKrakensOwnNamesAndTradesAre() {
        SessionFixture nameless = new SessionFixture(folder.resolve("nameless"));
        nameless.venue.refuse(ScriptedVenue.ASSETS, "EService:Busy");
        fixture = new DeskFixture(nameless);
        fixture.venue.answer(ScriptedVenue.TRADES, "{\"trades\":{\"T1\":" + trade(id(1), FROM.getEpochSecond()) + "},\"count\":1}");
        for (CompletionStage<? extends Observation<?>> read : List.of(fixture.desk.ledger(FROM), fixture.desk.balancesNow())) {
            assertThat(fixture.within(Duration.ofMinutes(1), read)).isInstanceOfSatisfying(Observation.Missing.class, missing ->
                    assertThat(missing.code()).isEqualTo("KRAKEN_INSTRUMENTS_PENDING"));
        }
        assertThat(fixture.lane.balances()).isInstanceOfSatisfying(Observation.Missing.class, missing ->
                assertThat(missing.code()).isEqualTo("KRAKEN_INSTRUMENTS_PENDING"));
        assertThat(fixture.calls(ScriptedVenue.LEDGERS)).isEmpty();
        assertThat(known(fixture.desk.trades(FROM))).extracting(Trade::symbol).containsExactly("XXBTZUSD");
    }

    @Test
    void ordersAreAskedFiftyAtATimeAndUnknownOnesAreLeftOut() {
        venue.script(ScriptedVenue.QUERY_ORDERS, asked -> {
            List<String> ids = Arrays.asList(asked.fields().get("txid").split(","));
            assertThat(ids).hasSizeLessThanOrEqualTo(50);
            if (ids.contains(id(7)) || ids.contains(id(60))) {
                return venue.http(200, "{\"error\":[\"EOrder:Invalid order\"]}");
            }
            return venue.result("{" + String.join(",", ids.stream().map(id -> "\"" + id + "\":" + order(null, "closed", "0.0001")).toList()) + "}");
        });
        List<String> all = IntStream.rangeClosed(1, 70).mapToObj(DeskReadsTest::id).toList();
        List<String> asked = new ArrayList<>(all);
        asked.add("not an id, at all");
        assertThat(known(fixture.desk.orders(asked))).extracting(OrderView::venueOrderId)
                .containsExactlyInAnyOrderElementsOf(all.stream().filter(id -> !id.equals(id(7)) && !id.equals(id(60))).toList());
    }

    @Test
    void noOrdersAreReadWithoutACall() {
        assertThat(known(fixture.desk.orders(List.of()))).isEmpty();
        assertThat(fixture.calls(ScriptedVenue.QUERY_ORDERS)).isEmpty();
    }

    @Test
    void aFailedQueryIsNotAnEmptyAnswer() {
        venue.refuse(ScriptedVenue.QUERY_ORDERS, "EService:Busy");
        venue.refuse(ScriptedVenue.OPEN_ORDERS, "EService:Busy");
        venue.refuse(ScriptedVenue.BALANCES, "EService:Busy");
        assertThat(now(fixture.desk.orders(List.of(id(1))))).isInstanceOf(Observation.Missing.class);
        assertThat(now(fixture.desk.restingOrders())).isInstanceOf(Observation.Missing.class);
        assertThat(now(fixture.desk.balancesNow())).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void restingOrdersAndBalancesAreReadNow() {
        venue.answer(ScriptedVenue.OPEN_ORDERS, "{\"open\":{\"" + id(1) + "\":" + order("x", "open", "0") + "}}");
        assertThat(known(fixture.desk.restingOrders())).extracting(OrderView::clientOrderId).containsExactly("x");
        assertThat(known(fixture.desk.balancesNow())).isNotEmpty();
        assertThat(fixture.calls(ScriptedVenue.BALANCES)).hasSize(1);
    }

    @Test
    void feesAreTheAccountsOwn() {
        assertThat(known(fixture.desk.fees(Symbol.parse("BTC/USD")))).isEqualTo(new Fees(new BigDecimal("0.3500"), new BigDecimal("0.2000")));
        assertThat(fixture.calls(ScriptedVenue.VOLUME).get(0).fields()).containsEntry("pair", "XBTUSD");
        venue.answer(ScriptedVenue.VOLUME, "{\"currency\":\"ZUSD\",\"volume\":\"1\"}");
        assertThat(now(fixture.desk.fees(Symbol.parse("BTC/USD")))).isInstanceOf(Observation.Missing.class);
        assertThat(now(fixture.desk.fees(Symbol.parse("NO/SUCH")))).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("KRAKEN_UNKNOWN_PAIR"));
    }

    @Test
    void aHistoryThatCannotBePaidWithinFiveMinutesIsMissing() {
        SessionFixture starter = new SessionFixture(folder.resolve("starter"));
        fixture = new DeskFixture(starter);
        List<CompletionStage<Observation<List<Trade>>>> many = new ArrayList<>();
        // Four points each, and a third of a point comes back in a second.
        for (int i = 0; i < 40; i++) {
            many.add(fixture.desk.trades(FROM));
        }
        assertThat(now(many.get(39))).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("BUDGET"));
    }

    @Test
    void aClosedDeskAnswersEveryRead() {
        venue.hang(ScriptedVenue.TRADES);
        var hanging = fixture.desk.trades(FROM);
        fixture.lane.close();
        assertThat(now(hanging)).isInstanceOf(Observation.Missing.class);
        assertThat(now(fixture.desk.balancesNow())).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("SESSION_CLOSED"));
    }
}
