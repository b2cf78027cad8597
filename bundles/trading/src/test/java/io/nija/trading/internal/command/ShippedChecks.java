package io.nija.trading.internal.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nija.risk.RiskCheck;
import io.nija.risk.internal.MandatoryGate;
import io.nija.risk.internal.rule.Rule;

/** Every check that the risk bundle registers: found among its classes, so that none can be added without being here. */
final class ShippedChecks {

    private ShippedChecks() {}

    /** The checks; rules are the gate's own. */
    static List<RiskCheck> all() {
        try {
            Path bundle = Path.of(MandatoryGate.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(bundle)) {
                return in(bundle);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + bundle.toUri()), Map.of())) {
                return in(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<RiskCheck> in(Path root) throws IOException {
        List<RiskCheck> checks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".class")).sorted().toList()) {
                String name = root.relativize(file).toString().replace(".class", "").replace('/', '.');
                if (name.startsWith("io.nija.risk.internal.")) {
                    check(name, checks);
                }
            }
        }
        return checks;
    }

    private static void check(String name, List<RiskCheck> checks) {
        try {
            Class<?> found = Class.forName(name);
            if (RiskCheck.class.isAssignableFrom(found) && !Rule.class.isAssignableFrom(found) && !found.isInterface()
                    && !Modifier.isAbstract(found.getModifiers())) {
                checks.add((RiskCheck) found.getConstructor().newInstance());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The check " + name + " cannot be made.", e);
        }
    }

    /** The gate of a shipped NIJA. */
    static MandatoryGate gate() {
        MandatoryGate gate = new MandatoryGate();
        all().forEach(gate::bindCheck);
        return gate;
    }
}
