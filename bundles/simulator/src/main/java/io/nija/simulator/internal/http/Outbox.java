package io.nija.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.protocol.Json;
import io.nija.simulator.internal.stream.Frame;
import io.nija.simulator.internal.stream.Subscriber;

/**
 * What waits to be sent by one socket. Whoever puts something in never waits: when a client reads too slowly and too much
 * waits, its socket is closed. This is where faults strike frames. Thread-safe.
 */
final class Outbox implements Subscriber {

    private static final long MOST_BYTES = 64L << 20;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Channel channel;
    private final FaultPlan faults;
    private final long most;
    private final Consumer<Duration> storms;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private List<Object> captured;
    private long bytes;
    private boolean draining;
    private boolean ended;
    private byte[] later;
    private long silentUntil;
    private boolean silent;
    private boolean halfOpen;
    private int bytesPerSecond;
    private volatile long sent = System.nanoTime();

    /**
     * An empty one.
     *
     * @param most how many frames may wait
     * @param storms lets a storm of so long begin
     */
    Outbox(Channel channel, FaultPlan faults, long most, Consumer<Duration> storms) {
        this.channel = channel;
        this.faults = faults;
        this.most = most;
        this.storms = storms;
    }

    @Override
    public void send(Frame frame) {
        List<FaultAction> strikes = faults.strikeFrame(frame.channel(), frame.about());
        if (strikes.isEmpty()) {
            offer(frame.text(), false, 1);
            return;
        }
        Frame changed = frame;
        byte[] half = null;
        int copies = 1;
        boolean held = false;
        for (FaultAction strike : strikes) {
            if (strike instanceof FaultAction.Gap) {
                copies = 0;
            } else if (strike instanceof FaultAction.Duplicate) {
                copies *= 2;
            } else if (strike instanceof FaultAction.Reorder) {
                held = true;
            } else if (strike instanceof FaultAction.Checksum) {
                changed = changed.withWrongChecksum();
            } else if (strike instanceof FaultAction.Crossed) {
                changed = changed.crossed();
            } else if (strike instanceof FaultAction.Truncate) {
                half = Arrays.copyOf(changed.text(), changed.text().length / 2);
            } else {
                strike(strike);
            }
        }
        offer(half == null ? changed.text() : half, held, copies);
    }

    /** What spoils the socket and not only a frame. */
    void strike(FaultAction action) {
        if (action instanceof FaultAction.Text text) {
            offer(text.text().getBytes(StandardCharsets.UTF_8), false, 1);
        } else if (action instanceof FaultAction.Silence silence) {
            silence(silence.duration());
        } else if (action instanceof FaultAction.HalfOpen) {
            halfOpen();
        } else if (action instanceof FaultAction.Slow slow) {
            slow(slow.bytesPerSecond());
        } else if (action instanceof FaultAction.Close close) {
            close(close.code(), "");
        } else if (action instanceof FaultAction.Storm wanted) {
            storms.accept(wanted.duration());
        } else if (action instanceof FaultAction.Drop) {
            end(false);
        } else if (action instanceof FaultAction.Reset) {
            end(true);
        }
    }

    private synchronized void silence(Duration duration) {
        silent = true;
        silentUntil = System.nanoTime() + duration.toNanos();
    }

    private synchronized void halfOpen() {
        halfOpen = true;
        waiting.clear();
        bytes = 0;
    }

    private synchronized void slow(int rate) {
        bytesPerSecond = rate;
    }

    /** Whether the other end is to believe that somebody is here. */
    synchronized boolean isHalfOpen() {
        return halfOpen;
    }

    /** How many frames wait. */
    synchronized int size() {
        return waiting.size();
    }

    /** When something was sent last, by {@link System#nanoTime}. */
    long sentAt() {
        return sent;
    }

    @Override
    public void reply(Object document) {
        synchronized (this) {
            if (captured != null) {
                captured.add(document);
                return;
            }
        }
        offer(Json.MAPPER.writeValueAsBytes(document), false, 1);
    }

    /** Answers are kept back from now on. */
    synchronized void capture() {
        captured = new ArrayList<>();
    }

    /** The answers that were kept back; from now on they go out again. */
    synchronized List<Object> captured() {
        List<Object> kept = captured;
        captured = null;
        return kept;
    }

    private void offer(byte[] text, boolean held, int copies) {
        boolean start = false;
        boolean tooMuch = false;
        synchronized (this) {
            silent = silent && System.nanoTime() < silentUntil;
            if (ended || halfOpen || silent || copies == 0) {
                return;
            }
            if (held && later == null) {
                later = text;
                return;
            }
            for (int copy = 0; copy < copies; copy++) {
                add(text);
            }
            if (later != null) {
                add(later);
                later = null;
            }
            tooMuch = waiting.size() > most || bytes > MOST_BYTES;
            ended = tooMuch;
            start = !draining && !tooMuch;
            draining |= start;
        }
        if (tooMuch) {
            // A close frame would wait behind what the client does not read.
            end(true);
        } else if (start) {
            channel.eventLoop().execute(this::drain);
        }
    }

    private void add(byte[] text) {
        waiting.add(text);
        bytes += text.length;
    }

    /** Sends what the connection takes; on its event loop. */
    private void drain() {
        boolean wrote = false;
        while (channel.isActive() && channel.isWritable()) {
            byte[] next;
            int rate;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    draining = false;
                    break;
                }
                bytes -= next.length;
                rate = bytesPerSecond;
            }
            channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(next)));
            wrote = true;
            if (rate > 0) {
                channel.flush();
                again(TimeUnit.SECONDS.toNanos(1) * next.length / rate);
                return;
            }
        }
        if (wrote) {
            sent = System.nanoTime();
            channel.flush();
        }
        if (isDraining() && channel.isActive()) {
            again(RETRY_NANOS);
        }
    }

    private synchronized byte[] poll() {
        return waiting.poll();
    }

    private synchronized boolean isDraining() {
        return draining;
    }

    private void again(long nanos) {
        sent = System.nanoTime();
        channel.eventLoop().schedule(this::drain, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close(int code, String reason) {
        synchronized (this) {
            if (ended || halfOpen) {
                return;
            }
            ended = true;
        }
        channel.eventLoop().execute(() -> {
            for (byte[] next = poll(); next != null; next = poll()) {
                channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(next)));
            }
            channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
        });
    }

    /** Ends the connection without a word. */
    void end(boolean reset) {
        synchronized (this) {
            ended = true;
            waiting.clear();
            bytes = 0;
        }
        channel.eventLoop().execute(() -> {
            if (reset) {
                Listener.reset(channel);
            } else {
                channel.close();
            }
        });
    }
}
