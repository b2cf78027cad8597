package io.nija.console.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.market.Money;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.LaneStatus;

/** The board and its parts as JSON; the fields are a promise to scripts. */
final class LaneJson {

    private LaneJson() {}

    static Map<String, Object> board(Board board) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("generatedAt", board.generatedAt());
        json.put("build", board.build());
        json.put("accounts", board.accounts().stream().map(LaneJson::account).toList());
        return json;
    }

    private static Map<String, Object> account(AccountStatus account) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id().value());
        json.put("name", account.name());
        json.put("role", word(account.role()));
        json.put("brokers", account.lanes().stream().map(LaneJson::lane).toList());
        return json;
    }

    /** A lane as it stands under its account. */
    static Map<String, Object> lane(LaneStatus lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("broker", lane.lane().broker().value());
        json.put("mode", word(lane.mode()));
        json.put("state", lane.state().name());
        json.put("blocked", lane.blocked() == null ? null : lane.blocked().kind().name());
        json.put("until", lane.blocked() == null ? null : lane.blocked().until());
        json.put("since", lane.since());
        json.put("evidence", evidence(lane.evidence()));
        json.put("missing", lane.missing());
        json.put("hint", lane.hint());
        json.put("equity", money(lane.equity()));
        json.put("todayPnl", money(lane.todayPnl()));
        json.put("openOrders", lane.openOrders());
        json.put("positions", lane.positions());
        json.put("lastOrderAt", lane.lastOrderAt());
        json.put("lastError", failure(lane.lastError()));
        return json;
    }

    /** A lane on its own: the account stands first. */
    static Map<String, Object> ownLane(LaneStatus lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.lane().account().value());
        json.putAll(lane(lane));
        return json;
    }

    static List<Map<String, Object>> evidence(List<Evidence> evidence) {
        return evidence.stream().map(LaneJson::evidence).toList();
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", evidence.step().label());
        json.put("ok", evidence.ok());
        json.put("at", evidence.at());
        json.put("code", evidence.code());
        json.put("detail", evidence.detail());
        return json;
    }

    /** A failed step with what to do about it, or null. */
    static Map<String, Object> cause(Evidence evidence) {
        if (evidence == null) {
            return null;
        }
        Map<String, Object> json = evidence(evidence);
        json.put("hint", evidence.hint());
        return json;
    }

    private static Map<String, Object> money(Money money) {
        if (money == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("amount", money.amount().toPlainString());
        json.put("currency", money.currency());
        return json;
    }

    private static Map<String, Object> failure(Failure failure) {
        if (failure == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", failure.code());
        json.put("message", failure.message());
        json.put("at", failure.at());
        return json;
    }

    /** A constant as a word in small letters, with hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
