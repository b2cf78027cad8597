package io.nija.tck.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.nija.tck.BrokerUnderTest;
import io.nija.tck.Result;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The kit at work in a framework. */
public final class Runs implements AutoCloseable {

    private static final String LOCATION = "nija:deploy/";

    private final Surroundings around;
    private final Path jar;

    public Runs(BundleContext context, BrokerUnderTest subject) throws Exception {
        ServiceReference<KitClock> clock = context.getServiceReference(KitClock.class);
        Check.that(clock != null, "the kit's clock is not here: is the kit's bundle started?");
        Nija nija = new Nija(context, subject.id());
        around = new Surroundings(subject, nija, context.getService(clock));
        Check.await("the broker " + subject.id() + " is here", () -> !nija.references(io.nija.broker.Broker.class, "(broker=" + subject.id() + ")").isEmpty());
        String location = nija.bundle().getLocation();
        Check.that(location.startsWith(LOCATION), "the broker was not taken from the folder of plug-ins: " + location);
        jar = Path.of(context.getProperty("nija.deploy")).resolve(location.substring(LOCATION.length()));
    }

    public Path jar() {
        return jar;
    }

    public String sha256() throws IOException {
        return Jar.sha256(jar);
    }

    public String version() {
        return around.nija.bundle().getVersion().toString();
    }

    public List<Result.Line> play(Predicate<String> wanted, Consumer<Result.Line> told) throws Exception {
        around.arrange();
        return new Play(around, told).run(wanted);
    }

    public static int size() {
        return Catalogue.all().size();
    }

    @Override
    public void close() {
        around.clock.set(java.time.Duration.ZERO);
    }
}
