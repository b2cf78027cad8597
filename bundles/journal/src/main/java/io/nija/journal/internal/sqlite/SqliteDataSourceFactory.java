package io.nija.journal.internal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Offers SQLite as the OSGi JDBC specification says (compendium, chapter 125); the driver's bundle itself does not. */
@Component(property = {
        DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=org.sqlite.JDBC",
        DataSourceFactory.OSGI_JDBC_DRIVER_NAME + "=SQLite"})
public final class SqliteDataSourceFactory implements DataSourceFactory {

    private static final String DRIVER_FOLDER = "org.sqlite.tmpdir";

    private final Path nativeFolder;
    private final AtomicBoolean prepared = new AtomicBoolean();

    @Activate
    public SqliteDataSourceFactory(@Reference Installation installation) {
        nativeFolder = installation.data().resolve("run").resolve("sqlite");
    }

    @Override
    public DataSource createDataSource(Properties properties) throws SQLException {
        prepareNativeFolder();
        SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig());
        source.setUrl(properties.getProperty(JDBC_URL));
        return source;
    }

    /**
     * The driver unpacks its native library under a new name each time and deletes it at an orderly end only. In a folder
     * of our own, what a killed process left is deleted before the next one unpacks.
     */
    private void prepareNativeFolder() throws SQLException {
        if (!prepared.compareAndSet(false, true)) {
            return;
        }
        try {
            Files.createDirectories(nativeFolder);
            try (Stream<Path> left = Files.list(nativeFolder)) {
                for (Path file : left.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new SQLException("The folder " + nativeFolder + " cannot be prepared: " + e.getMessage(), e);
        }
        System.setProperty(DRIVER_FOLDER, nativeFolder.toString());
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) throws SQLException {
        throw new SQLException("SQLite is offered without pooled connections.");
    }

    @Override
    public XADataSource createXADataSource(Properties properties) throws SQLException {
        throw new SQLException("SQLite has no distributed transactions.");
    }

    @Override
    public Driver createDriver(Properties properties) {
        return new org.sqlite.JDBC();
    }
}
