package io.nija.credentials.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The process environment. */
final class EnvironmentSource implements Source, AutoCloseable {

    private static final String PLACE = "the environment";

    private final Map<String, String> environment;
    private final Map<String, Found.Text> found = new HashMap<>();

    EnvironmentSource(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return PLACE;
    }

    @Override
    public String label(Found any) {
        return "environment";
    }

    @Override
    public Optional<Found> find(String variable) {
        String value = environment.get(variable);
        return value == null ? Optional.empty()
                : Optional.of(found.computeIfAbsent(variable, name -> new Found.Text(PLACE, SecretText.of(value))));
    }

    /** Names of variables that name secret files belong to that source. */
    @Override
    public Collection<String> names() {
        return environment.keySet().stream().filter(name -> !name.endsWith(KeyPlaces.FILE)).toList();
    }

    @Override
    public void close() {
        found.values().forEach(text -> text.text().wipe());
    }
}
