package io.nija.risk.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport.Problem;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Refuses an account's file that puts a profile for practice on a lane with real money: the account is then MISCONFIGURED.
 * Which lanes those are, only the brokers know. The references are static on purpose: with every broker and every profile
 * that comes or goes this is another service, and the files are looked at again. Of a broker that is not there nothing is
 * said; the gate keeps such a profile off its lanes whatever happens here.
 */
@Component
public final class PracticeRule implements ConfigurationRule {

    private final List<Broker> brokers;
    private final List<ProfileFile> profiles;

    @Activate
    public PracticeRule(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Broker> brokers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ProfileFile> profiles) {
        this.brokers = List.copyOf(brokers);
        this.profiles = List.copyOf(profiles);
    }

    @Override
    public String pid() {
        return "io.nija.account";
    }

    @Override
    public List<Problem> check(String instance, Map<String, Object> values) {
        String profile = String.valueOf(values.getOrDefault("risk", ProfileText.CAREFUL)).strip();
        if (!practice(profile)) {
            return List.of();
        }
        List<String> named = list(values.get("brokers")).toList();
        List<Problem> problems = new ArrayList<>();
        for (Broker broker : brokers) {
            boolean real = broker.forcedMode() != Mode.PAPER && broker.forcedMode() != Mode.SANDBOX;
            if (real && named.contains(broker.id().value())) {
                problems.add(new Problem("risk", profile, "a profile for lanes with real money, for example careful",
                        "'risk' is '" + profile + "', which is for paper and sandbox lanes only, and " + broker.id()
                                + " is neither, legal is a profile for all lanes, for example careful"));
            }
        }
        return problems;
    }

    private boolean practice(String profile) {
        return profile.equals(ProfileText.OPEN) || profiles.stream().filter(file -> file.name().equals(profile))
                .map(ProfileFile::limits).anyMatch(limits -> limits != null && limits.practiceOnly());
    }

    private static Stream<String> list(Object value) {
        Stream<?> parts = value instanceof Object[] array ? Arrays.stream(array)
                : value instanceof Collection<?> several ? several.stream() : Stream.ofNullable(value);
        return parts.flatMap(part -> Arrays.stream(part.toString().split(","))).map(String::strip);
    }
}
