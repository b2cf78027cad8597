package io.nija.accounts.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.platform.SerialQueue;
import io.nija.platform.Workers;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
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

    private final AccountRegistry registry;
    private final ConfigurationAdmin admin;
    private final SerialQueue queue;
    private final AutoCloseable listening;
    private final Map<LaneId, Configuration> owned = new HashMap<>();

    @Activate
    public SessionConfigurations(@Reference AccountRegistry registry, @Reference ConfigurationAdmin admin,
            @Reference Workers workers) {
        this.registry = registry;
        this.admin = admin;
        queue = workers.serial("session configurations");
        listening = registry.listen(() -> queue.execute(this::reconcile));
        queue.execute(this::reconcile);
    }

    @Deactivate
    void stop() throws Exception {
        listening.close();
        queue.close();
        Set.copyOf(owned.keySet()).forEach(this::delete);
    }

    private void reconcile() {
        Set<LaneId> wanted = new TreeSet<>(CredentialRequests.wanted(registry.all()).keySet());
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
