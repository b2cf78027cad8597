package io.nija.journal.internal.powercut;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code disk.c} told, in the order in which it happened. */
record DiskLog(List<Operation> operations) {

    /** Something that was done to a file. */
    sealed interface Operation {

        String file();

        record Write(String file, long offset, byte[] bytes) implements Operation {}

        record Truncate(String file, long size) implements Operation {}

        record Unlink(String file) implements Operation {}

        /** Of the folder itself, and so of the names in it, when the file has no name. */
        record Force(String file) implements Operation {}
    }

    static DiskLog read(Path file) throws IOException {
        List<Operation> operations = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                int length = in.readUnsignedByte();
                long offset = in.readLong();
                int size = in.readInt();
                String name = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                operations.add(switch (kind) {
                    case 'W' -> new Operation.Write(name, offset, in.readNBytes(size));
                    case 'T' -> new Operation.Truncate(name, offset);
                    case 'U' -> new Operation.Unlink(name);
                    case 'S' -> new Operation.Force(name);
                    default -> throw new IOException("there is no operation " + (char) kind);
                });
            }
        }
        return new DiskLog(operations);
    }

    /** The names that the process had been told are on the disk when it came to {@code end}. */
    List<String> acknowledged(int end) {
        StringBuilder text = new StringBuilder();
        for (Operation operation : operations.subList(0, end)) {
            if (operation.file().equals(Writing.ACKNOWLEDGED) && operation instanceof Operation.Write write) {
                text.append(new String(write.bytes(), StandardCharsets.US_ASCII));
            }
        }
        return text.toString().lines().toList();
    }

    /** Where each acknowledgement was written, right after it: the moments at which a power cut hurts most. */
    List<Integer> acknowledgements() {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Operation.Write write && write.file().equals(Writing.ACKNOWLEDGED)) {
                found.add(i + 1);
            }
        }
        return found;
    }

    /** How many times {@code file} was forced between two moments. */
    long forces(String file, int from, int to) {
        return operations.subList(from, to).stream()
                .filter(operation -> operation instanceof Operation.Force && operation.file().equals(file)).count();
    }
}
