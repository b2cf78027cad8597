package io.nija.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import io.nija.launcher.Refusal;
import io.nija.launcher.shell.ControlSocket;
import io.nija.launcher.shell.ShellClient;
import io.nija.launcher.shell.Terminal;
import io.nija.testkit.Shell;

import tools.jackson.databind.JsonNode;

/** The board of a NIJA that runs, read over its socket without a process of its own for each look. */
final class Board {

    /** Proven by an answered, signed call. */
    private static final Set<String> CONNECTED = Set.of("AUTHENTICATED", "PERMITTED", "FUNDED");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long BETWEEN_NANOS = 10_000_000;

    private static final Terminal NOBODY = new Terminal() {
        @Override
        public boolean present() {
            return false;
        }

        @Override
        public boolean colour() {
            return false;
        }

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            return Optional.empty();
        }
    };

    private final ControlSocket socket;
    private final Path folder;

    /** @param shell whose data folder the NIJA runs on */
    Board(Shell shell) {
        socket = new ControlSocket(shell.data);
        folder = shell.root;
    }

    /** Waits until that many lanes are connected. */
    void awaitConnected(int lanes) throws IOException, Refusal {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (connected() != lanes) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(lanes + " lanes were not connected within " + LIMIT);
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }

    private int connected() throws IOException, Refusal {
        Optional<Path> path = socket.find();
        Optional<ShellClient> found = path.isPresent() ? ShellClient.connect(path.get()) : Optional.empty();
        if (found.isEmpty()) {
            return -1;
        }
        try (ShellClient client = found.get()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            client.run(List.of("status", "--json"), folder, NOBODY, out, new ByteArrayOutputStream());
            int count = 0;
            for (JsonNode account : Shell.JSON.readTree(out.toString(StandardCharsets.UTF_8)).path("accounts")) {
                for (JsonNode lane : account.path("brokers")) {
                    count += CONNECTED.contains(lane.path("state").asString()) ? 1 : 0;
                }
            }
            return count;
        }
    }
}
