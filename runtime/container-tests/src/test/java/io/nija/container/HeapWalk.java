package io.nija.container;

import java.io.File;
import java.util.Collection;

import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.Value;

/**
 * Prints who holds each loader of a class, out of a heap dump. A program of its own, because the library that reads the
 * dump is not in the container: {@code java -cp LIBRARY HeapWalk.java DUMP CLASS}.
 */
public final class HeapWalk {

    private static final int LONGEST = 40;

    private HeapWalk() {}

    public static void main(String[] arguments) throws Exception {
        Heap heap = HeapFactory.createHeap(new File(arguments[0]));
        Collection<?> generations = heap.getJavaClassesByRegExp(arguments[1].replace(".", "\\."));
        System.out.println(generations.size() + " generations of " + arguments[1]);
        for (Object generation : generations) {
            System.out.println("-- loader of generation " + ((JavaClass) generation).getJavaClassId());
            path(heap, ((JavaClass) generation).getClassLoader());
        }
    }

    private static void path(Heap heap, Instance from) {
        Instance step = from;
        for (int i = 0; step != null && i < LONGEST; i++) {
            Instance next = step.getNearestGCRootPointer();
            System.out.println("   " + step.getJavaClass().getName() + " #" + step.getInstanceNumber()
                    + (next == null ? "" : " held by " + how(next, step)));
            if (next == null || next.equals(step)) {
                break;
            }
            step = next;
        }
        GCRoot root = step == null ? null : heap.getGCRoot(step);
        System.out.println("   root: " + (root == null ? "none found" : root.getKind()));
    }

    private static String how(Instance holder, Instance held) {
        for (Object field : holder.getFieldValues()) {
            if (field instanceof ObjectFieldValue value && held.equals(value.getInstance())) {
                return ((FieldValue) field).getField().getName() + " of " + holder.getJavaClass().getName();
            }
        }
        for (Object reference : held.getReferences()) {
            if (((Value) reference).getDefiningInstance().equals(holder)) {
                return (holder instanceof ObjectArrayInstance ? "an element" : "a field") + " of " + holder.getJavaClass().getName();
            }
        }
        return holder.getJavaClass().getName();
    }
}
