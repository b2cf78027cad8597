package io.nija.container;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import javax.inject.Inject;

import io.nija.status.LadderState;
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

/** Start levels are for tidiness: in whatever order the bundles start, the same platform comes out. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StartOrderTest {

    private static final int ORDERS = 8;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() throws Exception {
        return Provision.of(getClass()).withoutStartLevels().exchange("--accounts", "3", "--seed", "3", "--tier", "unlimited")
                .options();
    }

    @Test
    public void anyOrderEndsWithTheSameLanes() throws Exception {
        Inside inside = new Inside(context);
        Inside.env("KRAKEN_MASTER_API_KEY=" + Inside.key(0), "KRAKEN_MASTER_API_SECRET=" + Inside.secret(0));
        inside.await(Inside.MASTER, LadderState.FUNDED);
        for (int seed = 1; seed <= ORDERS; seed++) {
            List<Bundle> bundles = new ArrayList<>(inside.ours());
            bundles.removeIf(bundle -> bundle.getSymbolicName().equals("io.nija.api"));
            Random random = new Random(seed);
            Collections.shuffle(bundles, random);
            for (Bundle bundle : bundles) {
                bundle.stop();
            }
            Collections.shuffle(bundles, random);
            String order = "order " + seed + ": " + bundles;
            for (Bundle bundle : bundles) {
                bundle.start();
            }
            try {
                inside.await(Inside.MASTER, LadderState.FUNDED);
                inside.await(Inside.DAIVON, LadderState.NOT_CONFIGURED);
                inside.await(Inside.TANIA, LadderState.NOT_CONFIGURED);
            } catch (AssertionError different) {
                throw new AssertionError(order, different);
            }
        }
    }
}
