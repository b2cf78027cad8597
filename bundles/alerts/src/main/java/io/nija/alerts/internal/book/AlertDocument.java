package io.nija.alerts.internal.book;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.alert.AlertScope;
import io.nija.alert.OpenAlert;

/** An open alert as a JSON document: in the file, and in commands' answers. */
public final class AlertDocument {

    private AlertDocument() {}

    /** The alert; times are ISO-8601 texts, unknown is null. */
    public static Map<String, Object> of(OpenAlert open) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("severity", open.alert().severity().name());
        document.put("code", open.alert().code());
        document.put("scope", scope(open.alert().scope()));
        document.put("lasting", open.alert().lasting());
        document.put("sentence", open.alert().sentence());
        document.put("hint", open.alert().hint());
        document.put("firstAt", open.firstAt().toString());
        document.put("lastAt", open.lastAt().toString());
        document.put("count", open.count());
        document.put("acknowledgedAt", text(open.acknowledgedAt()));
        document.put("acknowledgedBy", open.acknowledgedBy());
        document.put("deliveredAt", text(open.deliveredAt()));
        return document;
    }

    /** What it is about: account, broker and symbol, each null when it is about all of them. */
    public static Map<String, Object> scope(AlertScope scope) {
        if (scope instanceof AlertScope.OfAccount of) {
            return scope(of.account().value(), null, null);
        }
        if (scope instanceof AlertScope.OfBroker of) {
            return scope(null, of.broker().value(), null);
        }
        if (scope instanceof AlertScope.OfLane of) {
            return lane(of.lane(), null);
        }
        if (scope instanceof AlertScope.OfSymbol of) {
            return lane(of.lane(), of.symbol().toString());
        }
        return scope(null, null, null);
    }

    private static Map<String, Object> lane(LaneId lane, String symbol) {
        return scope(lane.account().value(), lane.broker().value(), symbol);
    }

    private static Map<String, Object> scope(String account, String broker, String symbol) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("account", account);
        document.put("broker", broker);
        document.put("symbol", symbol);
        return document;
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
