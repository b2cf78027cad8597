package io.nija.launcher.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Bundles made for a test. */
final class Jars {

    private Jars() {}

    /**
     * A jar.
     *
     * @param headers names and values by turns
     */
    static Path bundle(Path file, List<Class<?>> classes, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < headers.length; i += 2) {
            main.putValue(headers[i], headers[i + 1]);
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(jar);
                }
            }
        }
        return file;
    }

    /** A bundle without classes. */
    static Path named(Path file, String symbolicName, String... headers) throws IOException {
        String[] all = new String[headers.length + 4];
        all[0] = "Bundle-ManifestVersion";
        all[1] = "2";
        all[2] = "Bundle-SymbolicName";
        all[3] = symbolicName;
        System.arraycopy(headers, 0, all, 4, headers.length);
        return bundle(file, List.of(), all);
    }
}
