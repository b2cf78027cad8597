package io.nija.simulator.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.nija.account.AccountId;
import io.nija.account.KeyVariables;
import io.nija.exchange.venue.Tier;

/** The demo's configuration folder: which accounts it has, and where address and keys go. */
final class DemoFolder {

    private static final Pattern ACCOUNT = Pattern.compile("io\\.nija\\.account-(.+)\\.cfg");
    private static final String BROKER = "io.nija.broker.kraken.cfg";
    private static final String STRATEGY = "io.nija.strategy.dual_rsi-demo.cfg";

    private final Path folder;

    DemoFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * An account file.
     *
     * @param kraken whether Kraken is among its brokers
     * @param keys the variables the file names instead of the usual ones, or null
     */
    record AccountFile(String id, boolean master, boolean kraken, KeyVariables keys) {}

    /** The account files by id. Files that cannot be understood are left out. */
    List<AccountFile> accounts() throws IOException {
        List<AccountFile> accounts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "io.nija.account-*.cfg")) {
            for (Path file : files) {
                Matcher name = ACCOUNT.matcher(file.getFileName().toString());
                if (name.matches() && AccountId.isLegal(name.group(1))) {
                    accounts.add(account(name.group(1), settings(file)));
                }
            }
        }
        accounts.sort(Comparator.comparing(AccountFile::id));
        return accounts;
    }

    private static AccountFile account(String id, Map<String, String> settings) {
        boolean kraken = Arrays.stream(settings.getOrDefault("brokers", "").split("[\\s,\"\\[\\]]+"))
                .anyMatch(broker -> broker.equalsIgnoreCase("kraken"));
        String role = settings.getOrDefault("role", id.equals("master") ? "master" : "user");
        KeyVariables own = settings.containsKey("key.kraken") && settings.containsKey("secret.kraken")
                ? new KeyVariables(settings.get("key.kraken"), settings.get("secret.kraken")) : null;
        return new AccountFile(id, role.equalsIgnoreCase("master"), kraken, own);
    }

    /** The lines {@code key = value} of a file; everything else is passed over. */
    private static Map<String, String> settings(Path file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R")) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.stripLeading().startsWith("#")) {
                settings.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return settings;
    }

    /** Points the Kraken broker to the exchange and tells it the accounts' tier; other settings of its file stay, and a tier that somebody chose. */
    void writeBroker(Exchange exchange, Tier tier) throws IOException {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("simulator", "true");
        ours.put("rest.url", exchange.rest());
        ours.put("ws.public.url", exchange.publicSocket());
        ours.put("ws.private.url", exchange.privateSocket());
        StringBuilder text = new StringBuilder(
                "# The address of the demo exchange; it writes these four lines at every start of the demo.\n");
        ours.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        List<String> before = lines(folder.resolve(BROKER));
        if (before.stream().noneMatch(line -> line.strip().startsWith("tier"))) {
            text.append("tier = ").append(tier.name().toLowerCase(Locale.ROOT)).append('\n');
        }
        for (String line : before) {
            String key = line.contains("=") ? line.substring(0, line.indexOf('=')).strip() : "";
            if (!key.isEmpty() && !key.startsWith("#") && !ours.containsKey(key)) {
                text.append(line).append('\n');
            }
        }
        write(folder.resolve(BROKER), text.toString(), "rw-r--r--");
    }

    /** Whether the demo never ran here. */
    boolean isNew() {
        return !Files.exists(folder.resolve(BROKER));
    }

    /** The strategy that trades in the demo; nothing when a person brought one. It is theirs from then on, to edit or delete. */
    void writeStrategy(List<AccountFile> accounts) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, "io.nija.strategy.*.cfg")) {
            if (others.iterator().hasNext()) {
                return;
            }
        }
        write(folder.resolve(STRATEGY), """
                # What trades in this demo: Dual RSI on candles of five seconds, so that there is something to see soon. All else
                # is as it is shipped. Edit it while the demo runs, or delete it; it is written only once.
                lanes = %s
                symbols = DOGE/USD, ETH/EUR, ETH/USD, SOL/EUR, SOL/USD, XTZ/USD
                interval = 5s
                """.formatted(accounts.stream().filter(AccountFile::kraken).map(account -> account.id() + "/kraken")
                .collect(Collectors.joining(", "))), "rw-r--r--");
    }

    /** Writes the keys, under the names of variables that the accounts are looked for with. */
    void writeKeys(List<AccountFile> accounts, List<Exchange.Keys> keys) throws IOException {
        Map<String, KeyVariables> variables = variables(accounts);
        StringBuilder text = new StringBuilder("# Keys of the demo exchange. They are play money, and this file is "
                + "written anew at every start of the demo.\n");
        for (Exchange.Keys each : keys) {
            text.append(variables.get(each.id()).key()).append('=').append(each.key()).append('\n');
            text.append(variables.get(each.id()).secret()).append('=').append(each.secret()).append('\n');
        }
        Path file = folder.resolve(".env");
        if (!String.join("\n", lines(file)).equals(text.toString().stripTrailing())) {
            write(file, text.toString(), "rw-------");
        }
    }

    /** {@code KRAKEN_MASTER_…}, {@code KRAKEN_USER_DAIVON_…}; the full id where two users share a first name. */
    static Map<String, KeyVariables> variables(List<AccountFile> accounts) {
        Map<String, Integer> firstNames = new HashMap<>();
        for (AccountFile account : accounts) {
            if (!account.master()) {
                firstNames.merge(firstName(account.id()), 1, Integer::sum);
            }
        }
        Map<String, KeyVariables> variables = new LinkedHashMap<>();
        for (AccountFile account : accounts) {
            String first = firstName(account.id());
            String name = firstNames.getOrDefault(first, 0) > 1 ? account.id() : first;
            String stem = account.master() ? "KRAKEN_MASTER" : "KRAKEN_USER_" + name.toUpperCase(Locale.ROOT);
            variables.put(account.id(), account.keys() != null ? account.keys()
                    : new KeyVariables(stem + "_API_KEY", stem + "_API_SECRET"));
        }
        return variables;
    }

    private static String firstName(String id) {
        int end = id.indexOf('_');
        return end > 0 ? id.substring(0, end) : id;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /** Nobody ever sees half of the file, nor a secret readable by others. */
    private void write(Path file, String text, String mode) throws IOException {
        Path part = Files.createTempFile(folder, ".demo", ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        try {
            Files.writeString(part, text);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(mode));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
