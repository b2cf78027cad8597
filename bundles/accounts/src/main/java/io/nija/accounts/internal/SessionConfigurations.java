package io.nija.accounts.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one configuration of its broker's session component for each lane of an account that is in force and enabled:
 * Declarative Services makes the session exist when the keys do too. Exists only while lanes are wanted, that is while
 * there is a condition {@code nija.lanes}.
 */
@Component(service = {}, immediate = true)
@SatisfyingConditionTarget("(osgi.condition.id=nija.lanes)")
public final class SessionConfigurations {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.accounts");

    /** Any bundle may receive it: the broker's bundle is not known here. */
    private static final String ANYWHERE = "?";

    private static final Duration LOOK = Duration.ofMillis(500);

    private final AccountRegistry registry;
    private final ConfigurationAdmin admin;
    private final Installation installation;
    private final SerialQueue queue;
    private final AutoCloseable listening;
    private final Timers.Timer looks;
    private final Map<LaneId, Configuration> owned = new HashMap<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile ConfigurationFiles files;

    @Activate
    public SessionConfigurations(@Reference AccountRegistry registry, @Reference ConfigurationAdmin admin,
            @Reference Installation installation, @Reference Workers workers, @Reference Timers timers) {
        this.registry = registry;
        this.admin = admin;
        this.installation = installation;
        queue = workers.serial("session configurations");
        listening = registry.listen(() -> queue.execute(this::reconcile));
        queue.execute(this::reconcile);
        // A broker's file can be refused or mended without any account changing.
        looks = timers.every(LOOK, queue, this::reconcile);
    }

    @Deactivate
    void stop() throws Exception {
        looks.close();
        listening.close();
        queue.close();
        Set.copyOf(owned.keySet()).forEach(this::delete);
    }

    private void reconcile() {
        Set<LaneId> wanted = new TreeSet<>(CredentialRequests.wanted(registry.all()).keySet());
        ConfigurationFiles folder = files;
        List<FileReport> reports = folder == null ? List.of() : folder.files();
        wanted.removeIf(lane -> RefusedBrokerFile.of(lane.broker(), reports).isPresent());
        // Not even for a moment with the broker's defaults, while its file is still being read.
        wanted.removeIf(lane -> folder != null && !owned.containsKey(lane)
                && !RefusedBrokerFile.judged(lane.broker(), reports, installation.config()));
        Set.copyOf(owned.keySet()).stream().filter(lane -> !wanted.contains(lane)).forEach(this::delete);
        wanted.stream().filter(lane -> !owned.containsKey(lane)).forEach(this::create);
    }

    private void create(LaneId lane) {
        try {
            Configuration configuration = admin.getFactoryConfiguration(Broker.sessionPid(lane.broker()),
                    lane.account().value(), ANYWHERE);
            configuration.updateIfDifferent(properties(lane));
            owned.put(lane, configuration);
        } catch (IOException failed) {
            LOG.error("The session of {} was not configured: {} [SESSION_NOT_CONFIGURED]", lane, failed.getMessage());
        }
    }

    private void delete(LaneId lane) {
        Configuration configuration = owned.remove(lane);
        try {
            configuration.delete();
        } catch (IOException failed) {
            LOG.error("The configuration of the session of {} was not removed: {} [SESSION_NOT_CONFIGURED]", lane, failed.getMessage());
        } catch (IllegalStateException already) {
            LOG.debug("The configuration of the session of {} was removed by somebody else", lane);
        }
    }

    static Dictionary<String, Object> properties(LaneId lane) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Broker.ACCOUNT, lane.account().value());
        properties.put(Broker.BROKER, lane.broker().value());
        properties.put("credentials.target", "(&(" + Broker.BROKER + "=" + escaped(lane.broker().value()) + ")("
                + Broker.ACCOUNT + "=" + escaped(lane.account().value()) + "))");
        return properties;
    }

    /** A value as it must stand in a filter. */
    static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (char character : value.toCharArray()) {
            if (character == '(' || character == ')' || character == '*' || character == '\\') {
                text.append('\\');
            }
            text.append(character);
        }
        return text.toString();
    }
}
