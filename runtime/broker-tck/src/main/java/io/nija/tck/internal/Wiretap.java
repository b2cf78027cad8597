package io.nija.tck.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.tck.Signing.Request;

/** Passes bytes on in both directions, and keeps what goes to the venue. Plain HTTP/1.1 on this machine only. */
final class Wiretap implements AutoCloseable {

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<ByteArrayOutputStream> kept = new CopyOnWriteArrayList<>();

    Wiretap(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void start(String what, Runnable task) {
        Thread thread = new Thread(task, "broker-tck wiretap " + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket venue = new Socket(host, port);
                sockets.addAll(List.of(client, venue));
                ByteArrayOutputStream keep = new ByteArrayOutputStream();
                kept.add(keep);
                start("out", () -> pass(client, venue, keep));
                start("in", () -> pass(venue, client, new ByteArrayOutputStream()));
            } catch (IOException closedOrUnreachable) {
                // The other side sees its connection end; the next one is tried again.
                continue;
            }
        }
    }

    private static void pass(Socket from, Socket to, ByteArrayOutputStream keep) {
        byte[] buffer = new byte[1 << 14];
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (keep) {
                    keep.write(buffer, 0, read);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // Either end may go; then both are closed.
            return;
        }
    }

    /** Every whole request so far. */
    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (ByteArrayOutputStream keep : kept) {
            byte[] bytes;
            synchronized (keep) {
                bytes = keep.toByteArray();
            }
            for (int at = 0; at >= 0;) {
                at = request(bytes, at, requests);
            }
        }
        return requests;
    }

    /** Reads one request; answers where the next begins, or -1. */
    private static int request(byte[] bytes, int from, List<Request> to) {
        String text = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return -1;
        }
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        String[] line = head.get(0).split(" ");
        int length = head.stream().filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(header -> Integer.parseInt(header.substring(header.indexOf(':') + 1).strip())).findFirst().orElse(0);
        int body = from + end + 4;
        if (line.length < 2 || body + length > bytes.length) {
            return -1;
        }
        to.add(new Request(line[0], line[1], head.subList(1, head.size()), Arrays.copyOfRange(bytes, body, body + length)));
        return body + length < bytes.length ? body + length : -1;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
