package io.nija.simulator.internal.http;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;

import io.nija.simulator.internal.protocol.Reply;

/** One connection to the control address. Pages of a browser are not welcome: no foreign Host, no Origin. */
final class ControlConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(ControlConnection.class);

    private final ControlRoutes routes;

    ControlConnection(ControlRoutes routes) {
        this.routes = routes;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Responses.send(context, answer(request), routes.now(), 0);
    }

    private Reply answer(FullHttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        if (!host.matches("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?") || request.headers().contains(HttpHeaderNames.ORIGIN)) {
            return Reply.json(403, Map.of("error", "The control address is for programs on this machine only."));
        }
        try {
            QueryStringDecoder uri = new QueryStringDecoder(request.uri());
            return routes.answer(request.method().name(), uri.path(), uri.parameters(),
                    ByteBufUtil.getBytes(request.content()));
        } catch (IllegalArgumentException wrong) {
            return Reply.json(400, Map.of("error", wrong.getMessage()));
        } catch (RuntimeException mistake) {
            LOG.warn("The simulator made a mistake at its control address.", mistake);
            return Reply.json(500, Map.of("error", "The simulator made a mistake; its log has it."));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A control connection was closed: {}", cause.toString());
        context.close();
    }
}
