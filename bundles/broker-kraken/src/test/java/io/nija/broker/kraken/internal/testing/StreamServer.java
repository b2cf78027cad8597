package io.nija.broker.kraken.internal.testing;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** The smallest streams, over real sockets: every subscription is confirmed, and the account has neither orders nor balances. */
public final class StreamServer implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    public final Queue<WebSocket> connections = new ConcurrentLinkedQueue<>();

    public StreamServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().webSocketUpgrade(new Account()).build();
            }
        });
        server.start();
    }

    public String url() {
        return "ws://127.0.0.1:" + server.getPort() + "/v2";
    }

    private final class Account extends WebSocketListener {

        @Override
        public void onMessage(WebSocket socket, String text) {
            String request = text.replaceAll(".*\"req_id\":(\\d+).*", "$1");
            if (text.contains("\"ping\"")) {
                socket.send("{\"method\":\"pong\",\"req_id\":" + request + "}");
                return;
            }
            if (!text.contains("\"subscribe\"")) {
                return;
            }
            connections.add(socket);
            String channel = text.replaceAll(".*\"channel\":\"([a-z]+)\".*", "$1");
            String symbol = text.contains("\"symbol\"") ? ",\"symbol\":" + text.replaceAll(".*\"symbol\":\\[(\"[^\"]*\").*", "$1") : "";
            socket.send("{\"method\":\"subscribe\",\"result\":{\"channel\":\"" + channel + "\"" + symbol + "},\"success\":true,\"req_id\":" + request
                    + "}");
            if (symbol.isEmpty()) {
                socket.send("{\"channel\":\"" + channel + "\",\"type\":\"snapshot\",\"data\":[],\"sequence\":1}");
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
