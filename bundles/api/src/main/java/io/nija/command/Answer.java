package io.nija.command;

import java.util.List;
import java.util.Map;

/**
 * A command's answer, once for people and once for programs.
 *
 * @param exit one of {@link Exit}
 * @param json the document for {@code --json}: maps, lists, texts, numbers, booleans and nulls. Money and quantities
 *     are texts, times are {@link java.time.Instant}s or ISO-8601 texts in UTC, unknown is null
 * @param text for people, on standard output
 * @param notes for people, on standard error
 */
public record Answer(int exit, Map<String, ?> json, List<Block> text, List<String> notes) {

    public Answer {
        text = List.copyOf(text);
        notes = List.copyOf(notes);
    }

    /** An answer without notes. */
    public static Answer of(int exit, Map<String, ?> json, Block... text) {
        return new Answer(exit, json, List.of(text), List.of());
    }

    /** A piece of text for people. Control characters are stripped when it is shown. */
    public sealed interface Block {}

    /**
     * Lines as they are; an empty line stays.
     *
     * @param lines without line ends
     */
    public record Lines(List<String> lines) implements Block {

        public Lines {
            lines = List.copyOf(lines);
        }

        /** Lines. */
        public static Lines of(String... lines) {
            return new Lines(List.of(lines));
        }
    }

    /**
     * A table; columns are as wide as their widest cell, and an empty table shows its headings.
     *
     * @param headings one per column
     * @param rows cells as texts, a null shown as {@code -}
     */
    public record Table(List<String> headings, List<List<String>> rows) implements Block {

        public Table {
            headings = List.copyOf(headings);
        }
    }
}
