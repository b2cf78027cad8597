package io.nija.broker.kraken.internal.lane;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.SocketRequest;

import tools.jackson.databind.JsonNode;

/** The other way of a key's commands: the private stream. It needs no nonce, so a call that goes there waits for no turn. */
public interface SocketPath {

    /** There is none. */
    SocketPath NONE = new SocketPath() {
        @Override
        public boolean open() {
            return false;
        }

        @Override
        public Optional<CompletableFuture<Reply<JsonNode>>> exchange(SocketRequest request, BooleanSupplier beginWrite) {
            return Optional.empty();
        }
    };

    /** Whether a command could be written now. Any thread; nothing waits. */
    boolean open();

    /**
     * Writes a command, once, and never waits.
     *
     * @param beginWrite asked just before the first byte
     * @return the answer, never exceptionally: nobody knows what became of it when the socket ends first; empty when surely not
     *     one byte was or will be written
     */
    Optional<CompletableFuture<Reply<JsonNode>>> exchange(SocketRequest request, BooleanSupplier beginWrite);
}
