package io.nija.journal.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code io.nija.journal.cfg}. */
@ObjectClassDefinition(name = "Journal", description = "Where NIJA keeps what it must never forget.")
@interface JournalConfig {

    @AttributeDefinition(name = "Reserve", min = "1", max = "1024", description =
            "MiB of disk that are set aside, so that exits can still be written when the disk is full.")
    int reserve_mib() default 8;

    @AttributeDefinition(name = "Database", required = false, description =
            "The JDBC address of the database; empty for the file journal/journal.db in the data folder.")
    String url() default "";
}
