package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.nija.configuration.internal.Settling.Change;

import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final String FILE = "io.nija.account-master.cfg";

    private final Settling settling = new Settling();
    private final Map<String, FolderReader.Found> folder = new TreeMap<>();

    private void write(String text) {
        folder.put(FILE, found(new FileContent.Bytes(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static FolderReader.Found found(FileContent content) {
        return new FolderReader.Found((FileName.ForPid) FileName.of(FILE), content, Instant.EPOCH);
    }

    private List<Change> look(long millis) {
        return settling.observe(Map.copyOf(folder), Set.of(), millis * 1_000_000);
    }

    @Test
    void aChangeCountsWhenTwoLooksFoundTheSame() {
        write("role=us\n");
        assertThat(look(0)).isEmpty();
        write("role=user\n");
        assertThat(look(100)).isEmpty();
        assertThat(settling.isUnsettled()).isTrue();

        assertThat(look(200)).containsExactly(new Change(FILE, folder.get(FILE)));
        assertThat(settling.isUnsettled()).isFalse();
        assertThat(look(300)).isEmpty();
    }

    @Test
    void aFileAtRestIsBelievedAtOnce() {
        write("role=user\n");

        assertThat(settling.observe(folder, Set.of(FILE), 0)).hasSize(1);
    }

    @Test
    void aFileThatIsEmptiedAndWrittenIsNeverSeenEmpty() {
        write("role=user\n");
        look(0);
        look(100);
        write("");
        assertThat(look(200)).isEmpty();
        assertThat(look(1_900)).isEmpty();
        write("role=master\n");
        assertThat(look(2_000)).isEmpty();

        assertThat(look(2_100)).containsExactly(new Change(FILE, folder.get(FILE)));
    }

    @Test
    void anEditThatIsUndoneWhileItSettlesIsNoChange() {
        write("role=user\n");
        look(0);
        look(100);
        write("role=master\n");
        look(200);
        write("role=user\n");

        assertThat(look(300)).isEmpty();
        assertThat(look(400)).isEmpty();
        assertThat(settling.isUnsettled()).isFalse();
    }

    @Test
    void aFileThatIsMovedAwayForAMomentIsNotDeleted() {
        write("role=user\n");
        look(0);
        look(100);
        folder.clear();
        assertThat(look(200)).isEmpty();
        assertThat(look(300)).isEmpty();
        write("role=user\n");
        assertThat(look(400)).isEmpty();
        folder.clear();
        look(500);

        assertThat(look(900)).containsExactly(new Change(FILE, null));
    }

    @Test
    void aLastLineWithoutAnEndMustRestLonger() {
        write("role=user\nbrokers=kra");
        assertThat(look(0)).isEmpty();
        assertThat(look(400)).isEmpty();

        assertThat(look(600)).hasSize(1);
    }

    @Test
    void aFileThatCannotBeReadForAMomentIsNoChange() {
        write("role=user\n");
        look(0);
        look(100);
        FolderReader.Found good = folder.get(FILE);
        folder.put(FILE, found(new FileContent.Unreadable("denied")));
        assertThat(look(200)).isEmpty();
        folder.put(FILE, good);

        assertThat(look(300)).isEmpty();
    }
}
