package io.nija.console.internal.gogo;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

import org.apache.felix.gogo.jline.Shell;
import org.jline.reader.LineReader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Ends a shell that waits for a line when the framework begins to stop. Left to gogo.jline 1.1.8, its stop first
 * restores the terminal, whereupon a pending read waits for a whole line that nobody types: it gives up after five
 * seconds with a message on standard error. Told before, the shell ends at the interrupt.
 */
final class ReaderRelease implements SynchronousBundleListener {

    /** jline polls the terminal every tenth of a second. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Shell shell;
    private final Map<LineReader, Thread> readers = Collections.synchronizedMap(new WeakHashMap<>());

    ReaderRelease(Shell shell) {
        this.shell = shell;
    }

    /** {@code reader} is used by this thread. */
    void watch(LineReader reader) {
        readers.put(reader, Thread.currentThread());
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0
                && event.getBundle().getState() == Bundle.STOPPING) {
            release();
        }
    }

    void release() {
        shell.stop();
        List<Map.Entry<LineReader, Thread>> waiting;
        synchronized (readers) {
            waiting = readers.entrySet().stream().filter(entry -> entry.getKey().isReading()).map(Map.Entry::copyOf).toList();
        }
        for (Map.Entry<LineReader, Thread> entry : waiting) {
            // Only while it reads: a shell that runs a command would take the interrupt for that command's failure.
            entry.getValue().interrupt();
            try {
                entry.getValue().join(PATIENCE_MILLIS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
