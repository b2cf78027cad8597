package io.nija.console.internal.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.account.BrokerId;
import io.nija.broker.Broker;
import io.nija.plugin.RefusedPlugIn;
import io.nija.plugin.RefusedPlugIns;
import io.nija.plugin.RunningPlugIns;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The brokers whose bundles are here now, and the jars in the folder of plug-ins that are not taken. Thread-safe. */
@Component(service = InstalledBrokers.class)
public final class InstalledBrokers {

    private final Map<BrokerId, Installed> byId = new ConcurrentSkipListMap<>();
    private final List<RefusedPlugIns> refusals = new CopyOnWriteArrayList<>();
    private final List<RunningPlugIns> plugIns = new CopyOnWriteArrayList<>();

    /** A broker is here. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "remove")
    public void add(Broker broker, ServiceReference<Broker> reference) {
        Bundle bundle = reference.getBundle();
        byId.put(broker.id(), new Installed(broker, bundle.getSymbolicName(), bundle.getVersion().toString(),
                bundle.getLocation(), BundleStates.name(bundle.getState())));
    }

    /** A broker is gone; its successor may already be here. */
    public void remove(Broker broker) {
        byId.values().removeIf(installed -> installed.broker() == broker);
    }

    /** Whoever knows which jars are refused is here. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "removeRefused")
    public void addRefused(RefusedPlugIns refused) {
        refusals.add(refused);
    }

    /** It is gone. */
    public void removeRefused(RefusedPlugIns refused) {
        refusals.remove(refused);
    }

    /** Whoever knows which jars run is here. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "removeRunning")
    public void addRunning(RunningPlugIns running) {
        plugIns.add(running);
    }

    /** It is gone. */
    public void removeRunning(RunningPlugIns running) {
        plugIns.remove(running);
    }

    /** The SHA-256 of the jar that runs as a plug-in under that symbolic name, if it is known. */
    public Optional<String> sha256(String symbolicName) {
        return plugIns.stream().flatMap(known -> known.sha256(symbolicName).stream()).findFirst();
    }

    /** The jars that are not taken, by file. */
    public List<RefusedPlugIn> refused() throws InterruptedException {
        List<RefusedPlugIn> refused = new ArrayList<>();
        for (RefusedPlugIns known : refusals) {
            refused.addAll(known.refused());
        }
        return refused;
    }

    /** All, by id. */
    public List<Installed> all() {
        return List.copyOf(byId.values());
    }

    /** The broker of that id. */
    public Optional<Installed> find(BrokerId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * A broker and the bundle it comes from.
     *
     * @param broker the service
     * @param bundle the bundle's symbolic name
     * @param version the bundle's version
     * @param location where the framework has the bundle from
     * @param state the bundle's state when the broker came
     */
    public record Installed(Broker broker, String bundle, String version, String location, String state) {}
}
