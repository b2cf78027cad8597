package io.nija.launcher;

/** Text from outside, made fit for a terminal. */
public final class Plain {

    private Plain() {}

    /** The text without control and formatting characters (each becomes {@code ?}), so that it cannot steer a terminal. */
    public static String text(String untrusted) {
        StringBuilder clean = new StringBuilder(untrusted.length());
        untrusted.codePoints().forEach(c -> clean.appendCodePoint(visible(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** The reason an operation on a file failed, in words, without the file's name. */
    public static String reason(java.io.IOException failure) {
        if (failure instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof java.nio.file.NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof java.nio.file.FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (failure instanceof java.nio.file.FileSystemException file && file.getReason() != null) {
            return Character.toLowerCase(file.getReason().charAt(0)) + file.getReason().substring(1);
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : text(message);
    }
}
