/** SQLite behind the OSGi JDBC service. */
package io.nija.journal.internal.sqlite;
