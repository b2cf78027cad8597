package io.nija.journal.internal;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.Journal;

class JournalOnDiskTest extends JournalContract {

    @TempDir
    private Path folder;
    private OnDisk disk;

    @BeforeEach
    void open() {
        disk = new OnDisk(folder);
    }

    @AfterEach
    void close() throws SQLException {
        disk.close();
    }

    @Override
    Journal journal() {
        return disk.journal();
    }
}
