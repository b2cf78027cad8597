package io.nija.platform.virtual;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

import io.nija.account.LaneId;
import io.nija.platform.SerialQueue;
import io.nija.platform.Workers;

/** Queues whose tasks run at once on the caller's thread, in order; a task given by a task runs after it. */
public final class DirectWorkers implements Workers {

    @Override
    public Executor shared() {
        return new DirectQueue();
    }

    @Override
    public SerialQueue serial(String name) {
        return new DirectQueue();
    }

    @Override
    public SerialQueue serial(LaneId lane, String name) {
        return new DirectQueue();
    }

    private static final class DirectQueue implements SerialQueue {

        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private boolean running;
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                waiting.add(task);
                if (running) {
                    return;
                }
                running = true;
            }
            drain();
        }

        private void drain() {
            for (Runnable task = next(); task != null; task = next()) {
                try {
                    task.run();
                } catch (RuntimeException | Error failure) {
                    synchronized (this) {
                        running = false;
                    }
                    throw failure;
                }
            }
        }

        private synchronized Runnable next() {
            Runnable task = waiting.poll();
            running = task != null;
            return task;
        }

        @Override
        public synchronized boolean closed() {
            return closed;
        }

        @Override
        public synchronized boolean close(Duration limit) {
            closed = true;
            return true;
        }
    }
}
