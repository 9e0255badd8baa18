package dev.phantom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script in a checkout of its own, with a program of twenty lines and a `mvn` that only compiles it.
abstract class LauncherCheckout {
    private static final String PROGRAM = """
            package dev.phantom.cli;
            public class Main {
                public static void main(String[] args) throws Exception {
                    if (args.length == 0) System.exit(0);
                    switch (args[0]) {
                        case "exit" -> System.exit(Integer.parseInt(args[1]));
                        case "run", "memory" -> System.out.println(Runtime.getRuntime().maxMemory() >> 20);
                        case "wait" -> { System.out.println("waiting"); System.in.read(); System.out.println("done"); }
                        default -> { for (var arg : args) System.out.println("<" + arg + ">"); }
                    }
                }
            }
            """;

    /// Takes the folder of `-f FOLDER/pom.xml` from its fifth argument.
    static final String MVN = """
            #!/bin/sh
            echo built >> "$HOME/builds"
            [ ! -e "$HOME/broken" ] || { echo 'a broken source'; exit 1; }
            cp "$HOME/program.jar" "$(dirname "$5")/target/phantom.jar"
            """;

    /// All that the launcher needs of an operating system.
    private static final List<String> TOOLS = List.of(
            "sh cat cksum cp dirname find head ln locale mkdir mv nice readlink rm rmdir sleep touch tr".split(" "));

    @TempDir
    static Path programs;

    @TempDir
    Path folder;

    Path root;
    Path source;

    @BeforeAll
    static void compileTwoPrograms() throws IOException {
        pack(PROGRAM, "program");
        pack(PROGRAM.replace("\"<\"", "\"new <\""), "other");
    }

    private static void pack(String program, String name) throws IOException {
        Path classes = Files.createDirectories(programs.resolve(name));
        Path source = Files.writeString(classes.resolve("Main.java"), program);
        tool("javac", "-d", classes.toString(), source.toString());
        tool("jar", "-c", "-f", programs.resolve(name + ".jar").toString(), "-C", classes.toString(), ".");
    }

    private static void tool(String name, String... args) {
        assertThat(ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, args))
                .isZero();
    }

    @BeforeEach
    void layOutACheckout() throws IOException {
        root = Files.createDirectories(folder.resolve("a check out"));
        Files.createDirectories(root.resolve("tools"));
        Files.createDirectories(folder.resolve("bin"));
        for (String script : List.of("phantom", "tools/find-jdk.sh")) {
            Files.copy(Path.of(script), root.resolve(script));
        }
        source = Files.createDirectories(root.resolve("src/main/java")).resolve("Main.java");
        Files.writeString(source, "as cloned");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        script("mvn", MVN);
        for (String tool : TOOLS) {
            Path place = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            script(tool, "#!/bin/sh\nexec " + place + " \"$@\"\n");
        }
        Files.copy(programs.resolve("program.jar"), folder.resolve("program.jar"));
    }

    /// The cache is trained behind the back of the command that built.
    @AfterEach
    void noTrainingGoesOn() throws Exception {
        while (Files.exists(lock("phantom.lock.training"), NOFOLLOW_LINKS)) {
            Thread.sleep(10);
        }
    }

    Path lock(String name) {
        return root.resolve("target").resolve(name);
    }

    Ran phantom(String... args) throws Exception {
        return phantomWith(Map.of(), args);
    }

    Ran phantomWith(Map<String, String> environment, String... args) throws Exception {
        return run(environment, List.of(args), root.resolve("phantom"));
    }

    Ran run(Map<String, String> environment, List<String> args, Path script) throws Exception {
        return Ran.of(start(environment, args, script));
    }

    Process start(Map<String, String> environment, List<String> args, Path script) throws IOException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(args);
        var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder.resolve("bin").toString(),
                        "HOME",
                        folder.toString(),
                        "LC_ALL",
                        "C",
                        "PHANTOM_JAVA_HOME",
                        System.getProperty("java.home")));
        builder.environment().putAll(environment);
        return builder.start();
    }

    void script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bin").resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    static long deadPid() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    record Ran(int exit, String out, String err) {
        static Ran of(Process process) throws Exception {
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), out, err);
        }
    }
}
