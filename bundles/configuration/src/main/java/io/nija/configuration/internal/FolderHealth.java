package io.nija.configuration.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who else may read or write what lies in the configuration folder. Does I/O. */
final class FolderHealth {

    private static final Set<PosixFilePermission> PRIVATE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private FolderHealth() {}

    /** One sentence for each thing to attend to. */
    static List<String> of(Path folder) {
        List<String> warnings = new ArrayList<>();
        Set<PosixFilePermission> mode = mode(folder, warnings);
        if (writableByOthers(mode)) {
            warnings.add("The configuration folder may be written by other users (mode " + octal(mode)
                    + "), who could redirect an account; run: chmod go-w '" + folder + "'");
        }
        Path env = folder.resolve(".env");
        Set<PosixFilePermission> envMode = mode(env, warnings);
        if (envMode != null && !envMode.equals(PRIVATE)) {
            warnings.add(".env has mode " + octal(envMode) + " instead of 0600; run: chmod 600 '" + env + "'");
        }
        try (var entries = Files.newDirectoryStream(folder, "*.cfg")) {
            for (Path file : entries) {
                Set<PosixFilePermission> fileMode = mode(file, warnings);
                if (writableByOthers(fileMode)) {
                    warnings.add(ShownText.of(file.getFileName().toString()) + " may be written by other users (mode "
                            + octal(fileMode) + "); run: chmod go-w on it");
                }
            }
        } catch (IOException unreadable) {
            warnings.add("The configuration folder cannot be listed; look at its owner and mode.");
        }
        return warnings;
    }

    private static Set<PosixFilePermission> mode(Path path, List<String> warnings) {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException unreadable) {
            warnings.add("The mode of " + ShownText.of(path.getFileName().toString()) + " cannot be read.");
            return null;
        }
    }

    private static boolean writableByOthers(Set<PosixFilePermission> mode) {
        return mode != null
                && (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE));
    }

    /** As {@code chmod} wants it, for example {@code 0640}. */
    static String octal(Set<PosixFilePermission> mode) {
        String letters = PosixFilePermissions.toString(mode);
        int bits = 0;
        for (char letter : letters.toCharArray()) {
            bits = bits << 1 | (letter == '-' ? 0 : 1);
        }
        return String.format("%04o", bits);
    }
}
