package io.nija.report.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.market.InstrumentBook;
import io.nija.plugin.RefusedPlugIn;
import io.nija.plugin.RefusedPlugIns;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The brokers that are here now, and the jars in the folder of plug-ins that are not taken. Thread-safe. */
@Component(service = PresentBrokers.class)
public final class PresentBrokers {

    private final Map<Broker, Bundle> brokers = new ConcurrentHashMap<>();
    private final List<RefusedPlugIns> refusals = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "remove")
    public void add(Broker broker, ServiceReference<Broker> reference) {
        brokers.put(broker, reference.getBundle());
    }

    /** A broker is gone; its successor may already be here. */
    public void remove(Broker broker) {
        brokers.remove(broker);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "removeRefused")
    public void addRefused(RefusedPlugIns refused) {
        refusals.add(refused);
    }

    /** Whoever watches the folder is gone. */
    public void removeRefused(RefusedPlugIns refused) {
        refusals.remove(refused);
    }

    /** Jars that are not taken, by file. */
    List<RefusedPlugIn> refused() throws InterruptedException {
        List<RefusedPlugIn> refused = new ArrayList<>();
        for (RefusedPlugIns known : refusals) {
            refused.addAll(known.refused());
        }
        return refused;
    }

    /** All, by id. */
    List<Situation.PresentBroker> all() {
        return brokers.entrySet().stream()
                .map(entry -> describe(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Situation.PresentBroker::id))
                .toList();
    }

    private static Situation.PresentBroker describe(Broker broker, Bundle bundle) {
        Observation<InstrumentBook> instruments = broker.instruments();
        Integer count = null;
        String note;
        if (instruments instanceof Observation.Known<InstrumentBook> known) {
            count = known.value().all().size();
            note = "read " + ReportText.time(known.at());
        } else if (instruments instanceof Observation.Stale<InstrumentBook> stale) {
            count = stale.value().all().size();
            note = "as of " + ReportText.time(stale.at()) + " (" + stale.reason() + ")";
        } else {
            note = ((Observation.Missing<InstrumentBook>) instruments).reason();
        }
        return new Situation.PresentBroker(broker.id().value(), broker.displayName(), bundle.getSymbolicName(),
                bundle.getVersion().toString(), broker.forcedMode(), count, note);
    }
}
