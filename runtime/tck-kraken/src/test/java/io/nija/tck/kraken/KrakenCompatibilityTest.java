package io.nija.tck.kraken;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.List;

import io.nija.tck.CompatibilityKit;
import io.nija.tck.Result;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** The shipped Kraken broker passes the compatibility kit; what was found becomes part of the distribution. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class KrakenCompatibilityTest {

    @Configuration
    public Option[] configuration() throws Exception {
        return Framework.of(getClass()).options();
    }

    @Test
    public void krakenPassesEveryCaseThatApplies() throws Exception {
        String only = System.getProperty("tck.only", "");
        Result result = CompatibilityKit.play(new Kraken(), line -> System.out.println(line), id -> id.matches(only.isEmpty() ? ".*" : only));
        System.out.println(result.count(Result.Verdict.PASSED) + " passed, " + result.count(Result.Verdict.FAILED) + " failed, "
                + result.count(Result.Verdict.NOT_APPLICABLE) + " not applicable in " + result.took().toSeconds() + " s");
        if (only.isEmpty()) {
            result.write(Path.of(System.getProperty("test.home"), "compatibility"));
        }
        assertEquals(List.of(), result.failures());
    }
}
