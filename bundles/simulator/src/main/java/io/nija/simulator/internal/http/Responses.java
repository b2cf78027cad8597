package io.nija.simulator.internal.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;

import io.nija.simulator.internal.protocol.Reply;

/** Writes responses: at once, in drops, or not to the end. On the connection's event loop only. */
final class Responses {

    private static final int DROPS_PER_SECOND = 10;

    /** How fast the exchange's time passes, for the header of every answer; not set at addresses that have no time. */
    static final AttributeKey<Integer> SPEED = AttributeKey.valueOf("nija-simulator-speed");

    private final ChannelPromise done;

    private Responses(ChannelPromise done) {
        this.done = done;
    }

    /** Runs a task when everything is written; not when that failed. */
    void run(Runnable task) {
        done.addListener(future -> {
            if (future.isSuccess()) {
                task.run();
            }
        });
    }

    /** @param retryAfter seconds for the header of that name, 0 for none */
    static Responses send(ChannelHandlerContext context, Reply reply, long now, int retryAfter) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(reply.body()));
        head(context, response, reply, now);
        if (retryAfter > 0) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        ChannelPromise done = context.newPromise();
        context.writeAndFlush(response, done);
        return new Responses(done);
    }

    private static void head(ChannelHandlerContext context, HttpResponse response, Reply reply, long now) {
        Integer speed = context.channel().attr(SPEED).get();
        if (speed != null && speed != 1) {
            response.headers().set("X-Simulator-Speed", speed);
        }
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length)
                .set(HttpHeaderNames.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochSecond(Math.floorDiv(now, 1_000_000_000L)).atOffset(ZoneOffset.UTC)))
                .set(HttpHeaderNames.SERVER, "nija-simulator");
    }

    /** Sends the body at so many bytes a second. */
    static Responses trickle(ChannelHandlerContext context, Reply reply, long now, int bytesPerSecond) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        head(context, response, reply, now);
        context.writeAndFlush(response);
        ChannelPromise done = context.newPromise();
        drop(context, reply.body(), 0, Math.max(1, bytesPerSecond / DROPS_PER_SECOND),
                TimeUnit.SECONDS.toNanos(1) / Math.min(bytesPerSecond, DROPS_PER_SECOND), done);
        return new Responses(done);
    }

    private static void drop(ChannelHandlerContext context, byte[] body, int from, int size, long pause,
            ChannelPromise done) {
        if (!context.channel().isActive()) {
            return;
        }
        if (from >= body.length) {
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, done);
            return;
        }
        int to = Math.min(body.length, from + size);
        context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(Arrays.copyOfRange(body, from, to))));
        context.executor().schedule(() -> drop(context, body, to, size, pause, done), pause, TimeUnit.NANOSECONDS);
    }

    /** Promises the whole body, sends a part and ends the connection. */
    static void cut(ChannelHandlerContext context, Reply reply, byte[] part, long now) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        head(context, response, reply, now);
        context.write(response);
        context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(part)))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
