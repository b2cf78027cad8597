package io.nija.journal.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.journal.Intent;
import io.nija.order.Purpose;
import io.nija.journal.Receipt;
import io.nija.journal.internal.codec.Encoded;

/**
 * An append that waits for the disk.
 *
 * @param records ready to be written
 * @param at when it was given
 * @param receipt what its caller waits for
 */
record Pending(List<Encoded> records, Instant at, CompletableFuture<Receipt> receipt) {

    /** Whether it makes a position bigger: what is refused first. */
    boolean entry() {
        return records.stream().map(Encoded::record)
                .anyMatch(record -> record instanceof Intent intent && intent.purpose() == Purpose.ENTRY);
    }
}
