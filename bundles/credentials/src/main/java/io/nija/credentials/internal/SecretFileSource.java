package io.nija.credentials.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files with one value each: those that {@code …_FILE} variables name, and a folder with files named as variables are. */
final class SecretFileSource implements Source, AutoCloseable {

    private static final String UNREADABLE = "SECRET_FILE_UNREADABLE";

    private final KeyPlaces places;
    private final WatchedFiles files;
    private final Set<String> watched;
    private final Set<String> inFolder;
    private final Map<String, Found> found = new HashMap<>();

    /**
     * @param watched the variables whose files were looked at; others exist by name only
     * @param inFolder the names in the folder
     */
    SecretFileSource(KeyPlaces places, WatchedFiles files, Set<String> watched, Set<String> inFolder) {
        this.places = places;
        this.files = files;
        this.watched = watched;
        this.inFolder = inFolder;
    }

    /** The files that may hold {@code variable}. */
    static List<Path> filesOf(KeyPlaces places, String variable) {
        List<Path> paths = new ArrayList<>();
        places.fileOf(variable).ifPresent(paths::add);
        places.folder().ifPresent(folder -> paths.add(folder.resolve(variable)));
        return paths;
    }

    @Override
    public String name() {
        return "the secret files";
    }

    @Override
    public String label(Found any) {
        Path name = Path.of(any.place()).getFileName();
        return name == null ? any.place() : name.toString();
    }

    @Override
    public Optional<Found> find(String variable) {
        if (!found.containsKey(variable)) {
            found.put(variable, read(variable));
        }
        return Optional.ofNullable(found.get(variable));
    }

    private Found read(String variable) {
        Optional<Path> named = places.fileOf(variable);
        Optional<Path> inside = places.folder().map(folder -> folder.resolve(variable));
        if (!watched.contains(variable)) {
            return named.isPresent() || inFolder.contains(variable)
                    ? new Found.Unreadable(name(), UNREADABLE, "nobody asks for it") : null;
        }
        if (named.isPresent()) {
            return value(named.get(), variable + KeyPlaces.FILE);
        }
        return inside.isEmpty() || files.reading(inside.get()) instanceof FileReading.Absent ? null
                : value(inside.get(), KeyPlaces.FOLDER);
    }

    private Found value(Path file, String namedBy) {
        FileReading reading = files.reading(file);
        if (reading instanceof FileReading.Content content) {
            return new Found.Text(file.toString(), SecretCharacters.fileValue(content.bytes()));
        }
        String reason = reading instanceof FileReading.Unreadable unreadable ? unreadable.reason() : "there is no such file";
        return new Found.Unreadable(file.toString(), UNREADABLE, reason + ", although " + namedBy + " names it");
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new LinkedHashSet<>(inFolder);
        for (String variable : places.environment().get().keySet()) {
            if (variable.endsWith(KeyPlaces.FILE)) {
                names.add(variable.substring(0, variable.length() - KeyPlaces.FILE.length()));
            }
        }
        return names;
    }

    @Override
    public void close() {
        for (Found value : found.values()) {
            if (value instanceof Found.Text text) {
                text.text().wipe();
            }
        }
    }
}
