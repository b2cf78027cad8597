package io.nija.credentials.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.account.KeyVariables;
import io.nija.credentials.CredentialReport.State;
import io.nija.credentials.KeyFormat;

/**
 * Looks for one lane's pair. The first source that holds either half decides, and in it the first candidate that
 * does: a full pair further down does not rescue a half, or keys of two accounts could be mixed unnoticed. A pure
 * function of its arguments.
 */
final class KeySearch {

    private final List<KeyVariables> candidates;
    private final List<Source> sources;
    private final KeyFormat format;
    private final Set<String> known;
    private final String advice;

    /**
     * @param candidates the preferred one first
     * @param sources in order
     * @param known all names that some lane looks for: none of them is a misspelt one
     * @param advice where to set variables, in words that continue "Set A and B "
     */
    KeySearch(List<KeyVariables> candidates, List<Source> sources, KeyFormat format, Set<String> known, String advice) {
        this.candidates = List.copyOf(candidates);
        this.sources = List.copyOf(sources);
        this.format = format;
        this.known = known;
        this.advice = advice;
    }

    /** A candidate in a source. */
    private record Place(Source source, KeyVariables variables, Half key, Half secret) {

        boolean decides() {
            return key.decides() || secret.decides();
        }

        boolean full() {
            return key.isSet() && secret.isSet();
        }
    }

    /** A name that is set and looks like one that is not. */
    private record Misspelt(String set, String place, String wanted, int distance) {

        String inWords() {
            return set + " is set in " + place + ", did you mean " + wanted + "?";
        }
    }

    Finding find() {
        if (candidates.isEmpty()) {
            return Finding.trouble(State.ABSENT, "KEYS_ABSENT", "No variables are named for this lane.", List.of(), "", "");
        }
        return places().filter(Place::decides).findFirst().map(this::decided).orElseGet(this::absent);
    }

    private Stream<Place> places() {
        return sources.stream().flatMap(source -> candidates.stream().map(variables -> new Place(source, variables,
                Half.look(source, variables.key()), Half.look(source, variables.secret()))));
    }

    private Finding decided(Place place) {
        for (Half half : List.of(place.key(), place.secret())) {
            if (half.presence() == Half.Presence.UNREADABLE) {
                Found.Unreadable unreadable = (Found.Unreadable) half.found();
                return Finding.trouble(State.UNREADABLE, unreadable.code(), half.inWords() + ".", List.of(),
                        "Make " + unreadable.place() + " a readable text file of at most 1 MiB, owned by the user NIJA runs as.",
                        place.source().label(half.found()));
            }
        }
        if (!place.full()) {
            return half(place);
        }
        Found found = place.key().found();
        KeyPair pair = new KeyPair(place.variables(), inOnePlace(place), place.source().label(found),
                place.key().text(), place.secret().text());
        return new FormatCheck(format).trouble(pair).orElseGet(() -> Finding.present(pair));
    }

    private static String inOnePlace(Place place) {
        String key = place.key().found().place();
        String secret = place.secret().found().place();
        return key.equals(secret) ? key : key + " and " + secret;
    }

    private Finding half(Place place) {
        boolean keyIsThere = place.key().isSet();
        Half there = keyIsThere ? place.key() : place.secret();
        Half gone = keyIsThere ? place.secret() : place.key();
        String code = keyIsThere ? "SECRET_MISSING" : "KEY_MISSING";
        List<String> hints = new ArrayList<>();
        Optional<Misspelt> misspelt = misspelt(List.of(gone.variable()));
        if (misspelt.isPresent()) {
            code = "VARIABLE_MISSPELT";
            hints.add(misspelt.get().inWords());
        }
        if (new FormatCheck(format).looksLikeTheOtherHalf(there.text(), keyIsThere)) {
            hints.add("What stands in " + there.variable() + " looks like the " + (keyIsThere ? "secret" : "key") + ".");
        }
        hints.add("Set " + gone.variable() + " too, in " + place.source().name() + ", where " + there.variable() + " is.");
        elsewhere(place, there, gone).ifPresent(hints::add);
        return Finding.trouble(State.HALF, code, there.inWords() + ", but " + gone.inWords() + ".",
                List.of(gone.variable()), String.join(" ", hints), place.source().label(there.found()));
    }

    /** What stands further down and is not used. */
    private Optional<String> elsewhere(Place place, Half there, Half gone) {
        Optional<String> full = places().filter(Place::full).findFirst().map(pair -> "A full pair stands under "
                + pair.variables().key() + " and " + pair.variables().secret() + " in " + pair.source().name()
                + "; it is not used while " + there.variable() + " is set in " + place.source().name()
                + ": complete this pair, or remove its half.");
        return full.isPresent() ? full : sources.stream().filter(source -> source != place.source())
                .map(source -> Half.look(source, gone.variable())).filter(Half::isSet).findFirst()
                .map(half -> half.variable() + " stands in " + half.found().place()
                        + ", but both halves must stand in the same place.");
    }

    private Finding absent() {
        KeyVariables wanted = candidates.get(0);
        List<String> missing = List.of(wanted.key(), wanted.secret());
        String set = "Set " + wanted.key() + " and " + wanted.secret() + " " + advice + ".";
        List<String> names = candidates.stream().flatMap(pair -> Stream.of(pair.key(), pair.secret())).toList();
        Optional<Misspelt> misspelt = misspelt(names);
        if (misspelt.isPresent()) {
            return Finding.trouble(State.ABSENT, "VARIABLE_MISSPELT",
                    "Neither " + wanted.key() + " nor " + wanted.secret() + " is set.", missing,
                    misspelt.get().inWords() + " " + set, "");
        }
        List<Half> useless = places().flatMap(place -> Stream.of(place.key(), place.secret()))
                .filter(half -> half.presence() != Half.Presence.UNSET).toList();
        if (useless.isEmpty()) {
            return Finding.trouble(State.ABSENT, "KEYS_ABSENT",
                    "Neither " + wanted.key() + " nor " + wanted.secret() + " is set.", missing, set, "");
        }
        String code = switch (useless.stream().map(Half::presence).max(Comparator.naturalOrder()).orElseThrow()) {
            case PLACEHOLDER -> "KEYS_PLACEHOLDER";
            case BLANK -> "KEYS_BLANK";
            default -> "KEYS_EMPTY";
        };
        String detail = String.join(", ", useless.stream().map(Half::inWords).distinct().toList()) + ".";
        return Finding.trouble(State.ABSENT, code, detail, missing, set, "");
    }

    /** The closest name that is set to something, is nobody's, and looks like one of {@code wanted}. */
    private Optional<Misspelt> misspelt(List<String> wanted) {
        List<Misspelt> found = new ArrayList<>();
        for (Source source : sources) {
            for (String set : source.names()) {
                if (known.contains(set)) {
                    continue;
                }
                for (String name : wanted) {
                    int distance = NearMiss.distance(set, name);
                    if (distance != NearMiss.NONE && Half.look(source, set).decides()) {
                        found.add(new Misspelt(set, source.name(), name, distance));
                    }
                }
            }
        }
        return found.stream().min(Comparator.comparingInt(Misspelt::distance));
    }
}
