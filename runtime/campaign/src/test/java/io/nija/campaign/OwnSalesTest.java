package io.nija.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.campaign.Line.Said;
import io.nija.campaign.VenueBooks.Order;
import io.nija.campaign.VenueBooks.Trade;

import org.junit.jupiter.api.Test;

/** A sale where the stop was passed and one of a flatten are NIJA's own; whatever differs from them in one thing is not. */
class OwnSalesTest {

    private static final BigDecimal QUANTITY = new BigDecimal("0.00100001");

    private final Ticket bought = new Ticket("c1", "master", Market.ALL.get(0), "buy", QUANTITY,
            List.of("order", "buy", "master/kraken", "BTC/USD", QUANTITY.toPlainString(), "--protect", "59000", "--id", "c1"));
    private final List<Order> orders = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<Flatten> flattens = new ArrayList<>();

    OwnSalesTest() {
        bought.told(new Said(0, "{\"id\":\"o1\"}", ""));
        order("master", "buy", QUANTITY, "0", "10");
        trade("master", "buy", QUANTITY, "59100", "10.5");
    }

    private void order(String account, String side, BigDecimal volume, String limit, String opened) {
        String id = "O" + (orders.size() + 1);
        orders.add(new Order(account, id, "6e696a61-" + id, "XBTUSD", side, "limit", volume, volume, false, new BigDecimal(opened), new BigDecimal(limit)));
    }

    private void trade(String account, String side, BigDecimal volume, String price, String time) {
        trades.add(new Trade(account, "T" + (trades.size() + 1), "O" + orders.size(), "XXBTZUSD", side, volume, new BigDecimal(price), BigDecimal.ONE,
                new BigDecimal(time)));
    }

    /** Of what the books alone show; NIJA knows nothing here, so that it cannot excuse anything. */
    private List<String> findings() {
        Document nothing = Document.read("{}");
        return new Checker(List.of(bought), flattens, new Books(orders, trades, Map.of())).findings(nothing, nothing, nothing, nothing).stream()
                .filter(finding -> finding.startsWith("DOUBLED") || finding.startsWith("MISPLACED") || finding.startsWith("INVENTED")
                        || finding.startsWith("OVERSOLD")).toList();
    }

    private void sold(String account, BigDecimal volume, String price, String opened) {
        order(account, "sell", volume, "58000", opened);
        trade(account, "sell", volume, price, opened + "5");
    }

    @Test
    void aSaleOfThePositionWhereItsStopWasPassedIsNijasOwn() {
        sold("master", QUANTITY, "58990", "20.0");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theMarketMayTurnALittleBetweenTheLookAndTheTrade() {
        sold("master", QUANTITY, "59050", "20.0");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aSaleThatSoldNothingMustHaveItsLimitBelowTheStop() {
        order("master", "sell", QUANTITY, "58999", "20.0");
        assertThat(findings()).isEmpty();
        order("master", "sell", QUANTITY, "59001", "21.0");
        assertThat(findings()).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders"));
    }

    @Test
    void aSaleAboveTheStopIsDoubledAndMisplaced() {
        sold("master", QUANTITY, "59060", "20.0");
        assertThat(findings()).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders")).anyMatch(finding -> finding.startsWith("MISPLACED: c1"));
    }

    @Test
    void aSaleOfSomethingWithoutAStopIsDoubled() {
        Ticket bare = new Ticket("c1", "master", Market.ALL.get(0), "buy", QUANTITY, List.of("order", "buy"));
        sold("master", QUANTITY, "58000", "20.0");
        Document nothing = Document.read("{}");
        assertThat(new Checker(List.of(bare), flattens, new Books(orders, trades, Map.of())).findings(nothing, nothing, nothing, nothing))
                .anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders"));
    }

    @Test
    void aSaleOnAnAccountThatHasNothingIsDoubledMisplacedAndOversold() {
        sold("tania_gilbert", QUANTITY, "58000", "20.0");
        assertThat(findings()).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders")).anyMatch(finding -> finding.startsWith("MISPLACED: c1"))
                .anyMatch(finding -> finding.startsWith("OVERSOLD: 0.00100001 of tania_gilbert BTC/USD"));
    }

    @Test
    void aSaleOfMoreThanIsHeldIsInventedAndOversold() {
        sold("master", new BigDecimal("0.002"), "58000", "20.0");
        assertThat(findings()).anyMatch(finding -> finding.startsWith("INVENTED: nobody asked")).anyMatch(finding -> finding.startsWith("OVERSOLD: "));
    }

    @Test
    void theSameCoinsSoldTwiceAreDoubledAndOversold() {
        sold("master", QUANTITY, "58990", "20.0");
        sold("master", QUANTITY, "58980", "21.0");
        assertThat(findings()).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders")).anyMatch(finding -> finding.startsWith("OVERSOLD: "));
    }

    @Test
    void twoSalesOnTheirWayAtOnceAreOversoldThoughEachFitsAlone() {
        order("master", "sell", QUANTITY, "58000", "20.0");
        order("master", "sell", QUANTITY, "58000", "20.0");
        trades.add(new Trade("master", "T8", "O2", "XXBTZUSD", "sell", QUANTITY, new BigDecimal("58990"), BigDecimal.ONE, new BigDecimal("20.1")));
        trades.add(new Trade("master", "T9", "O3", "XXBTZUSD", "sell", QUANTITY, new BigDecimal("58990"), BigDecimal.ONE, new BigDecimal("20.2")));
        assertThat(findings()).containsExactly("OVERSOLD: 0.00100001 of master BTC/USD more were sold than bought");
    }

    @Test
    void whatWasSoldTooEarlyAndBoughtLaterIsOversoldAtOneTime() {
        sold("master", QUANTITY, "58990", "9.0");
        assertThat(findings()).anyMatch(finding -> finding.equals("OVERSOLD: 0.00100001 of master BTC/USD more were sold than bought at one time"))
                .anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders"));
    }

    @Test
    void aSaleThatRestsIsNobodys() {
        order("master", "sell", QUANTITY, "58000", "20.0");
        Order rests = orders.remove(1);
        orders.add(new Order(rests.account(), rests.id(), rests.clientOrderId(), rests.pair(), rests.side(), rests.type(), rests.volume(), BigDecimal.ZERO, true,
                rests.opened(), rests.price()));
        assertThat(findings()).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders"));
    }

    @Test
    void aFlattenSellsAtAnyPriceWhileItRunsAndAShortWhileAfter() {
        flattens.add(new Flatten("master", new BigDecimal("15"), new BigDecimal("18")));
        sold("master", QUANTITY, "70000", "20.0");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aFlattenOfAnotherAccountOrOfAnotherTimeExcusesNothing() {
        flattens.add(new Flatten("tania_gilbert", new BigDecimal("15"), new BigDecimal("18")));
        flattens.add(new Flatten("master", new BigDecimal("1"), new BigDecimal("9")));
        flattens.add(new Flatten("master", new BigDecimal("21"), null));
        sold("master", QUANTITY, "70000", "20.0");
        assertThat(findings()).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders"));
    }

    @Test
    void aFlattenThatSellsMoreThanIsHeldIsFound() {
        flattens.add(new Flatten("master", new BigDecimal("15"), null));
        sold("master", QUANTITY, "70000", "20.0");
        sold("master", QUANTITY, "70000", "21.0");
        assertThat(findings()).anyMatch(finding -> finding.startsWith("OVERSOLD: "));
    }

    @Test
    void anOrderThatWasKeptOffByAHaltAndIsAtTheExchangeIsFound() {
        bought.asked(true);
        Document nothing = Document.read("{}");
        assertThat(new Checker(List.of(bought), flattens, new Books(orders, trades, Map.of())).findings(nothing, nothing, nothing, nothing))
                .anyMatch(finding -> finding.startsWith("UNHALTED: "));
        bought.asked(false);
        assertThat(new Checker(List.of(bought), flattens, new Books(orders, trades, Map.of())).findings(nothing, nothing, nothing, nothing))
                .noneMatch(finding -> finding.startsWith("UNHALTED: "));
    }
}
