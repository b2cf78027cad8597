// The streaming classes of a client that knows nothing of us, unmodified but for the addresses. One JSON line per step on
// standard output. Whoever watches begins before that happens which is to be seen.
import ccxt from 'ccxt';
import WebSocket from 'ws';

const [rest, sockets, apiKey, secret] = process.argv.slice(2);
const kraken = new ccxt.pro.kraken({ apiKey, secret, enableRateLimit: false });
kraken.urls.api.public = rest;
kraken.urls.api.private = rest;
for (const name of Object.keys(kraken.urls.api.ws)) {
    kraken.urls.api.ws[name] = sockets;
}
await kraken.loadHttpProxyAgent(); // It asks for this when an address is not encrypted.

const SYMBOL = 'BTC/USD';
let failed = 0;

// Its own check of checksums cannot be used: it looks at numbers from which JSON.parse has taken their last zeros, and fails.
// So the frames are kept as they came, for its CRC.
const frames = [];
const raw = new WebSocket(sockets);
raw.on('message', (frame) => frames.push(frame.toString()));
raw.on('open', () => raw.send(JSON.stringify({ method: 'subscribe', params: { channel: 'book', symbol: [SYMBOL, 'DOGE/USD'], depth: 10 } })));

/** How many frames of books there are, and how many have not the checksum that their numbers have. */
function checked() {
    const books = {};
    let count = 0;
    let wrong = 0;
    for (const frame of frames.filter((text) => text.startsWith('{"channel":"book"'))) {
        const data = JSON.parse(frame.replace(/"(price|qty)":(\d+\.\d+)/g, '"$1":"$2"')).data[0];
        const book = books[data.symbol] ??= { asks: new Map(), bids: new Map() };
        const digits = (side, order) => {
            data[side].forEach(({ price, qty }) => Number(qty) === 0 ? book[side].delete(price) : book[side].set(price, qty));
            const best = [...book[side]].sort(([one], [other]) => order * (Number(one) - Number(other))).slice(0, 10);
            book[side] = new Map(best);
            return best.flat().map((number) => number.replace('.', '').replace(/^0+/, '')).join('');
        };
        const text = digits('asks', 1) + digits('bids', -1);
        count++;
        wrong += kraken.crc32(text, false) === data.checksum ? 0 : 1;
    }
    return { count, wrong };
}

async function step(name, work) {
    try {
        console.log(JSON.stringify({ step: name, ok: true, answer: await work() ?? null }));
    } catch (error) {
        failed++;
        console.log(JSON.stringify({ step: name, ok: false, answer: `${error.constructor.name}: ${error.message}` }));
    }
}

/** Watches until something is seen. */
async function until(watch, wanted) {
    for (;;) {
        const found = wanted(await watch());
        if (found !== undefined) {
            return found;
        }
    }
}
const orderIs = (id, status) => (orders) => orders.filter((order) => order.id === id && order.status === status).at(-1)?.status;

await step('markets', async () => Object.keys(await kraken.loadMarkets()).length);
await step('book', async () => {
    const book = await kraken.watchOrderBook(SYMBOL, 25);
    return { bids: book.bids.length, asks: book.asks.length, bid: book.bids[0][0], ask: book.asks[0][0] };
});
await step('ticker', async () => { const t = await kraken.watchTicker(SYMBOL); return { bid: t.bid, ask: t.ask, last: t.last }; });
await step('best prices', async () => { const t = (await kraken.watchBidsAsks(['ETH/USD']))['ETH/USD']; return { bid: t?.bid, ask: t?.ask }; });
await step('candles', async () => (await kraken.watchOHLCV('ETH/BTC', '1h')).length);
await step('tape', async () => (await kraken.watchTrades(SYMBOL, undefined, undefined, { snapshot: true })).length);
await step('balance', async () => (await kraken.watchBalance()).total);

let limit;
await step('place', async () => {
    const seen = kraken.watchOrders();
    limit = await kraken.createOrderWs(SYMBOL, 'limit', 'buy', 0.01, 20000, { postOnly: true });
    return { id: limit.id, seen: (await seen).length };
});
await step('open', () => until(() => kraken.fetchOpenOrders(SYMBOL), (orders) => orders.find((order) => order.id === limit.id)?.price));
await step('edit', async () => (await kraken.editOrderWs(limit.id, SYMBOL, 'limit', 'buy', 0.02, 19000)).id);
await step('edited', async () => (await kraken.fetchOpenOrders(SYMBOL)).find((order) => order.id === limit.id).amount);
await step('cancel', async () => {
    const seen = until(() => kraken.watchOrders(), orderIs(limit.id, 'canceled'));
    await kraken.cancelOrderWs(limit.id);
    return seen;
});
await step('buy at market', async () => {
    const before = (await kraken.fetchBalance()).total.BTC;
    const trades = kraken.watchMyTrades();
    const funds = until(() => kraken.watchBalance(), (balance) => balance.total.BTC !== before ? balance.total.BTC : undefined);
    const tape = kraken.watchTrades(SYMBOL);
    const book = kraken.watchOrderBook(SYMBOL, 25);
    const order = await kraken.createOrderWs(SYMBOL, 'market', 'buy', 0.01);
    const mine = (await trades).filter((trade) => trade.order === order.id);
    await tape;
    await book;
    return { id: order.id, mine: mine.map((trade) => ({ symbol: trade.symbol, side: trade.side, price: trade.price, fee: trade.fee })), before, after: await funds };
});
await step('stop', async () => (await kraken.createOrderWs(SYMBOL, 'market', 'sell', 0.01, undefined, { stopLossPrice: 20000 })).id);
await step('trailing', async () => (await kraken.createOrderWs(SYMBOL, 'market', 'sell', 0.01, undefined, { trailingPercent: '10' })).id);
await step('several', async () => Promise.all([18000, 17000].map(async (price) => (await kraken.createOrderWs(SYMBOL, 'limit', 'buy', 0.01, price)).id)));
await step('cancel several', async () => {
    const ids = (await kraken.fetchOpenOrders(SYMBOL)).filter((order) => order.price < 18500 && order.side === 'buy').map((order) => order.id);
    await kraken.cancelOrdersWs(ids);
    return ids.length;
});
await step('cancel all', async () => (await kraken.cancelAllOrdersWs()).result.count);
await step('a refusal', async () => { try { await kraken.createOrderWs(SYMBOL, 'limit', 'buy', 0.00001, 20000); return 'accepted'; } catch (e) { return e.constructor.name; } });
await step('no money', async () => { try { await kraken.createOrderWs(SYMBOL, 'limit', 'buy', 1000, 20000); return 'accepted'; } catch (e) { return e.message; } });
await step('unknown order', async () => { try { await kraken.cancelOrderWs('OABCDE-FGHIJ-KLMNOP'); return 'accepted'; } catch (e) { return e.constructor.name; } });
await step('unknown symbol', async () => { try { await kraken.watchTicker('BTC/XYZ'); return 'accepted'; } catch (e) { return e.constructor.name; } });
await step('checksums', async () => checked());
raw.terminate();
await kraken.close();
process.exit(failed ? 1 : 0);
