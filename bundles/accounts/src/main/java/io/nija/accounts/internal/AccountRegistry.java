package io.nija.accounts.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.Accounts;
import io.nija.account.Role;
import io.nija.platform.TimeSource;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every account's file that came through configuration, what is in force of it, and who must know when it changes. */
@Component(service = {Accounts.class, AccountRegistry.class})
public final class AccountRegistry implements Accounts {

    static final String PID = "io.nija.account";

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.accounts");

    /** Who is the master where several say so: the one of that name, else the first by id. */
    static final Comparator<String> MASTER_BY_ID =
            Comparator.comparing((String id) -> id.equals("master") ? 0 : 1).thenComparing(Comparator.naturalOrder());

    private static final Comparator<AccountEntry> MASTER_FIRST =
            Comparator.comparing(AccountEntry::role).thenComparing(AccountEntry::id);

    private final TimeSource time;
    private final Map<String, AccountEntry> files = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<AccountEntry> entries = List.of();

    @Activate
    public AccountRegistry(@Reference TimeSource time) {
        this.time = time;
    }

    /** The name of the file of an instance. */
    static String fileName(String instance) {
        return PID + "-" + instance + ".cfg";
    }

    /** A file came, or was edited. */
    void put(String instance, Map<String, Object> values) {
        Instant now = time.instant();
        synchronized (files) {
            AccountEntry before = files.get(instance);
            AccountEntry after = read(instance, values, before, now);
            after.trouble().filter(trouble -> before == null || !before.trouble().equals(Optional.of(trouble)))
                    .ifPresent(trouble -> LOG.warn("{} {} [{}]", trouble.sentence(), trouble.hint(), trouble.code()));
            files.put(instance, after);
            entries = resolved();
        }
        listeners.forEach(Runnable::run);
    }

    /** A file went. */
    void remove(String instance) {
        synchronized (files) {
            files.remove(instance);
            entries = resolved();
        }
        listeners.forEach(Runnable::run);
    }

    private static AccountEntry read(String instance, Map<String, Object> values, AccountEntry before, Instant now) {
        String file = fileName(instance);
        if (!AccountId.isLegal(instance)) {
            AccountId legible = legible(instance);
            return new AccountEntry(legible, file, Plain.text(instance), Role.USER, List.of(), Optional.empty(),
                    Optional.of(new Trouble("ACCOUNT_ID_ILLEGAL", file + " is not used: an account id has 1 to 40 of a-z, 0-9 and _.",
                            "Rename it, for example to " + fileName(legible.value()) + ".")), now);
        }
        AccountId id = new AccountId(instance);
        AccountText.Meaning meaning = AccountText.read(id, values);
        if (meaning instanceof AccountText.Meaning.Accepted accepted) {
            return AccountEntry.accepted(file, accepted.account(), now);
        }
        AccountText.Meaning.Rejected rejected = (AccountText.Meaning.Rejected) meaning;
        boolean kept = before != null && before.account().isPresent();
        Trouble trouble = new Trouble("ACCOUNT_FILE_REFUSED", file + " was refused"
                + (kept ? ", its last good version stays in force: " : ": ") + rejected.sentences(), "Correct " + file + ".");
        return kept ? before.keptDespite(trouble, now)
                : new AccountEntry(id, file, rejected.name(), rejected.role(), rejected.brokers(), Optional.empty(),
                        Optional.of(trouble), now);
    }

    /** An id under which a file with an illegal one can be listed. */
    static AccountId legible(String instance) {
        String text = instance.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        text = text.length() > 40 ? text.substring(0, 40) : text;
        return new AccountId(text.isEmpty() ? "_" : text);
    }

    /** All entries, with only one master in force: {@code master} if there is one, else the first by id. */
    private List<AccountEntry> resolved() {
        Map<AccountId, AccountEntry> byId = new HashMap<>();
        // A file whose name had to be made legible never hides one that has that name.
        files.values().stream().sorted(Comparator.comparing(entry -> entry.account().isPresent() ? 0 : 1))
                .forEach(entry -> byId.putIfAbsent(entry.id(), entry));
        List<AccountEntry> all = new ArrayList<>(byId.values());
        Optional<AccountEntry> master = all.stream().filter(AccountRegistry::isMaster)
                .min(Comparator.comparing(entry -> entry.id().value(), MASTER_BY_ID));
        all.replaceAll(entry -> isMaster(entry) && entry != master.orElseThrow()
                ? entry.refused(secondMaster(entry, master.orElseThrow())) : entry);
        all.sort(MASTER_FIRST);
        return List.copyOf(all);
    }

    private static boolean isMaster(AccountEntry entry) {
        return entry.account().isPresent() && entry.role() == Role.MASTER;
    }

    private static Trouble secondMaster(AccountEntry entry, AccountEntry master) {
        return new Trouble("SECOND_MASTER", entry.file() + " says role = master, but " + master.id()
                + " is the master already; there is one at most, so " + entry.id() + " is not used.",
                "Set role = user in " + entry.file() + ".");
    }

    /** Calls {@code listener} after each change, on the thread that made it; it must not wait. Closing ends that. */
    AutoCloseable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Every file, the master's first, then by id. */
    List<AccountEntry> entries() {
        return entries;
    }

    @Override
    public List<Account> all() {
        return entries.stream().flatMap(entry -> entry.account().stream()).toList();
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return all().stream().filter(account -> account.id().equals(id)).findFirst();
    }
}
