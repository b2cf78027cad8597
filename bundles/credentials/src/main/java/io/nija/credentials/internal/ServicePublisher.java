package io.nija.credentials.internal;

import java.util.Dictionary;
import java.util.Hashtable;

import io.nija.broker.Broker;
import io.nija.credentials.Credentials;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys as services. Their properties hold no secret: every bundle and every inspection can see them. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.nija.credentials.Credentials\"",
        uses = Credentials.class)
final class ServicePublisher implements KeyRing.Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(ServicePublisher.class);

    private final BundleContext context;

    ServicePublisher(BundleContext context) {
        this.context = context;
    }

    @Override
    public KeyRing.Publication publish(LaneCredentials credentials) {
        ServiceRegistration<Credentials> registration =
                context.registerService(Credentials.class, credentials, properties(credentials));
        return new KeyRing.Publication() {

            @Override
            public void sourceChanged() {
                registration.setProperties(properties(credentials));
            }

            @Override
            public void end(Runnable then) {
                try {
                    registration.unregister();
                } catch (IllegalStateException frameworkDidItAlready) {
                    // The bundle is stopping, and the framework withdrew its services first.
                    LOG.debug("The service of {} was withdrawn by the framework.", credentials);
                } finally {
                    then.run();
                }
            }
        };
    }

    private static Dictionary<String, Object> properties(LaneCredentials credentials) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Broker.ACCOUNT, credentials.lane().account().value());
        properties.put(Broker.BROKER, credentials.lane().broker().value());
        properties.put("source", credentials.source());
        properties.put("fingerprint", credentials.fingerprint());
        return properties;
    }
}
