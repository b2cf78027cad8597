package io.nija.alerts.internal;

import java.util.List;

import io.nija.account.LaneId;
import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.alerts.internal.book.Notice;
import io.nija.alerts.internal.sink.Delivery;
import io.nija.alerts.internal.sink.PlainWords;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What stands in the log: every alert once when it is said, and how delivery goes, when that changes. */
final class AlertLog {

    private static final Logger ALERT = LoggerFactory.getLogger("nija.alert");
    private static final Logger LOG = LoggerFactory.getLogger("io.nija.alerts");
    private static final int LONGEST = 600;

    private AlertLog() {}

    /** Reminders are for people who read no log. */
    static void say(Notice notice) {
        if (notice.kind() == Notice.Kind.REMINDER) {
            return;
        }
        AlertScope scope = notice.alert().scope();
        LaneId lane = scope instanceof AlertScope.OfLane of ? of.lane() : scope instanceof AlertScope.OfSymbol of ? of.lane() : null;
        if (lane != null) {
            MDC.put("account", lane.account().value());
            MDC.put("broker", lane.broker().value());
        }
        try {
            line(notice, scope);
        } finally {
            MDC.remove("account");
            MDC.remove("broker");
        }
    }

    private static void line(Notice notice, AlertScope scope) {
        String text = about(scope) + PlainWords.of(notice.alert().sentence(), LONGEST);
        if (notice.kind() == Notice.Kind.OVER) {
            ALERT.info("Over: {} [{}]", text, notice.alert().code());
        } else if (notice.alert().severity() == Severity.INFO) {
            ALERT.info("{} [{}]", text, notice.alert().code());
        } else {
            String hint = PlainWords.of(notice.alert().hint(), LONGEST);
            ALERT.warn("{}{} [{}]", text, hint.isEmpty() ? "" : " " + hint, notice.alert().code());
        }
    }

    /** Account and broker stand on the line by its context already. */
    private static String about(AlertScope scope) {
        if (scope instanceof AlertScope.OfSymbol of) {
            return PlainWords.of(of.symbol().toString(), 60) + ": ";
        }
        return scope instanceof AlertScope.OfAccount || scope instanceof AlertScope.OfBroker ? scope + ": " : "";
    }

    static void failing(Delivery.Failed failure) {
        LOG.warn("Alerts cannot be delivered and are tried again: {} [{}]", failure.sentence(), failure.code());
    }

    static void working() {
        LOG.info("Alerts are delivered again.");
    }

    static void givenUp(List<Notice> lost) {
        LOG.warn("{} alerts were given up after an hour without delivery: {} [ALERTS_NOT_DELIVERED]", lost.size(),
                String.join(", ", lost.stream().limit(20).map(notice -> notice.key().toString()).toList()));
    }

    static void damaged(String reason) {
        LOG.warn("The alerts that were open when NIJA last ran are not known: the file of open alerts: {}. [ALERTS_FILE_DAMAGED]", reason);
    }

    static void notKept(String reason) {
        LOG.warn("Open alerts cannot be written to the data folder, so a restart would forget them: {} [ALERTS_FILE_NOT_WRITTEN]", reason);
    }
}
