package io.nija.deployer.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Small bundles, made on the spot. */
final class Jars {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private Jars() {}

    static Jars bundle(String symbolicName, String version) {
        return new Jars().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version).entry("hello.txt", ("hello " + version).getBytes(StandardCharsets.UTF_8));
    }

    /** A null takes the header away. */
    Jars header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Jars entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** A file that begins like a class for that Java. */
    Jars classFor(int java) {
        return entry("a/A.class", new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) (44 + java), 0, 1});
    }

    Path at(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> {
            if (value != null) {
                manifest.getMainAttributes().putValue(name, value);
            }
        });
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
            // Uncompressed, so that equally long contents make equally long files.
            jar.setLevel(0);
            jar.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
            manifest.write(jar);
            jar.closeEntry();
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return file;
    }
}
