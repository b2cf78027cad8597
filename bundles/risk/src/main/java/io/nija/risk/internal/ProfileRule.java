package io.nija.risk.internal;

import java.util.List;
import java.util.Map;

import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport.Problem;

import org.osgi.service.component.annotations.Component;

/** Refuses a profile's file with a number out of range, or with a limit switched off on lanes with real money. */
@Component
public final class ProfileRule implements ConfigurationRule {

    @Override
    public String pid() {
        return ProfileFile.PID;
    }

    @Override
    public List<Problem> check(String instance, Map<String, Object> values) {
        return ProfileText.read(instance, values).problems();
    }
}
