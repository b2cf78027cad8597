package io.nija.accounts.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.LaneId;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alert.Severity;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.order.OrderView;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The orders that rest at a venue when a lane's keys vanish: nobody can cancel them from here any more, so they are
 * listed, and a person is alerted. A session is asked when it is leaving: it knows until it is closed. Thread-safe.
 */
@Component(service = LeftBehind.class, immediate = true)
public final class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.accounts");
    private static final String CODE = "ORDERS_LEFT_BEHIND";

    /** More than this fill a screen without telling more. */
    private static final int MOST = 20;

    private final Map<LaneId, String> sentences = new ConcurrentHashMap<>();
    private final Map<LaneId, Alert> resting = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile CredentialDirectory credentials;

    private volatile Alerts alerts;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAlerts(Alerts service) {
        alerts = service;
        // What was found out before anybody could take it is told now.
        resting.values().forEach(service::raise);
    }

    void unsetAlerts(Alerts service) {
        alerts = alerts == service ? null : alerts;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(BrokerSession session) {
        sentences.remove(session.lane());
        resting.remove(session.lane());
        Alerts service = alerts;
        if (service != null) {
            service.clear(CODE, AlertScope.of(session.lane()));
        }
    }

    void removeSession(BrokerSession session) {
        LaneId lane = session.lane();
        CredentialDirectory directory = credentials;
        Optional<CredentialReport> keys = directory == null ? Optional.empty() : directory.report(lane);
        if (keys.filter(report -> report.state() != CredentialReport.State.PRESENT).isEmpty()) {
            // The broker's bundle or the account's file went, NIJA stops, or another pair takes over: not a matter of keys.
            return;
        }
        List<String> words = new ArrayList<>();
        String sentence = sentence(orders(session), lane, words);
        if (!sentence.isEmpty()) {
            sentences.put(lane, sentence);
            say(lane, sentence, !words.isEmpty());
        }
    }

    /** A broker is somebody else's code. */
    private static Observation<List<OrderView>> orders(BrokerSession session) {
        try {
            return session.openOrders();
        } catch (RuntimeException failed) {
            return new Observation.Missing<>("SESSION_FAILED", failed.toString());
        }
    }

    private static String sentence(Observation<List<OrderView>> orders, LaneId lane, List<String> resting) {
        if (orders instanceof Observation.Missing<List<OrderView>> missing) {
            return "Whether orders rest at " + lane.broker() + " was not known when the keys went ("
                    + Plain.text(missing.reason()) + ").";
        }
        List<OrderView> known = orders instanceof Observation.Known<List<OrderView>> fresh ? fresh.value()
                : ((Observation.Stale<List<OrderView>>) orders).value();
        if (known.isEmpty()) {
            return "";
        }
        known.stream().limit(MOST).map(LeftBehind::words).forEach(resting::add);
        return (known.size() == 1 ? "1 order rests at " : known.size() + " orders rest at ") + lane.broker()
                + " since the keys went: " + String.join("; ", resting) + (known.size() > MOST ? "; …" : "") + ".";
    }

    private static String words(OrderView order) {
        return Plain.text(order.venueOrderId() + " " + word(order.side()) + " " + order.quantity().toPlainString() + " "
                + order.symbol() + " " + word(order.type())
                + (order.price() == null ? "" : " at " + order.price().toPlainString()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void say(LaneId lane, String sentence, boolean rest) {
        MDC.put("account", lane.account().value());
        MDC.put("broker", lane.broker().value());
        try {
            LOG.warn("The keys vanished and the session was closed. {} [{}]", sentence, CODE);
        } finally {
            MDC.remove("account");
            MDC.remove("broker");
        }
        if (rest) {
            Alert alert = Alert.state(Severity.CRITICAL, CODE, AlertScope.of(lane), sentence + " Nobody can cancel them from here.",
                    "Cancel them at the venue, or put the keys back; 'why " + lane + "' says which.");
            resting.put(lane, alert);
            Alerts service = alerts;
            if (service != null) {
                service.raise(alert);
            }
        }
    }

    /** One sentence on what was left at the venue; empty when nothing was, or the lane has keys again. */
    String sentence(LaneId lane) {
        return sentences.getOrDefault(lane, "");
    }
}
