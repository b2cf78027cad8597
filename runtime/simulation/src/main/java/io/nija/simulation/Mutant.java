package io.nija.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The shipped classes with one planted bug: its class compiled anew from the changed source, and everything that may use it
 * loaded anew beside it. The rest is shared with the unchanged classes, and stays warm.
 */
public final class Mutant {

    /** Which packages are loaded anew for a bug in a bundle: its own, and those of all that use it. */
    private static final Map<String, List<String>> RELOADED = Map.of(
            "trading", List.of("io.nija.trading.", "io.nija.simulation."),
            "books", List.of("io.nija.books.", "io.nija.trading.", "io.nija.simulation."),
            "risk", List.of("io.nija.risk.internal.", "io.nija.simulation."),
            "broker-kraken", List.of("io.nija.broker.kraken.", "io.nija.simulation."));

    private final Class<?> simulation;

    /**
     * Plants the bug.
     *
     * @param bundles where the bundles' sources are
     * @param classPath of the compiler
     * @throws IllegalStateException when the source has changed and the bug does not fit in any more: then it must be planted
     *     anew, or the list would prove less than it says
     */
    public Mutant(Mutation mutation, Path bundles, String classPath) throws IOException {
        Path file = bundles.resolve(mutation.bundle()).resolve(mutation.file());
        String source = Files.readString(file);
        int first = source.indexOf(mutation.search());
        if (first < 0 || source.indexOf(mutation.search(), first + 1) >= 0) {
            throw new IllegalStateException("The bug '" + mutation.name() + "' must fit exactly once into " + file + ", and fits "
                    + (first < 0 ? "nowhere" : "more than once") + ": " + mutation.search());
        }
        Map<String, byte[]> compiled = compile(mutation, source.replace(mutation.search(), mutation.replacement()), classPath);
        try {
            simulation = new Anew(RELOADED.get(mutation.bundle()), compiled).loadClass("io.nija.simulation.Simulation");
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs a seed; answers the invariant that was broken, or an empty text. */
    public String run(long seed, Path folder) {
        try {
            return (String) simulation.getMethod("broken", long.class, Path.class).invoke(null, seed, folder);
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, byte[]> compile(Mutation mutation, String source, String classPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        JavaFileManager files = new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(name, first -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        JavaFileObject changed = new SimpleJavaFileObject(URI.create("memory:///" + mutation.type().replace('.', '/') + ".java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        StringWriter complaints = new StringWriter();
        boolean done = compiler.getTask(complaints, files, null, List.of("-proc:none", "-nowarn", "--release", "17", "-classpath", classPath), null,
                List.of(changed)).call();
        if (!done) {
            throw new IllegalStateException("The bug '" + mutation.name() + "' does not compile: " + complaints);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
        return bytes;
    }

    /** Loads some packages itself, with other bytes where there are any; all else comes from the parent. */
    private static final class Anew extends ClassLoader {

        private final List<String> packages;
        private final Map<String, byte[]> changed;

        Anew(List<String> packages, Map<String, byte[]> changed) {
            super(Mutant.class.getClassLoader());
            this.packages = packages;
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return packages.stream().anyMatch(name::startsWith) ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = changed.get(name);
            if (bytes == null) {
                try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (stream == null) {
                        throw new ClassNotFoundException(name);
                    }
                    bytes = stream.readAllBytes();
                } catch (IOException unreadable) {
                    throw new ClassNotFoundException(name, unreadable);
                }
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
