package io.nija.console.internal.lanes;

import java.util.Dictionary;
import java.util.Hashtable;

import io.nija.platform.Installation;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;

/**
 * The condition under which accounts get sessions: always while NIJA runs, and for a single command only when that
 * command needs the lanes, so that {@code version} opens no connection.
 */
@Component(service = LanesCondition.class, immediate = true)
public final class LanesCondition {

    /** The condition's id, the value of {@link Condition#CONDITION_ID}. */
    public static final String ID = "nija.lanes";

    private final BundleContext context;
    private ServiceRegistration<Condition> registration;

    @Activate
    public LanesCondition(BundleContext context, @Reference Installation installation) {
        this.context = context;
        if (installation.start() != Installation.Start.COMMAND) {
            open();
        }
    }

    /** Lanes are wanted from now on. */
    public synchronized void open() {
        if (registration == null) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(Condition.CONDITION_ID, ID);
            registration = context.registerService(Condition.class, Condition.INSTANCE, properties);
        }
    }

    @Deactivate
    synchronized void close() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
