package io.nija.console.internal.fake;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

/** As much of a framework as these bundles' constructors use; anything else is a failure. */
public final class FakeFramework {

    public final Map<String, String> properties = new HashMap<>();
    public final List<Registered> services = new ArrayList<>();
    public final List<BundleListener> listeners = new CopyOnWriteArrayList<>();
    public final AtomicInteger stops = new AtomicInteger();

    /** A registered service. */
    public record Registered(String type, Object service, Dictionary<String, ?> properties) {}

    public BundleContext context() {
        return proxy(BundleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getProperty" -> properties.get(arguments[0]);
            case "getBundle" -> bundle("org.apache.felix.framework", "7.0.5", "System Bundle");
            case "addBundleListener" -> listeners.add((BundleListener) arguments[0]);
            case "removeBundleListener" -> listeners.remove(arguments[0]);
            case "registerService" -> register((Class<?>) arguments[0], arguments[1], (Dictionary<String, ?>) arguments[2]);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private synchronized ServiceRegistration<?> register(Class<?> type, Object service, Dictionary<String, ?> properties) {
        Registered registered = new Registered(type.getName(), service, properties);
        services.add(registered);
        return proxy(ServiceRegistration.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("unregister")) {
                throw new UnsupportedOperationException(method.toString());
            }
            synchronized (this) {
                services.remove(registered);
            }
            return null;
        });
    }

    /** The services whose property has that value. */
    public synchronized List<Registered> with(String property, Object value) {
        return services.stream().filter(it -> value.equals(it.properties().get(property))).toList();
    }

    public Bundle bundle(String name, String version, String location) {
        return proxy(Bundle.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getSymbolicName" -> name;
            case "getVersion" -> Version.parseVersion(version);
            case "getLocation" -> location;
            case "getState" -> Bundle.ACTIVE;
            case "stop" -> stops.incrementAndGet() == 0;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    @SuppressWarnings("unchecked")
    public <T> ServiceReference<T> reference(Bundle bundle) {
        return proxy(ServiceReference.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("getBundle")) {
                throw new UnsupportedOperationException(method.toString());
            }
            return bundle;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
