package io.nija.testkit;

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

import org.ops4j.pax.exam.Option;
import tools.jackson.databind.JsonNode;

/** Outside the container: the framework as the shipped features describe it, with folders of its own for each test class. */
public final class Provision {

    /** Above every start order in the features. */
    private static final int HIGHEST = 100;

    private final Shell shell;
    private final List<Option> options = new ArrayList<>();
    private boolean levels = true;
    private boolean deployed;
    private Path logback = Path.of("src/test/resources/logback-test.xml");

    private Provision(Shell shell) {
        this.shell = shell;
    }

    public static Provision of(Class<?> test) throws IOException {
        Path work = Path.of(System.getProperty("nija.work", "target/work"));
        Files.createDirectories(work);
        return new Provision(Shell.in(Files.createTempDirectory(work, test.getSimpleName())));
    }

    /** Starts an exchange of its own process that ends with this JVM, and points the broker to it. */
    public Provision exchange(String... options) throws IOException {
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
    public Provision withoutStartLevels() {
        levels = false;
        return this;
    }

    /** Plug-ins are not provisioned but lie in a folder of their own, from where the deployer takes them. */
    public Provision plugInsInFolder() {
        deployed = true;
        return this;
    }

    /** A word for the tests inside: the system property {@code test.NAME}. */
    public Provision property(String name, String value) {
        options.add(systemProperty("test." + name).value(value));
        return this;
    }

    /** One more bundle beside those that are shipped. */
    public Provision bundle(Path jar, int startLevel) {
        options.add(url(jar.toUri().toString()).startLevel(startLevel));
        return this;
    }

    /** Another logging configuration than the quiet one of the test resources. */
    public Provision logging(Path logback) {
        this.logback = logback;
        return this;
    }

    /** The folders of this framework. */
    public Shell shell() {
        return shell;
    }

    public Option[] options() throws IOException {
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
        setting("org.ops4j.pax.logging.StaticLogbackFile", logback.toAbsolutePath().toString());
        property("config", shell.config.toString());
        property("data", shell.data.toString());
        property("state", shell.state.toString());
        property("root", shell.root.toString());
        property("home", home.toString());
        Files.createDirectories(shell.data);
        return new Option[] {junitBundles(), frameworkStartLevel(HIGHEST), composite(options.toArray(Option[]::new)),
            systemProperty("pax.exam.osgi.unresolved.fail").value("true")};
    }

    private void setting(String name, String value) {
        options.add(frameworkProperty(name).value(value));
    }
}
