package io.nija.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in the temporary folder for one process, which deletes it at its end. One that was killed cannot: whoever comes
 * next deletes what belongs to this user and to no process any more. The process is in the folder's name.
 */
final class CommandFolder {

    private static final String BEGIN = "nija-";
    private static final Pattern NAME = Pattern.compile("nija-(?:command|check)-([1-9][0-9]{0,17})-[0-9]+");

    private CommandFolder() {}

    /** @param kind {@code command} or {@code check} */
    static Path create(String kind) throws IOException {
        Path folder = Files.createTempDirectory(BEGIN + kind + "-" + ProcessHandle.current().pid() + "-");
        sweep(folder.toAbsolutePath().getParent(), Files.getOwner(folder));
        return folder;
    }

    /** Deletes what killed processes of this user left; what cannot be deleted stays, and is no matter. */
    static void sweep(Path temporary, UserPrincipal user) {
        List<Path> left;
        try (Stream<Path> entries = Files.list(temporary)) {
            left = entries.filter(folder -> isLeft(folder, user)).toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            // A temporary folder that may not be listed is somebody else's to tidy.
            return;
        }
        left.forEach(PrivateFolder::delete);
    }

    private static boolean isLeft(Path folder, UserPrincipal user) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name.group(1)));
        return process.isEmpty() && isOf(folder, user);
    }

    private static boolean isOf(Path folder, UserPrincipal user) {
        try {
            return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
