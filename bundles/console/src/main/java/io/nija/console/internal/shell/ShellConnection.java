package io.nija.console.internal.shell;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;

import io.nija.command.Exit;
import io.nija.console.internal.talk.CommandRunner;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a thread that reads what the client says, and a second one that runs the command, so that a client
 * that goes away interrupts it. Both end with the connection.
 */
final class ShellConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ShellConnection.class);

    private final SocketChannel channel;
    private final FrameChannel frames;
    private final PeerCheck peers;
    private final CommandRunner runner;
    private final Thread reader;
    private final Thread worker;
    private final Consumer<ShellConnection> whenOver;
    private volatile boolean begun;
    private volatile ShellConversation conversation;
    private volatile Request request;

    ShellConnection(SocketChannel channel, String name, PeerCheck peers, CommandRunner runner, Consumer<ShellConnection> whenOver) {
        this.channel = channel;
        this.peers = peers;
        this.runner = runner;
        this.whenOver = whenOver;
        frames = new FrameChannel(channel);
        reader = daemon(this::serve, name);
        worker = daemon(this::work, name + "-command");
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        reader.start();
    }

    /** Closes the connection of a client that connected and said nothing. */
    void closeUnlessBegun() {
        if (!begun) {
            close();
        }
    }

    private void serve() {
        try (frames) {
            PeerCheck.Verdict peer = peers.check(channel);
            if (!peer.allowed()) {
                LOG.warn("A shell command of user {} was refused: only {} and root may give any.", peer.user(), peers.owner());
                refuse("Only the user NIJA runs as may give it commands.");
                return;
            }
            Optional<Frame> first = frames.read();
            if (first.isEmpty()) {
                return;
            }
            begun = true;
            try {
                request = Request.parse(first.get());
            } catch (IllegalArgumentException notUnderstood) {
                refuse(notUnderstood.getMessage());
                return;
            }
            conversation = new ShellConversation(frames, peer.user(), request);
            worker.start();
            listen();
        } catch (IOException broken) {
            LOG.debug("A shell connection ended: {}", broken.getMessage());
        } finally {
            end();
        }
    }

    /** The connection counts as one until its command has ended: a command that minds no interrupt costs a place. */
    private void end() {
        worker.interrupt();
        try {
            worker.join();
        } catch (InterruptedException notOurs) {
            Thread.currentThread().interrupt();
        }
        whenOver.accept(this);
    }

    private void listen() throws IOException {
        for (Optional<Frame> frame = frames.read(); frame.isPresent(); frame = frames.read()) {
            conversation.received(frame.get());
        }
    }

    private void refuse(String sentence) throws IOException {
        frames.write(Frame.ERR, sentence + "\n");
        frames.write(Frame.EXIT, Integer.toString(Exit.NONE));
    }

    private void work() {
        try {
            conversation.exit(runner.run(request.words(), conversation));
        } catch (InterruptedException cancelled) {
            LOG.debug("A shell command was cancelled.");
        } finally {
            close();
        }
    }

    void close() {
        try {
            frames.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("A shell connection could not be closed: {}", alreadyBroken.getMessage());
        }
    }

    /** Cancels the command; {@link #join} waits for its end. */
    void cancel() {
        worker.interrupt();
        close();
    }

    /** Waits until both threads have ended, at most {@code millis}. */
    boolean join(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (Thread thread : new Thread[] {reader, worker}) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return !reader.isAlive() && !worker.isAlive();
    }
}
