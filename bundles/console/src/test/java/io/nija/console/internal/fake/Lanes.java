package io.nija.console.internal.fake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.account.AccountId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.market.Money;
import io.nija.status.AccountStatus;
import io.nija.status.Blocked;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

/** Lanes and boards in the states that tests need. */
public final class Lanes {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Lanes() {}

    /** Funded, with orders and money. */
    public static LaneStatus funded(String lane) {
        List<Evidence> evidence = new ArrayList<>();
        for (Step step : Step.values()) {
            if (step.compareTo(Step.STREAM) <= 0) {
                evidence.add(Evidence.ok(step, NOW.minusSeconds(12), step.label() + " is well"));
            }
        }
        return new LaneStatus(LaneId.parse(lane), Mode.SANDBOX, LadderState.FUNDED, null, NOW.minusSeconds(600), evidence,
                List.of(), "", new Money(new BigDecimal("1000.50"), "USD"), null, 2, null, null, null);
    }

    /** Without keys. */
    public static LaneStatus withoutKeys(String lane) {
        return new LaneStatus(LaneId.parse(lane), Mode.OBSERVE, LadderState.NOT_CONFIGURED, null, NOW.minusSeconds(600),
                List.of(Evidence.ok(Step.FILE, NOW, "the file is in force"),
                        Evidence.failed(Step.KEYS, NOW.minusSeconds(3), "KEYS_ABSENT", "neither half of a pair is set",
                                "Set KRAKEN_USER_TANIA_API_KEY and KRAKEN_USER_TANIA_API_SECRET.")),
                List.of("KRAKEN_USER_TANIA_API_KEY", "KRAKEN_USER_TANIA_API_SECRET"),
                "Set KRAKEN_USER_TANIA_API_KEY and KRAKEN_USER_TANIA_API_SECRET.",
                null, null, null, null, null, null);
    }

    /** Quarantined by the venue's refusal. */
    public static LaneStatus quarantined(String lane) {
        return new LaneStatus(LaneId.parse(lane), Mode.OBSERVE, LadderState.CONNECTING,
                new Blocked(Blocked.Kind.QUARANTINED, NOW.plusSeconds(900), "the venue refused the key three times"),
                NOW.minusSeconds(60),
                List.of(Evidence.ok(Step.FILE, NOW, "the file is in force"),
                        Evidence.ok(Step.KEYS, NOW, "found in .env"),
                        Evidence.ok(Step.FORMAT, NOW, "well formed"),
                        Evidence.ok(Step.BROKER, NOW, "broker-kraken 0.1.0"),
                        Evidence.ok(Step.VENUE, NOW.minusSeconds(5), "online"),
                        Evidence.failed(Step.AUTHENTICATION, NOW.minusSeconds(200), "KRAKEN_INVALID_KEY", "EAPI:Invalid key",
                                "Make a new key at Kraken.")),
                List.of(), "Make a new key at Kraken.", null, null, null, null, null,
                new Failure("KRAKEN_INVALID_KEY", "EAPI:Invalid key", NOW.minusSeconds(200)));
    }

    public static AccountStatus account(String id, Role role, LaneStatus... lanes) {
        return new AccountStatus(new AccountId(id), "Account " + id, role, null, List.of(lanes));
    }

    public static Board board(AccountStatus... accounts) {
        return new Board(NOW, "0.1.0", List.of(accounts));
    }

    /** Three accounts: one funded, one quarantined, one without keys. */
    public static Board seed() {
        return board(account("master", Role.MASTER, funded("master/kraken")),
                account("daivon_frazier", Role.USER, quarantined("daivon_frazier/kraken")),
                account("tania_gilbert", Role.USER, withoutKeys("tania_gilbert/kraken")));
    }
}
