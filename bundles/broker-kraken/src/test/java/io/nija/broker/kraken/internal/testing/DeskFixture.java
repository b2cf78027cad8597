package io.nija.broker.kraken.internal.testing;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.nija.broker.OrderDesk;
import io.nija.broker.kraken.internal.session.LaneSession;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

import static org.assertj.core.api.Assertions.assertThat;

/** The desk of a session that has proven itself, against a scripted venue in virtual time. */
public final class DeskFixture {

    public static final String ID = "e1-000001";
    public static final String TXID = "OABCDE-FGHIJ-KLMNOP";
    public static final String PLACED = "{\"descr\":{\"order\":\"x\"},\"txid\":[\"" + TXID + "\"]}";

    public final SessionFixture session;
    public final ScriptedVenue venue;
    public final LaneSession lane;
    public final OrderDesk desk;

    public DeskFixture(Path folder) {
        this(new SessionFixture(folder));
    }

    public DeskFixture(SessionFixture session) {
        this.session = session;
        venue = session.venue;
        lane = session.session("master");
        desk = lane.orderDesk().orElseThrow();
        venue.answer(ScriptedVenue.ADD_ORDER, PLACED);
        venue.asked.clear();
    }

    public Instant now() {
        return session.time.instant();
    }

    public void pass(Duration duration) {
        session.time.advance(duration);
    }

    public static OrderRequest limit(String quantity, String price) {
        return new OrderRequest(Symbol.parse("BTC/USD"), Side.BUY, OrderType.LIMIT, new BigDecimal(quantity), new BigDecimal(price),
                TimeInForce.GTC, false);
    }

    public Placement entry() {
        return placement(Purpose.ENTRY);
    }

    public Placement placement(Purpose purpose) {
        return new Placement(ID, limit("0.0001", "37500"), purpose, now().plusSeconds(10));
    }

    public List<ScriptedVenue.Asked> calls(String path) {
        return venue.asked.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** The answer, which must be there. */
    public static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    /** The answer, for which time passes. */
    public <T> T within(Duration limit, CompletionStage<T> stage) {
        for (int i = 0; i < limit.toSeconds() && !stage.toCompletableFuture().isDone(); i++) {
            pass(Duration.ofSeconds(1));
        }
        return now(stage);
    }

    /** An order as Kraken shows it. */
    public static String order(String clientId, String status, String filled) {
        return "{\"status\":\"" + status + "\",\"opentm\":1,\"vol\":\"0.0001\",\"vol_exec\":\"" + filled + "\",\"cost\":\"0\",\"price\":\"0\","
                + (clientId == null ? "" : "\"cl_ord_id\":\"" + clientId + "\",")
                + "\"descr\":{\"pair\":\"XBTUSD\",\"type\":\"buy\",\"ordertype\":\"limit\",\"price\":\"37500\",\"price2\":\"0\"}}";
    }

    /** A trade as Kraken shows it. */
    public static String trade(String order, long time) {
        return "{\"ordertxid\":\"" + order + "\",\"pair\":\"XXBTZUSD\",\"time\":" + time + ".5,\"type\":\"buy\",\"ordertype\":\"limit\","
                + "\"price\":\"37500.0\",\"cost\":\"3.75\",\"fee\":\"0.015\",\"vol\":\"0.0001\",\"maker\":false}";
    }
}
