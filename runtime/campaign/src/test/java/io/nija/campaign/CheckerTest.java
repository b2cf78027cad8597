package io.nija.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.nija.campaign.Line.Said;
import io.nija.campaign.VenueBooks.Order;
import io.nija.campaign.VenueBooks.Trade;

import org.junit.jupiter.api.Test;

/** Each thing that may go wrong is found, and nothing is found when all is well. */
class CheckerTest {

    private static final BigDecimal QUANTITY = new BigDecimal("0.00100001");
    private static final Order BOUGHT = order("master", "O1", "1", "buy", "limit", QUANTITY, QUANTITY, false);
    private static final Order STOP = order("master", "O2", "2", "sell", "stop-loss", QUANTITY, BigDecimal.ZERO, true);
    private static final Trade TRADE = new Trade("master", "T1", "O1", "XXBTZUSD", "buy", QUANTITY, new BigDecimal("60000"), BigDecimal.ONE,
            new BigDecimal("1.5"));

    private final Ticket ticket = new Ticket("c1", "master", Market.ALL.get(0), "buy", QUANTITY, List.of("order"));

    private static Order order(String account, String id, String client, String side, String type, BigDecimal volume, BigDecimal filled, boolean open) {
        return new Order(account, id, "6e696a61-" + client, "XBTUSD", side, type, volume, filled, open, new BigDecimal(client), BigDecimal.ZERO);
    }

    /** What is found when people were told that the order is there, and NIJA shows what it showed when all was well. */
    private List<String> findings(List<Order> orders, List<Trade> trades) {
        ticket.told(new Said(0, "{\"id\":\"o1\"}", ""));
        return new Checker(List.of(ticket), List.of(), new Books(orders, trades, balances("0.00100001"))).findings(nijaOrders(), nijaFills(),
                Document.read("{\"positions\":[{\"account\":\"master\",\"symbol\":\"BTC/USD\",\"quantity\":\"0.00100001\"}]}"), nijaBalances());
    }

    private static Map<String, Map<String, BigDecimal>> balances(String bitcoin) {
        return Map.of("master", Map.of("ZUSD", BigDecimal.TEN, "XXBT", new BigDecimal(bitcoin), "XETH", BigDecimal.ZERO, "SOL", BigDecimal.ZERO));
    }

    private static Document nijaOrders() {
        return Document.read("""
                {"orders":[{"id":"o1","clientOrderId":"6e696a61-1","venueOrderId":"O1","account":"master","state":"FILLED","filled":"0.00100001"},
                {"id":"o2","clientOrderId":"6e696a61-2","venueOrderId":"O2","account":"master","state":"ACCEPTED","filled":"0"}]}""");
    }

    private static Document nijaFills() {
        return Document.read("""
                {"fills":[{"venueTradeId":"T1","orderId":"o1","account":"master","side":"buy","quantity":"0.00100001","price":"60000.0"}]}""");
    }

    private static Document nijaBalances() {
        return Document.read("""
                {"balances":[{"account":"master","asset":"USD","total":"10"},{"account":"master","asset":"BTC","total":"0.00100001"},
                {"account":"master","asset":"ETH","total":"0"},{"account":"master","asset":"SOL","total":"0"}]}""");
    }

    @Test
    void nothingIsFoundWhenAllIsWell() {
        assertThat(findings(List.of(BOUGHT, STOP), List.of(TRADE))).isEmpty();
    }

    @Test
    void anOrderThatTheExchangeNeverHadIsLost() {
        assertThat(findings(List.of(STOP), List.of())).anyMatch(finding -> finding.startsWith("LOST: the exchange never had c1"));
    }

    @Test
    void anOrderThatNijaDoesNotKnowIsLost() {
        Order unknown = order("master", "O3", "3", "sell", "stop-loss", QUANTITY, BigDecimal.ZERO, false);
        assertThat(findings(List.of(BOUGHT, STOP, unknown), List.of(TRADE))).anyMatch(finding -> finding.startsWith("LOST: NIJA does not know its own"));
    }

    @Test
    void twoOrdersOfOneTicketAreDoubled() {
        Order again = order("master", "O3", "3", "buy", "limit", QUANTITY, BigDecimal.ZERO, false);
        assertThat(findings(List.of(BOUGHT, again, STOP), List.of(TRADE))).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders"));
    }

    @Test
    void anOrderOnAnotherAccountIsMisplaced() {
        Order elsewhere = order("tania_gilbert", "O1", "1", "buy", "limit", QUANTITY, QUANTITY, false);
        assertThat(findings(List.of(elsewhere, STOP), List.of(TRADE))).anyMatch(finding -> finding.startsWith("MISPLACED: c1"));
    }

    @Test
    void anOrderThatNobodyAskedForIsInvented() {
        Order invented = order("master", "O3", "3", "buy", "limit", new BigDecimal("0.5"), BigDecimal.ZERO, false);
        assertThat(findings(List.of(BOUGHT, STOP, invented), List.of(TRADE))).anyMatch(finding -> finding.startsWith("INVENTED: nobody asked"));
    }

    @Test
    void aTradeThatNijaDidNotBookIsLostAndItsPositionDisagrees() {
        Trade second = new Trade("master", "T2", "O1", "XXBTZUSD", "buy", QUANTITY, new BigDecimal("60000"), BigDecimal.ONE, new BigDecimal("1.6"));
        assertThat(findings(List.of(BOUGHT, STOP), List.of(TRADE, second))).anyMatch(finding -> finding.startsWith("LOST: not among the fills"))
                .anyMatch(finding -> finding.startsWith("POSITION: "));
    }

    @Test
    void aPositionWithoutAStopIsUnprotected() {
        Order gone = order("master", "O2", "2", "sell", "stop-loss", QUANTITY, BigDecimal.ZERO, false);
        assertThat(findings(List.of(BOUGHT, gone), List.of(TRADE))).anyMatch(finding -> finding.startsWith("UNPROTECTED: "));
    }

    @Test
    void stopsThatSellMoreThanIsHeldAreOversold() {
        Order second = order("master", "O3", "3", "sell", "stop-loss", QUANTITY, BigDecimal.ZERO, true);
        assertThat(findings(List.of(BOUGHT, STOP, second), List.of(TRADE))).anyMatch(finding -> finding.startsWith("OVERSOLD: "));
    }

    @Test
    void anotherBalanceThanTheExchangesIsNamed() {
        ticket.told(new Said(0, "{\"id\":\"o1\"}", ""));
        List<String> found = new Checker(List.of(ticket), List.of(), new Books(List.of(BOUGHT, STOP), List.of(TRADE), balances("0.5"))).findings(nijaOrders(), nijaFills(),
                Document.read("{\"positions\":[{\"account\":\"master\",\"symbol\":\"BTC/USD\",\"quantity\":\"0.00100001\"}]}"), nijaBalances());
        assertThat(found).singleElement().asString().startsWith("BALANCE: NIJA says '0.00100001' BTC of master");
    }

    @Test
    void aRefusedOrderThatIsAtTheExchangeIsALie() {
        ticket.told(new Said(2, "", "[SPREAD] too wide"));
        List<String> found = new Checker(List.of(ticket), List.of(), new Books(List.of(BOUGHT, STOP), List.of(TRADE), balances("0.00100001"))).findings(nijaOrders(),
                nijaFills(), Document.read("{\"positions\":[{\"account\":\"master\",\"symbol\":\"BTC/USD\",\"quantity\":\"0.00100001\"}]}"), nijaBalances());
        assertThat(found).singleElement().asString().startsWith("LIED: it was refused");
    }

    @Test
    void aSaleOfAPositionsSizeThatNobodyAskedForIsDoubled() {
        Order exit = order("master", "O3", "3", "sell", "limit", QUANTITY, QUANTITY, false);
        Books sold = new Books(List.of(BOUGHT, exit), List.of(TRADE), balances("0"));
        assertThat(compared(sold)).anyMatch(finding -> finding.startsWith("DOUBLED: 2 orders"));
    }

    @Test
    void anExitThatSellsTwiceIsOversold() {
        Trade once = new Trade("master", "T2", "O3", "XXBTZUSD", "sell", QUANTITY, new BigDecimal("59000"), BigDecimal.ONE, new BigDecimal("3.5"));
        Trade twice = new Trade("master", "T3", "O4", "XXBTZUSD", "sell", QUANTITY, new BigDecimal("59000"), BigDecimal.ONE, new BigDecimal("4.5"));
        List<Order> orders = List.of(BOUGHT, order("master", "O3", "3", "sell", "limit", QUANTITY, QUANTITY, false),
                order("master", "O4", "4", "sell", "limit", QUANTITY, QUANTITY, false));
        assertThat(compared(new Books(orders, List.of(TRADE, once, twice), balances("0"))))
                .anyMatch(finding -> finding.startsWith("OVERSOLD: 0.00100001 of master BTC/USD"));
    }

    private List<String> compared(Books books) {
        return new Checker(List.of(ticket), List.of(), books).findings(nijaOrders(), nijaFills(),
                Document.read("{\"positions\":[]}"), nijaBalances());
    }
}
