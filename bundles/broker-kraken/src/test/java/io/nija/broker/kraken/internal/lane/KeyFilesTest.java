package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        KeyFiles files = new KeyFiles(folder, "key");
        files.write("nonce", "1763812800000000000", true);
        assertThat(files.read("nonce")).contains("1763812800000000000");
    }

    @Test
    void aChannelThatTakesOneByteAtATimeGetsThemAll() throws IOException {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        KeyFiles.writeAll(new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) {
                taken.write(bytes.get());
                return 1;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                throw new AssertionError("not asked for");
            }
        }, ByteBuffer.wrap("1763812800".getBytes(StandardCharsets.US_ASCII)));
        assertThat(taken.toString(StandardCharsets.US_ASCII)).isEqualTo("1763812800");
    }
}
