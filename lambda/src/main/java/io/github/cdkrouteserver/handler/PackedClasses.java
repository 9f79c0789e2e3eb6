package io.github.cdkrouteserver.handler;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Loads classes out of the one file that the build packs them into.
 *
 * <p>A start needs hundreds of classes. Asked for one by one, each is looked for along the class path and opened as a file of
 * its own, which takes longer than reading all of them at once; packed together they are also much smaller.
 */
final class PackedClasses extends ClassLoader {
    private static final String FILE = "/handler.classes";
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    static {
        registerAsParallelCapable();
    }

    private final byte[] content;
    private final int[] hashes;
    private final int[] names;
    private final int[] nameLengths;
    private final int[] classes;
    private final int[] classLengths;

    private PackedClasses(ClassLoader parent, byte[] content, int count) {
        super(parent);
        IntBuffer index = ByteBuffer.wrap(content).asIntBuffer();
        this.content = content;
        hashes = next(index, count);
        names = next(index, count);
        nameLengths = next(index, count);
        classes = next(index, count);
        classLengths = next(index, count);
    }

    private static int[] next(IntBuffer index, int count) {
        int[] numbers = new int[count];
        index.get(numbers);
        return numbers;
    }

    /** The loader of the packed classes, or the neighbour's own where nothing is packed. */
    static ClassLoader beside(Class<?> neighbour) throws IOException {
        ClassLoader parent = neighbour.getClassLoader();
        try (InputStream file = neighbour.getResourceAsStream(FILE)) {
            return file == null ? parent : read(new DataInputStream(file), parent);
        }
    }

    private static ClassLoader read(DataInputStream file, ClassLoader parent) throws IOException {
        // The size is told first, so that the file is in memory once, not in pieces and then as a whole.
        byte[] content = new byte[file.readInt()];
        int count = file.readInt();
        file.readFully(content);
        return new PackedClasses(parent, content, count);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        int place = place(name);
        if (place < 0) {
            return name.startsWith("java.") ? PLATFORM.loadClass(name) : super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, content, classes[place], classLengths[place]) : loaded;
        }
    }

    /** Where a class is in the index, or a negative number: no two in it have the same hash, but others may have it too. */
    private int place(String name) {
        int place = Arrays.binarySearch(hashes, name.hashCode());
        return place >= 0 && name.equals(name(place)) ? place : -1;
    }

    private String name(int place) {
        return new String(content, names[place], nameLengths[place], StandardCharsets.ISO_8859_1);
    }
}
