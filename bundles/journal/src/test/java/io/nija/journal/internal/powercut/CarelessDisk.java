package io.nija.journal.internal.powercut;

import java.nio.file.Path;

import io.nija.journal.internal.OnDisk;
import io.nija.journal.internal.sqlite.CarelessDialect;

/** The planted bug: a journal that says that records are on the disk without having forced them. */
final class CarelessDisk {

    private CarelessDisk() {}

    static OnDisk open(Path folder) {
        return new OnDisk(folder, CarelessDialect.of(folder.resolve("journal.db")));
    }
}
