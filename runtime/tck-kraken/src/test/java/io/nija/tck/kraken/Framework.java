package io.nija.tck.kraken;

import java.io.IOException;
import java.nio.file.Path;

import io.nija.tck.Venue;
import io.nija.testkit.Provision;

/** Outside the container: the shipped bundles, the kit before all of them, and an exchange in a process of its own. */
final class Framework {

    /** Before the platform, so that everything goes by the kit's clock. */
    private static final int BEFORE_THE_PLATFORM = 16;

    private Framework() {}

    static Provision of(Class<?> test) throws IOException {
        return Provision.of(test).plugInsInFolder()
                .exchange("--accounts", Integer.toString(Venue.ACCOUNTS), "--seed", "17", "--tier", "unlimited")
                .bundle(Path.of(System.getProperty("nija.tck.jar", "../broker-tck/target/broker-tck.jar")).toAbsolutePath().normalize(), BEFORE_THE_PLATFORM)
                .logging(Path.of("src/test/resources/logback-test.xml"));
    }
}
