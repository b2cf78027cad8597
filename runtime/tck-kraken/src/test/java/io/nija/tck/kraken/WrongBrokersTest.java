package io.nija.tck.kraken;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

import javax.inject.Inject;

import io.nija.tck.CompatibilityKit;
import io.nija.tck.Result;
import io.nija.testkit.Provision;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The kit's teeth: the shipped broker with one planted mistake at a time fails the cases that it should, and no others. A build
 * plays {@value #SHORT} of them, {@code -Dnija.long=true} all of them.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WrongBrokersTest {

    private static final int SHORT = 3;
    private static final List<String> IN_EVERY_BUILD = List.of("an order is sent again when nobody answered", "holds are forgotten",
            "missing messages are not noticed");

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() throws Exception {
        Provision provision = Framework.of(getClass());
        Path shipped = Path.of(System.getProperty("nija.distribution"), "deploy/broker-kraken.jar");
        int number = 0;
        for (Mistake mistake : Mistake.all()) {
            // All must fit and compile, also those that are not played now.
            Path jar = mistake.plant(Path.of("..", "..", "bundles"), shipped, provision.shell().root.resolve("mistake" + number + ".jar"), "0.9." + number,
                    System.getProperty("java.class.path"));
            provision.property("mistake." + number++, jar.toString());
        }
        return provision.property("long", Boolean.toString(Boolean.getBoolean("nija.long"))).property("mistakes", System.getProperty("tck.mistakes", "")).options();
    }

    @Test
    public void eachPlantedMistakeFailsTheCasesThatItShouldAndNoOthers() throws Exception {
        List<Mistake> all = Mistake.all();
        StringBuilder wrong = new StringBuilder();
        String only = System.getProperty("test.mistakes", "");
        int played = 0;
        // One for all: each new one would deposit anew, and lanes that never traded wait for somebody to explain that.
        Kraken kraken = new Kraken();
        for (int number = 0; number < all.size(); number++) {
            Mistake mistake = all.get(number);
            if (only.isEmpty() ? !Boolean.getBoolean("test.long") && !IN_EVERY_BUILD.contains(mistake.name()) : !mistake.name().matches(only)) {
                continue;
            }
            played++;
            install(Path.of(System.getProperty("test.mistake." + number)), "0.9." + number);
            Set<String> cases = new TreeSet<>(mistake.fails());
            cases.addAll(mistake.beside());
            System.out.println("PLANTED: " + mistake.name());
            Result result = CompatibilityKit.play(kraken, line -> System.out.println(line), cases::contains);
            Set<String> failed = new TreeSet<>();
            result.cases().stream().filter(line -> line.verdict() != Result.Verdict.PASSED).forEach(line -> failed.add(line.id()));
            if (!failed.equals(new TreeSet<>(mistake.fails()))) {
                wrong.append(mistake.name()).append(": failed ").append(failed).append(" instead of ").append(new TreeSet<>(mistake.fails())).append('\n');
            }
        }
        assertEquals("", wrong.toString());
        assertEquals("mistakes in every build", SHORT, only.isEmpty() && !Boolean.getBoolean("test.long") ? played : SHORT);
    }

    /** As an operator would. */
    private void install(Path jar, String version) throws Exception {
        Path file = Path.of(System.getProperty("test.deploy"), "broker-kraken.jar");
        Path part = Files.copy(jar, file.resolveSibling("broker-kraken.jar.part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            for (Bundle bundle : context.getBundles()) {
                if (bundle.getSymbolicName().equals("io.nija.broker.kraken") && bundle.getVersion().toString().equals(version) && bundle.getState() == Bundle.ACTIVE) {
                    return;
                }
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the broker with the mistake was not installed");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
