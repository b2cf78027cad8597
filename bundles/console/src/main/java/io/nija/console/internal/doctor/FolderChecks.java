package io.nija.console.internal.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.nija.platform.Installation;

/**
 * Who may write where. What others may write, others may trade with: such a configuration, data or deploy folder will
 * refuse live arming, so it is named early.
 */
final class FolderChecks {

    private static final long MEBIBYTE = 1 << 20;
    /** Below this a start and a day of logs may not fit. */
    private static final long LITTLE = 1024 * MEBIBYTE;
    /** Below this the journal may stop at any moment. */
    private static final long TOO_LITTLE = 100 * MEBIBYTE;

    private final Installation installation;
    private final String user;

    FolderChecks(Installation installation, String user) {
        this.installation = installation;
        this.user = user;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(folder("config folder", installation.config(), false));
        findings.add(folder("data folder", installation.data(), true));
        findings.add(folder("deploy folder", installation.deploy(), false));
        findings.add(folder("state folder", installation.state(), true));
        findings.add(disk());
        return findings;
    }

    private Finding folder(String name, Path folder, boolean mustBeWritable) {
        if (!Files.isDirectory(folder)) {
            return Finding.warn(name, folder + " is not there.");
        }
        if (mustBeWritable && !Files.isWritable(folder)) {
            return Finding.fail(name, folder + " cannot be written by " + user + ".");
        }
        try {
            PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
            return owned(name, folder, attributes.permissions(), attributes.owner().getName());
        } catch (UnsupportedOperationException notPosix) {
            return Finding.unknown(name, folder + ": this file system has no modes.");
        } catch (IOException unreadable) {
            return Finding.fail(name, folder + " cannot be looked at: " + unreadable.getMessage());
        }
    }

    private Finding owned(String name, Path folder, Set<PosixFilePermission> modes, String owner) {
        String shown = folder + " (" + owner + ", " + PosixFilePermissions.toString(modes) + ")";
        if (modes.contains(PosixFilePermission.OTHERS_WRITE)) {
            return Finding.fail(name, shown + " may be written by everybody: chmod o-w " + folder);
        }
        if (modes.contains(PosixFilePermission.GROUP_WRITE)) {
            return Finding.warn(name, shown + " may be written by its group: chmod g-w " + folder);
        }
        if (!owner.equals(user) && !owner.equals("root")) {
            return Finding.warn(name, shown + " belongs to " + owner + ", and NIJA runs as " + user + ".");
        }
        return Finding.ok(name, shown);
    }

    private Finding disk() {
        try {
            FileStore store = Files.getFileStore(existing(installation.data()));
            long free = store.getUsableSpace();
            String shown = free / MEBIBYTE + " MiB free for the data folder";
            if (free < TOO_LITTLE) {
                return Finding.fail("disk", shown + ": free some now, or nothing can be recorded.");
            }
            return free < LITTLE ? Finding.warn("disk", shown + ": free some soon.") : Finding.ok("disk", shown);
        } catch (IOException unreadable) {
            return Finding.unknown("disk", "The free space is not known: " + unreadable.getMessage());
        }
    }

    private static Path existing(Path folder) {
        Path path = folder;
        while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
