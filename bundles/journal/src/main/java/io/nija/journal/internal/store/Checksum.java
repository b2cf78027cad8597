package io.nija.journal.internal.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The checksum of a record: CRC-32C over everything that stands in its row, its place included. */
final class Checksum {

    private Checksum() {}

    static long of(long sequence, long at, String kind, String lane, Long intent, String body) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(24).putLong(sequence).putLong(at).putLong(intent == null ? 0 : intent).flip());
        text(crc, kind);
        text(crc, lane == null ? "" : lane);
        text(crc, body);
        return crc.getValue();
    }

    private static void text(CRC32C crc, String text) {
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
    }
}
