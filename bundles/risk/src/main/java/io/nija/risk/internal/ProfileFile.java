package io.nija.risk.internal;

import java.util.Map;

import io.nija.risk.RiskLimits;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** One profile's file in force: {@code io.nija.risk-PROFILE.cfg}. An edited file is another object. */
@Component(service = ProfileFile.class, configurationPid = ProfileFile.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ProfileFile {

    static final String PID = "io.nija.risk";

    private final String name;
    private final ProfileText.Meaning meaning;

    @Activate
    public ProfileFile(Map<String, Object> values) {
        String pid = String.valueOf(values.get("service.pid"));
        name = pid.substring(pid.indexOf('~') + 1);
        meaning = ProfileText.read(name, values);
    }

    String name() {
        return name;
    }

    /** Null when the values are no profile: the rule for the file has said so, and nothing is put in their place. */
    RiskLimits limits() {
        return meaning.limits();
    }
}
