package io.nija.simulation;

import io.nija.order.OrderRequest;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.order.TrackedOrder;

/** Things in few words, for the trace. */
final class Words {

    private Words() {}

    static String of(OrderRequest order) {
        return order.side() + " " + order.quantity().toPlainString() + " " + order.symbol() + " " + order.type()
                + (order.limit() == null ? "" : " limit " + order.limit().toPlainString())
                + (order.stop() == null ? "" : " stop " + order.stop().toPlainString()) + " " + order.timeInForce()
                + (order.postOnly() ? " post-only" : "");
    }

    static String of(Report report) {
        if (report instanceof Report.Done done) {
            return "done, " + of(done.order());
        }
        if (report instanceof Report.Unknown unknown) {
            return "unknown, " + of(unknown.order()) + " " + unknown.code();
        }
        Report.Refused refused = (Report.Refused) report;
        return "refused, " + refused.code() + " " + refused.reason();
    }

    static String of(TrackedOrder order) {
        return order == null ? "?" : order.id() + " " + order.venueOrderId() + " " + order.stage() + " filled " + order.filled().quantity().toPlainString();
    }
}
