package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Date;

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
import org.knowm.xchange.dto.trade.UserTrades;
import org.knowm.xchange.kraken.KrakenExchange;
import org.knowm.xchange.kraken.service.KrakenTradeHistoryParams;

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
}
