package io.nija.journal.internal.backup;

import static io.nija.journal.internal.OnDisk.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.Note;
import io.nija.journal.internal.OnDisk;
import io.nija.journal.internal.Samples;

class CsvExportTest {

    @Test
    void aFillIsOneRowWithExactNumbers(@TempDir Path folder) throws Exception {
        try (OnDisk disk = new OnDisk(folder)) {
            Journal journal = disk.journal();
            Intent intent = Samples.entry(journal.epoch(), journal.nextIntent(), Samples.MASTER);
            written(journal, intent, Samples.fill(intent, "T-1", Samples.NOW));
            StringBuilder out = new StringBuilder();
            assertThat(CsvExport.fills(journal.history(), null, out)).isEqualTo(1);
            assertThat(out.toString().split("\r\n")[1]).isEqualTo("2026-11-22T18:00:00.123456789Z,master,kraken,BTC/USD,BUY,"
                    + "64000.1,0.0005,32.00005,0.08320,USD,false,T-1,O-1,1,");
        }
    }

    @Test
    void everyRecordIsARowAndTextIsNeverAFormula(@TempDir Path folder) throws Exception {
        try (OnDisk disk = new OnDisk(folder)) {
            written(disk.journal(), new Note(Samples.MASTER, null, "t", "c", "say \"hi\"", Map.of()));
            StringBuilder out = new StringBuilder();
            assertThat(CsvExport.records(disk.journal().history(), out)).isEqualTo(2);
            assertThat(out.toString().split("\r\n")[2])
                    .isEqualTo("2," + disk.journal().history().newest(Note.class, null, 1).get(0).writtenAt()
                            + ",note,master,kraken,,\"{\"\"lane\"\":\"\"master/kraken\"\",\"\"topic\"\":\"\"t\"\",\"\"code\"\":\"\"c\"\","
                            + "\"\"text\"\":\"\"say \\\"\"hi\\\"\"\"\"}\"");
        }
        StringBuilder cells = new StringBuilder();
        CsvTable table = new CsvTable(cells, java.util.List.of("a"));
        table.row(java.util.List.of("=1+1", "-5.2", "@x", "-x", ""));
        assertThat(cells.toString()).isEqualTo("a\r\n'=1+1,-5.2,'@x,'-x,\r\n");
    }
}
