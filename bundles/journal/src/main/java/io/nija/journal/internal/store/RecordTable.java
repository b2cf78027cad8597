package io.nija.journal.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

import io.nija.journal.internal.codec.Encoded;

/** Writes records, in the caller's transaction. */
final class RecordTable implements AutoCloseable {

    private final PreparedStatement insert;

    RecordTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT INTO record (seq, at, kind, lane, intent, body, crc) VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    void write(long sequence, Instant at, Encoded encoded) throws SQLException {
        long nanos = Nanos.of(at);
        String lane = encoded.record().lane() == null ? null : encoded.record().lane().toString();
        Long intent = encoded.record().intent();
        insert.setLong(1, sequence);
        insert.setLong(2, nanos);
        insert.setString(3, encoded.kind());
        insert.setString(4, lane);
        if (intent == null) {
            insert.setNull(5, Types.BIGINT);
        } else {
            insert.setLong(5, intent);
        }
        insert.setString(6, encoded.body());
        insert.setLong(7, Checksum.of(sequence, nanos, encoded.kind(), lane, intent, encoded.body()));
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
