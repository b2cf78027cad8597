package io.nija.configuration.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.nija.account.AccountId;

/** What the name of a file in the configuration folder says. */
sealed interface FileName {

    /** Only PIDs of NIJA are configured by files; nobody configures the framework's own services by accident. */
    String PREFIX = "io.nija.";
    String SUFFIX = ".cfg";

    /**
     * A configuration file.
     *
     * @param file its name
     * @param pid what stands before the first hyphen
     * @param instance what stands behind it, or an empty text
     */
    record ForPid(String file, String pid, String instance) implements FileName {

        /** The PID as ConfigAdmin has it. */
        String fullPid() {
            return instance.isEmpty() ? pid : pid + "~" + instance;
        }

        /** Why no file may have this name; empty when it may. */
        Optional<String> objection() {
            if (!LEGAL_PID.matcher(pid).matches()) {
                return Optional.of("'" + ShownText.of(pid)
                        + "' is no PID, use letters, digits and _ with dots between them");
            }
            if (pid.equals(SESSIONS) || pid.startsWith(SESSIONS + ".")) {
                // such a file could point a session at the credentials of another account
                return Optional.of("sessions are configured by NIJA itself, name the broker in the account's file");
            }
            if (file.contains("-") && instance.isEmpty()) {
                return Optional.of("there is no name behind the hyphen");
            }
            if (pid.equals(ACCOUNTS) && !instance.isEmpty() && !AccountId.isLegal(instance)) {
                return Optional.of("an account id has 1 to 40 of a-z, 0-9 and _, '" + ShownText.of(instance) + "' has not");
            }
            if (!instance.isEmpty() && !LEGAL_INSTANCE.matcher(instance).matches()) {
                return Optional.of("a name has 1 to 40 of a-z, 0-9, _, - and . and begins with a letter or digit, '"
                        + ShownText.of(instance) + "' does not");
            }
            return Optional.empty();
        }
    }

    /** A file that is passed over but worth a word: a leftover, or a name that nearly is one of a configuration file. */
    record Ignored(String file, String reason) implements FileName {}

    /** A file that has nothing to do with configuration, for example {@code .env}. */
    record Other(String file) implements FileName {}

    String ACCOUNTS = "io.nija.account";
    String SESSIONS = "io.nija.session";
    Pattern LEGAL_PID = Pattern.compile("io\\.nija(\\.[A-Za-z0-9_]+)+");
    Pattern LEGAL_INSTANCE = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,39}");
    Pattern TEMPORARY = Pattern.compile(".*\\.(tmp|temp|part|partial|crdownload|new|kate-swp)"
            + "|\\.goutputstream-.*|\\.nfs[0-9a-f]{8,}|sed[A-Za-z0-9]{6}|.*___jb_(tmp|old)___|4913");
    Pattern SWAP = Pattern.compile("\\..*\\.sw[a-z]");
    Pattern BACKUP = Pattern.compile(".*(~|\\.(bak|backup|old|orig|rej|save|dpkg-(old|dist|new)|rpm(new|save|orig)))");

    /** Reads a name. */
    static FileName of(String file) {
        if (file.startsWith("..") || file.equals(".env")) {
            // "..data" and "..2026_11_22…" are how Kubernetes swaps a whole folder at once
            return new Other(file);
        }
        Optional<String> leftover = leftover(file);
        if (leftover.isPresent()) {
            return new Ignored(file, leftover.get());
        }
        if (file.startsWith(PREFIX) && file.endsWith(SUFFIX)) {
            return configuration(file);
        }
        if (file.startsWith(".") && file.contains(PREFIX)) {
            return new Ignored(file, "hidden or temporary file");
        }
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.startsWith(PREFIX)) {
            return new Ignored(file, file.startsWith(PREFIX)
                    ? "its name does not end in .cfg" : "its name does not begin with io.nija. in small letters");
        }
        return lower.endsWith(SUFFIX)
                ? new Ignored(file, "its name does not begin with io.nija.")
                : new Other(file);
    }

    private static ForPid configuration(String file) {
        String name = file.substring(0, file.length() - SUFFIX.length());
        int hyphen = name.indexOf('-');
        return hyphen < 0
                ? new ForPid(file, name, "")
                : new ForPid(file, name.substring(0, hyphen), name.substring(hyphen + 1));
    }

    private static Optional<String> leftover(String file) {
        if (file.startsWith(".#")) {
            return Optional.of("an editor's lock");
        }
        if (file.startsWith("#") && file.endsWith("#") || SWAP.matcher(file).matches()) {
            return Optional.of("an editor's unsaved copy, look whether it is still open somewhere");
        }
        if (TEMPORARY.matcher(file).matches()) {
            return Optional.of("a temporary file");
        }
        if (BACKUP.matcher(file).matches()) {
            return Optional.of("a backup copy");
        }
        return Optional.empty();
    }
}
