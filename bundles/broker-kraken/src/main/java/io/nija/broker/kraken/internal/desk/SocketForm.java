package io.nija.broker.kraken.internal.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import io.nija.broker.kraken.internal.stream.Requests;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.SocketRequest;
import io.nija.broker.kraken.internal.wire.SocketRequest.Members;
import io.nija.market.Instrument;
import io.nija.order.Amendment;
import io.nija.order.OrderDetails;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** Orders, amendments and cancels in the words of WebSocket v2 (sheet, section 14): the same as {@link OrderForm} says by REST. Pure. */
final class SocketForm {

    private SocketForm() {}

    /** The order, also by the stream when the stream can name its pair. */
    static PrivateCall placement(PrivateCall call, Instrument instrument, Placement placement, Instant deadline) {
        String symbol = instrument.symbol().toString();
        if (!Requests.legal(symbol)) {
            return call;
        }
        Members members = fields(placement.order()).text("symbol", symbol).text("cl_ord_id", placement.clientOrderId())
                .text("deadline", moment(deadline));
        return call.orBySocket(new SocketRequest("add_order", members.toString(), List.of(placement.clientOrderId())));
    }

    /** The order itself, without its pair. */
    static Members fields(OrderRequest order) {
        Members fields = new Members().text("order_type", OrderForm.word(order.type())).text("side", order.side() == Side.BUY ? "buy" : "sell")
                .number("order_qty", order.quantity()).number("limit_price", order.limit());
        OrderDetails details = order.details();
        OrderDetails.Trail trail = details.trail();
        if (order.stop() != null || trail != null) {
            fields.object("triggers", new Members().text("reference", OrderForm.word(details.triggeredBy()))
                    .number("price", trail == null ? order.stop() : trail.distance())
                    .text("price_type", trail == null ? "static" : trail.percent() ? "pct" : "quote"));
        }
        if (trail != null && trail.limit() != null) {
            fields.number("limit_price", order.side() == Side.BUY ? trail.limit() : trail.limit().negate()).text("limit_price_type", "quote");
        }
        fields.number("display_qty", details.display());
        if (details.selfTrade() != OrderDetails.USUAL.selfTrade()) {
            fields.text("stp_type", details.selfTrade().name().toLowerCase(Locale.ROOT));
        }
        OrderDetails.Fee fee = OrderForm.fee(order);
        if (fee != OrderDetails.Fee.USUAL) {
            fields.text("fee_preference", OrderForm.word(fee));
        }
        if (order.timeInForce() != TimeInForce.GTC && order.type() != OrderType.MARKET) {
            fields.text("time_in_force", order.timeInForce().name().toLowerCase(Locale.ROOT));
        }
        if (order.expiresAt() != null) {
            fields.text("expire_time", order.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return fields.yes("post_only", order.postOnly());
    }

    static PrivateCall amendment(PrivateCall call, Amendment amendment, Instant deadline) {
        Members members = id(amendment.order(), new Members()).number("order_qty", amendment.quantity())
                .number("limit_price", amendment.limit()).number("trigger_price", amendment.stop());
        if (deadline != null) {
            members.text("deadline", moment(deadline));
        }
        return call.orBySocket(new SocketRequest("amend_order", members.toString(), List.of(OrderForm.id(amendment.order()))));
    }

    static PrivateCall cancel(PrivateCall call, OrderKey order) {
        String id = OrderForm.id(order);
        Members members = new Members().texts(order.venueOrderId() != null ? "order_id" : "cl_ord_id", List.of(id));
        return call.orBySocket(new SocketRequest("cancel_order", members.toString(), List.of(id)));
    }

    private static Members id(OrderKey order, Members members) {
        return members.text(order.venueOrderId() != null ? "order_id" : "cl_ord_id", OrderForm.id(order));
    }

    /** RFC 3339, cut off and not rounded: a deadline never becomes later. */
    private static String moment(Instant instant) {
        return OrderForm.moment(instant);
    }
}
