package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Text from jars, files and other bundles, made fit for a line of the log. */
final class Words {

    private static final int LONGEST = 300;

    private Words() {}

    /** One line without control characters, and not too long. */
    static String clean(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).map(code -> unprintable(code) ? ' ' : code).forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line.toString().strip();
    }

    private static boolean unprintable(int code) {
        return switch (Character.getType(code)) {
            // FORMAT holds the characters that turn the direction of text around on a screen
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Why a file could not be read or written. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "NIJA's user has no permission";
        }
        if (failure instanceof NoSuchFileException gone) {
            return gone.getFile() + " is not there";
        }
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is there already";
        }
        return clean(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** The first line of the deepest cause of an exception, with the exception's name when it says nothing else. */
    static String cause(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String name = deepest.getClass().getSimpleName();
        String message = deepest.getMessage();
        return clean(message == null || message.isBlank() ? name : name + ": " + message.lines().findFirst().orElse(""));
    }
}
