package io.nija.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The same bundle with other headers: what a next build of it would be. */
public final class JarVariant {

    private final Path original;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private JarVariant(Path original) {
        this.original = original;
    }

    public static JarVariant of(Path original) {
        return new JarVariant(original);
    }

    public JarVariant version(String version) {
        return header("Bundle-Version", version);
    }

    public JarVariant header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Writes it as a good build or copy does: beside its place, then at once. */
    public Path at(Path file) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try (JarFile jar = new JarFile(original.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            headers.forEach(manifest.getMainAttributes()::putValue);
            try (OutputStream out = Files.newOutputStream(part); JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (ZipEntry entry : jar.stream().filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME)).toList()) {
                    copy.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(copy);
                    }
                    copy.closeEntry();
                }
            }
        }
        return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
