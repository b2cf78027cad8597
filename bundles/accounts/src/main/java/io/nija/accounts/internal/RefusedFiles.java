package io.nija.accounts.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.Role;
import io.nija.configuration.FileReport;

/**
 * Adds the account files that configuration refused to those that came through it: an account with a bad file is
 * listed, with the file's problem, and its lanes as far as they can be read. Pure.
 */
final class RefusedFiles {

    private RefusedFiles() {}

    /** All accounts: the master first, then by id. */
    static List<AccountEntry> join(List<AccountEntry> entries, List<FileReport> reports) {
        Map<AccountId, AccountEntry> all = new TreeMap<>();
        entries.forEach(entry -> all.put(entry.id(), entry));
        for (FileReport report : reports) {
            if (!report.pid().equals(AccountRegistry.PID) || !refused(report)) {
                continue;
            }
            AccountId id = AccountRegistry.legible(report.instance());
            AccountEntry known = all.get(id);
            if (known == null) {
                all.put(id, listed(id, report));
            } else if (known.file().equals(report.file())) {
                all.put(id, known.keptDespite(trouble(report), report.at()));
            }
        }
        List<AccountEntry> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing(AccountEntry::role).thenComparing(AccountEntry::id));
        return sorted;
    }

    private static AccountEntry listed(AccountId id, FileReport report) {
        Map<String, String> raw = report.raw();
        Role role = Optional.ofNullable(raw.get("role")).map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("master") || text.equals("user"))
                .map(text -> Role.valueOf(text.toUpperCase(Locale.ROOT))).orElse(AccountText.usualRole(id));
        String name = Plain.text(raw.getOrDefault("name", "")).strip();
        List<BrokerId> brokers = AccountText.list(raw.get("brokers")).stream().filter(BrokerId::isLegal).distinct()
                .map(BrokerId::new).toList();
        return new AccountEntry(id, report.file(), name.isEmpty() ? id.value() : name, role, brokers, Optional.empty(),
                Optional.of(trouble(report)), report.at());
    }

    private static Trouble trouble(FileReport report) {
        String problems = String.join(" ", report.problems().stream().map(problem -> Plain.text(problem.message())).toList());
        return new Trouble("ACCOUNT_FILE_REFUSED", problems.isEmpty() ? report.file() + " was refused." : problems,
                "Correct " + report.file() + ".");
    }

    /** One that waits for the bundle that describes it will be applied at once, for that is this bundle. */
    private static boolean refused(FileReport report) {
        return switch (report.state()) {
            case REFUSED, REFUSED_KEPT -> true;
            case APPLIED, WAITING -> false;
        };
    }
}
