package io.nija.broker.kraken.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.broker.kraken.internal.desk.DeskFacts;
import io.nija.status.Evidence;
import io.nija.status.Step;

/**
 * What a key may, and what follows for the ladder. Pure.
 *
 * @param rights true for a right the key has, false for one it lacks; absent for one that could not be found out
 * @param expires when the key expires, or null
 * @param dateLimited whether history can only be read within dates; null when unknown
 * @param anyAddress whether the key may be used from every address; null when unknown
 */
record RightsFinding(Map<KeyRight, Boolean> rights, Instant expires, Boolean dateLimited, Boolean anyAddress) {

    private static final Duration SOON = Duration.ofDays(14);

    RightsFinding {
        rights = Map.copyOf(rights);
    }

    static RightsFinding of(KeyInfo info) {
        Map<KeyRight, Boolean> rights = new EnumMap<>(KeyRight.class);
        for (KeyRight right : KeyRight.values()) {
            rights.put(right, info.rights().contains(right.apiName()));
        }
        return new RightsFinding(rights, info.validUntil(), info.dateLimited(), info.anyAddress());
    }

    /** Whether the key is known to lack it. */
    boolean lacks(KeyRight right) {
        return Boolean.FALSE.equals(rights.get(right));
    }

    boolean has(KeyRight right) {
        return Boolean.TRUE.equals(rights.get(right));
    }

    /** Why nothing can be proven from ended orders and trades; empty when they can be read without a gap. */
    Optional<DeskFacts.HistoryGap> historyGap() {
        List<KeyRight> missing = Stream.of(KeyRight.QUERY_OPEN, KeyRight.QUERY_CLOSED).filter(this::lacks).toList();
        if (!missing.isEmpty()) {
            return Optional.of(new DeskFacts.HistoryGap("The key lacks " + words(missing) + ".",
                    "On Kraken's page 'Settings - API' edit the key and tick " + words(missing) + "."));
        }
        if (Boolean.FALSE.equals(dateLimited)) {
            return Optional.empty();
        }
        return Optional.of(dateLimited == null
                ? new DeskFacts.HistoryGap("Kraken does not tell whether the key's history is limited to dates.",
                        "Look on Kraken's page what became of the order.")
                : new DeskFacts.HistoryGap("The key's history is limited to dates.",
                        "On Kraken's page 'Settings - API' take the dates off the key."));
    }

    private Stream<KeyRight> of(KeyRight.Need need) {
        return Stream.of(KeyRight.values()).filter(right -> right.need() == need);
    }

    /** The evidence for the step PERMISSIONS. */
    Evidence evidence(Instant at) {
        List<KeyRight> missing = of(KeyRight.Need.REQUIRED).filter(this::lacks).toList();
        List<KeyRight> unknown = of(KeyRight.Need.REQUIRED).filter(right -> !rights.containsKey(right)).toList();
        List<KeyRight> dangerous = of(KeyRight.Need.DANGEROUS).filter(this::has).toList();
        List<String> remarks = remarks(at, dangerous);
        if (!missing.isEmpty()) {
            return Evidence.failed(Step.PERMISSIONS, at, "KRAKEN_PERMISSION_MISSING",
                    sentence("The key lacks " + words(missing), remarks),
                    "On Kraken's page 'Settings - API' edit the key and tick " + words(missing)
                            + "; then run: nija reconnect {lane}");
        }
        if (!unknown.isEmpty()) {
            return Evidence.failed(Step.PERMISSIONS, at, "KRAKEN_PERMISSION_UNKNOWN",
                    sentence("It could not be found out whether the key has " + words(unknown), remarks), "");
        }
        if (!dangerous.isEmpty()) {
            return new Evidence(Step.PERMISSIONS, true, at, "KRAKEN_WITHDRAW_RIGHT",
                    sentence("The key has every right trading needs, and more than it should", remarks),
                    "On Kraken's page 'Settings - API' take " + words(dangerous)
                            + " away from the key: NIJA never needs it, and whoever steals the key could use it.");
        }
        if (expiresSoon(at)) {
            return new Evidence(Step.PERMISSIONS, true, at, "KRAKEN_KEY_EXPIRES",
                    sentence("The key has every right trading needs", remarks),
                    "Make a new key on Kraken's page before then, and put it in the place of this one.");
        }
        return Evidence.ok(Step.PERMISSIONS, at, sentence("The key has every right trading needs", remarks));
    }

    private boolean expiresSoon(Instant at) {
        return expires != null && expires.isBefore(at.plus(SOON));
    }

    private List<String> remarks(Instant at, List<KeyRight> dangerous) {
        List<String> remarks = new ArrayList<>();
        if (!dangerous.isEmpty()) {
            remarks.add("WARNING: it may " + words(dangerous));
        }
        if (expiresSoon(at)) {
            remarks.add("it expires at " + expires);
        }
        if (Boolean.TRUE.equals(anyAddress)) {
            remarks.add("its IP list is empty: it can be used from anywhere");
        }
        if (Boolean.TRUE.equals(dateLimited)) {
            remarks.add("its history is limited to dates");
        }
        if (lacks(KeyRight.LEDGER)) {
            remarks.add("without " + KeyRight.LEDGER.words() + " fees cannot be accounted for exactly");
        }
        return remarks;
    }

    private static String sentence(String main, List<String> remarks) {
        return (remarks.isEmpty() ? main : main + "; " + String.join("; ", remarks)) + ".";
    }

    private static String words(List<KeyRight> rights) {
        return rights.stream().map(KeyRight::words).collect(Collectors.joining(" and "));
    }
}
