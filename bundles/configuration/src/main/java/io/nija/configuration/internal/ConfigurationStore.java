package io.nija.configuration.internal;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Vector;

import io.nija.configuration.internal.Verdict.Several;

import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The part of ConfigAdmin that files own. Each configuration says which file it is from, in a property whose name begins with
 * a dot, which Declarative Services do not publish; so after this bundle was replaced it still knows its own.
 */
final class ConfigurationStore {

    /** The property that names the file. */
    static final String FILE = ".nija.file";
    /** Any bundle may use the configuration. */
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;

    ConfigurationStore(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** What is in force from an earlier life of this bundle: properties by file. */
    Map<String, Map<String, Object>> adopt() throws IOException {
        Map<String, Map<String, Object>> inForce = new TreeMap<>();
        for (Configuration configuration : mine()) {
            Dictionary<String, Object> properties = configuration.getProperties();
            inForce.put((String) properties.get(FILE), comparable(properties));
        }
        return inForce;
    }

    /** Puts a configuration in force; one that is the same already is not touched. */
    void put(FileName.ForPid name, Map<String, Object> properties) throws IOException {
        Hashtable<String, Object> dictionary = new Hashtable<>();
        properties.forEach((key, value) -> dictionary.put(key, forConfigAdmin(value)));
        dictionary.put(FILE, name.file());
        configuration(name).updateIfDifferent(dictionary);
    }

    /** Takes the configuration of a file away. */
    void delete(String file) throws IOException {
        for (Configuration configuration : mine()) {
            if (file.equals(configuration.getProperties().get(FILE))) {
                configuration.delete();
            }
        }
    }

    private Configuration configuration(FileName.ForPid name) throws IOException {
        return name.instance().isEmpty()
                ? admin.getConfiguration(name.pid(), ANY_LOCATION)
                : admin.getFactoryConfiguration(name.pid(), name.instance(), ANY_LOCATION);
    }

    private List<Configuration> mine() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(" + FILE + "=*)");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("the filter is a constant", impossible);
        }
    }

    private static Object forConfigAdmin(Object value) {
        if (!(value instanceof Several several)) {
            return value;
        }
        if (!several.array()) {
            return new Vector<>(several.values());
        }
        Object array = Array.newInstance(several.type().type(), several.values().size());
        for (int at = 0; at < several.values().size(); at++) {
            Array.set(array, at, several.values().get(at));
        }
        return array;
    }

    private static Map<String, Object> comparable(Dictionary<String, Object> properties) {
        Map<String, Object> comparable = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.equals(FILE) && !key.startsWith("service.")) {
                comparable.put(key, comparable(properties.get(key)));
            }
        }
        return comparable;
    }

    private static Object comparable(Object value) {
        if (value instanceof List<?> list) {
            return new Several(typeOf(list.isEmpty() ? String.class : list.get(0).getClass()), List.copyOf(list), false);
        }
        if (!value.getClass().isArray()) {
            return value;
        }
        List<Object> values = new ArrayList<>();
        for (int at = 0; at < Array.getLength(value); at++) {
            values.add(Array.get(value, at));
        }
        return new Several(typeOf(value.getClass().getComponentType()), values, true);
    }

    private static ValueType typeOf(Class<?> element) {
        for (ValueType type : ValueType.values()) {
            if (type.type() == element) {
                return type;
            }
        }
        throw new IllegalStateException("ConfigAdmin holds no " + element.getName());
    }
}
