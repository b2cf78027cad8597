package io.nija.simulator.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.protocol.Call;
import io.nija.simulator.internal.protocol.KrakenApi;
import io.nija.simulator.internal.protocol.Reply;

/**
 * One connection of a client. Requests are answered in their order, one at a time; this is where faults strike. On the
 * connection's event loop only.
 */
final class ApiConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiConnection.class);
    private static final int LONGEST_QUEUE = 64;
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final ApiServer server;
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private boolean busy;

    ApiConnection(ApiServer server) {
        this.server = server;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().attr(Responses.SPEED).set(server.speed());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            Responses.send(context, Reply.text(400, "This is not HTTP.\n"), server.now(), 0).run(context::close);
            return;
        }
        if (waiting.size() >= LONGEST_QUEUE) {
            context.close();
            return;
        }
        if (isSocket(request)) {
            socket(context, request);
            return;
        }
        Call call = call(context, request);
        if (call == null) {
            Responses.send(context, Reply.text(400, "This is not an address.\n"), server.now(), 0).run(context::close);
            return;
        }
        waiting.add(call);
        next(context);
    }

    private static boolean isSocket(FullHttpRequest request) {
        return request.uri().matches("/v2/?(\\?.*)?")
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /** From here on the connection is a socket. */
    private void socket(ChannelHandlerContext context, FullHttpRequest request) {
        FaultPlan.Strike strike = server.sockets().strike("connect", "");
        if (strike.action() != null) {
            busy = true;
            spoil(context, strike.action(), null, strike);
            return;
        }
        if (!server.sockets().admits()) {
            Responses.send(context, Reply.html(429, "Error 1015: You are being rate limited"), server.now(), 600)
                    .run(context::close);
            return;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory("ws://127.0.0.1/v2", null, false,
                LARGEST_MESSAGE).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        SocketConnection connection = new SocketConnection(server.sockets());
        context.pipeline().addLast(new WebSocketFrameAggregator(LARGEST_MESSAGE), new Utf8FrameValidator(), connection);
        ChannelHandlerContext socket = context.pipeline().context(connection);
        handshaker.handshake(context.channel(), request).addListener(shaken -> {
            if (shaken.isSuccess()) {
                connection.begin(socket);
            } else {
                context.close();
            }
        });
        context.pipeline().remove(HttpServerKeepAliveHandler.class);
        context.pipeline().remove(this);
    }

    private static Call call(ChannelHandlerContext context, FullHttpRequest request) {
        URI uri;
        try {
            uri = new URI(request.uri().startsWith("//") ? "/" : request.uri());
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
        String path = uri.getRawPath() == null ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new Call(request.method().name(), path, query,
                request.headers().get(HttpHeaderNames.CONTENT_TYPE), request.headers().get("API-Key"),
                request.headers().get("API-Sign"), ByteBufUtil.getBytes(request.content()),
                ((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress(), Duration.ZERO);
    }

    private void next(ChannelHandlerContext context) {
        if (busy || waiting.isEmpty() || !context.channel().isActive()) {
            return;
        }
        busy = true;
        Call call = waiting.remove();
        if (!call.isPublic() && !call.isPrivate()) {
            finish(context, call.path().equals("/v2") ? Reply.text(426, "This is the address of a WebSocket.\n")
                    : Reply.html(404, "404 Not Found"), FaultPlan.Strike.NONE, 0);
            return;
        }
        FaultPlan.Strike strike = server.strike(call);
        later(context, strike.before(), () -> act(context, call, strike));
    }

    private void act(ChannelHandlerContext context, Call call, FaultPlan.Strike strike) {
        server.happen(call, strike.eventsBefore());
        if (strike.action() != null && !strike.actionAfter()) {
            server.note(call, KrakenApi.nonce(call), "fault before: " + strike.action());
            spoil(context, strike.action(), null, strike);
            return;
        }
        Reply reply = server.answer(call.skewed(strike.skew()), strike.action());
        server.happen(call, strike.eventsAfter());
        later(context, strike.after(), () -> {
            if (strike.action() == null) {
                finish(context, reply, strike, 0);
            } else {
                spoil(context, strike.action(), reply, strike);
            }
        });
    }

    /** @param reply what would have been answered; null when the call was not carried out */
    private void spoil(ChannelHandlerContext context, FaultAction action, Reply reply, FaultPlan.Strike strike) {
        if (action instanceof FaultAction.Drop) {
            context.close();
        } else if (action instanceof FaultAction.Reset) {
            Listener.reset(context.channel());
        } else if (action instanceof FaultAction.Status status) {
            finish(context, Reply.html(status.status(), status.status() + " simulated fault"), strike,
                    status.retryAfter());
        } else if (action instanceof FaultAction.Html html) {
            finish(context, Reply.html(html.status(), html.status() == 403 ? "Attention Required! | 1020 Access denied"
                    : "Checking your browser"), strike, 0);
        } else if (action instanceof FaultAction.Errors errors) {
            finish(context, Reply.refusal(errors.errors()), strike, 0);
        } else if (action instanceof FaultAction.Truncate) {
            finish(context, new Reply(reply.status(), reply.contentType(), half(reply)), strike, 0);
        } else if (action instanceof FaultAction.Cut) {
            Responses.cut(context, reply, half(reply), server.now());
        } else if (action instanceof FaultAction.Gone gone) {
            server.gone(gone.duration());
        }
        // Hang: busy for ever, until the client has had enough.
    }

    private static byte[] half(Reply reply) {
        return Arrays.copyOf(reply.body(), reply.body().length / 2);
    }

    private void finish(ChannelHandlerContext context, Reply reply, FaultPlan.Strike strike, int retryAfter) {
        long now = server.now() + strike.skew().toNanos();
        Responses responses = strike.bytesPerSecond() > 0
                ? Responses.trickle(context, reply, now, strike.bytesPerSecond())
                : Responses.send(context, reply, now, retryAfter);
        responses.run(() -> {
            busy = false;
            next(context);
        });
    }

    private static void later(ChannelHandlerContext context, Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            context.executor().schedule(() -> {
                if (context.channel().isActive()) {
                    task.run();
                }
            }, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("A connection was closed: {}", cause.toString());
        }
        context.close();
    }
}
