// A client that knows nothing of us, unmodified but for the address. One JSON line per step on standard output.
import ccxt from 'ccxt';

const [rest, apiKey, secret] = process.argv.slice(2);
const kraken = new ccxt.kraken({ apiKey, secret, enableRateLimit: false });
kraken.urls.api.public = rest;
kraken.urls.api.private = rest;

const SYMBOL = 'BTC/USD';
let failed = 0;

async function step(name, work) {
    try {
        console.log(JSON.stringify({ step: name, ok: true, answer: await work() ?? null }));
    } catch (error) {
        failed++;
        console.log(JSON.stringify({ step: name, ok: false, answer: `${error.constructor.name}: ${error.message}` }));
    }
}

const far = async (factor) => {
    const ticker = await kraken.fetchTicker(SYMBOL);
    return kraken.priceToPrecision(SYMBOL, ticker.last * factor);
};
const brief = ({ id, status, side, type, price, amount, filled, stopPrice, clientOrderId }) =>
    ({ id, status, side, type, price, amount, filled, stopPrice, clientOrderId });

await step('time', () => kraken.fetchTime());
await step('status', async () => (await kraken.fetchStatus()).status);
await step('markets', async () => Object.keys(await kraken.loadMarkets()).length);
await step('currencies', async () => Object.keys(await kraken.fetchCurrencies()).length);
await step('ticker', async () => { const t = await kraken.fetchTicker(SYMBOL); return { bid: t.bid, ask: t.ask }; });
await step('tickers', async () => Object.keys(await kraken.fetchTickers()).length);
await step('book', async () => { const b = await kraken.fetchOrderBook(SYMBOL, 20); return { bids: b.bids.length, asks: b.asks.length, bid: b.bids[0][0], ask: b.asks[0][0] }; });
await step('tape', async () => (await kraken.fetchTrades(SYMBOL)).length);
await step('candles', async () => (await kraken.fetchOHLCV(SYMBOL, '1m')).length);
await step('balance', async () => (await kraken.fetchBalance()).free);
await step('fee', async () => { const f = await kraken.fetchTradingFee(SYMBOL); return { maker: f.maker, taker: f.taker }; });

let limit;
await step('place limit', async () => brief(limit = await kraken.createOrder(SYMBOL, 'limit', 'buy', 0.01, await far(0.5))));
await step('open', async () => (await kraken.fetchOpenOrders(SYMBOL)).map(brief));
await step('order', async () => brief(await kraken.fetchOrder(limit.id, SYMBOL)));
await step('edit', async () => brief(await kraken.editOrder(limit.id, SYMBOL, 'limit', 'buy', 0.02, await far(0.4))));
await step('open after edit', async () => (await kraken.fetchOpenOrders(SYMBOL)).map(brief));
await step('cancel', async () => brief(await kraken.cancelOrder(limit.id, SYMBOL)));
await step('closed', async () => brief((await kraken.fetchClosedOrders(SYMBOL)).find(o => o.id === limit.id)));
await step('place named', async () => { const o = await kraken.createOrder(SYMBOL, 'limit', 'buy', 0.01, await far(0.5), { clientOrderId: '6d1b345e-2821-40e2-ad83-4ecb18a06876', postOnly: true }); return brief(o); });
await step('cancel named', async () => kraken.cancelOrder('ignored', SYMBOL, { clientOrderId: '6d1b345e-2821-40e2-ad83-4ecb18a06876' }));
await step('place stop', async () => brief(await kraken.createOrder(SYMBOL, 'market', 'sell', 0.01, undefined, { stopLossPrice: await far(0.5) })));
await step('place stop limit', async () => brief(await kraken.createOrder(SYMBOL, 'limit', 'sell', 0.01, await far(0.49), { stopLossPrice: await far(0.5) })));
await step('place trailing', async () => brief(await kraken.createOrder(SYMBOL, 'market', 'sell', 0.01, undefined, { trailingAmount: '5000' })));
await step('place several', async () => (await kraken.createOrders(
    [20000, 18000].map(price => ({ symbol: SYMBOL, type: 'limit', side: 'buy', amount: 0.01, price })))).map(brief));
await step('open before cancel all', async () => (await kraken.fetchOpenOrders()).map(brief));
await step('cancel all', () => kraken.cancelAllOrders());
await step('open after cancel all', async () => (await kraken.fetchOpenOrders()).length);
await step('cancel after', () => kraken.cancelAllOrdersAfter(60000));
await step('disarm', () => kraken.cancelAllOrdersAfter(0));

let market;
await step('buy at market', async () => brief(market = await kraken.createOrder(SYMBOL, 'market', 'buy', 0.01)));
await step('filled', async () => { const o = await kraken.fetchOrder(market.id, SYMBOL); return { ...brief(o), cost: o.cost, fee: o.fee }; });
await step('its trades', async () => (await kraken.fetchOrderTrades(market.id, SYMBOL, undefined, undefined,
    { trades: (await kraken.fetchOrder(market.id, SYMBOL)).info.trades })).map(t => ({ id: t.id, amount: t.amount, price: t.price, fee: t.fee })));
await step('my trades', async () => (await kraken.fetchMyTrades(SYMBOL)).filter(t => t.order === market.id).length);
await step('ledger', async () => (await kraken.fetchLedger()).length);
await step('ledger entry', async () => { const l = await kraken.fetchLedger('BTC'); return (await kraken.fetchLedgerEntry(l[l.length - 1].id)).amount; });
await step('buy for money', async () => brief(await kraken.createMarketBuyOrderWithCost(SYMBOL, 100)));
await step('a refusal', async () => { try { await kraken.createOrder(SYMBOL, 'limit', 'buy', 0.00000001, 1); return 'accepted'; } catch (e) { return e.constructor.name; } });
await step('no money', async () => { try { await kraken.createOrder(SYMBOL, 'limit', 'buy', 1e6, 20000); return 'accepted'; } catch (e) { return e.constructor.name; } });
await step('unknown order', async () => { try { await kraken.cancelOrder('OABCDE-FGHIJ-KLMNOP', SYMBOL); return 'accepted'; } catch (e) { return e.constructor.name; } });
process.exitCode = failed ? 1 : 0;
