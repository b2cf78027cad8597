package io.nija.platform.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.platform.KeyLocks;

import org.osgi.service.component.annotations.Component;

/** The names in a set; immediate, so that the set lives as long as this bundle and not as long as its first user. */
@Component(immediate = true)
public final class HeldKeyLocks implements KeyLocks {

    private final Set<String> held = ConcurrentHashMap.newKeySet();

    @Override
    public boolean take(String name) {
        return held.add(name);
    }

    @Override
    public void release(String name) {
        held.remove(name);
    }
}
