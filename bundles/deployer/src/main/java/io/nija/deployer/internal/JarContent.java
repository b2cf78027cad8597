package io.nija.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import io.nija.deployer.internal.JarRefused.Code;

/**
 * A jar that was read to its last byte.
 *
 * @param sha256 of the file, in hexadecimal
 * @param manifest what it says of itself
 */
record JarContent(String sha256, PlugInManifest manifest) {

    /** Far above any plug-in; a jar that unpacks to more is not one. */
    private static final long LARGEST = 512L << 20;
    private static final int CLASS_MAGIC = 0xCAFEBABE;
    /** Class files of Java N have the major version N + 44 (JVM specification, 4.1). */
    private static final int MAJOR_OF_JAVA_0 = 44;

    /**
     * Reads every entry and checks it against the central directory.
     *
     * @throws JarRefused when it is not a whole jar, not a plug-in, or made for a newer Java
     * @throws IOException when the file cannot be read at all
     */
    static JarContent read(Path file) throws JarRefused, IOException {
        String sha256 = sha256(file);
        Map<String, String> headers = new LinkedHashMap<>();
        int newest = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long total = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                Read read = read(zip, entry, LARGEST - total);
                total += read.size();
                newest = Math.max(newest, read.java());
            }
            ZipEntry manifest = zip.getEntry(JarFile.MANIFEST_NAME);
            if (manifest == null) {
                throw new JarRefused(Code.JAR_MANIFEST, "it has no manifest, so it is no bundle");
            }
            try (InputStream in = zip.getInputStream(manifest)) {
                new Manifest(in).getMainAttributes().forEach((name, value) -> headers.put(name.toString(), value.toString()));
            }
        } catch (ZipException damaged) {
            throw incomplete(Words.clean(damaged.getMessage()));
        }
        if (newest > Runtime.version().feature()) {
            throw new JarRefused(Code.JAR_JAVA, "it has classes for Java " + newest + ", and this is Java "
                    + Runtime.version().feature());
        }
        return new JarContent(sha256, PlugInManifest.of(headers));
    }

    private record Read(long size, int java) {}

    private static Read read(ZipFile zip, ZipEntry entry, long limit) throws JarRefused, IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[16 << 10];
        byte[] head = new byte[8];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            int head0 = in == null ? 0 : in.readNBytes(head, 0, head.length);
            crc.update(head, 0, head0);
            size = head0;
            for (int n = in == null ? -1 : in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
                size += n;
                if (size > limit) {
                    throw new JarRefused(Code.JAR_INCOMPLETE, "it unpacks to more than " + (LARGEST >> 20) + " MiB");
                }
            }
        } catch (ZipException | java.io.EOFException damaged) {
            throw incomplete("the entry " + entry.getName() + " cannot be read");
        }
        if (entry.getCrc() != -1 && entry.getCrc() != crc.getValue() || entry.getSize() != -1 && entry.getSize() != size) {
            throw incomplete("the entry " + entry.getName() + " is damaged");
        }
        return new Read(size, java(entry.getName(), head));
    }

    /** The Java a class needs; 0 for what is not a class, or is only used by a newer Java. */
    private static int java(String name, byte[] head) {
        boolean counts = name.endsWith(".class") && !name.startsWith("META-INF/versions/") && !name.endsWith("module-info.class");
        int magic = (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | head[3] & 0xff;
        return counts && magic == CLASS_MAGIC ? ((head[6] & 0xff) << 8 | head[7] & 0xff) - MAJOR_OF_JAVA_0 : 0;
    }

    private static JarRefused incomplete(String why) {
        return new JarRefused(Code.JAR_INCOMPLETE, "it is not a whole jar (" + why + ")");
    }

    /** The SHA-256 of a file. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
