package io.github.cdkrouteserver.handler;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

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
    private final Map<String, Place> places;

    private record Place(int start, int length) {}

    private PackedClasses(ClassLoader parent, byte[] content, Map<String, Place> places) {
        super(parent);
        this.content = content;
        this.places = places;
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
        int start = file.readInt();
        int count = file.readInt();
        file.readFully(content);
        Map<String, Place> places = new HashMap<>(2 * count);
        try (DataInputStream index = new DataInputStream(new ByteArrayInputStream(content))) {
            for (int i = 0; i < count; i++) {
                String name = index.readUTF();
                int length = index.readInt();
                places.put(name, new Place(start, length));
                start += length;
            }
        }
        return new PackedClasses(parent, content, places);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Place place = places.get(name);
        if (place == null) {
            return name.startsWith("java.") ? PLATFORM.loadClass(name) : super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, content, place.start(), place.length()) : loaded;
        }
    }
}
