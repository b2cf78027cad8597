package io.nija.journal.internal.sqlite;

import java.nio.file.Path;

import io.nija.journal.internal.store.Dialect;

/** {@code synchronous=OFF}. */
public final class CarelessDialect {

    private CarelessDialect() {}

    public static Dialect of(Path file) {
        return new SqliteDialect(file, false);
    }
}
