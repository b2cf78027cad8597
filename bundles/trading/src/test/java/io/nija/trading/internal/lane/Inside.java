package io.nija.trading.internal.lane;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Every field of an object and of what it holds, as text: two that say the same are the same inside, order included where it is kept. */
final class Inside {

    private Inside() {}

    static String of(Object object) {
        StringBuilder text = new StringBuilder();
        write(object, text);
        return text.toString();
    }

    private static void write(Object object, StringBuilder text) {
        if (object instanceof Map<?, ?> map) {
            boolean ordered = map instanceof SortedMap || map instanceof LinkedHashMap;
            each(map.entrySet().stream().map(entry -> of(entry.getKey()) + " = " + of(entry.getValue())).toList(), ordered, text);
        } else if (object instanceof Collection<?> several) {
            boolean ordered = several instanceof SortedSet || several instanceof LinkedHashSet || several instanceof java.util.List;
            each(several.stream().map(Inside::of).toList(), ordered, text);
        } else if (object == null || object.getClass().isEnum() || !object.getClass().getName().startsWith("io.nija")) {
            text.append(object);
        } else {
            fields(object, text);
        }
    }

    private static void each(Collection<String> several, boolean ordered, StringBuilder text) {
        text.append('[');
        (ordered ? several.stream() : several.stream().sorted()).forEach(one -> text.append(one).append(";\n"));
        text.append(']');
    }

    private static void fields(Object object, StringBuilder text) {
        text.append(object.getClass().getSimpleName()).append('{');
        for (Field field : object.getClass().getDeclaredFields()) {
            boolean function = field.getType() == Supplier.class || field.getType() == Consumer.class;
            if (!Modifier.isStatic(field.getModifiers()) && !function && !field.getName().equals("typed")) {
                field.setAccessible(true);
                try {
                    text.append(field.getName()).append(": ");
                    write(field.get(object), text);
                    text.append(", ");
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        text.append('}');
    }
}
