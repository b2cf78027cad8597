package io.nija.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.deployer.internal.DeployFolder.Stamp;
import io.nija.deployer.internal.FolderPlan.Running;
import io.nija.deployer.internal.FolderPlan.Step;
import io.nija.deployer.internal.JarRefused.Code;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class FolderPlanTest {

    private static final Running KRAKEN = new Running("broker-kraken.jar", "io.nija.broker.kraken", "k1");

    private static final Set<String> SHIPPED = Set.of("broker-kraken.jar", "e.jar");

    private final StillFiles still = new StillFiles();
    private final Map<String, JarContent> jars = new HashMap<>();

    private static JarContent jar(String symbolicName, String sum) {
        return new JarContent(sum, new PlugInManifest(symbolicName, new Version("1"), List.of(), List.of()));
    }

    private FolderPlanTest with(String file, String symbolicName, String sum) {
        jars.put(file, jar(symbolicName, sum));
        return this;
    }

    private StillFiles.Look look() {
        return still.observe(jars.keySet().stream().collect(Collectors.toMap(file -> file, file -> new Stamp(1, 1, ""))));
    }

    private List<Step> plan(Running... running) {
        look();
        return FolderPlan.of(look(), jars, List.of(running), Set.of("io.nija.api"), SHIPPED);
    }

    @Test
    void aNewFileIsAdded() {
        assertThat(with("a.jar", "a", "1").plan()).containsExactly(new Step.Add("a.jar", jar("a", "1")));
    }

    @Test
    void anotherContentUnderTheSameNameReplaces() {
        assertThat(with("broker-kraken.jar", "io.nija.broker.kraken", "k2").plan(KRAKEN))
                .containsExactly(new Step.Replace("broker-kraken.jar", jar("io.nija.broker.kraken", "k2")));
    }

    @Test
    void theSameBytesAreNothingToDo() {
        assertThat(with("broker-kraken.jar", "io.nija.broker.kraken", "k1").plan(KRAKEN)).singleElement().isInstanceOf(Step.Same.class);
    }

    @Test
    void aDeletedFileIsBelievedAfterTwoLooks() {
        with("broker-kraken.jar", "io.nija.broker.kraken", "k1").plan(KRAKEN);
        jars.clear();
        assertThat(FolderPlan.of(look(), jars, List.of(KRAKEN), Set.of(), SHIPPED)).as("first look").isEmpty();
        assertThat(FolderPlan.of(look(), jars, List.of(KRAKEN), Set.of(), SHIPPED)).as("second look")
                .containsExactly(new Step.Remove("broker-kraken.jar", "io.nija.broker.kraken"));
    }

    @Test
    void nothingIsTakenForDeletedAtTheFirstLook() {
        assertThat(FolderPlan.of(look(), jars, List.of(KRAKEN), Set.of(), SHIPPED)).isEmpty();
    }

    @Test
    void aVersionNamedFileBesideTheRunningOneIsRefusedByName() {
        List<Step> steps = with("broker-kraken.jar", "io.nija.broker.kraken", "k1")
                .with("broker-kraken-0.2.0.jar", "io.nija.broker.kraken", "k2").plan(KRAKEN);
        assertThat(steps).filteredOn(Step.Refuse.class::isInstance).singleElement()
                .satisfies(step -> assertThat(((Step.Refuse) step).code()).isEqualTo(Code.JAR_DUPLICATE))
                .satisfies(step -> assertThat(((Step.Refuse) step).reason()).contains("broker-kraken.jar"));
        assertThat(steps).noneMatch(step -> step instanceof Step.Replace || step instanceof Step.Add || step instanceof Step.Remove);
    }

    @Test
    void aVersionNamedFileGoesOnAsTheSameBundleOnceTheOldFileIsDeleted() {
        assertThat(with("broker-kraken-0.2.0.jar", "io.nija.broker.kraken", "k2").plan(KRAKEN))
                .containsExactly(new Step.Replace("broker-kraken-0.2.0.jar", jar("io.nija.broker.kraken", "k2")));
        jars.clear();
        assertThat(with("renamed.jar", "io.nija.broker.kraken", "k1").plan(KRAKEN)).singleElement().isInstanceOf(Step.Same.class);
    }

    @Test
    void twoNewFilesOfOneBundleAreBothRefusedEachNamingTheOther() {
        List<Step> steps = with("a.jar", "a", "1").with("b.jar", "a", "2").plan();
        assertThat(steps).hasSize(2).allMatch(Step.Refuse.class::isInstance);
        assertThat(((Step.Refuse) steps.get(0)).reason()).contains("b.jar");
        assertThat(((Step.Refuse) steps.get(1)).reason()).contains("a.jar");
    }

    @Test
    void ofTwoNewFilesOfOneBundleTheOneWithTheShippedNameIsTaken() {
        List<Step> steps = with("broker-kraken.jar", "k", "1").with("another.jar", "k", "2").plan();
        assertThat(steps).hasSize(2).contains(new Step.Add("broker-kraken.jar", jar("k", "1")));
        assertThat(steps).filteredOn(Step.Refuse.class::isInstance).singleElement()
                .satisfies(step -> assertThat(step.file()).isEqualTo("another.jar"));
    }

    @Test
    void aBundleOfThePlatformIsNotReplaced() {
        assertThat(with("api.jar", "io.nija.api", "1").plan()).singleElement()
                .satisfies(step -> assertThat(((Step.Refuse) step).code()).isEqualTo(Code.JAR_NAME_TAKEN));
    }

    @Test
    void anotherBundleUnderARunningFilesNameIsRefusedAndTheRunningOneStays() {
        assertThat(with("broker-kraken.jar", "io.nija.simulator", "s").plan(KRAKEN)).singleElement()
                .satisfies(step -> assertThat(((Step.Refuse) step).code()).isEqualTo(Code.JAR_NAME_TAKEN));
    }

    @Test
    void whileAFileIsBeingWrittenNothingIsRemoved() {
        with("broker-kraken.jar", "io.nija.broker.kraken", "k1").plan(KRAKEN);
        jars.clear();
        look();
        Map<String, Stamp> growing = new HashMap<>();
        growing.put("other.jar", new Stamp(7, 7, ""));
        assertThat(FolderPlan.of(still.observe(growing), jars, List.of(KRAKEN), Set.of(), SHIPPED)).isEmpty();
    }

    @Property(tries = 300)
    void whateverLiesInTheFolderABundleIsTouchedAtMostOnceAndNeverByTwoFiles(
            @ForAll @Size(max = 6) List<@net.jqwik.api.constraints.IntRange(min = 0, max = 8) Integer> choice) {
        FolderPlanTest test = new FolderPlanTest();
        for (int i = 0; i < choice.size(); i++) {
            test.with(List.of("broker-kraken.jar", "a.jar", "b.jar", "c.jar", "d.jar", "e.jar").get(i),
                    List.of("io.nija.broker.kraken", "x", "io.nija.api").get(choice.get(i) % 3), "k" + choice.get(i) / 3);
        }
        List<Step> steps = test.plan(KRAKEN);
        List<String> touched = steps.stream().flatMap(step -> step instanceof Step.Add add
                ? java.util.stream.Stream.of(add.jar().manifest().symbolicName())
                : step instanceof Step.Replace replace ? java.util.stream.Stream.of(replace.jar().manifest().symbolicName())
                        : step instanceof Step.Remove remove ? java.util.stream.Stream.of(remove.symbolicName())
                                : java.util.stream.Stream.<String>empty()).toList();
        assertThat(touched).doesNotHaveDuplicates().doesNotContain("io.nija.api");
    }
}
