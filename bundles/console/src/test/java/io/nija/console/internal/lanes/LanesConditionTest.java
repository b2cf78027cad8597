package io.nija.console.internal.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import io.nija.console.internal.fake.FakeFramework;
import io.nija.console.internal.fake.FakeInstallation;
import io.nija.platform.Installation.Start;

import org.junit.jupiter.api.Test;
import org.osgi.service.condition.Condition;

class LanesConditionTest {

    private final FakeFramework framework = new FakeFramework();

    private LanesCondition started(Start start) {
        return new LanesCondition(framework.context(), new FakeInstallation(Path.of("/nija"), start));
    }

    @Test
    void aRunningNijaWantsLanesFromTheStart() {
        LanesCondition condition = started(Start.RUN);
        assertThat(framework.with(Condition.CONDITION_ID, "nija.lanes")).hasSize(1);
        condition.open();
        assertThat(framework.with(Condition.CONDITION_ID, "nija.lanes")).hasSize(1);
        condition.close();
        assertThat(framework.services).isEmpty();
    }

    @Test
    void soDoesTheDemo() {
        started(Start.DEMO);
        assertThat(framework.services).hasSize(1);
    }

    @Test
    void aSingleCommandWantsLanesOnlyWhenItSaysSo() {
        LanesCondition condition = started(Start.COMMAND);
        assertThat(framework.services).isEmpty();
        condition.open();
        assertThat(framework.services).hasSize(1);
    }
}
