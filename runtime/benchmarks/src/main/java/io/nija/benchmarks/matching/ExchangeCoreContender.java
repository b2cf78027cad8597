package io.nija.benchmarks.matching;

import java.util.Map;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;

/**
 * exchange-core's fast book alone, without its pipeline of threads: the object pools of its own engine, events as it
 * ships (not pooled), one command object used again as its ring buffer does.
 */
final class ExchangeCoreContender implements Contender {

    private static final long UID = 1;

    private final OrderBookDirectImpl book;
    private final OrderCommand command = new OrderCommand();
    private long trades;
    private long digest;

    ExchangeCoreContender(int room) {
        ObjectsPool pool = new ObjectsPool(Map.of(ObjectsPool.DIRECT_ORDER, room, ObjectsPool.DIRECT_BUCKET, 65_536,
                ObjectsPool.ART_NODE_4, 32_768, ObjectsPool.ART_NODE_16, 16_384, ObjectsPool.ART_NODE_48, 8_192,
                ObjectsPool.ART_NODE_256, 4_096));
        CoreSymbolSpecification symbol = new CoreSymbolSpecification(1, SymbolType.CURRENCY_EXCHANGE_PAIR, 1, 2, 1, 1, 0, 0, 0, 0);
        book = new OrderBookDirectImpl(symbol, pool, OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER,
                LoggingConfiguration.DEFAULT);
        command.uid = UID;
    }

    @Override
    public void limit(long id, boolean buys, long price, long quantity) {
        command.command = OrderCommandType.PLACE_ORDER;
        command.orderType = OrderType.GTC;
        command.orderId = id;
        command.price = price;
        command.reserveBidPrice = price;
        command.size = quantity;
        command.action = buys ? OrderAction.BID : OrderAction.ASK;
        command.matcherEvent = null;
        book.newOrder(command);
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
                digest = Contender.fold(digest, event.matchedOrderId, event.price, event.size);
            }
        }
    }

    @Override
    public void cancel(long id) {
        command.command = OrderCommandType.CANCEL_ORDER;
        command.orderId = id;
        command.matcherEvent = null;
        check(book.cancelOrder(command));
    }

    @Override
    public void reduce(long id, long less, long left) {
        command.command = OrderCommandType.REDUCE_ORDER;
        command.orderId = id;
        command.size = less;
        command.matcherEvent = null;
        check(book.reduceOrder(command));
    }

    private static void check(CommandResultCode result) {
        if (result != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("Refused: " + result + ".");
        }
    }

    @Override
    public long trades() {
        return trades;
    }

    @Override
    public long digest() {
        return digest;
    }
}
