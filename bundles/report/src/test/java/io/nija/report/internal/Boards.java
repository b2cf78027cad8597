package io.nija.report.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.account.AccountId;
import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.market.Money;
import io.nija.platform.Installation;
import io.nija.status.AccountStatus;
import io.nija.status.Blocked;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

/** Situations to report on. */
final class Boards {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");
    static final Instant PROVEN = NOW.minusSeconds(20);
    static final LaneId MASTER = LaneId.of("master", "kraken");
    static final LaneId DAIVON = LaneId.of("daivon_frazier", "kraken");
    static final LaneId TANIA = LaneId.of("tania_gilbert", "kraken");

    private Boards() {}

    static LaneStatus funded(LaneId lane) {
        List<Evidence> evidence = new ArrayList<>();
        for (Step step : List.of(Step.FILE, Step.KEYS, Step.FORMAT, Step.BROKER, Step.VENUE, Step.AUTHENTICATION, Step.IDENTITY,
                Step.CLOCK, Step.PERMISSIONS, Step.BALANCES, Step.INSTRUMENTS)) {
            Instant at = step == Step.AUTHENTICATION ? PROVEN : NOW.minusSeconds(5);
            evidence.add(Evidence.ok(step, at, step == Step.KEYS
                    ? variables(lane).key() + " and " + variables(lane).secret() + " found in .env." : step.label() + " is fine"));
        }
        return status(lane, LadderState.FUNDED, null, evidence, List.of(), "");
    }

    static LaneStatus withoutKeys(LaneId lane) {
        KeyVariables names = variables(lane);
        String hint = "Set " + names.key() + " and " + names.secret() + " in .env.";
        return status(lane, LadderState.NOT_CONFIGURED, null, List.of(
                Evidence.ok(Step.FILE, NOW, "accepted"),
                Evidence.failed(Step.KEYS, NOW, "KEYS_ABSENT", "Neither is set.", hint)), List.of(names.key(), names.secret()), hint);
    }

    static LaneStatus refused(LaneId lane) {
        return status(lane, LadderState.CONNECTING,
                new Blocked(Blocked.Kind.QUARANTINED, NOW.plusSeconds(900), "three invalid signatures in a row"), List.of(
                        Evidence.ok(Step.FILE, NOW, "accepted"), Evidence.ok(Step.KEYS, NOW, "found"),
                        Evidence.failed(Step.AUTHENTICATION, NOW, "KRAKEN_INVALID_SIGNATURE", "Kraken refused the signature.",
                                "Copy the secret again.")), List.of(), "Copy the secret again.");
    }

    static LaneStatus status(LaneId lane, LadderState state, Blocked blocked, List<Evidence> evidence, List<String> missing, String hint) {
        return new LaneStatus(lane, Mode.OBSERVE, state, blocked, NOW.minusSeconds(60), evidence, missing, hint,
                state == LadderState.FUNDED ? new Money(new BigDecimal("1234.50"), "USD") : null, null, null, null, null, null);
    }

    static KeyVariables variables(LaneId lane) {
        String account = lane.account().value();
        String prefix = account.equals("master") ? "KRAKEN_MASTER"
                : "KRAKEN_USER_" + account.substring(0, account.indexOf('_')).toUpperCase(java.util.Locale.ROOT);
        return new KeyVariables(prefix + "_API_KEY", prefix + "_API_SECRET");
    }

    static Situation situation(LaneStatus... lanes) {
        return situation(Installation.Start.RUN, lanes);
    }

    static Situation situation(Installation.Start start, LaneStatus... lanes) {
        List<AccountStatus> accounts = new ArrayList<>();
        Map<LaneId, List<KeyVariables>> keys = new java.util.HashMap<>();
        for (LaneStatus lane : lanes) {
            AccountId id = lane.lane().account();
            boolean master = id.value().equals("master");
            accounts.add(new AccountStatus(id, master ? "Alice Operator" : name(id), master ? Role.MASTER : Role.USER, null, List.of(lane)));
            KeyVariables legacy = new KeyVariables("KRAKEN_API_KEY", "KRAKEN_API_SECRET");
            keys.put(lane.lane(), master ? List.of(variables(lane.lane()), legacy) : List.of(variables(lane.lane())));
        }
        return new Situation(start, new Board(NOW, "0.1.0", accounts), keys, List.of(),
                List.of(new Situation.PresentBroker("kraken", "Kraken", "io.nija.broker.kraken", "0.1.0", Mode.OBSERVE, 812,
                        "read 2026-11-22T11:59:00Z")), List.of(), null, "/home/alice/nija/config");
    }

    private static String name(AccountId id) {
        return id.value().equals("daivon_frazier") ? "Daivon Frazier" : "Tania Gilbert";
    }
}
