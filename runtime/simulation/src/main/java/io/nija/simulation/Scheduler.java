package io.nija.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import io.nija.platform.SerialQueue;

/**
 * All queues of all processes on one thread: which queue's next task runs is chance, the order within a queue is kept. That is
 * every interleaving a pool of threads could show at the boundaries of tasks.
 */
final class Scheduler {

    private final SplittableRandom chance;
    private final BiConsumer<String, Throwable> failed;
    private final ArrayList<Queue> ready = new ArrayList<>();
    private int longest;

    /** @param failed told of tasks that threw, with the name of their queue */
    Scheduler(SplittableRandom chance, BiConsumer<String, Throwable> failed) {
        this.chance = chance;
        this.failed = failed;
    }

    Queue queue(String name) {
        return new Queue(name);
    }

    /** Tasks without any order among them. */
    Executor unordered(String name) {
        return task -> new Queue(name).execute(task);
    }

    boolean idle() {
        return ready.isEmpty();
    }

    /** The most tasks that ever waited in one queue. */
    int longest() {
        return longest;
    }

    /** Runs one task; there must be one. Answers the name of its queue. */
    String step() {
        Queue queue = ready.get(chance.nextInt(ready.size()));
        queue.runOne();
        return queue.name;
    }

    /** One queue. Closing runs what waits, as the real one does, on the spot: whoever closes waits for it. */
    final class Queue implements SerialQueue {

        private final String name;
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private int place = -1;
        private boolean closed;

        private Queue(String name) {
            this.name = name;
        }

        @Override
        public void execute(Runnable task) {
            if (closed) {
                return;
            }
            tasks.add(task);
            longest = Math.max(longest, tasks.size());
            if (place < 0) {
                place = ready.size();
                ready.add(this);
            }
        }

        private void runOne() {
            Runnable task = tasks.poll();
            if (tasks.isEmpty()) {
                leave();
            }
            try {
                task.run();
            } catch (RuntimeException | Error thrown) {
                failed.accept(name, thrown);
            }
        }

        private void leave() {
            if (place >= 0) {
                Queue last = ready.remove(ready.size() - 1);
                if (last != this) {
                    ready.set(place, last);
                    last.place = place;
                }
                place = -1;
            }
        }

        /** Drops everything, as the end of a process does. */
        void kill() {
            closed = true;
            tasks.clear();
            leave();
        }

        @Override
        public boolean closed() {
            return closed;
        }

        @Override
        public boolean close(Duration limit) {
            while (!tasks.isEmpty()) {
                runOne();
            }
            kill();
            return true;
        }
    }

    /** The queues of one process, to end them together. */
    static void kill(List<Queue> queues) {
        queues.forEach(Queue::kill);
    }
}
