package io.nija.report.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nija.account.AccountId;
import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.account.Role;
import io.nija.credentials.CredentialDirectory.Warning;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalStorage;
import io.nija.plugin.RefusedPlugIn;
import io.nija.status.AccountStatus;
import io.nija.status.Blocked;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

/**
 * Takes out of a situation who it is about, so that a report can be shown to strangers: names and ids of accounts also inside
 * the names of variables, fingerprints of keys, ids of the venue, amounts, folders. What is wrong and what to do stays.
 */
final class Redaction {

    /** Details of these steps say whose keys and which venue account it is; the code is enough for a stranger. */
    private static final Set<Step> PERSONAL = Set.of(Step.KEYS, Step.FORMAT, Step.IDENTITY, Step.BALANCES);
    /** Words of a name that mean something else elsewhere. */
    private static final Set<String> COMMON = Set.of("master", "user", "account", "api", "key", "secret", "nija", "bin");
    private static final String HIDDEN = "…";
    private static final Pattern PATH = Pattern.compile("(?<![A-Za-z0-9/])/(?:[^\\s'\"/]+/)+");
    /** Hexadecimal fingerprints, and the groups of capitals and digits that venues number accounts and orders with. */
    private static final Pattern FINGERPRINT = Pattern.compile("\\b(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{8,}\\b");
    private static final Pattern VENUE_ID =
            Pattern.compile("\\b(?=[A-Z0-9 -]*[0-9])(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{4,}(?:[ -][A-Z0-9]{4,})+\\b");
    private static final Pattern LONG_TOKEN =
            Pattern.compile("\\b(?=[A-Za-z0-9+/]*[0-9])(?=[A-Za-z0-9+/]*[A-Za-z])[A-Za-z0-9+/]{16,}={0,2}");

    private final Situation situation;
    private final Map<AccountId, AccountId> aliases = new HashMap<>();
    /** Longest first, so that a full name goes before the first name. */
    private final Map<Pattern, String> words = new LinkedHashMap<>();

    private Redaction(Situation situation) {
        this.situation = situation;
        Map<String, String> replacements = new HashMap<>();
        int users = 0;
        for (AccountStatus account : situation.board().accounts()) {
            String alias = account.role() == Role.MASTER ? "master" : "user_" + ++users;
            aliases.put(account.id(), new AccountId(alias));
            for (String name : List.of(account.id().value(), account.name())) {
                replacements.put(name, alias);
                for (String word : name.split("[^\\p{L}\\p{N}]+")) {
                    if (word.length() > 1 && !isCommon(word)) {
                        replacements.put(word, alias);
                    }
                }
            }
        }
        replacements.keySet().stream()
                .filter(word -> !word.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .forEach(word -> words.put(Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), replacements.get(word)));
    }

    private boolean isCommon(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return COMMON.contains(lower)
                || situation.brokers().stream().anyMatch(broker -> List.of(broker.id().split("-")).contains(lower))
                || situation.board().lanes().anyMatch(lane -> List.of(lane.lane().broker().value().split("-")).contains(lower));
    }

    static Situation of(Situation situation) {
        Redaction redaction = new Redaction(situation);
        Map<LaneId, List<KeyVariables>> keys = new HashMap<>();
        situation.keys().forEach((lane, pairs) -> keys.put(redaction.lane(lane), pairs.stream()
                .map(pair -> new KeyVariables(redaction.name(pair.key()), redaction.name(pair.secret()))).toList()));
        return new Situation(
                situation.start(),
                new Board(situation.board().generatedAt(), situation.board().build(),
                        situation.board().accounts().stream().map(redaction::account).toList()),
                keys,
                situation.warnings().stream()
                        .map(warning -> new Warning(warning.code(), redaction.text(warning.message()))).toList(),
                situation.brokers().stream().map(redaction::broker).toList(),
                situation.refused().stream().map(redaction::refused).toList(),
                redaction.journal(situation.journal()),
                "CONFIG");
    }

    private Situation.PresentBroker broker(Situation.PresentBroker broker) {
        return new Situation.PresentBroker(broker.id(), broker.name(), broker.bundle(), broker.version(), broker.mode(),
                broker.instruments(), text(broker.instrumentsNote()));
    }

    private JournalState journal(JournalState journal) {
        if (journal == null) {
            return null;
        }
        JournalHealth health = journal.health();
        JournalStorage storage = journal.storage();
        return new JournalState(
                new JournalHealth(health.state(), health.code(), text(health.reason()), text(health.hint()), health.last(),
                        health.forces(), health.damage().stream().map(this::text).toList()),
                new JournalStorage(storage.place() == null ? null : storage.place().getFileName(), storage.bytes(), storage.reserve(),
                        storage.reserveHeld(), storage.lastForcedAt()));
    }

    private RefusedPlugIn refused(RefusedPlugIn plugIn) {
        return new RefusedPlugIn(text(plugIn.file()), plugIn.code(), text(plugIn.message()), plugIn.runs());
    }

    private AccountStatus account(AccountStatus account) {
        AccountId alias = aliases.get(account.id());
        return new AccountStatus(alias, alias.value(), account.role(),
                account.problem() == null ? null : text(account.problem()), account.lanes().stream().map(this::lane).toList());
    }

    private LaneStatus lane(LaneStatus lane) {
        Blocked blocked = lane.blocked();
        Failure error = lane.lastError();
        return new LaneStatus(lane(lane.lane()), lane.mode(), lane.state(),
                blocked == null ? null : new Blocked(blocked.kind(), blocked.until(), text(blocked.reason())),
                lane.since(), evidence(lane.evidence()), lane.missing().stream().map(this::name).toList(), text(lane.hint()),
                null, null, lane.openOrders(), lane.positions(), lane.lastOrderAt(),
                error == null ? null : new Failure(error.code(), text(error.message()), error.at()));
    }

    private List<Evidence> evidence(List<Evidence> evidence) {
        List<Evidence> redacted = new ArrayList<>();
        for (Evidence line : evidence) {
            redacted.add(new Evidence(line.step(), line.ok(), line.at(), line.code(),
                    PERSONAL.contains(line.step()) ? HIDDEN : text(line.detail()), text(line.hint())));
        }
        return redacted;
    }

    private LaneId lane(LaneId lane) {
        AccountId alias = aliases.get(lane.account());
        return new LaneId(alias == null ? new AccountId("other") : alias, lane.broker());
    }

    /** Hides accounts only, in capitals what is in capitals: a variable stays a variable. */
    private String name(String text) {
        String name = text;
        for (Map.Entry<Pattern, String> word : words.entrySet()) {
            name = word.getKey().matcher(name).replaceAll(match -> Matcher.quoteReplacement(
                    match.group().equals(match.group().toUpperCase(Locale.ROOT))
                            ? word.getValue().toUpperCase(Locale.ROOT) : word.getValue()));
        }
        return name;
    }

    private String text(String text) {
        String redacted = PATH.matcher(text).replaceAll(HIDDEN + "/");
        redacted = name(redacted);
        redacted = VENUE_ID.matcher(redacted).replaceAll(HIDDEN);
        redacted = LONG_TOKEN.matcher(redacted).replaceAll(HIDDEN);
        return FINGERPRINT.matcher(redacted).replaceAll(HIDDEN);
    }
}
