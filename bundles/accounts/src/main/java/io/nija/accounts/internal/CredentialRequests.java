package io.nija.accounts.internal;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.Account;
import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.credentials.CredentialRequest;
import io.nija.platform.SerialQueue;
import io.nija.platform.Workers;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@link CredentialRequest} service for each lane of an account that is in force and enabled, but for those whose broker
 * needs no keys. Which those are only the broker tells: so nobody is asked for keys of one that may still come with the start.
 */
@Component(service = {}, immediate = true)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.nija.credentials.CredentialRequest\"",
        uses = CredentialRequest.class)
public final class CredentialRequests {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.accounts");

    private final AccountRegistry registry;
    private final BundleContext context;
    private final SerialQueue queue;
    private final AutoCloseable listening;
    private final BundleListener bundles;
    private final Map<LaneId, Asked> asked = new HashMap<>();
    /** Whether a broker that is here needs keys. */
    private final Map<BrokerId, Boolean> needsKeys = new ConcurrentHashMap<>();

    /** Of the brokers that have said whether they need keys. */
    private final Set<ServiceReference<Broker>> told = ConcurrentHashMap.newKeySet();

    private record Asked(List<KeyVariables> candidates, ServiceRegistration<CredentialRequest> registration) {}

    private record LaneRequest(LaneId lane, List<KeyVariables> candidates) implements CredentialRequest {}

    @Activate
    public CredentialRequests(BundleContext context, @Reference AccountRegistry registry, @Reference Workers workers) {
        this.context = context;
        this.registry = registry;
        queue = workers.serial("credential requests");
        listening = registry.listen(() -> queue.execute(this::reconcile));
        bundles = event -> queue.execute(this::reconcile);
        context.addBundleListener(bundles);
        queue.execute(this::reconcile);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker, ServiceReference<Broker> reference) {
        needsKeys.put(broker.id(), KnownBroker.of(broker).needsKeys());
        told.add(reference);
        queue.execute(this::reconcile);
    }

    /** What it told is remembered: while it is replaced, its keys are as wanted as before. */
    void removeBroker(Broker broker, ServiceReference<Broker> reference) {
        told.remove(reference);
        queue.execute(this::reconcile);
    }

    @Deactivate
    void stop() throws Exception {
        context.removeBundleListener(bundles);
        listening.close();
        queue.close();
        asked.values().forEach(CredentialRequests::withdraw);
        asked.clear();
    }

    /** What is to be asked for: no account that is switched off, so that its keys are in nobody's way. */
    static Map<LaneId, List<KeyVariables>> wanted(List<Account> accounts) {
        Map<LaneId, List<KeyVariables>> wanted = new TreeMap<>();
        for (Account account : accounts) {
            for (BrokerId broker : account.enabled() ? account.brokers() : List.<BrokerId>of()) {
                wanted.put(new LaneId(account.id(), broker), KeyVariableNames.of(account, broker, accounts));
            }
        }
        return wanted;
    }

    private void reconcile() {
        Map<LaneId, List<KeyVariables>> wanted = wanted(registry.all());
        boolean others = Arrays.stream(context.getBundles()).anyMatch(this::isBrokerToCome);
        wanted.keySet().removeIf(lane -> needsKeys.containsKey(lane.broker()) ? !needsKeys.get(lane.broker())
                : others && !asked.containsKey(lane));
        asked.entrySet().removeIf(entry -> {
            boolean gone = !wanted.containsKey(entry.getKey());
            if (gone) {
                withdraw(entry.getValue());
            }
            return gone;
        });
        wanted.forEach((lane, candidates) -> {
            Asked before = asked.get(lane);
            if (before == null || !before.candidates().equals(candidates)) {
                // First the new request, then the old one away: keys that are found under both names stay.
                asked.put(lane, new Asked(candidates, context.registerService(CredentialRequest.class,
                        new LaneRequest(lane, candidates), properties(lane))));
                if (before != null) {
                    withdraw(before);
                }
            }
        });
    }

    /** A broker's bundle that waits for its start, or has just started and not said yet what it is. */
    private boolean isBrokerToCome(Bundle bundle) {
        boolean here = (bundle.getState() & (Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE)) != 0;
        BundleRevision revision = here ? bundle.adapt(BundleRevision.class) : null;
        return revision != null && revision.getDeclaredCapabilities("osgi.service").stream()
                .anyMatch(service -> isBroker(service.getAttributes().get(Constants.OBJECTCLASS)))
                && told.stream().noneMatch(broker -> bundle.equals(broker.getBundle()));
    }

    private static boolean isBroker(Object names) {
        return names instanceof List<?> list && list.contains(Broker.class.getName());
    }

    private static void withdraw(Asked request) {
        try {
            request.registration().unregister();
        } catch (IllegalStateException frameworkDidItAlready) {
            LOG.debug("The bundle is stopping, and the framework withdrew its services first");
        }
    }

    private static Dictionary<String, Object> properties(LaneId lane) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Broker.ACCOUNT, lane.account().value());
        properties.put(Broker.BROKER, lane.broker().value());
        return properties;
    }
}
