package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.account.AccountInfo;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.Ticker;
import org.knowm.xchange.dto.marketdata.Trades;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.UserTrades;
import org.knowm.xchange.exceptions.ExchangeException;
import org.knowm.xchange.exceptions.FundsExceededException;
import org.knowm.xchange.kraken.KrakenExchange;
import org.knowm.xchange.kraken.dto.account.KrakenLedger;
import org.knowm.xchange.kraken.dto.account.LedgerType;
import org.knowm.xchange.kraken.dto.trade.KrakenOrder;
import org.knowm.xchange.kraken.dto.trade.KrakenOrderFlags;
import org.knowm.xchange.kraken.dto.trade.KrakenOrderStatus;
import org.knowm.xchange.kraken.dto.trade.KrakenOrderType;
import org.knowm.xchange.kraken.dto.trade.KrakenStandardOrder;
import org.knowm.xchange.kraken.dto.trade.KrakenTrade;
import org.knowm.xchange.kraken.dto.trade.KrakenType;
import org.knowm.xchange.kraken.service.KrakenAccountServiceRaw;
import org.knowm.xchange.kraken.service.KrakenTradeHistoryParams;
import org.knowm.xchange.kraken.service.KrakenTradeServiceRaw;
import org.knowm.xchange.service.trade.params.orders.DefaultQueryOrderParam;

import io.nija.platform.internal.SystemTime;

/** A widely used client that knows nothing of us reads and trades; only its address is changed. */
class StrangersClientTest {

    private Exchange exchange;
    private org.knowm.xchange.Exchange stranger;

    @BeforeEach
    void connect() throws Exception {
        exchange = Exchange.start(ExchangeOptions.plain(), new SystemTime());
        URI address = URI.create(exchange.rest());
        ExchangeSpecification specification = new KrakenExchange().getDefaultExchangeSpecification();
        specification.setSslUri(exchange.rest());
        specification.setPlainTextUri(exchange.rest());
        specification.setHost(address.getHost());
        specification.setPort(address.getPort());
        specification.setApiKey(exchange.accounts().get(0).key());
        specification.setSecretKey(exchange.accounts().get(0).secret());
        // Its start reads assets and pairs from the exchange.
        stranger = ExchangeFactory.INSTANCE.createExchange(specification);
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void readsTheInstruments() {
        assertThat(stranger.getExchangeInstruments()).contains(CurrencyPair.BTC_USD, CurrencyPair.ETH_EUR,
                CurrencyPair.ETH_BTC, new CurrencyPair("DOGE", "USD"), new CurrencyPair("XTZ", "USD"));
        assertThat(stranger.getExchangeMetaData().getInstruments().get(CurrencyPair.BTC_USD).getMinimumAmount())
                .isEqualByComparingTo("0.00005");
        assertThat(stranger.getExchangeMetaData().getInstruments().get(CurrencyPair.BTC_USD).getPriceScale())
                .isEqualTo(1);
    }

    @Test
    void readsTickerBookAndTape() throws Exception {
        Ticker ticker = stranger.getMarketDataService().getTicker(CurrencyPair.BTC_USD);
        OrderBook book = stranger.getMarketDataService().getOrderBook(CurrencyPair.BTC_USD);
        Trades trades = stranger.getMarketDataService().getTrades(CurrencyPair.BTC_USD);

        assertThat(ticker.getBid()).isLessThan(ticker.getAsk());
        assertThat(ticker.getVolume()).isPositive();
        assertThat(book.getBids()).hasSizeGreaterThan(50);
        assertThat(book.getBids().get(0).getLimitPrice()).isLessThan(book.getAsks().get(0).getLimitPrice());
        assertThat(trades.getTrades()).hasSize(1000);
        assertThat(trades.getTrades().get(999).getTimestamp()).isBeforeOrEqualTo(Date.from(Instant.now()));
    }

    @Test
    void readsItsMoney() throws Exception {
        AccountInfo account = stranger.getAccountService().getAccountInfo();

        assertThat(account.getWallets().values()).anySatisfy(wallet -> {
            assertThat(wallet.getBalance(Currency.USD).getTotal()).isPositive();
            assertThat(wallet.getBalance(Currency.BTC).getTotal()).isPositive();
        });
    }

    @Test
    void tradesAndFindsItsOrdersAndTrades() throws Exception {
        UserTrades before = stranger.getTradeService().getTradeHistory(new KrakenTradeHistoryParams());
        assertThat(before.getUserTrades()).isNotEmpty();
        assertThat(stranger.getTradeService().getOpenOrders().getOpenOrders()).isEmpty();

        String id = stranger.getTradeService().placeLimitOrder(new LimitOrder.Builder(Order.OrderType.BID,
                CurrencyPair.BTC_USD).originalAmount(new BigDecimal("0.01")).limitPrice(new BigDecimal("20000")).build());

        assertThat(stranger.getTradeService().getOpenOrders().getOpenOrders()).singleElement()
                .satisfies(order -> {
                    assertThat(order.getId()).isEqualTo(id);
                    assertThat(order.getLimitPrice()).isEqualByComparingTo("20000");
                });
        assertThat(stranger.getTradeService().cancelOrder(id)).isTrue();
        assertThat(stranger.getTradeService().getOpenOrders().getOpenOrders()).isEmpty();
    }

    @Test
    void aMarketOrderIsFoundAsOrderTradesAndLedgerRowsThatAddUp() throws Exception {
        KrakenTradeServiceRaw trading = (KrakenTradeServiceRaw) stranger.getTradeService();
        KrakenAccountServiceRaw accounts = (KrakenAccountServiceRaw) stranger.getAccountService();
        Map<String, BigDecimal> before = accounts.getKrakenBalance();

        String id = stranger.getTradeService().placeMarketOrder(new MarketOrder.Builder(Order.OrderType.BID,
                CurrencyPair.BTC_USD).originalAmount(new BigDecimal("0.01")).build());

        KrakenOrder order = trading.queryKrakenOrders(true, null, id).get(id);
        assertThat(order.getStatus()).isEqualTo(KrakenOrderStatus.CLOSED);
        assertThat(order.getVolumeExecuted()).isEqualByComparingTo("0.01");
        assertThat(trading.getKrakenClosedOrders()).containsKey(id);
        assertThat(stranger.getTradeService().getOrder(new DefaultQueryOrderParam(id))).singleElement()
                .satisfies(found -> assertThat(found.getStatus()).isEqualTo(Order.OrderStatus.FILLED));
        Map<String, KrakenTrade> trades = trading.queryKrakenTrades(order.getTradeIds().toArray(String[]::new));
        assertThat(trades.values()).allSatisfy(trade -> assertThat(trade.getOrderTxId()).isEqualTo(id));
        assertThat(trades.values().stream().map(KrakenTrade::getCost).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(order.getCost());
        assertThat(stranger.getTradeService().getTradeHistory(new KrakenTradeHistoryParams()).getUserTrades())
                .anySatisfy(trade -> assertThat(trade.getOrderId()).isEqualTo(id));

        BigDecimal paid = BigDecimal.ZERO;
        BigDecimal received = BigDecimal.ZERO;
        for (KrakenLedger row : accounts.getKrakenLedgerInfo().values()) {
            // Whatever follows the balances that were asked for belongs to this order.
            if (row.getLedgerType() == LedgerType.TRADE && row.getUnixTime() >= order.getOpenTimestamp()) {
                paid = paid.add(row.getAsset().equals("ZUSD") ? row.getTransactionAmount().subtract(row.getFee()) : BigDecimal.ZERO);
                received = received.add(row.getAsset().equals("XXBT") ? row.getTransactionAmount() : BigDecimal.ZERO);
            }
        }
        assertThat(received).isEqualByComparingTo("0.01");
        assertThat(paid).isEqualByComparingTo(order.getCost().add(order.getFee()).negate());
        assertThat(accounts.getKrakenBalance().get("ZUSD")).isEqualByComparingTo(before.get("ZUSD").add(paid));
        assertThat(accounts.getKrakenBalance().get("XXBT")).isEqualByComparingTo(before.get("XXBT").add(received));
    }

    @Test
    void everyKindOfOrderItKnowsRestsAndIsCancelled() throws Exception {
        KrakenTradeServiceRaw trading = (KrakenTradeServiceRaw) stranger.getTradeService();
        BigDecimal amount = new BigDecimal("0.01");
        List<KrakenStandardOrder.KrakenOrderBuilder> orders = List.of(
                KrakenStandardOrder.getLimitOrderBuilder(CurrencyPair.BTC_USD, KrakenType.BUY, "20000", amount)
                        .withOrderFlags(Set.of(KrakenOrderFlags.POST)).withUserRefId("41"),
                KrakenStandardOrder.getLimitOrderBuilder(CurrencyPair.BTC_USD, KrakenType.BUY, "20000", amount)
                        .withExpireTime("+600").withCloseOrder(KrakenOrderType.STOP_LOSS, "15000", null),
                KrakenStandardOrder.getStopLossOrderBuilder(CurrencyPair.BTC_USD, KrakenType.SELL, "20000", amount),
                KrakenStandardOrder.getStopLossLimitOrderBuilder(CurrencyPair.BTC_USD, KrakenType.SELL, "20000", "19000",
                        amount),
                KrakenStandardOrder.getTakeProfitOrderBuilder(CurrencyPair.BTC_USD, KrakenType.BUY, "20000", amount),
                KrakenStandardOrder.getTakeProfitLimitOrderBuilder(CurrencyPair.BTC_USD, KrakenType.BUY, "20000", "21000",
                        amount),
                // A distance in percent can be sent, but this version cannot read it in a list.
                KrakenStandardOrder.getTrailingStopOrderBuilder(CurrencyPair.BTC_USD, KrakenType.SELL, "+25000", amount),
                KrakenStandardOrder.getTrailingStopLimitOrderBuilder(CurrencyPair.BTC_USD, KrakenType.SELL, "+25000",
                        "-100", amount));
        List<String> placed = new ArrayList<>();
        for (KrakenStandardOrder.KrakenOrderBuilder order : orders) {
            placed.addAll(trading.placeKrakenOrder(order.buildOrder()).getTransactionIds());
        }
        assertThat(trading.getKrakenOpenOrders().keySet()).containsExactlyInAnyOrderElementsOf(placed).hasSize(8);
        assertThat(trading.getKrakenOpenOrders(false, "41").keySet()).containsExactly(placed.get(0));
        for (String id : placed) {
            assertThat(trading.cancelKrakenOrder(id).getCount()).isEqualTo(1);
        }
        assertThat(trading.getKrakenOpenOrders()).isEmpty();
    }

    @Test
    void aRefusalIsOneThatItKnows() {
        LimitOrder tooMuch = new LimitOrder.Builder(Order.OrderType.BID, CurrencyPair.BTC_USD)
                .originalAmount(new BigDecimal("1000")).limitPrice(new BigDecimal("20000")).build();
        assertThatThrownBy(() -> stranger.getTradeService().placeLimitOrder(tooMuch))
                .isInstanceOf(FundsExceededException.class);
        assertThatThrownBy(() -> stranger.getTradeService().cancelOrder("OABCDE-FGHIJ-KLMNOP"))
                .isInstanceOf(ExchangeException.class).hasMessageContaining("Unknown order");
    }
}
