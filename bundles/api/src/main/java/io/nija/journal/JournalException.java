package io.nija.journal;

/** The journal cannot be opened or read. The message is one sentence for the operator. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A record or the file is damaged. */
    public static final String DAMAGED = "JOURNAL_DAMAGED";
    /** It was written by a newer NIJA. */
    public static final String NEWER = "JOURNAL_NEWER";
    /** It cannot be opened or read. */
    public static final String UNREADABLE = "JOURNAL_UNREADABLE";
    /** It was closed. */
    public static final String CLOSED = "JOURNAL_CLOSED";

    private final String code;

    public JournalException(String code, String message) {
        super(message);
        this.code = code;
    }

    public JournalException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** One of the codes here. */
    public String code() {
        return code;
    }
}
