package io.nija.console.internal.shell;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.command.Exit;
import io.nija.console.internal.talk.CommandRunner;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at the path in the framework property {@value #SOCKET}; without it there is no socket. Threads: one that
 * accepts, two for each of at most {@value #MAX_CONNECTIONS} connections; all are daemons and end with this component.
 */
@Component(service = {}, immediate = true)
public final class ShellServer {

    /** The framework property with the socket's path. */
    public static final String SOCKET = "nija.socket";
    static final int MAX_CONNECTIONS = 32;
    /** A client sends its request as soon as it is connected. */
    static final Duration FIRST_WORD = Duration.ofSeconds(10);
    /** Well below the five seconds for which Declarative Services holds its lock. */
    private static final long STOP_MILLIS = 2_000;
    /** Between two attempts to accept when that fails: short for a person, long for a processor. */
    private static final long PAUSE_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);

    private final CommandRunner runner;
    private final Timers timers;
    private final Workers workers;
    private final CompletableFuture<Path> listening = new CompletableFuture<>();
    private final Map<ShellConnection, Timers.Timer> connections = new HashMap<>();
    private final Thread acceptor;
    private ServerSocketChannel server;
    private boolean stopped;
    private long number;

    @Activate
    public ShellServer(BundleContext context, @Reference CommandRunner runner, @Reference Timers timers, @Reference Workers workers) {
        this(context.getProperty(SOCKET), runner, timers, workers);
    }

    ShellServer(String path, CommandRunner runner, Timers timers, Workers workers) {
        this.runner = runner;
        this.timers = timers;
        this.workers = workers;
        acceptor = new Thread(() -> listen(path), "nija-shell");
        acceptor.setDaemon(true);
        if (path != null && !path.isBlank()) {
            acceptor.start();
        }
    }

    /** The socket's path as soon as it can be connected to; fails when it cannot be had. */
    CompletionStage<Path> listening() {
        return listening;
    }

    private void listen(String path) {
        try {
            SocketFile file = new SocketFile(Path.of(path));
            if (!open(file)) {
                return;
            }
            try {
                PeerCheck peers = new PeerCheck(file.owner());
                listening.complete(Path.of(path));
                acceptAll(peers);
            } finally {
                file.delete();
            }
        } catch (IOException | InvalidPathException | UnsupportedOperationException unusable) {
            listening.completeExceptionally(unusable);
            LOG.error("Commands from a shell cannot reach this NIJA: its socket {} cannot be used: {}. "
                    + "Everything else goes on; mend it and start again.", path, unusable.getMessage());
        }
    }

    /** False when we were stopped meanwhile. */
    private boolean open(SocketFile file) throws IOException {
        ServerSocketChannel bound = file.bind();
        synchronized (this) {
            if (!stopped) {
                server = bound;
                return true;
            }
        }
        bound.close();
        file.delete();
        return false;
    }

    private void acceptAll(PeerCheck peers) {
        AcceptLoop.Door door = new AcceptLoop.Door() {
            @Override
            public void admit() throws IOException {
                accept(server.accept(), peers);
            }

            @Override
            public boolean open() {
                return server.isOpen();
            }
        };
        try {
            new AcceptLoop(door, this::pause).run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + PAUSE_MILLIS * 1_000_000;
        for (long left = PAUSE_MILLIS; left > 0 && !stopped; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private void accept(SocketChannel channel, PeerCheck peers) throws IOException {
        boolean taken = false;
        try {
            admit(channel, peers);
            taken = true;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private void admit(SocketChannel channel, PeerCheck peers) throws IOException {
        synchronized (this) {
            if (!stopped && connections.size() < MAX_CONNECTIONS) {
                ShellConnection connection = new ShellConnection(channel, "nija-shell-" + ++number, peers, runner, this::over);
                Timers.Timer patience = timers.after(FIRST_WORD, workers.shared(), connection::closeUnlessBegun);
                connections.put(connection, patience);
                boolean started = false;
                try {
                    connection.start();
                    started = true;
                } finally {
                    if (!started) {
                        over(connection);
                    }
                }
                return;
            }
        }
        try (FrameChannel frames = new FrameChannel(channel)) {
            frames.write(Frame.ERR, "NIJA is busy with " + MAX_CONNECTIONS + " other commands; try again.\n");
            frames.write(Frame.EXIT, Integer.toString(Exit.SOME));
        } catch (IOException gone) {
            LOG.debug("A refused shell connection was gone: {}", gone.getMessage());
        }
    }

    private synchronized void over(ShellConnection connection) {
        connections.remove(connection).close();
    }

    /** How many commands are being served. */
    synchronized int connections() {
        return connections.size();
    }

    @Deactivate
    void close() throws InterruptedException {
        List<ShellConnection> open;
        synchronized (this) {
            stopped = true;
            notifyAll();
            open = new ArrayList<>(connections.keySet());
        }
        closeServer();
        open.forEach(ShellConnection::cancel);
        long end = System.nanoTime() + STOP_MILLIS * 1_000_000;
        for (ShellConnection connection : open) {
            if (!connection.join(Math.max(1, (end - System.nanoTime()) / 1_000_000))) {
                LOG.warn("A shell command does not end although it was interrupted.");
            }
        }
        acceptor.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }

    private void closeServer() {
        ServerSocketChannel open;
        synchronized (this) {
            open = server;
        }
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException failed) {
            LOG.warn("The shell socket could not be closed: {}", failed.getMessage());
        }
    }
}
