package io.nija.deployer.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.platform.TimeSource;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;
import io.nija.status.Step;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Whether a plug-in that was replaced does what it did before: its components work, its brokers are offered again, and
 * each lane that was connected has been accepted by its venue since.
 */
final class Comeback {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final StatusModel status;
    private final ComponentTroubles components;
    private final TimeSource time;

    Comeback(StatusModel status, ComponentTroubles components, TimeSource time) {
        this.status = status;
        this.components = components;
        this.time = time;
    }

    /**
     * How it was before the swap.
     *
     * @param brokers the brokers the bundle offered
     * @param lanes their lanes that were connected
     * @param troubled components that did not work even then
     * @param at when; what was proven before counts no more
     */
    record Before(Set<BrokerId> brokers, Set<LaneId> lanes, Set<String> troubled, Instant at) {}

    /** @param bundle null when there was none */
    Before before(Bundle bundle) {
        Instant now = time.instant();
        if (bundle == null || bundle.getState() != Bundle.ACTIVE) {
            return new Before(Set.of(), Set.of(), Set.of(), now);
        }
        Set<BrokerId> brokers = brokers(bundle);
        Set<LaneId> lanes = status.board().lanes()
                .filter(lane -> brokers.contains(lane.lane().broker()) && lane.state().connected())
                .map(LaneStatus::lane).collect(Collectors.toCollection(TreeSet::new));
        return new Before(brokers, lanes, components.unsatisfied(bundle).keySet(), now);
    }

    /** The brokers whose description or sessions come from this bundle. */
    static Set<BrokerId> brokers(Bundle bundle) {
        Set<BrokerId> brokers = new TreeSet<>();
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            List<String> types = List.of((String[]) service.getProperty("objectClass"));
            if ((types.contains(Broker.class.getName()) || types.contains(BrokerSession.class.getName()))
                    && service.getProperty(Broker.BROKER) instanceof String id && BrokerId.isLegal(id)) {
                brokers.add(new BrokerId(id));
            }
        }
        return brokers;
    }

    /**
     * Waits until all is as it was.
     *
     * @return empty when it is; else what is missing, a clause that goes on after "because"
     */
    Optional<String> await(Bundle bundle, Before before, Duration limit) throws InterruptedException {
        long end = time.nanoTime() + limit.toNanos();
        while (true) {
            if (bundle.getState() != Bundle.ACTIVE) {
                return Optional.of("its bundle did not stay active");
            }
            Optional<String> failed = components.failed(bundle);
            if (failed.isPresent()) {
                return failed;
            }
            Optional<String> missing = missing(bundle, before);
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            if (time.nanoTime() >= end) {
                return Optional.of(missing.get() + " within " + limit.toMillis() / 1000.0 + " s");
            }
            LockSupport.parkNanos(LOOK.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private Optional<String> missing(Bundle bundle, Before before) {
        Optional<String> unsatisfied = components.unsatisfied(bundle).entrySet().stream()
                .filter(component -> !before.troubled().contains(component.getKey()))
                .map(component -> "its component " + component.getKey() + " did not find " + component.getValue()).findFirst();
        if (unsatisfied.isPresent()) {
            return unsatisfied;
        }
        Set<BrokerId> offered = brokers(bundle);
        List<BrokerId> lost = before.brokers().stream().filter(broker -> !offered.contains(broker)).toList();
        if (!lost.isEmpty()) {
            return Optional.of("it does not offer the broker " + texts(lost) + ", which it offered before,");
        }
        List<LaneStatus> away = before.lanes().stream().map(status::lane).flatMap(Optional::stream)
                .filter(lane -> expected(lane) && !back(lane, before.at())).toList();
        return away.isEmpty() ? Optional.empty() : Optional.of(texts(away.stream().map(LaneStatus::lane).toList())
                + " did not come back" + why(away.get(0)));
    }

    /** Whoever takes keys or account away meanwhile does not make the jar a bad one. */
    private static boolean expected(LaneStatus lane) {
        return lane.state() != LadderState.DISABLED && lane.state() != LadderState.NOT_CONFIGURED;
    }

    private static boolean back(LaneStatus lane, Instant since) {
        return lane.state().connected()
                && lane.evidence(Step.AUTHENTICATION).map(Evidence::at).filter(at -> !at.isBefore(since)).isPresent();
    }

    private static String why(LaneStatus lane) {
        return lane.firstFailure().map(failure -> " (" + failure.code() + ": " + failure.detail() + ")").orElse("");
    }

    private static String texts(Collection<?> things) {
        List<String> texts = new ArrayList<>();
        things.forEach(thing -> texts.add(thing.toString()));
        return String.join(", ", texts);
    }
}
