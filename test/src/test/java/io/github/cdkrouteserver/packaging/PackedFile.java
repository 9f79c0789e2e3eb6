package io.github.cdkrouteserver.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The file that the handler's classes are packed into. */
final class PackedFile {
    private static final int COLUMNS = 5;
    private static final int LEAST_CLASSES = 1_000;

    private PackedFile() {}

    /** Names of its classes. */
    static List<String> classNames(InputStream in) throws IOException {
        DataInputStream file = new DataInputStream(in);
        int size = file.readInt();
        int count = file.readInt();
        byte[] content = file.readAllBytes();
        assertThat(content).hasSize(size);
        assertThat(count).isGreaterThan(LEAST_CLASSES);
        int[][] columns = new int[COLUMNS][count];
        ByteBuffer index = ByteBuffer.wrap(content);
        for (int[] column : columns) {
            for (int i = 0; i < count; i++) {
                column[i] = index.getInt();
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = new String(content, columns[1][i], columns[2][i], StandardCharsets.US_ASCII);
            assertThat(columns[0][i]).as(name).isEqualTo(name.hashCode());
            assertThat(ByteBuffer.wrap(content, columns[3][i], columns[4][i]).getInt())
                    .as(name)
                    .isEqualTo(0xCAFEBABE);
            names.add(name);
        }
        return names;
    }
}
