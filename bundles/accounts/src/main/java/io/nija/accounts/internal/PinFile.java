package io.nija.accounts.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.IdentityPins.Environment;

/**
 * A lane's pinned identity on disk: four lines of text, the identity as HMAC-SHA-256 under a salt of its own, and a
 * checksum, so that half a file is known for what it is. {@code master.kraken.pin} is of the venue itself,
 * {@code master.kraken.sandbox.pin} of a simulator.
 *
 * <pre>
 * nija-identity 1
 * lane master/kraken [sandbox]
 * pin SALT HASH
 * sum SHA256-OF-THE-LINES-ABOVE
 * </pre>
 */
record PinFile(Owner owner, byte[] salt, byte[] hash) {

    private static final String SUFFIX = ".pin";
    private static final String SANDBOX = "sandbox";

    /** Whose pin it is, and where the account is. */
    record Owner(LaneId lane, Environment environment) {

        private String fileName() {
            return lane.account() + "." + ending(lane.broker());
        }

        /** What the names of all pins of a broker in the same place end in. */
        private String ending(BrokerId broker) {
            return broker + (environment == Environment.SANDBOX ? "." + SANDBOX : "") + SUFFIX;
        }

        /** Matches the files of all pins that could be of the same venue account. */
        String rivals() {
            return "*." + ending(lane.broker());
        }

        private String line() {
            return "lane " + lane + (environment == Environment.SANDBOX ? " " + SANDBOX : "");
        }

        @Override
        public String toString() {
            return lane + (environment == Environment.SANDBOX ? " (" + SANDBOX + ")" : "");
        }
    }

    private static final String HEAD = "nija-identity 1";
    private static final int LONGEST = 1_000;

    /** The file is there and says nothing that can be trusted. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        Unreadable(Path file, String reason) {
            super("the pin " + file + " " + reason + "; if it cannot be restored, rebind the account");
        }
    }

    static PinFile of(Owner owner, String identity) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return new PinFile(owner, salt, hash(salt, identity));
    }

    boolean isOf(String identity) {
        return MessageDigest.isEqual(hash, hash(salt, identity));
    }

    private static byte[] hash(byte[] salt, String identity) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return mac.doFinal(identity.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The owner that a file is named after. */
    static Owner ownerOf(Path file) throws Unreadable {
        String name = file.getFileName().toString();
        try {
            String[] parts = name.substring(0, name.length() - SUFFIX.length()).split("\\.");
            return new Owner(LaneId.of(parts[0], parts[1]),
                    parts.length > 2 && parts[2].equals(SANDBOX) ? Environment.SANDBOX : Environment.REAL);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException strange) {
            throw new Unreadable(file, "has a name that is no lane's");
        }
    }

    /** The pin of an owner; empty when it has none. */
    static Optional<PinFile> read(Path folder, Owner owner) throws IOException, Unreadable {
        Path file = folder.resolve(owner.fileName());
        List<String> lines;
        try {
            if (Files.size(file) > LONGEST) {
                throw new Unreadable(file, "is too long");
            }
            lines = Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        if (lines.size() != 4 || !lines.get(0).equals(HEAD) || !lines.get(3).equals("sum " + sum(lines.subList(0, 3)))) {
            throw new Unreadable(file, "is damaged");
        }
        if (!lines.get(1).equals(owner.line())) {
            throw new Unreadable(file, "belongs to another lane");
        }
        String[] pin = lines.get(2).split(" ");
        return Optional.of(new PinFile(owner, HexFormat.of().parseHex(pin[1]), HexFormat.of().parseHex(pin[2])));
    }

    private static String sum(List<String> lines) {
        try {
            byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Puts the pin in place, whole or not at all, and on the disk before it returns. */
    void write(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, privately(folder.getParent(), "rwx------"));
        }
        List<String> lines = List.of(HEAD, owner.line(),
                "pin " + HexFormat.of().formatHex(salt) + " " + HexFormat.of().formatHex(hash));
        byte[] text = (String.join("\n", lines) + "\nsum " + sum(lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve(owner.fileName());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(part, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                privately(folder, "rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /** What to create something in an existing folder with, where the file system knows of modes. */
    private static FileAttribute<?>[] privately(Path folder, String mode) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    static void delete(Path folder, Owner owner) throws IOException {
        if (Files.deleteIfExists(folder.resolve(owner.fileName()))) {
            force(folder);
        }
    }

    /** A new or removed name is on the disk only when its folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
