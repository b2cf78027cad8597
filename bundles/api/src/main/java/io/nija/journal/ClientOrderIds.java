package io.nija.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Client order ids: derived from a journal's epoch and an intent's number, so that the same intent always has the same id
 * and no other intent of any journal has it. A name-based UUID (RFC 9562 section 5.5, version 5) of the number in the
 * epoch, with its first four bytes replaced by {@code nija}, so that an order of ours is known as ours even by a journal
 * that does not know it; 90 bits of the hash remain.
 */
public final class ClientOrderIds {

    /** What each of our ids begins with: {@code nija} in ASCII. */
    public static final String PREFIX = "6e696a61-";

    private static final long PREFIX_BITS = 0x6e696a61L << 32;

    private ClientOrderIds() {}

    /**
     * The id of an intent: 36 characters, lower case, with hyphens.
     *
     * @param epoch {@link Journal#epoch()}
     * @param intent {@link Journal#nextIntent()}
     */
    public static String of(UUID epoch, long intent) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16).putLong(epoch.getMostSignificantBits())
                .putLong(epoch.getLeastSignificantBits()).flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(Long.toString(intent).getBytes(StandardCharsets.US_ASCII)));
        long high = hash.getLong() & 0x0000_0000_FFFF_0FFFL | 0x5000L | PREFIX_BITS;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Whether an id was made by a NIJA, of this journal or another one, this epoch or another one. */
    public static boolean ours(String clientOrderId) {
        return clientOrderId != null && clientOrderId.startsWith(PREFIX) && clientOrderId.length() == 36;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
