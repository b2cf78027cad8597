package io.nija.report.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.plugin.RefusedPlugIn;
import io.nija.status.AccountStatus;
import io.nija.status.Evidence;
import io.nija.status.LaneStatus;

/** The same facts for programs. */
final class ReportDocument {

    private ReportDocument() {}

    static Map<String, Object> of(Situation situation, String markdown, boolean redacted, String file) {
        Conclusions conclusions = new Conclusions(situation.board());
        int counted = conclusions.counted().size();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("generatedAt", situation.board().generatedAt());
        document.put("build", situation.board().build());
        document.put("running", situation.running());
        document.put("redacted", redacted);
        document.put("connected", answer(conclusions.connectedCount(), counted, conclusions.connectedProvenAt().orElse(null), null));
        document.put("mayTrade", answer(conclusions.mayTradeCount(), counted, conclusions.mayTradeProvenAt().orElse(null), null));
        document.put("trading", answer(conclusions.tradingCount(), counted, null, conclusions.whyNoTrading().orElse(null)));
        document.put("accounts", situation.board().accounts().stream().map(account -> account(account, situation)).toList());
        document.put("brokers", situation.brokers().stream().map(ReportDocument::broker).toList());
        document.put("refusedPlugIns", situation.refused().stream().map(ReportDocument::refused).toList());
        document.put("journal", situation.journal() == null ? null : situation.journal().json());
        document.put("warnings", situation.warnings().stream()
                .map(warning -> Map.of("code", warning.code(), "message", warning.message())).toList());
        document.put("file", file);
        document.put("markdown", markdown);
        return document;
    }

    private static Map<String, Object> answer(long lanes, int of, Instant provenAt, String reason) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("answer", lanes > 0 ? "YES" : "NO");
        answer.put("lanes", lanes);
        answer.put("of", of);
        answer.put("provenAt", provenAt);
        answer.put("reason", reason);
        return answer;
    }

    private static Map<String, Object> account(AccountStatus account, Situation situation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id().value());
        json.put("name", account.name());
        json.put("role", account.role().name().toLowerCase(Locale.ROOT));
        json.put("problem", account.problem());
        json.put("brokers", account.lanes().stream().map(lane -> lane(lane, situation)).toList());
        return json;
    }

    private static Map<String, Object> lane(LaneStatus lane, Situation situation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("broker", lane.lane().broker().value());
        json.put("mode", lane.mode().name().toLowerCase(Locale.ROOT));
        json.put("state", lane.state().name());
        json.put("connected", Conclusions.connected(lane));
        json.put("mayTrade", Conclusions.mayTrade(lane));
        json.put("mayTradeProvenAt", Conclusions.provenAt(lane).orElse(null));
        json.put("blocked", lane.blocked() == null ? null : lane.blocked().kind().name());
        json.put("until", lane.blocked() == null ? null : lane.blocked().until());
        json.put("since", lane.since());
        json.put("variables", KeyState.of(lane, situation.keys().getOrDefault(lane.lane(), List.of())).stream()
                .map(key -> Map.of("name", key.variable(), "state", key.state())).toList());
        json.put("missing", lane.missing());
        json.put("hint", lane.hint());
        json.put("evidence", lane.evidence().stream().map(ReportDocument::evidence).toList());
        return json;
    }

    private static Map<String, Object> evidence(Evidence line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", line.step().label());
        json.put("ok", line.ok());
        json.put("at", line.at());
        json.put("code", line.code());
        json.put("detail", line.detail());
        json.put("hint", line.hint());
        return json;
    }

    private static Map<String, Object> refused(RefusedPlugIn plugIn) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", plugIn.file());
        json.put("code", plugIn.code());
        json.put("message", plugIn.message());
        json.put("runs", plugIn.runs());
        return json;
    }

    private static Map<String, Object> broker(Situation.PresentBroker broker) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", broker.id());
        json.put("name", broker.name());
        json.put("bundle", broker.bundle());
        json.put("version", broker.version());
        json.put("instruments", broker.instruments());
        return json;
    }
}
