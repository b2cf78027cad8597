package io.nija.credentials.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Function;

import io.nija.credentials.Secret;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Single secrets as services; the property names the variable and nothing else. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.nija.credentials.Secret\"", uses = Secret.class)
final class SecretPublisher implements Function<SingleSecret, Runnable> {

    private final BundleContext context;

    SecretPublisher(BundleContext context) {
        this.context = context;
    }

    @Override
    public Runnable apply(SingleSecret secret) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Secret.VARIABLE, secret.variable());
        ServiceRegistration<Secret> registration = context.registerService(Secret.class, secret, properties);
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException frameworkDidItAlready) {
                // The bundle is stopping, and the framework withdrew its services first.
                return;
            }
        };
    }
}
