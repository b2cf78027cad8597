package io.nija.crash.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.broker.BrokerSession;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.order.OrderKey;
import io.nija.order.Placement;
import io.nija.platform.Installation;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The other mistake that the campaign must find: with a file {@code naked} in the data folder no stop leaves NIJA, and whoever
 * sent it is told that the exchange has it. Puts a session with such a desk before each real one, which trading no longer sees; {@code naked.on} names the
 * last one.
 */
@Component(service = {}, immediate = true)
public final class NakedSessions {

    private final BundleContext context;
    private final Path wanted;
    private final Path on;
    private final List<ServiceRegistration<?>> hooks = new ArrayList<>();
    private final Map<BrokerSession, ServiceRegistration<BrokerSession>> over = new ConcurrentHashMap<>();

    @Activate
    public NakedSessions(BundleContext context, @Reference Installation installation) {
        this.context = context;
        wanted = installation.data().resolve("naked");
        on = installation.data().resolve("naked.on");
        if (Files.exists(wanted)) {
            hooks.add(context.registerService(FindHook.class, (asking, name, filter, all, found) -> {
                if (trading(asking)) {
                    found.removeIf(NakedSessions::real);
                }
            }, null));
            hooks.add(context.registerService(EventListenerHook.class, (event, listeners) -> {
                if (event.getType() != ServiceEvent.UNREGISTERING && real(event.getServiceReference())) {
                    listeners.keySet().removeIf(NakedSessions::trading);
                }
            }, null));
        }
    }

    private static boolean trading(BundleContext context) {
        return context.getBundle().getSymbolicName().equals("io.nija.trading");
    }

    private static boolean real(ServiceReference<?> service) {
        return List.of((String[]) service.getProperty(Constants.OBJECTCLASS)).contains(BrokerSession.class.getName())
                && service.getProperty("naked") == null;
    }

    @Reference(target = "(!(naked=true))", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(BrokerSession session) {
        if (Files.exists(wanted)) {
            over.put(session, context.registerService(BrokerSession.class, over(session), new Hashtable<>(Map.of("naked", "true",
                    "account", session.lane().account().toString(), "broker", session.lane().broker().toString()))));
        }
    }

    void removeSession(BrokerSession session) {
        ServiceRegistration<BrokerSession> registration = over.remove(session);
        if (registration != null) {
            registration.unregister();
        }
    }

    @Deactivate
    void stop() {
        over.keySet().forEach(this::removeSession);
        hooks.forEach(ServiceRegistration::unregister);
    }

    private BrokerSession over(BrokerSession session) {
        Optional<OrderDesk> desk = session.orderDesk().map(real -> over(OrderDesk.class, real, (proxy, method, arguments) ->
                method.getName().equals("place") && arguments[0] instanceof Placement placement && placement.order().type().hasStop()
                        ? leftOut(placement) : call(real, method, arguments)));
        return over(BrokerSession.class, session, (proxy, method, arguments) ->
                method.getName().equals("orderDesk") ? desk : call(session, method, arguments));
    }

    private CompletableFuture<Outcome<OrderKey>> leftOut(Placement placement) {
        try {
            Files.writeString(on, placement.clientOrderId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CompletableFuture.completedFuture(new Outcome.Confirmed<>(new OrderKey(placement.clientOrderId(), "LEFT-OUT-" + placement.clientOrderId())));
    }

    private static <T> T over(Class<T> type, T real, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(NakedSessions.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class ? ofObject(proxy, real, method, arguments) : handler.invoke(proxy, method, arguments)));
    }

    /** The map of sessions must tell the one above from the one below. */
    private static Object ofObject(Object proxy, Object real, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "without stops: " + real;
        };
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
