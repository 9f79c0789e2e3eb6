package io.github.cdkrouteserver.bgp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host in a network namespace of its own that runs FRR's zebra, bgpd and bfdd. */
final class FrrHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DAEMONS = List.of("zebra", "bfdd", "bgpd");
    private static final String USER = "frr";
    private static final Path BINARIES = Path.of("/usr/lib/frr");
    private static final String REQUIRED = "REQUIRE_BGP";

    private final String namespace;
    private final Path directory;

    FrrHost(String namespace) throws IOException, InterruptedException {
        this.namespace = namespace;
        this.directory = Files.createTempDirectory(namespace);
        // The daemons give up root's rights, and their user has to find its files.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        run("chown", USER + ":" + USER, directory.toString());
        run("ip", "netns", "add", namespace);
        inside("ip", "link", "set", "lo", "up");
    }

    /**
     * Says what a machine lacks for such hosts, or null where it lacks nothing.
     *
     * @throws IllegalStateException if it lacks something and the environment demands that it does not
     */
    static String missing() {
        String missing = lack();
        if (missing != null && "1".equals(System.getenv(REQUIRED))) {
            throw new IllegalStateException(REQUIRED + "=1, but this machine lacks " + missing);
        }
        return missing;
    }

    private static String lack() {
        if (!DAEMONS.stream().allMatch(daemon -> Files.isExecutable(BINARIES.resolve(daemon)))) {
            return "FRR (Debian package frr)";
        }
        String probe = "frr-probe-" + ProcessHandle.current().pid();
        try {
            run("ip", "netns", "add", probe);
            run("ip", "netns", "del", probe);
            return null;
        } catch (IOException e) {
            return "the permission to make network namespaces";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "time";
        }
    }

    /** Connects this host to a switch under an address. */
    void connect(String switchNamespace, String port, String address) throws IOException, InterruptedException {
        run(
                "ip",
                "link",
                "add",
                "eth0",
                "netns",
                namespace,
                "type",
                "veth",
                "peer",
                "name",
                port,
                "netns",
                switchNamespace);
        run("ip", "-n", switchNamespace, "link", "set", port, "master", "lan", "up");
        inside("ip", "address", "add", address, "dev", "eth0");
        inside("ip", "link", "set", "eth0", "up");
    }

    static void lan(String switchNamespace) throws IOException, InterruptedException {
        run("ip", "netns", "add", switchNamespace);
        run("ip", "-n", switchNamespace, "link", "add", "lan", "type", "bridge");
        run("ip", "-n", switchNamespace, "link", "set", "lan", "up");
    }

    /** Starts the daemons and gives them a configuration as the boot script of FRR does. */
    void start(String configuration) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("frr.conf"), configuration);
        for (String daemon : DAEMONS) {
            inside(
                    BINARIES.resolve(daemon).toString(),
                    "--daemon",
                    "--user",
                    USER,
                    "--group",
                    USER,
                    "--vty_addr",
                    "127.0.0.1",
                    "--vty_socket",
                    directory.toString(),
                    "--pid_file",
                    pidFile(daemon).toString(),
                    "--socket",
                    directory.resolve("zserv").toString(),
                    "--log",
                    "file:" + directory.resolve(daemon + ".log"));
        }
        inside("vtysh", "--vty_socket", directory.toString(), "--inputfile", file.toString());
    }

    JsonNode show(String command) throws IOException, InterruptedException {
        return JSON.readTree(
                inside("vtysh", "--vty_socket", directory.toString(), "--command", "show " + command + " json"));
    }

    /** Ends the daemons without a word to their neighbours, as a host that loses its power does. */
    void kill() throws IOException {
        for (String daemon : DAEMONS) {
            Path file = pidFile(daemon);
            if (Files.exists(file)) {
                ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        remove(namespace);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static void remove(String namespace) throws IOException {
        try {
            run("ip", "netns", "del", namespace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path pidFile(String daemon) {
        return directory.resolve(daemon + ".pid");
    }

    private String inside(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("frr", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end");
            }
            String text = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
