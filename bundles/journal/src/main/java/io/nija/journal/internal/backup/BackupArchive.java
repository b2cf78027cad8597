package io.nija.journal.internal.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A backup: a zip file with {@code journal.db} and {@code MANIFEST}, lines of {@code name: value} that hold the SHA-256
 * of the first. No keys are in it, because none are in the journal.
 */
public final class BackupArchive {

    private static final String FORMAT = "nija-backup 1";
    private static final String MANIFEST = "MANIFEST";
    private static final String JOURNAL = "journal.db";
    private static final int LARGEST_MANIFEST = 4_096;

    /**
     * What a backup says of itself.
     *
     * @param version of the journal in it
     * @param at when it was made
     * @param sha256 of the journal, in hexadecimal
     * @param start {@code run} for the journal that trades, {@code demo} for the demonstration's; empty when the backup does not say
     */
    public record Manifest(int version, Instant at, String sha256, String start) {}

    private BackupArchive() {}

    /** Writes a backup of a closed journal file: whole and forced to the disk, or not at all; mode 0600. */
    public static Manifest write(Path journal, Path to, int version, Instant at, String start) throws IOException {
        Manifest manifest = new Manifest(version, at, sha256(journal), start);
        Path half = to.toAbsolutePath().resolveSibling(to.getFileName() + ".part");
        try {
            Files.deleteIfExists(half);
            PrivateFiles.create(half);
            try (OutputStream out = Files.newOutputStream(half); ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(MANIFEST));
                zip.write(text(manifest).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry(JOURNAL));
                Files.copy(journal, zip);
                zip.closeEntry();
            }
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(half, to.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
        return manifest;
    }

    /** Whether a file is a backup, whole or not. */
    public static boolean isOne(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(MANIFEST) != null && zip.getEntry(JOURNAL) != null;
        } catch (IOException noZip) {
            return false;
        }
    }

    /**
     * Unpacks the journal of a backup and proves that it is the one that was packed.
     *
     * @throws IOException with one sentence when it is not a backup, or is damaged
     */
    public static Manifest unpack(Path backup, Path journal) throws IOException {
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            ZipEntry manifestEntry = zip.getEntry(MANIFEST);
            ZipEntry journalEntry = zip.getEntry(JOURNAL);
            if (manifestEntry == null || journalEntry == null) {
                throw new IOException(backup + " is not a backup of NIJA.");
            }
            Manifest manifest = manifest(backup, zip, manifestEntry);
            Files.deleteIfExists(journal);
            PrivateFiles.create(journal);
            try (InputStream in = zip.getInputStream(journalEntry)) {
                try (OutputStream out = Files.newOutputStream(journal)) {
                    in.transferTo(out);
                }
            }
            if (!sha256(journal).equals(manifest.sha256())) {
                throw new IOException(backup + " is damaged: the journal in it is not the one that was put in.");
            }
            return manifest;
        } catch (ZipException e) {
            throw new IOException(backup + " is not a backup of NIJA, or is damaged (" + e.getMessage() + ").", e);
        }
    }

    /**
     * What a backup says of itself; whether it is whole is not proven by it.
     *
     * @throws IOException with one sentence when it is not a backup
     */
    public static Manifest read(Path backup) throws IOException {
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null) {
                throw new IOException(backup + " is not a backup of NIJA.");
            }
            return manifest(backup, zip, entry);
        } catch (ZipException e) {
            throw new IOException(backup + " is not a backup of NIJA, or is damaged (" + e.getMessage() + ").", e);
        }
    }

    private static Manifest manifest(Path backup, ZipFile zip, ZipEntry entry) throws IOException {
        String text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = new String(in.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8);
        }
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().map(line -> line.split(": ", 2)).filter(parts -> parts.length == 2)
                .forEach(parts -> values.put(parts[0], parts[1]));
        if (!FORMAT.equals(values.get("format"))) {
            throw new IOException(backup + " is not a backup that this NIJA can read.");
        }
        try {
            return new Manifest(Integer.parseInt(values.get("version")), Instant.parse(values.get("at")),
                    String.valueOf(values.get("sha256")), values.getOrDefault("start", ""));
        } catch (NumberFormatException | DateTimeException | NullPointerException e) {
            throw new IOException(backup + " is damaged: what it says of itself cannot be read.", e);
        }
    }

    private static String text(Manifest manifest) {
        return "format: " + FORMAT + "\nversion: " + manifest.version() + "\nat: " + manifest.at() + "\nsha256: "
                + manifest.sha256() + "\n" + (manifest.start().isEmpty() ? "" : "start: " + manifest.start() + "\n");
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
