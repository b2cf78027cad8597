package io.nija.simulator.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.stream.Frame;
import io.nija.simulator.internal.stream.Request;
import io.nija.simulator.internal.stream.Session;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/**
 * One socket of a client. Messages are acted on in their order, one at a time; this is where faults strike them. On the
 * connection's event loop only, but for what is said otherwise.
 */
final class SocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
    private static final int LONGEST_QUEUE = 256;
    private static final long STORM_MILLIS = 200;
    private static final byte[] HEARTBEAT = "{\"channel\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8);

    private final Sockets sockets;
    private final Venue venue;
    private final ArrayDeque<Arrived> waiting = new ArrayDeque<>();
    private final long idleNanos;
    private final long messages;
    private Outbox outbox;
    private Session session;
    private ScheduledFuture<?> beat;
    private volatile List<String> subscriptions = List.of();
    private volatile int client;
    private long received = System.nanoTime();
    private long second = System.nanoTime();
    private long inSecond;
    private boolean busy;
    private boolean closed;

    /** A message and when it came, nanoseconds since 1970. */
    private record Arrived(Request request, long time) {}

    SocketConnection(Sockets sockets) {
        this.sockets = sockets;
        venue = sockets.venue();
        synchronized (venue) {
            idleNanos = TimeUnit.SECONDS.toNanos(venue.variants().number(Variants.Name.SOCKET_IDLE_SECONDS));
            messages = venue.tier() == Tier.UNLIMITED ? Long.MAX_VALUE
                    : venue.variants().number(Variants.Name.SOCKET_MESSAGES);
        }
    }

    /** The handshake is done. */
    void begin(ChannelHandlerContext context) {
        client = ((InetSocketAddress) context.channel().remoteAddress()).getPort();
        synchronized (venue) {
            outbox = new Outbox(context.channel(), sockets.faults(),
                    venue.variants().number(Variants.Name.SOCKET_QUEUE), sockets::storm);
            session = new Session(venue, sockets.api(), sockets.streams(), outbox);
            sockets.opened(this);
            sockets.streams().opened(outbox, sockets.number());
        }
        if (sockets.isStormy()) {
            context.executor().schedule(() -> outbox.end(true), STORM_MILLIS, TimeUnit.MILLISECONDS);
        }
        beat = context.executor().scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    /** From any thread. */
    Outbox outbox() {
        return outbox;
    }

    /** The client's port; from any thread. */
    int client() {
        return client;
    }

    /** What is subscribed; from any thread. */
    List<String> subscriptions() {
        return subscriptions;
    }

    /** A sign of life when there was none, and the end when nobody wants anything (reference sheet §10.3, §4.4). */
    private void beat() {
        long now = System.nanoTime();
        if (outbox.isHalfOpen()) {
            return;
        }
        if (!subscriptions.isEmpty() && now - outbox.sentAt() >= TimeUnit.MILLISECONDS.toNanos(900)) {
            outbox.send(new Frame("heartbeat", "", HEARTBEAT));
        }
        if (now - received >= idleNanos && now - outbox.sentAt() >= idleNanos) {
            outbox.close(1000, "idle");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (outbox == null || outbox.isHalfOpen()) {
            return;
        }
        received = System.nanoTime();
        if (frame instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(new CloseWebSocketFrame(close.statusCode() < 0 ? 1000 : close.statusCode(), ""))
                    .addListener(any -> context.close());
        } else if (frame instanceof TextWebSocketFrame text) {
            arrived(context, Request.parse(text.text()));
        }
    }

    private void arrived(ChannelHandlerContext context, Request request) {
        long now = venue.now();
        if (received - second >= TimeUnit.SECONDS.toNanos(1)) {
            second = received;
            inSecond = 0;
        }
        if (++inSecond > messages) {
            synchronized (venue) {
                session.refuse(request, now, List.of("Exceeded msg rate"));
            }
            return;
        }
        if (waiting.size() >= LONGEST_QUEUE) {
            outbox.close(1008, "too many messages");
            return;
        }
        waiting.add(new Arrived(request, now));
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        while (!busy && !waiting.isEmpty() && !closed) {
            busy = true;
            Arrived arrived = waiting.remove();
            FaultPlan.Strike strike = sockets.strike(arrived.request().method(), account(arrived.request()));
            later(context, strike.before(), () -> act(context, arrived, strike));
        }
    }

    private String account(Request request) {
        synchronized (venue) {
            return session.account(request);
        }
    }

    private void act(ChannelHandlerContext context, Arrived arrived, FaultPlan.Strike strike) {
        String account = account(arrived.request());
        sockets.server().happen(account, strike.eventsBefore());
        if (strike.action() != null && !strike.actionAfter()) {
            sockets.server().note(arrived.request(), account, "fault before: " + strike.action());
            spoil(arrived, strike.action());
            done(context);
            return;
        }
        boolean keep = strike.action() != null || !strike.after().isZero();
        if (keep) {
            outbox.capture();
        }
        sockets.server().answer(session, arrived.request(), arrived.time(), account, strike.action());
        subscriptions = subscribed();
        sockets.server().happen(account, strike.eventsAfter());
        if (!keep) {
            done(context);
            return;
        }
        List<Object> kept = outbox.captured();
        later(context, strike.after(), () -> {
            if (strike.action() == null) {
                kept.forEach(outbox::reply);
            } else {
                spoil(arrived, strike.action());
            }
            done(context);
        });
    }

    private List<String> subscribed() {
        synchronized (venue) {
            return session.subscribed();
        }
    }

    private void spoil(Arrived arrived, FaultAction action) {
        if (action instanceof FaultAction.Errors errors) {
            synchronized (venue) {
                session.refuse(arrived.request(), arrived.time(), errors.errors());
            }
        } else if (action instanceof FaultAction.Gone gone) {
            sockets.server().gone(gone.duration());
        } else {
            outbox.strike(action);
        }
        // Hang: the message is never answered, the socket goes on.
    }

    private void done(ChannelHandlerContext context) {
        busy = false;
        next(context);
    }

    private void later(ChannelHandlerContext context, Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            context.executor().schedule(() -> {
                if (!closed) {
                    task.run();
                }
            }, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed = true;
        if (beat != null) {
            beat.cancel(false);
            sockets.closed(this);
            synchronized (venue) {
                session.close();
                sockets.streams().closed(outbox);
            }
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("A socket was closed: {}", cause.toString());
        }
        context.close();
    }
}
