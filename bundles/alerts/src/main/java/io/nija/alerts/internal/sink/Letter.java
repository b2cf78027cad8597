package io.nija.alerts.internal.sink;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.alert.Severity;
import io.nija.alerts.internal.book.AlertDocument;
import io.nija.alerts.internal.book.AlertKey;
import io.nija.alerts.internal.book.Notice;

/**
 * A message as people read it, in no vendor's form yet. All texts are clean: one line each, no control characters.
 *
 * @param tone how loud it is
 * @param title one line
 * @param lines the rest
 * @param fields the same for programs: texts, numbers, maps and nulls
 * @param keys the alerts it is about
 */
public record Letter(Tone tone, String title, List<String> lines, Map<String, Object> fields, List<AlertKey> keys) {

    private static final int TITLE = 150;
    private static final int SENTENCE = 600;
    private static final int HINT = 300;

    /** How loud a message is. */
    public enum Tone {
        CRITICAL,
        WARNING,
        INFO,
        /** Something is over. */
        GOOD
    }

    public Letter {
        lines = List.copyOf(lines);
        keys = List.copyOf(keys);
    }

    /** About one alert. */
    static Letter of(Notice notice) {
        String about = notice.alert().code() + " " + notice.alert().scope();
        String sentence = PlainWords.of(notice.alert().sentence(), SENTENCE);
        String hint = PlainWords.of(notice.alert().hint(), HINT);
        String many = notice.count() == 1 ? "" : ", raised " + notice.count() + " times";
        return switch (notice.kind()) {
            case RAISED -> letter(notice, tone(notice.alert().severity()), word(notice.alert().severity()) + ": " + about,
                    hint.isEmpty() ? List.of(sentence, "Since " + shown(notice.firstAt()) + many + ".")
                            : List.of(sentence, hint, "Since " + shown(notice.firstAt()) + many + "."));
            case REMINDER -> letter(notice, tone(notice.alert().severity()), "still " + word(notice.alert().severity()) + ": " + about,
                    hint.isEmpty() ? List.of(sentence, reminder(notice, many)) : List.of(sentence, hint, reminder(notice, many)));
            case OVER -> letter(notice, Tone.GOOD, "over: " + about,
                    List.of("It is over since " + shown(notice.at()) + "; it began at " + shown(notice.firstAt()) + many + ". It was: " + sentence));
        };
    }

    private static String reminder(Notice notice, String many) {
        return "Open since " + shown(notice.firstAt()) + many + "; no more reminders after: alert ack " + notice.alert().code();
    }

    private static Letter letter(Notice notice, Tone tone, String title, List<String> lines) {
        Map<String, Object> fields = fields(notice.kind().name(), notice.alert().severity(), notice.at());
        fields.put("code", notice.alert().code());
        fields.put("scope", AlertDocument.scope(notice.alert().scope()));
        fields.put("sentence", PlainWords.of(notice.alert().sentence(), SENTENCE));
        fields.put("hint", PlainWords.of(notice.alert().hint(), HINT));
        fields.put("firstAt", notice.firstAt().toString());
        fields.put("lastAt", notice.lastAt().toString());
        fields.put("count", notice.count());
        return new Letter(tone, PlainWords.of("NIJA " + title, TITLE), lines, fields, List.of(notice.key()));
    }

    /**
     * About several alerts that the limit of messages left no room for.
     *
     * @param counts how many of each code
     */
    static Letter heldBack(Map<String, Long> counts, Severity worst, List<AlertKey> keys, Instant at) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        List<String> codes = counts.entrySet().stream().map(each -> each.getKey() + (each.getValue() == 1 ? "" : " ×" + each.getValue()))
                .toList();
        String sentence = PlainWords.of(all + (all == 1 ? " more alert was held back: " : " more alerts were held back: ")
                + String.join(", ", codes) + ".", SENTENCE);
        Map<String, Object> fields = fields("HELD_BACK", worst, at);
        fields.put("sentence", sentence);
        fields.put("hint", "The command 'alerts' lists what is open.");
        fields.put("count", all);
        fields.put("codes", new LinkedHashMap<>(counts));
        return new Letter(tone(worst), "NIJA " + all + (all == 1 ? " more alert" : " more alerts"),
                List.of(sentence, "The command 'alerts' lists what is open."), fields, keys);
    }

    /** The one that a person asks for, to see whether it arrives. */
    public static Letter test(Instant at, String build) {
        Map<String, Object> fields = fields("TEST", Severity.INFO, at);
        String sentence = "This is a test of NIJA " + build + ": if you can read it, alerts arrive.";
        fields.put("sentence", sentence);
        return new Letter(Tone.INFO, "NIJA test alert", List.of(sentence, "Sent " + shown(at) + "."), fields, List.of());
    }

    private static Map<String, Object> fields(String kind, Severity severity, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", "nija");
        fields.put("kind", kind);
        fields.put("severity", severity.name());
        fields.put("at", at.toString());
        return fields;
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.CRITICAL;
            case WARNING -> Tone.WARNING;
            case INFO -> Tone.INFO;
        };
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "CRITICAL";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }

    private static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
