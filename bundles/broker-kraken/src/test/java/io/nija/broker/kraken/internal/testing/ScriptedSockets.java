package io.nija.broker.kraken.internal.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.nija.broker.kraken.internal.stream.StreamSocket;
import io.nija.broker.kraken.internal.stream.StreamSockets;

/** Kraken's end of WebSockets in a test's hand: each attempt is there to be opened, spoken over and ended. */
public final class ScriptedSockets implements StreamSockets {

    public final List<Line> attempts = new ArrayList<>();
    public boolean closed;
    /** What happens to each new attempt. */
    public Consumer<Line> onAttempt = line -> {};

    /** One attempt. */
    public static final class Line implements StreamSocket {

        public final Listener listener;
        public final List<String> sent = new ArrayList<>();
        public boolean abandoned;
        /** Nothing can be written any more, and nobody has said so yet. */
        public boolean dead;

        Line(Listener listener) {
            this.listener = listener;
        }

        @Override
        public boolean send(String text) {
            if (dead || abandoned) {
                return false;
            }
            sent.add(text);
            return true;
        }

        @Override
        public void abandon() {
            abandoned = true;
        }

        public void opened() {
            listener.opened();
        }

        public void say(String text) {
            listener.text(text);
        }

        public void ended(int httpStatus, int closeCode) {
            listener.ended(new Ended(httpStatus, closeCode, "scripted"));
        }

        /** What was sent and not yet taken by this method. */
        public List<String> take() {
            List<String> taken = List.copyOf(sent);
            sent.clear();
            return taken;
        }

        /** The request id of the last sent text that contains {@code part}. */
        public long request(String part) {
            String text = sent.stream().filter(one -> one.contains(part)).reduce((first, second) -> second)
                    .orElseThrow(() -> new AssertionError("nothing sent contains " + part + ": " + sent));
            return Long.parseLong(text.replaceAll(".*\"req_id\":(\\d+).*", "$1"));
        }

        /** Confirms the last subscription that contains {@code part}. */
        public void confirm(String part, String channel, String symbol) {
            say("{\"method\":\"subscribe\",\"result\":{\"channel\":\"" + channel + "\",\"symbol\":\"" + symbol + "\"},\"success\":true,\"req_id\":"
                    + request(part) + "}");
        }
    }

    @Override
    public StreamSocket open(StreamSocket.Listener listener) {
        Line line = new Line(listener);
        attempts.add(line);
        onAttempt.accept(line);
        return line;
    }

    public Line last() {
        return attempts.get(attempts.size() - 1);
    }

    @Override
    public void close(Duration limit) {
        closed = true;
    }
}
