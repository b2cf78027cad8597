package io.nija.container;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.url;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import org.netbeans.lib.profiler.heap.HeapFactory;
import org.ops4j.pax.exam.Option;
import tools.jackson.databind.JsonNode;

/** Outside the container: the framework as the shipped features describe it, with folders of its own for each test class. */
final class Provision {

    /** Above every start order in the features. */
    private static final int HIGHEST = 100;

    private final Shell shell;
    private final List<Option> options = new ArrayList<>();
    private boolean levels = true;
    private boolean deployed;

    private Provision(Shell shell) {
        this.shell = shell;
    }

    static Provision of(Class<?> test) throws IOException {
        Path work = Path.of(System.getProperty("nija.work", "target/work"));
        Files.createDirectories(work);
        return new Provision(Shell.in(Files.createTempDirectory(work, test.getSimpleName())));
    }

    /** Starts an exchange of its own process that ends with this JVM, and points the broker to it. */
    Provision exchange(String... options) throws IOException {
        Exchange exchange = Exchange.start(shell, options);
        Runtime.getRuntime().addShutdownHook(new Thread(exchange::close));
        exchange.configure(shell, "tier=unlimited");
        property("exchange.control", exchange.controlAddress());
        for (int account = 0; account < exchange.accounts(); account++) {
            property("exchange.key." + account, exchange.key(account));
            property("exchange.secret." + account, exchange.secret(account));
        }
        return this;
    }

    /** All bundles on one start level: their order must not matter. */
    Provision withoutStartLevels() {
        levels = false;
        return this;
    }

    /** Plug-ins are not provisioned but lie in a folder of their own, from where the deployer takes them. */
    Provision plugInsInFolder() {
        deployed = true;
        return this;
    }

    private void property(String name, String value) {
        options.add(systemProperty("test." + name).value(value));
    }

    Option[] options() throws IOException {
        Path home = Shell.distribution();
        Set<String> seen = new TreeSet<>();
        try (var files = Files.list(home.resolve("features"))) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().equals("console.json")) {
                    // The terminal's own feature; a test has no terminal.
                    continue;
                }
                for (JsonNode bundle : Shell.JSON.readTree(Files.readString(file)).path("bundles")) {
                    if (deployed && bundle.path("plug-in").asBoolean(false)) {
                        continue;
                    }
                    if (seen.add(bundle.path("file").asString())) {
                        int level = levels ? bundle.path("start-order").asInt() : 1;
                        options.add(url(home.resolve(bundle.path("file").asString()).toUri().toString()).startLevel(level));
                    }
                }
            }
        }
        setting("nija.home", home.toString());
        setting("nija.config", shell.config.toString());
        setting("nija.data", shell.data.toString());
        Path deploy = shell.root.resolve("deploy");
        if (deployed) {
            Shell.copy(home.resolve("deploy"), deploy);
        } else {
            Files.createDirectories(deploy);
        }
        setting("nija.deploy", deploy.toString());
        property("deploy", deploy.toString());
        setting("nija.state", shell.state.toString());
        setting("nija.build", "test");
        setting("nija.start", "run");
        setting("felix.cm.pm", "memory");
        setting("felix.bootdelegation.implicit", "false");
        setting("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        setting("org.ops4j.pax.logging.StaticLogbackFile", Path.of("src/test/resources/logback-test.xml").toAbsolutePath().toString());
        property("config", shell.config.toString());
        property("heap.library", heapLibrary());
        property("heap.walk", Path.of("src/test/java/io/nija/container/HeapWalk.java").toAbsolutePath().toString());
        Files.createDirectories(shell.data);
        return new Option[] {junitBundles(), frameworkStartLevel(HIGHEST), composite(options.toArray(Option[]::new)),
            systemProperty("pax.exam.osgi.unresolved.fail").value("true")};
    }

    /** Reads heap dumps; named here because inside the container it is not visible. */
    private static String heapLibrary() {
        return HeapFactory.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private void setting(String name, String value) {
        options.add(frameworkProperty(name).value(value));
    }
}
