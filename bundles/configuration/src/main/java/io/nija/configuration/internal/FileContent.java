package io.nija.configuration.internal;

import java.util.Arrays;

/** What was found when a file was read. */
sealed interface FileContent {

    /** Its bytes. Equal when the bytes are. */
    record Bytes(byte[] bytes) implements FileContent {

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        /** Without the content: it could be anything. */
        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /**
     * It could not be read.
     *
     * @param reason why, and what to do
     */
    record Unreadable(String reason) implements FileContent {}
}
