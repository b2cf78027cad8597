package io.nija.accounts.internal;

import java.util.Map;

import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * One account's file, as a factory configuration. An edit modifies this component in place, so that only what the
 * edit names changes: a new name bounces no session. The keys are described in {@code OSGI-INF/metatype}, by hand,
 * because a key with a free part ({@code mode.*}) cannot be written as a method.
 */
@Component(service = {}, immediate = true, configurationPid = AccountRegistry.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AccountFile {

    private final AccountRegistry registry;
    private final String instance;

    @Activate
    public AccountFile(@Reference AccountRegistry registry, Map<String, Object> properties) {
        this.registry = registry;
        instance = instance(properties);
        registry.put(instance, properties);
    }

    @Modified
    void edited(Map<String, Object> properties) {
        registry.put(instance, properties);
    }

    @Deactivate
    void gone() {
        registry.remove(instance);
    }

    private static String instance(Map<String, Object> properties) {
        String pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        return pid.substring(pid.indexOf('~') + 1);
    }
}
