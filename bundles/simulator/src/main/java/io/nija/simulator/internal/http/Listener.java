package io.nija.simulator.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;

/** One listening address on 127.0.0.1 and its connections. It can go away and come back on the same port. */
final class Listener {

    private static final int LARGEST_BODY = 1 << 20;

    private final Loops loops;
    private final Supplier<ChannelHandler> handlers;
    private final ChannelGroup connections;
    private Channel channel;
    private int port;

    Listener(Loops loops, Supplier<ChannelHandler> handlers) {
        this.loops = loops;
        this.handlers = handlers;
        connections = new DefaultChannelGroup(loops.workers().next());
    }

    /** Listens on a port, or on any with 0; the port stays the same from then on. */
    synchronized void open(int wanted) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap().group(loops.acceptor(), loops.workers()).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connections.add(connection);
                        connection.pipeline().addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(),
                                new HttpObjectAggregator(LARGEST_BODY), handlers.get());
                    }
                });
        ChannelFuture bound = bootstrap.bind(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw bound.cause() instanceof IOException io ? io : new IOException(bound.cause());
        }
        channel = bound.channel();
        port = ((InetSocketAddress) channel.localAddress()).getPort();
    }

    synchronized boolean isOpen() {
        return channel != null;
    }

    synchronized int port() {
        return port;
    }

    /** The clients' ports of the connections that are open. */
    List<Integer> clients() {
        return connections.stream().filter(Channel::isActive)
                .map(connection -> ((InetSocketAddress) connection.remoteAddress()).getPort()).sorted().toList();
    }

    /** Stops listening and resets every connection. Waits for the port at most a second. */
    synchronized void close() {
        if (channel != null) {
            channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
            channel = null;
        }
        connections.forEach(Listener::reset);
    }

    /** Closes a connection so that the other side sees a reset, not an end. */
    static void reset(Channel connection) {
        try {
            connection.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException gone) {
            // The other side was quicker: there is nothing left to be reset.
            connection.close();
            return;
        }
        connection.close();
    }
}
